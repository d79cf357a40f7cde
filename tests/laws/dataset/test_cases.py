"""A court case says that it stopped a measure only where the measure's own actions say so too."""

import csv

import pytest
from django.core.management import CommandError

from laws.dataset.load import DATA
from laws.editing import merging
from laws.models import CaseEffect, CourtCase, Measure
from tests.support.desk_roles import accept_merge, make_role
from tests.support.makers import make_measure
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


def test_what_a_case_did_to_a_merged_measure_stays_with_the_one_that_was_kept(folder):
    folder.load()
    ban = Measure.objects.get(slug="ma-somerville-ban")
    kept = make_measure("The same ban", ban.jurisdiction, [("passed", "2019-06-27")])
    merge = merging.ask(kept, ban, [], make_role("editor"), "One and the same.")
    accept_merge(merge, make_role("publisher"))
    said = folder.load()
    assert CaseEffect.objects.get().measure == kept
    assert "what cases did: 0 new, 0 updated, 1 unchanged" in said


def test_the_shipped_stories_of_people_stay_milestones_and_name_their_suits():
    stories = _shipped("milestones.csv")
    named = {row["title"]: row["case"] for row in stories if row["title"].endswith("arrested")}
    assert named == {
        "Nijeer Parks arrested": "parks-v-mccormac",
        "Michael Oliver arrested": "oliver-v-bussa",
        "Robert Williams arrested": "williams-v-detroit",
        "Randal Reid arrested": "reid-v-bartholomew",
        "Porcha Woodruff arrested": "woodruff-v-oliver",
    }


def test_the_shipped_settlement_of_detroit_is_tied_to_the_rules_it_requires():
    (effect,) = [one for one in _shipped("case_effects.csv") if one["case"] == "williams-v-detroit"]
    assert (effect["measure"], effect["did"], effect["date"]) == (
        "mi-detroit-settlement-2024", "led_to", "2024-06-28",
    )  # fmt: skip


def _shipped(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
