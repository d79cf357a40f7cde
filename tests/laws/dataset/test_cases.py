"""A court case says that it stopped a measure only where the measure's own actions say so too."""

import pytest
from django.core.management import CommandError

from laws.models import CaseEffect, CourtCase, Measure
from tests.support.record_folder import RecordFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return RecordFolder(tmp_path)


def test_a_case_comes_in_with_its_dates_as_known_and_what_it_did(folder):
    folder.load()
    case = CourtCase.objects.get()
    assert (case.filed.isoformat(), case.decided.isoformat()) == ("2020-03", "2021-05-04")
    assert case.effects.get().measure.slug == "ma-somerville-ban"
    assert case.milestones.get().title == "A study"


@pytest.mark.parametrize("date", ["", "2021-05-04"])
def test_a_case_that_stops_a_measure_needs_the_action_of_that_kind_and_date(folder, date):
    folder.spoil("case_effects.csv", did="enjoined", date=date)
    with pytest.raises(CommandError, match="the date of an action of that kind of this measure"):
        folder.load()
    assert not CaseEffect.objects.exists()


def test_an_injunction_of_a_case_is_the_action_that_ends_the_term(folder):
    folder.rows["actions.csv"].append(
        {"measure": "ma-somerville-ban", "order": "9", "date": "2021-05-04", "kind": "enjoined"}
    )
    folder.spoil("case_effects.csv", did="enjoined", date="2021-05-04")
    folder.load()
    effect = CaseEffect.objects.get()
    term = Measure.objects.get(slug="ma-somerville-ban").terms.get()
    assert (effect.did, effect.day) == (term.end_kind, term.ends_on)


def test_what_a_case_is_no_longer_said_to_have_done_goes(folder):
    upheld = folder.rows["case_effects.csv"][0]
    folder.rows["case_effects.csv"].append(upheld | {"did": "interpreted"})
    folder.load()
    folder.rows["case_effects.csv"].remove(upheld)
    folder.load()
    assert CaseEffect.objects.get().did == "interpreted"
