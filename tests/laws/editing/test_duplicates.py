"""Measures that may have been entered twice."""

from datetime import date

import pytest
from django.contrib.postgres.search import TrigramSimilarity

from laws.editing.duplicates import (
    likeness,
    possible_duplicates,
    same_number,
    signatures,
    similar_titles,
)
from laws.models import LegislativeSession, Measure
from tests.support.makers import (
    make_country,
    make_measure,
    make_place,
    make_relation,
    make_session,
    make_state,
)

pytestmark = pytest.mark.django_db

TITLE = "An act on the testing of recognition"


def test_a_number_is_the_same_in_any_spelling_in_its_own_place_and_session():
    here, before = make_session("MA", "2nd"), make_session("MA", "1st")
    found = make_measure("One", "MA", identifier="SB0342", session=here)
    make_measure("Another", "MA", identifier="SB 3420", session=here)
    state = make_state("MA")
    for spelling in ("SB 342", "sb342", "S.B. 342", " SB  0342 "):
        assert list(same_number(state, here, spelling)) == [found], spelling
        assert not same_number(state, before, spelling)
        assert not same_number(state, None, spelling)
        assert not same_number(make_state("NY"), here, spelling)
        assert not same_number(state, here, spelling, leave_out=found.pk)
    assert not same_number(state, here, " ")


def test_a_number_is_the_same_as_its_legislature_and_as_others_write_it():
    here = make_session("CO", "2099A", "2099-01-01")
    found = make_measure("One", "CO", identifier="SB99-943", session=here)
    for spelling in ("SB99-943", "SB943", "sb 0943", "SB 99-943"):
        assert list(same_number(make_state("CO"), here, spelling)) == [found], spelling
    country = make_country()
    here = LegislativeSession.objects.create(
        jurisdiction=country, identifier="199th", name="199th", start_on=date(2099, 1, 1)
    )
    found = make_measure("Two", country, identifier="H.R. 9943", session=here)
    for spelling in ("HB9943", "hr 9943", "H.R.9943"):
        assert list(same_number(country, here, spelling)) == [found], spelling


def test_titles_are_alike_in_their_own_place_the_likest_first():
    alike = make_measure("An act on testing of recognition")
    same = make_measure(TITLE)
    make_measure("The budget of the library")
    make_measure(TITLE, make_place("Newton"))
    found = similar_titles(make_place(), TITLE.upper())
    assert list(found) == [same, alike]
    assert list(similar_titles(make_place(), TITLE, leave_out=same.pk)) == [alike]
    assert not similar_titles(make_place(), "  ")


def test_pairs_of_the_whole_record_leave_out_what_is_known_to_be_two(django_assert_num_queries):
    here, before = make_session("MA", "2nd"), make_session("MA", "1st")

    def make(title, identifier, session=here, **fields):
        return make_measure(title, "MA", identifier=identifier, session=session, **fields)

    bill = make("A bill", "S.342")
    statute = make("Chapter five of the acts", "S 0342", kind="statute")
    one = make("Recognition of faces by cameras", "S.1")
    other = make("Recognition of faces by camera", "S.2")
    make("Recognition of faces by cameras", "S.1", before)
    make("Recognition of faces by cameras", "S.8", status="withdrawn", withdrawn_reason="Twice.")
    make_relation(make(TITLE, "S.3"), "companion", make(TITLE, "H.3"))
    pairs = [(bill.pk, statute.pk, True), (one.pk, other.pk, False)]
    with django_assert_num_queries(4):
        assert possible_duplicates() == pairs
    with django_assert_num_queries(2):
        assert possible_duplicates() == pairs
    other.title = "Something else"
    other.save()
    assert possible_duplicates() == pairs[:1]
    make_relation(bill, "related", statute)
    assert possible_duplicates() == []


def test_titles_are_as_alike_as_the_database_says():
    titles = ["An Act on faces", "an act ON the faces", "Résumé of A.I. (2nd)", "x_y 7", "", "–"]
    for title in titles[:4]:
        make_measure(title)
    for one in titles:
        said = Measure.objects.annotate(alike=TrigramSimilarity("title", one))
        for title, alike in said.values_list("title", "alike"):
            assert likeness(*signatures([title, one])) == pytest.approx(alike), (title, one)
