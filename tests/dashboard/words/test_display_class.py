import pytest

from dashboard.words.display_class import display_class, display_label
from dashboard.words.names import law_name
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


def test_a_law_is_called_by_its_act_then_its_code_then_its_number_then_its_title():
    measure = Measure(
        kind=MeasureKind.BILL,
        title="A ban",
        identifier="S.1",
        code_citation="c. 6; c. 7",
        law_citation="St. 2020, c. 253",
    )
    assert law_name(measure) == "St. 2020, c. 253"
    measure.law_citation = "as amended in 2021"
    assert law_name(measure) == "c. 6"
    measure.code_citation = ""
    assert law_name(measure) == "S.1"
    measure.identifier = ""
    assert law_name(measure) == "A ban"
