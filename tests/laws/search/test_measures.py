"""Measures found by their numbers."""

import pytest

from laws.models import Measure
from laws.search.measures import named_measures
from tests.support.makers import make_measure, make_place, make_session

pytestmark = pytest.mark.django_db


def test_words_that_say_nothing_known_make_a_number_no_exact_name():
    make_measure("A bill", "MA", identifier="S.927", session=make_session("MA"))
    assert named_measures(Measure.objects.all(), "MA S.927")
    assert not named_measures(Measure.objects.all(), "Atlantis S.927")


def test_a_number_is_found_in_the_session_or_year_beside_it():
    for identifier, start in (("192nd", "2021-01-06"), ("193rd", "2023-01-04")):
        session = make_session("MA", identifier, start, f"{start[:3]}{int(start[3]) + 1}-12-31")
        make_measure(identifier, "MA", identifier="S.927", session=session)
    make_measure("Elsewhere", make_place("Newton"), identifier="S.927")
    every = Measure.objects.all()
    for words in ("MA 192nd S.927", "S.927 (2022)", "Massachusetts S.927, 192nd"):
        assert [one.title for one in named_measures(every, words)] == ["192nd"], words
    assert [one.title for one in named_measures(every, "Newton S.927")] == ["Elsewhere"]
    assert len(named_measures(every, "S.927")) == 3
