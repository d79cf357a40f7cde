"""The law of every day at once, read from the record or from terms on paper."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.counting.history import History, history
from laws.models import Jurisdiction, Measure
from tests.support.makers import day, make_measure, make_place
from tests.support.plain_measures import binding


@pytest.mark.django_db
def test_it_is_read_with_one_query_however_much_there_is(django_assert_num_queries):
    for name in ("Boston", "Cambridge", "Somerville"):
        make_measure("Ban", make_place(name), [("effective", "2020-01-01")])
    with django_assert_num_queries(1):
        past = history()
        assert [len(past.law(day(on)).in_force) for on in ("2019-12-31", "2020-01-01")] == [0, 3]


@pytest.mark.django_db
def test_measures_and_places_narrow_the_history():
    boston, oakland = make_place("Boston"), make_place("Oakland", "CA")
    make_measure("Ban", boston, [("effective", "2020-01-01")], slug="one")
    make_measure("Ban", oakland, [("effective", "2021-01-01")], slug="two")
    make_measure("Draft", boston, [("effective", "2019-01-01")], status="draft")

    assert history().days == [day("2020-01-01"), day("2021-01-01")]
    assert history(places=Jurisdiction.objects.filter(pk=oakland.pk)).days == [day("2021-01-01")]
    assert history(Measure.objects.filter(slug="one")).days == [day("2020-01-01")]


# --- whatever the terms -----------------------------------------------------------------------

DAYS = st.dates(date(2019, 1, 1), date(2023, 12, 31))
TERMS = st.lists(
    st.tuples(DAYS, st.one_of(st.none(), st.integers(1, 900)), st.booleans()), max_size=12
)


@settings(deadline=None, max_examples=100, derandomize=True, database=None)
@given(TERMS, DAYS)
def test_a_day_of_any_history_has_the_terms_that_cover_it_and_what_ended_in_doubt(terms, on):
    bindings = [
        binding(
            slug=f"m{number}",
            starts_on=starts_on,
            ends_on=length and starts_on + timedelta(length),
            end_basis="" if not length else "disputed" if is_disputed else "recorded",
        )
        for number, (starts_on, length, is_disputed) in enumerate(terms)
    ]
    law = History(bindings).law(on)

    covering = [b for b in bindings if b.starts_on <= on and not (b.ends_on and b.ends_on <= on)]
    over = [b for b in bindings if b.ends_on and b.ends_on <= on and b.end_basis == "disputed"]
    assert law.in_force == covering
    assert [b.slug for b in law.everything] == sorted(
        (b.slug for b in covering + over), key=lambda slug: int(slug[1:])
    )
    assert [b.slug for b in law.everything if b.is_over] == [b.slug for b in over]
