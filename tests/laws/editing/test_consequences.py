"""What follows from a changed session is told before, and is what comes about."""

from datetime import date, timedelta
from random import Random

import pytest

from laws.editing.consequences import consequences, in_parts
from laws.models import Measure
from tests.support.makers import make_measure, make_session

pytestmark = pytest.mark.django_db

KINDS = ("referred", "passed_chamber", "passed", "enacted", "vetoed", "carried_over", "struck_down",
         "effective", "expires", "repealed")  # fmt: skip
START = date(2023, 1, 4)


def actions(chance):
    """A few actions of any kinds after an introduction, each known as precisely as may be."""
    days = sorted(START + timedelta(chance.randrange(900)) for _ in range(chance.randrange(1, 5)))
    kinds = ["introduced", *(chance.choice(KINDS) for _ in days[1:])]
    exactly = [day.isoformat()[: chance.choice((7, 10, 10))] for day in days]
    return list(zip(kinds, exactly, strict=True))


def stored():
    """The stages of every measure, by its key."""
    measures = Measure.objects.prefetch_related("stages")
    return {
        one.pk: [(s.stage, s.from_on, s.until_on, s.basis) for s in one.stages.all()]
        for one in measures
    }


def test_one_batch_stores_what_one_by_one_would_and_just_what_was_told():
    chance, session = Random(11), make_session(start_on=START)
    for number in range(40):
        make_measure(f"Bill {number}", "MA", actions(chance), session=session)
    on, told_of = date(2024, 6, 1), 0
    for _ in range(6):
        session.end_on = START + timedelta(chance.randrange(1400))
        told = consequences(session, on)
        before = stored()
        session.save()
        after = stored()
        changed = {key for key in before if before[key] != after[key]}
        assert {measure.pk for turn in told for measure in turn.measures} == changed
        told_of += len(changed)
        assert not any(measure.reckon() for measure in Measure.objects.all())
        assert consequences(session, on) == []
    assert told_of > 40


ENDED = "Failed when the session ended on {}"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (None, "2023-12-31", ("Pending", ENDED.format("December 31, 2023"))),
        ("2023-12-31", None, (ENDED.format("December 31, 2023"), "Pending")),
        ("2023-12-31", "2023-11-30",
         (ENDED.format("December 31, 2023"), ENDED.format("November 30, 2023"))),
        ("2024-09-30", "2024-12-31",
         ("Failed when the session ends on September 30, 2024", "Pending until December 31, 2024")),
        ("2024-12-31", "2024-12-31", ()),
    ],
)  # fmt: skip
def test_a_changed_end_is_told_in_a_sentence(old, new, words):
    session = make_session(end_on=old)
    make_measure("A bill", "MA", [("introduced", "2023-02-01")], session=session)
    session.end_on = new and date.fromisoformat(new)
    parts = ["1 from {} to {}".format(*words)] if words else []
    assert in_parts(consequences(session, date(2024, 6, 1))) == parts
