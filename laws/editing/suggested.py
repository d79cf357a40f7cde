"""What a text suggests about a draft, and what staff say to it: taken into the draft, or not so.

What was taken stays marked as not read until someone else confirms that the text says so, and no
measure with such a mark becomes public (laws.editing.transitions, laws.editing.merge_refusals).
"""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from laws.editing import workflow
from laws.editing.merge import Document, Row
from laws.editing.roles import person
from laws.editing.snapshot import apply, document
from laws.models import (
    InboxEntry,
    Measure,
    Question,
    Source,
    SourceCopy,
    SuggestionDecision,
)
from laws.models.source_copy import PAGE
from laws.refusals import Refusal, refuse
from laws.text.normalize import cut
from laws.text.suggest import COLUMNS, Suggestion, suggestions
from laws.vocabulary import WRITE, Answer, Effect, Reach, Regulates

EITHER = (Answer.YES, Answer.QUALIFIED)
"""The answers among which a person chooses where a text seems to answer a question."""
UNSAID: Row = {"effect": Effect.OTHER, "reach": Reach.GENERAL, "regulates": [Regulates.OTHER]}
"""What a draft says of a column until someone has read the text."""
NAMES = {"effect": "effect", "reach": "reach", "regulates": "whom it regulates",
         "use_modes": "which use it covers"}  # fmt: skip
"""What the form of a measure calls the columns."""
SEVERAL = ("regulates", "use_modes")
OPEN = (workflow.DRAFT, workflow.IN_REVIEW)
"""The statuses in which a measure takes suggestions."""
REASON = "Suggested by a sentence of its text"
TAKEN_BACK = "The text does not say what was suggested"
LONGEST_DETAIL, LONGEST_PINPOINT = 300, 100
IS_ADDRESS = re.compile(r"https?://\S{1,490}")
ONLY_DRAFTS = "Suggestions are taken into drafts only. Propose a change of what is public instead."
NOT_YOURS = "This is someone else’s draft. Only an editor may change it."
GONE = "The text does not suggest this any more, or it is decided already. Here is what it does."
NOT_CONFIRMED = (
    "Before it can be public, someone else than who took it has to read and confirm what was only "
    "suggested by its text: {}."
)


class Wish(NamedTuple):
    """Which suggestion is meant: the text's checksum, the field, and the suggestion's value."""

    sha256: str
    field: str
    value: str


# --- what is offered, and what is marked ----------------------------------------------------------


def newest_copy(measure: Measure) -> SourceCopy | None:
    """The text of a measure that was seen last; a page that cites a part of it is none."""
    copies = SourceCopy.objects.filter(source__measure=measure).exclude(version=PAGE)
    found: SourceCopy | None = copies.order_by("-seen_on", "-pk").first()
    return found


def declined(copy: SourceCopy | None) -> list[SuggestionDecision]:
    """What someone said a text does not say."""
    if copy is None:
        return []
    return list(SuggestionDecision.objects.filter(sha256=copy.sha256, is_taken=False))


def open_suggestions(
    copy: SourceCopy | None,
    content: Document,
    questions: dict[str, Question],
    declined: Iterable[SuggestionDecision],
) -> list[Suggestion]:
    """What a text suggests that a draft leaves open and no one has declined."""
    if copy is None:
        return []
    decided = {(one.field, one.value) for one in declined}
    return [
        one for one in suggestions(copy.text)
        if (one.field, one.value) not in decided and _is_open(content, one, questions)
    ]  # fmt: skip


def unconfirmed(measure: Measure) -> list[SuggestionDecision]:
    """What was taken into a measure, still stands there, and is not confirmed."""
    waiting = [
        one for one in measure.suggestion_decisions.all()
        if one.is_taken and one.confirmed_at is None
    ]  # fmt: skip
    if not waiting:
        return []
    answers = dict(measure.provisions.values_list("question__slug", "answer"))
    return [one for one in waiting if _stands(measure, answers, one)]


def refusal_of_publishing(measure: Measure) -> str:
    """Why a measure may not be public: something of it was only suggested."""
    marked = unconfirmed(measure) if measure.pk else []
    return NOT_CONFIRMED.format(", ".join(named(marked))) if marked else ""


def named(decisions: Iterable[SuggestionDecision]) -> list[str]:
    """What decisions are about, in words."""
    decisions = list(decisions)
    asked = Question.objects.in_bulk([one.field for one in decisions], field_name="slug")
    return [
        f"“{asked[one.field].text}”" if one.field in asked
        else NAMES[one.field]
        for one in decisions if one.field in asked or one.field in COLUMNS
    ]  # fmt: skip


# --- what a person does ---------------------------------------------------------------------------


def may_take(measure: Measure, user: User) -> bool:
    """Whether a person may take suggestions into a measure."""
    return not _why_not(measure, user)


def may_confirm(one: SuggestionDecision, user: User) -> bool:
    """Whether a person may confirm what was taken: not who took it."""
    return not workflow.refusal_of_confirming(person(user), one.by_id)


def take(key: int, user: User, wish: Wish, value: str) -> None:
    """Write what a text suggests into a draft, marked as not read. Raises Refusal."""
    with transaction.atomic(), pghistory.context(reason=REASON):
        measure = _locked(key, user)
        content = document(measure)
        made = _found(SourceCopy.objects.filter(source__measure=measure), content, wish, user)
        made.measure, made.value = measure, _chosen(wish, value)
        made.save()
        fill(content, [made])
        measure.edited_by = user
        apply(content, measure)
        Source.objects.gather(measure)


def take_new(entry: InboxEntry, user: User, wish: Wish, value: str) -> None:
    """Keep what a text suggests about a new bill, for the draft that it becomes. Raises Refusal."""
    with transaction.atomic():
        content = document_of_new(entry, taken_of_new(entry))
        made = _found(entry.copies.all(), content, wish, user)
        made.raw, made.value = entry.raw, _chosen(wish, value)
        made.save()


def taken_of_new(entry: InboxEntry) -> list[SuggestionDecision]:
    """What was taken from the texts of a new bill."""
    shown = entry.copies.values("sha256")
    return list(SuggestionDecision.objects.filter(raw=entry.raw_id, sha256__in=shown))


def document_of_new(entry: InboxEntry, taken: Iterable[SuggestionDecision]) -> Document:
    """The draft that a new bill becomes, with what was taken from its text."""
    draft: Document = entry.draft or {"own": {"": {}}}
    own = UNSAID | {name: value for name, value in draft["own"][""].items() if value}
    content = {"own": {"": own}, "provisions": dict(draft.get("provisions", {}))}
    fill(content, taken)
    return content


def decline(user: User, wish: Wish, texts: Collection[str]) -> None:
    """Say that a text, one of those with these checksums, does not say something; it is not
    offered for that text again. Raises Refusal."""
    refuse("" if wish.sha256 in texts else GONE)
    copy = SourceCopy.objects.filter(sha256=wish.sha256).first()
    found = suggestions(copy.text) if copy else []
    one = next((one for one in found if (one.field, one.value) == wish[1:]), None)
    if copy is None or one is None:
        raise Refusal(GONE)
    SuggestionDecision.objects.bulk_create([_decision(copy, one, user)], ignore_conflicts=True)


def offer_again(pk: int, texts: Collection[str]) -> None:
    """Let what was said not to be so of a text be offered again. Raises Refusal."""
    rows = SuggestionDecision.objects.filter(pk=pk, is_taken=False, sha256__in=texts)
    refuse("" if rows.delete()[0] else GONE)


def confirm(key: int, user: User, pk: int) -> None:
    """Say that one read the text, and that it says what someone else took. Raises Refusal."""
    with transaction.atomic():
        measure = Measure.objects.select_for_update(no_key=True).get(pk=key)
        one = next((one for one in unconfirmed(measure) if one.pk == pk), None)
        if one is None:
            raise Refusal(GONE)
        refuse(workflow.refusal_of_confirming(person(user), one.by_id))
        one.confirmed_by, one.confirmed_at = user, timezone.now()
        one.save(update_fields=["confirmed_by", "confirmed_at"])


def take_out(key: int, user: User, pk: int) -> None:
    """Take what was suggested out of a draft again: the text does not say so. Raises Refusal."""
    with transaction.atomic(), pghistory.context(reason=TAKEN_BACK):
        measure = _locked(key, user)
        one = next((one for one in unconfirmed(measure) if one.pk == pk), None)
        if one is None:
            raise Refusal(GONE)
        content = document(measure)
        _empty(content, one)
        measure.edited_by = user
        apply(content, measure)
        _turn_down(one, user)


def take_out_of_new(entry: InboxEntry, user: User, pk: int) -> None:
    """The same for a new bill in the inbox. Raises Refusal."""
    one = next((one for one in taken_of_new(entry) if one.pk == pk), None)
    if one is None:
        raise Refusal(GONE)
    _turn_down(one, user)


def fill(content: Document, taken: Iterable[SuggestionDecision]) -> None:
    """Write what was taken into a document."""
    taken = list(taken)
    keys = _keys([one.field for one in taken])
    for one in taken:
        if one.field in COLUMNS:
            _write(content["own"][""], one.field, one.value)
        elif one.field in keys:
            content["provisions"][str(keys[one.field])] = _answer(one, keys[one.field])


# --- the parts of it ------------------------------------------------------------------------------


def _keys(slugs: Collection[str]) -> dict[str, int]:
    return dict(Question.objects.filter(slug__in=slugs).values_list("slug", "pk"))


def _is_open(content: Document, one: Suggestion, questions: dict[str, Question]) -> bool:
    """Whether a draft says nothing yet of what is suggested."""
    if one.field not in COLUMNS:
        question = questions.get(one.field)
        return question is not None and str(question.pk) not in content["provisions"]
    held = content["own"][""].get(one.field)
    if isinstance(held, list):
        return one.value not in held
    return bool(held == UNSAID[one.field] and one.value != held)


def _stands(measure: Measure, answers: dict[str, str], one: SuggestionDecision) -> bool:
    if one.field not in COLUMNS:
        return answers.get(one.field) == one.value
    held = getattr(measure, one.field)
    return one.value in held if isinstance(held, list) else held == one.value


def _why_not(measure: Measure, user: User) -> str:
    if measure.status not in OPEN:
        return ONLY_DRAFTS
    who, is_own = person(user), measure.entered_by_id == user.pk
    may = who.may(WRITE) and workflow.may_edit(measure.status, is_own, who)
    return "" if may else NOT_YOURS


def _locked(key: int, user: User) -> Measure:
    """A draft that the person may change, for one writer at a time."""
    rows = Measure.objects.select_for_update(no_key=True, of=("self",))
    measure: Measure = rows.select_related("jurisdiction").get(pk=key)
    refuse(_why_not(measure, user))
    return measure


def _found(
    copies: QuerySet[SourceCopy], content: Document, wish: Wish, user: User
) -> SuggestionDecision:
    """The suggestion that is meant, not saved yet. Raises Refusal if it is not open."""
    copy = copies.filter(sha256=wish.sha256).first()
    questions = Question.objects.in_bulk([wish.field], field_name="slug")
    offered = open_suggestions(copy, content, questions, declined(copy))
    one = next((one for one in offered if (one.field, one.value) == wish[1:]), None)
    if copy is None or one is None:
        raise Refusal(GONE)
    made = _decision(copy, one, user)
    made.is_taken = True
    return made


def _decision(copy: SourceCopy, one: Suggestion, user: User) -> SuggestionDecision:
    return SuggestionDecision(
        sha256=copy.sha256, field=one.field, value=one.value, is_taken=False,
        sentence=one.sentence, pinpoint=cut(one.pinpoint, LONGEST_PINPOINT),
        version=copy.version, url=copy.url, by=user,
    )  # fmt: skip


def _chosen(wish: Wish, value: str) -> str:
    """The value to write: that of the suggestion, or the answer that the person chose."""
    allowed = (wish.value,) if wish.field in COLUMNS else EITHER
    refuse("" if value in allowed else GONE)
    return value


def _turn_down(one: SuggestionDecision, user: User) -> None:
    """What was taken is said not to be so."""
    one.delete()
    value = one.value if one.field in COLUMNS else ""
    row = SuggestionDecision(
        sha256=one.sha256, field=one.field, value=value, is_taken=False, sentence=one.sentence,
        pinpoint=one.pinpoint, version=one.version, url=one.url, by=user,
    )  # fmt: skip
    SuggestionDecision.objects.bulk_create([row], ignore_conflicts=True)


def _answer(one: SuggestionDecision, question: int) -> Row:
    return {
        "question_id": question,
        "answer": one.value,
        "answer_on": None,
        "detail": f"“{cut(one.sentence, LONGEST_DETAIL - 2)}”",
        "pinpoint": one.pinpoint,
        "effective_on": None,
        "ended_on": None,
        "source_urls": [one.url] if IS_ADDRESS.fullmatch(one.url) else [],
    }


def _write(own: Row, column: str, value: str) -> None:
    if isinstance(own.get(column), list):
        said = [word for word in own[column] if word not in UNSAID.get(column, [])]
        own[column] = [*said, value]
    else:
        own[column] = value


def _empty(content: Document, one: SuggestionDecision) -> None:
    """Take out of a document what was taken into it."""
    own = content["own"][""]
    if one.field not in COLUMNS:
        content["provisions"].pop(str(_keys([one.field]).get(one.field)), None)
    elif isinstance(own[one.field], list):
        left = [word for word in own[one.field] if word != one.value]
        own[one.field] = left or UNSAID.get(one.field, [])
    else:
        own[one.field] = UNSAID[one.field]
