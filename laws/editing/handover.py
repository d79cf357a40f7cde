"""Work passes from hand to hand: the thread of a measure, who works on it, and who is told."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from laws.editing import workflow
from laws.editing.roles import ROLES, person
from laws.editing.staff_mail import send
from laws.models import Measure, Notice, Proposal, StaffNote
from laws.refusals import Refusal, refuse
from laws.vocabulary import EditorialStatus, NoteKind

STEPS = (NoteKind.FOR_REVIEW, NoteKind.READY, NoteKind.SENT_BACK)
"""The steps of a draft between its author, the editors and the publishers."""
WORKERS = [name for name in ROLES if name != "administrator"]
SAY_SOMETHING = "Write the comment."
NO_WORKER = "Choose someone who works on the record: a contributor, an editor or a publisher."
IS_READY = "It was passed on to the publishers already."


def write_note(
    measure: Measure | None,
    kind: NoteKind,
    by: User,
    text: str = "",
    to: User | None = None,
    proposal: Proposal | None = None,
) -> StaffNote:
    """Add a note to a measure's thread, and tell those whom it concerns here and by mail.

    A proposal of something else has no measure, and so no thread: its author is told.
    """
    concerned = _concerned(measure, kind, by, to, proposal)
    note = StaffNote(kind=kind, by=by, text=text, to=to, proposal=proposal)
    note.measure = measure
    note.save()
    Notice.objects.bulk_create(Notice(note=note, person=one) for one in concerned)
    if concerned:
        addresses = [one.email for one in concerned]
        transaction.on_commit(lambda: send(note, addresses))
    return note


def comment(measure: Measure, by: User, text: str) -> None:
    """Say something about a measure to the other staff. Raises Refusal."""
    refuse("" if text else SAY_SOMETHING)
    write_note(measure, NoteKind.COMMENT, by, text)


def assign(measure: Measure, by: User, to: User | None) -> None:
    """Give a measure to someone to work on, or to no one. Raises Refusal."""
    refuse(workflow.refusal_of_assigning(person(by)))
    if to and not workers().filter(pk=to.pk).exists():
        raise Refusal(NO_WORKER)
    if to != assignee(measure):
        write_note(measure, NoteKind.ASSIGNED, by, to=to)


def pass_on(measure: Measure, by: User) -> None:
    """Say that a draft in review was looked through and waits for a publisher. Raises Refusal."""
    with transaction.atomic():
        locked = Measure.objects.select_for_update(no_key=True).get(pk=measure.pk)
        refuse(workflow.refusal_of_passing_on(locked.status, person(by)))
        refuse(IS_READY if last_step(locked) == NoteKind.READY else "")
        write_note(measure, NoteKind.READY, by)


# --- what the thread says -------------------------------------------------------------------------


def workers() -> QuerySet[User]:
    """Those to whom a measure can be assigned."""
    works = Q(groups__name__in=WORKERS) | Q(is_superuser=True)
    return User.objects.filter(works, is_active=True, is_staff=True).distinct().order_by("username")


def assignee(measure: Measure) -> User | None:
    """Who works on a measure, if it was assigned."""
    notes = StaffNote.objects.filter(measure=measure.pk, kind=NoteKind.ASSIGNED)
    last = notes.select_related("to").last()
    return last.to if last else None


def last_step(measure: Measure) -> str:
    """The last step of a draft between its author, the editors and the publishers; or nothing."""
    steps = StaffNote.objects.filter(measure=measure.pk, kind__in=STEPS, proposal=None)
    return steps.values_list("kind", flat=True).last() or ""


def returned(measure: Measure) -> StaffNote | None:
    """Why a draft came back from review, while it is one."""
    if measure.status != EditorialStatus.DRAFT:
        return None
    steps = StaffNote.objects.filter(measure=measure.pk, kind__in=STEPS, proposal=None)
    last = steps.select_related("by").last()
    return last if last and last.kind == NoteKind.SENT_BACK else None


def latest(column: str, *kinds: NoteKind) -> Subquery:
    """A column of the latest note of some kinds, beside a row of measures."""
    notes = StaffNote.objects.filter(measure=OuterRef("pk"), kind__in=kinds, proposal=None)
    return Subquery(notes.order_by("-pk").values(column)[:1])


# --- who is told ----------------------------------------------------------------------------------


def notices_of(user: User) -> QuerySet[Notice]:
    """What a person has not seen yet, the latest first."""
    about = (
        "note__by",
        "note__to",
        "note__measure__jurisdiction",
        "note__proposal__measure__jurisdiction",
    )
    return Notice.objects.filter(person=user, seen=False).select_related(*about)


def _concerned(
    measure: Measure | None, kind: NoteKind, by: User, to: User | None, proposal: Proposal | None
) -> list[User]:
    """Those whom a note concerns, whoever wrote it aside."""
    keys: set[int | None] = set()  # a queue shows it to all who may take it up
    if kind == NoteKind.ASSIGNED:
        keys = {to.pk if to else None}
    elif proposal:
        keys = {proposal.author_id}
    elif measure and kind not in (NoteKind.FOR_REVIEW, NoteKind.READY):
        keys = _at_work(measure, kind)
    staff = User.objects.filter(is_active=True, is_staff=True)
    return list(staff.filter(pk__in={key for key in keys if key not in (None, by.pk)}))


def _at_work(measure: Measure, kind: NoteKind) -> set[int | None]:
    """The keys of those who entered a measure, edited it last, discuss it or work on it."""
    before = STEPS if kind == NoteKind.SENT_BACK else (NoteKind.COMMENT,)
    spoke = StaffNote.objects.filter(measure=measure.pk, kind__in=before).values_list("by")
    keys = {measure.entered_by_id, measure.edited_by_id, *(key for (key,) in spoke)}
    working = assignee(measure)
    return keys | {working.pk if working else None}
