"""What waits for staff: one function for each queue, from which its count and its list both come.

Each takes the rows to choose from, the person at the desk and the day, and returns the rows that
wait.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from laws.counting.on_date import PRIVATE_USE, PUBLIC_USE
from laws.editing.consistency.record import measures_off
from laws.editing.duplicates import possible_duplicates
from laws.editing.handover import STEPS, latest
from laws.editing.verification import FRESH, FRESH_WHILE_PENDING, changed_since_check
from laws.editing.workflow import Person
from laws.models import Action, Check, Measure, Source, StageSpan, Term
from laws.models.measure import MeasureQuerySet as Measures
from laws.vocabulary import (
    ALONE,
    LIMITS,
    NOT_LOCAL,
    OPEN_CORRECTIONS,
    PENDING,
    PUBLISH,
    REVIEW,
    WRITE,
    ActionKind,
    Basis,
    EditorialStatus,
    Effect,
    EntryKind,
    EntryStatus,
    NoteKind,
    Precision,
    ProposalStatus,
    Reach,
    Stage,
)

SOON, AHEAD, YEAR = timedelta(7), timedelta(30), timedelta(365)
Rows = QuerySet[Any]


class Queue(NamedTuple):
    """A queue: its name in addresses, its title, what it means, and the function that returns the
    rows that wait in it.

    `noun` says which lists show it, `parameter` what their address calls it; `right` is the
    permission that an account needs besides seeing the list.
    """

    name: str
    title: str
    means: str
    rows: Callable[[Any, Person, date], Rows]
    noun: str = "measure"
    right: str = ""
    parameter: str = "queue"

    def is_for(self, user: User) -> bool:
        """Whether the queue concerns an account."""
        return not self.right or user.has_perm(self.right)


# --- waiting for someone ------------------------------------------------------------------------


def returned(measures: Measures, who: Person, on: date) -> Measures:
    """Drafts that the person entered and someone sent back with a comment."""
    drafts = measures.filter(status=EditorialStatus.DRAFT, entered_by=who.key)
    return _with_step(drafts).filter(step=NoteKind.SENT_BACK)


def assigned(measures: Measures, who: Person, on: date) -> Measures:
    """Measures that were assigned to the person last."""
    mine = measures.alias(worker=latest("to", NoteKind.ASSIGNED)).filter(worker=who.key)
    return _not_withdrawn(mine)


def own_drafts(measures: Measures, who: Person, on: date) -> Measures:
    """Drafts that the person entered, except those that were sent back."""
    drafts = measures.filter(status=EditorialStatus.DRAFT, entered_by=who.key)
    return _with_step(drafts).exclude(step=NoteKind.SENT_BACK)


def _with_step(measures: Measures) -> Measures:
    """With the last step between author, editors and publishers; empty where there was none."""
    stepping: Measures = measures.alias(step=Coalesce(latest("kind", *STEPS), Value("")))
    return stepping


def sent_back(proposals: Rows, who: Person, on: date) -> Rows:
    """Changes that the person proposed and a publisher sent back with a comment."""
    is_public = Q(measure=None) | Q(measure__status=EditorialStatus.PUBLISHED)
    return proposals.filter(is_public, status=ProposalStatus.SENT_BACK, author=who.key)


def own_proposals(proposals: Rows, who: Person, on: date) -> Rows:
    """Changes that the person proposed and no publisher has decided about yet."""
    return proposals.filter(status=ProposalStatus.OPEN, author=who.key)


def for_review(measures: Measures, who: Person, on: date) -> Measures:
    """Drafts that a contributor sent and no editor has passed on yet."""
    waiting = measures.filter(status=EditorialStatus.IN_REVIEW).exclude(entered_by=who.key)
    return _with_step(waiting).filter(step=NoteKind.FOR_REVIEW)


def in_review(measures: Measures, who: Person, on: date) -> Measures:
    """Drafts that wait for a publisher, except those that a publisher edited last and so may not
    publish.
    """
    waiting = _with_step(measures.filter(status=EditorialStatus.IN_REVIEW))
    waiting = waiting.exclude(step=NoteKind.FOR_REVIEW)
    return waiting.exclude(edited_by=who.key) if _needs_another(who) else waiting


def proposed(proposals: Rows, who: Person, on: date) -> Rows:
    """Open proposals, except those that a publisher made and so may not accept."""
    waiting = proposals.filter(status=ProposalStatus.OPEN)
    return waiting.exclude(author=who.key) if _needs_another(who) else waiting


def _needs_another(who: Person) -> bool:
    return who.may(PUBLISH) and not who.may(ALONE)


def reported(corrections: Rows, who: Person, on: date) -> Rows:
    """Reports from readers that wait for an answer."""
    return corrections.filter(status__in=OPEN_CORRECTIONS)


def incoming(entries: Rows, who: Person, on: date) -> Rows:
    """What imports brought and staff have not decided yet; for a contributor, what is new and what
    changes a draft of the person's own.
    """
    waiting = entries.filter(status=EntryStatus.WAITING)
    if who.may(REVIEW) or not who.may(WRITE):
        return waiting
    own = Q(measure__entered_by=who.key, measure__status=EditorialStatus.DRAFT)
    return waiting.filter(Q(kind=EntryKind.NEW) | Q(kind=EntryKind.CHANGED) & own)


# --- with a date ----------------------------------------------------------------------------------


def hearings(measures: Measures, who: Person, on: date) -> Measures:
    """Measures with a hearing within seven days, where its day is known."""
    days = {"precision": Precision.DAY, "day__range": (on, on + SOON)}
    hearing = Action.objects.filter(measure=OuterRef("pk"), kind=ActionKind.HEARING, **days)
    return _not_withdrawn(measures).filter(Exists(hearing.order_by()))


def starting_or_ending(measures: Measures, who: Person, on: date) -> Measures:
    """Measures that take effect or end within thirty days."""
    days = on, on + AHEAD
    starts_or_ends = Q(starts_on__range=days) | Q(ends_on__range=days)
    terms = Term.objects.filter(starts_or_ends, measure=OuterRef("pk"))
    return _not_withdrawn(measures).filter(Exists(terms.order_by()))


def _not_withdrawn(measures: Measures) -> Measures:
    return measures.exclude(status=EditorialStatus.WITHDRAWN)


# --- to be checked --------------------------------------------------------------------------------


def unverified(measures: Measures, who: Person, on: date) -> Measures:
    """What is published and was never checked against its source, or too long ago, or changed after
    its check.
    """
    runs = Q(session__isnull=False) & (Q(session__end_on=None) | Q(session__end_on__gte=on))
    is_pending = runs & Exists(_stage_spans(PENDING, on))
    old = Q(verified_on=None) | Q(verified_on__lt=on - FRESH)
    old |= is_pending & Q(verified_on__lt=on - FRESH_WHILE_PENDING)
    checked = Measure.objects.filter(pk__in=Check.objects.values("measure"))
    changed = checked.annotate(changed_after=changed_since_check()).exclude(changed_after=None)
    return measures.published().filter(old | Q(pk__in=changed.values("pk")))


def by_urgency(measures: Measures, on: date) -> Measures:
    """Measures to verify in order: what is pending first, then what waited longest."""
    pending = Case(When(Exists(_stage_spans(PENDING, on)), then=Value(0)), default=Value(1))
    return measures.order_by(pending, F("verified_on").asc(nulls_first=True), "pk")


def undecided(measures: Measures, who: Person, on: date) -> Measures:
    """Measures of a session that is over, without an action that says what became of them."""
    pending, failed = _stage_spans(PENDING, on), _stage_spans([Stage.FAILED], on)
    unknown = Exists(pending) | Exists(failed.filter(basis=Basis.INFERRED))
    return _not_withdrawn(measures).filter(unknown, session__end_on__lt=on)


def _stage_spans(stages: Iterable[Stage], on: date) -> Rows:
    spans = StageSpan.objects.filter(measure=OuterRef("pk"), stage__in=stages)
    return spans.at(on).order_by()


def off(measures: Measures, who: Person, on: date) -> Measures:
    """Measures about which a rule of consistency finds something."""
    return measures.filter(pk__in=measures_off(on))


def unofficial(measures: Measures, who: Person, on: date) -> Measures:
    """What is published without any source that the government itself published."""
    official = Source.objects.filter(measure=OuterRef("pk"), official=True)
    return measures.published().exclude(Exists(official.order_by()))


def duplicates(measures: Measures, who: Person, on: date) -> Measures:
    """Measures that may have been entered twice."""
    pairs = possible_duplicates()
    return measures.filter(pk__in={key for pair in pairs for key in (pair.first, pair.second)})


def unsearched(places: Rows, who: Person, on: date) -> Rows:
    """Governments without a rule that were not searched for one within a year: states,
    territories, the District and the country; a local government only if it was searched before,
    as there are too many to search.
    """
    own = Measure.objects.published().in_force(on).filter(_bears_on_government_use())
    without = places.exclude(Exists(own.filter(jurisdiction=OuterRef("pk")).order_by()))
    never, old = Q(searched_on=None, kind__in=NOT_LOCAL), Q(searched_on__lt=on - YEAR)
    return without.filter(never | old, same_as=None, active=True, is_government=True)


def _bears_on_government_use() -> Q:
    """What counts as a statewide rule (R8): a limit, general or narrow, or a permission."""
    limits = Q(effect__in=LIMITS) & ~Q(regulates__contained_by=sorted(PRIVATE_USE))
    public = Q(reach=Reach.GENERAL, regulates__overlap=sorted(PUBLIC_USE))
    return limits | Q(effect=Effect.SCHOOLS) | Q(effect=Effect.AUTHORIZATION) & public


def dead(pages: Rows, who: Person, on: date) -> Rows:
    """Cited addresses that were missing at the last check."""
    return pages.exclude(problem="")


QUEUES = {
    "Waiting for you": [
        Queue(
            "returned",
            "Sent back to you",
            "Drafts of yours. A comment on top of each says what needs to be done.",
            returned,
            "measure",
            "laws.add_bill",
        ),
        Queue(
            "sent_back",
            "Proposals sent back to you",
            "A publisher says what to change. Revise them.",
            sent_back,
            "proposal",
        ),
        Queue(
            "waits",
            "Your proposals, not decided yet",
            "Each waits for a publisher. Until then you can revise or withdraw it.",
            own_proposals,
            "proposal",
        ),
        Queue(
            "assigned",
            "Assigned to you",
            "Someone asks you to work on them.",
            assigned,
            "measure",
            "laws.add_bill",
        ),
        Queue(
            "mine",
            "My drafts",
            "Drafts that you entered and have not sent for review.",
            own_drafts,
            "measure",
            "laws.add_bill",
        ),
        Queue(
            "for_review",
            "Drafts by others, to review",
            "Look through them, then pass them on to the publishers or send them back.",
            for_review,
            "measure",
            "laws.review_measure",
        ),
        Queue(
            "in_review",
            "Drafts to publish",
            "Reviewed: a publisher decides.",
            in_review,
            "measure",
            "laws.publish_measure",
        ),
        Queue(
            "proposed",
            "Proposed changes",
            "Changes to what is public, for you to accept or send back.",
            proposed,
            "proposal",
            "laws.change_proposal",
        ),
        Queue(
            "open",
            "Reports from readers",
            "A reader found a mistake and waits for an answer.",
            reported,
            "correction",
            "laws.change_correction",
        ),
        Queue(
            "waiting",
            "Inbox of imports",
            "What other sources say about bills: new, changed or unreadable.",
            incoming,
            "inboxentry",
            "laws.change_inboxentry",
        ),
    ],
    "Soon": [
        Queue(
            "hearings",
            "Hearings within 7 days",
            "From today on, where the date is known.",
            hearings,
        ),
        Queue(
            "turning",
            "Taking effect or ending within 30 days",
            "From today on, as far as their dates are known.",
            starting_or_ending,
        ),
    ],
    "To check": [
        Queue(
            "off",
            "Something is off",
            "It can hardly be so, as with a repealed law that still counts. Open it to see what.",
            off,
            "measure",
            "laws.review_measure",
        ),
        Queue(
            "unverified",
            "Not checked",
            "Never checked against its source, changed since, or not in the last 365 days (90 if "
            "pending).",
            unverified,
            "measure",
            "laws.review_measure",
        ),
        Queue(
            "undecided",
            "Session over, outcome not recorded",
            "Still pending, or failed only by inference.",
            undecided,
            "measure",
            "laws.review_measure",
        ),
        Queue(
            "duplicates",
            "Possible duplicates",
            "The same number twice in a session, or similar titles. Related measures are left out.",
            duplicates,
            "measure",
            "laws.review_measure",
        ),
        Queue(
            "unofficial",
            "Published without an official source",
            "None of its sources is marked as official.",
            unofficial,
            "measure",
            "laws.review_measure",
        ),
        Queue(
            "unsearched",
            "No law found, last search over a year ago or never",
            "“None found” is only as good as the last search.",
            unsearched,
            "jurisdiction",
            "laws.change_jurisdiction",
        ),
        Queue(
            "dead",
            "Missing sources",
            "Cited pages that were gone at the last check.",
            dead,
            "seenpage",
            "laws.change_seenpage",
            parameter="seen",
        ),
    ],
}
"""The queues as the front page shows them, the most urgent first."""

BY_NAME = {queue.name: queue for group in QUEUES.values() for queue in group}


def queues_of(noun: str, user: User) -> list[Queue]:
    """The queues of the lists of a noun that concern an account."""
    return [queue for queue in BY_NAME.values() if queue.noun == noun and queue.is_for(user)]
