from datetime import date

import pytest

from dashboard.words.display_class import display_class, display_label
from dashboard.words.names import citation_of, law_name
from laws.models import Measure
from laws.vocabulary import MeasureKind

POLICE = ["police"]


@pytest.mark.parametrize(
    ("effect", "reach", "regulates", "shown", "word"),
    [
        ("ban", "general", POLICE, "ban", "Ban"),
        ("ban", "narrow", POLICE, "narrow", "Narrow ban"),
        ("restriction", "general", ["drones"], "narrow", "Narrow restriction"),
        ("schools", "narrow", ["schools"], "narrow", "Schools"),
        ("schools", "narrow", ["universities"], "narrow", "Universities"),
        ("schools", "narrow", ["schools", "universities"], "narrow", "Schools and universities"),
        ("authorization", "general", POLICE, "permits", "Permits"),
        ("repeal", "general", POLICE, "permits", "Repeal"),
        ("private_sector", "narrow", ["private"], "other", "Businesses"),
        ("ban", "general", ["housing"], "other", "Businesses: ban"),
        ("study", "general", POLICE, "other", "Study"),
    ],
)
def test_a_measure_is_shown_as_one_class_with_its_word(effect, reach, regulates, shown, word):
    measure = Measure(effect=effect, reach=reach, regulates=regulates)
    assert (display_class(measure), display_label(measure)) == (shown, word)


def test_a_law_of_a_legislature_is_called_by_its_number_then_its_code_its_act_its_title():
    measure = Measure(
        kind=MeasureKind.BILL,
        title="A ban",
        identifier="S.1",
        code_citation="c. 6; c. 7",
        law_citation="St. 2020, c. 253",
        first_action_on=date(2020, 3, 1),
    )
    assert law_name(measure) == "S.1 (2020)"
    assert citation_of(measure, "S.1 (2020)") == "St. 2020, c. 253"
    measure.identifier = ""
    assert law_name(measure) == "c. 6"
    measure.code_citation = ""
    assert law_name(measure) == "St. 2020, c. 253"
    measure.law_citation = "as amended in 2021"
    assert law_name(measure) == "A ban"


def test_an_ordinance_is_called_by_the_number_it_was_adopted_under_never_by_its_chapter():
    measure = Measure(
        kind=MeasureKind.ORDINANCE,
        title="A ban",
        identifier="File 7",
        code_citation="ch. 2",
        law_citation="Ord. 2020-16",
        first_action_on=date(2020, 3, 1),
    )
    assert law_name(measure) == "Ord. 2020-16"
    assert citation_of(measure, "Ord. 2020-16") == "ch. 2"
    measure.law_citation = ""
    assert law_name(measure) == "File 7 (2020)"
    measure.identifier = ""
    assert law_name(measure) == "A ban"
