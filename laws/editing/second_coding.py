"""Coding a public measure a second time, without sight of the first answers.

Whoever codes opens one measure at a time. While it is open, laws.admin shows them nothing else. A
finished coding is public at once, as a check is: it changes no answer, it says that two people
read the text alike or not.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from laws.editing.revisions import TABLES
from laws.editing.roles import person
from laws.models import Measure, Provision, Question, SecondAnswer, SecondCoding
from laws.refusals import Refusal, refuse
from laws.vocabulary import PUBLISH, REVIEW, TextRead

CODER = "a second coder"
AT_ONCE = 6
"""Questions on one page: some twenty minutes of work."""
NOT_TO_CODE = (
    "This measure cannot be coded a second time by you: it is not public, has no source or was "
    "coded twice already, or you worked on it."
)
OPEN_ALREADY = "You are coding another measure. Finish it first, or put it back."
NOTHING_ANSWERED = "Answer at least one question, or put the measure back."
OWN_CODING = "You coded it yourself, so someone else has to settle it."
NEITHER = "Choose the answer of one of the two, so that two people agree on it."
NO_REASON = "Say why, with the words of the text."
SETTLED_ALREADY = "This is settled already, or the two answers agree."


def open_coding(user: User) -> SecondCoding | None:
    """What an account is coding now."""
    rows = SecondCoding.objects.filter(by=user.pk, is_open=True)
    found: SecondCoding | None = rows.select_related("measure__jurisdiction").first()
    return found


def to_code(user: User) -> QuerySet[Measure]:
    """Public measures that someone else coded, with a source, and no one a second time."""
    measures = Measure.objects.published().select_related("jurisdiction", "session")
    measures = measures.filter(
        Exists(Provision.objects.filter(measure=OuterRef("pk")).order_by()),
        sources__isnull=False,
        second_codings=None,
    ).exclude(verified_by=user)
    for revisions, measure in TABLES.values():
        theirs = revisions._default_manager.filter(
            **{measure: OuterRef("pk")}, pgh_context__user=user.pk
        )
        measures = measures.exclude(Exists(theirs.order_by()))
    found: QuerySet[Measure] = measures.distinct().order_by("slug")
    return found


def begin(key: int, user: User, now: datetime) -> SecondCoding:
    """Open a measure for an account to code. Raises Refusal."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        refuse("" if person(user).may(REVIEW) else NOT_TO_CODE)
        refuse(OPEN_ALREADY if open_coding(user) else "")
        measure = to_code(user).filter(pk=key).first()
        if measure is None:
            raise Refusal(NOT_TO_CODE)
        made: SecondCoding
        made, is_new = SecondCoding.objects.get_or_create(
            measure=measure,
            coder=CODER,
            defaults={"by": user, "opened_at": now, "is_open": True, "text_read": TextRead.PART},
        )
        refuse("" if is_new else NOT_TO_CODE)
        return made


def answer(coding: SecondCoding, rows: Mapping[Question, Mapping[str, Any] | None]) -> None:
    """Keep what was answered to some of the questions; None: the text says nothing of it."""
    coding.answers.filter(question__in=rows).delete()
    SecondAnswer.objects.bulk_create(
        SecondAnswer(coding=coding, question=question, text_read=coding.text_read, **row)
        for question, row in rows.items()
        if row
    )


@transaction.atomic
def finish(coding: SecondCoding, on: date) -> None:
    """Close a coding, and set the first answers beside it as they are now. Raises Refusal."""
    answers = list(coding.answers.all())
    refuse("" if answers else NOTHING_ANSWERED)
    first = {row.question_id: row for row in coding.measure.provisions.all()}
    for row in answers:
        if found := first.get(row.question_id):
            row.first_answer, row.first_answer_on = found.answer, found.answer_on
        row.text_read = coding.text_read
    SecondAnswer.objects.bulk_update(answers, ["first_answer", "first_answer_on", "text_read"])
    coding.is_open, coding.coded_on = False, on
    coding.first_effect = coding.measure.effect
    coding.save()


def put_back(coding: SecondCoding) -> None:
    """Give up a coding: nothing of it is kept."""
    coding.delete()


def settle(key: int, user: User, chosen: str, why: str, on: date) -> SecondAnswer:
    """Decide a disagreement for one of the two answers, with a reason. Raises Refusal."""
    with transaction.atomic():
        rows = SecondAnswer.objects.unsettled().select_related("coding__measure", "question")
        found = rows.select_for_update(of=("self",)).filter(pk=key).first()
        if found is None or not person(user).may(PUBLISH):
            raise Refusal(SETTLED_ALREADY)
        refuse(OWN_CODING if found.coding.by_id == user.pk else "")
        refuse("" if chosen in (found.answer, found.first_answer) else NEITHER)
        refuse("" if why.strip() else NO_REASON)
        found.settled_answer, found.settled_why = chosen, why.strip()
        found.settled_by, found.settled_on = user, on
        found.save()
        settled: SecondAnswer = found
        return settled
