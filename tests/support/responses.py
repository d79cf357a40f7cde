"""What the tests of pages read from an answer."""

import csv
import io

from laws.models import Action, Measure, StageSpan, Term
from tests.support.elements import read
from tests.support.makers import day


def text(response):
    """The words of a page, without its tags."""
    return read(response).text


def part(response, tag, css=""):
    """The words of the first element of that tag, and class if named; None where there is none."""
    found = read(response).all(tag + "".join(f".{name}" for name in css.split()))
    return found[0].text if found else None


def csv_rows(response):
    """The rows of a CSV file."""
    content = b"".join(response) if response.streaming else response.content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def many_measures(place, number, **fields):
    """As many measures in effect and as many pending ones, made at once."""
    known = {
        "jurisdiction": place, "kind": "bill", "effect": "ban", "regulates": ["police"],
        "status": "published", "title": "One of many", "first_action_on": day("2020-01-01"),
    } | fields  # fmt: skip
    rows = Measure.objects.bulk_create(
        Measure(slug=f"{place.slug}-{n}", identifier=f"B {n}", **known) for n in range(2 * number)
    )
    Term.objects.bulk_create(
        Term(measure=one, starts_on=day("2020-06-01"), start_kind="effective",
             start_basis="recorded")
        for one in rows[:number]
    )  # fmt: skip
    StageSpan.objects.bulk_create(
        StageSpan(measure=one, stage="in_force" if n < number else "in_committee",
                  from_on=day("2020-06-01"), basis="recorded")
        for n, one in enumerate(rows)
    )  # fmt: skip


def many_measures_with_actions(place, number, **fields):
    """The same, each with the action that it was introduced by."""
    many_measures(place, number, **fields)
    Action.objects.bulk_create(
        Action(measure=one, order=1, day=day("2020-01-01"), kind="introduced")
        for one in Measure.objects.filter(actions=None)
    )
