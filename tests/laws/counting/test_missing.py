"""R13: what a state's law sets, lacks or is not coded for, and what a bill would add."""

import pytest

from laws.counting.missing import Added, added, is_on_government, state_safeguards, statewide_laws
from laws.counting.on_date import law_on
from tests.support.makers import day, make_measure, make_state

pytestmark = pytest.mark.django_db
ASKED = ["warrant_required", "not_sole_basis", "public_reporting", "drone_ban"]


def law(slug, effect="restriction", **fields):
    return make_measure(slug=slug, jurisdiction=make_state("MA"), effect=effect,
                        actions=[("enacted", "2021-01-01")], **fields)  # fmt: skip


def safeguards(answers, is_searched=True, on="2023-07-20"):
    laws = statewide_laws(law_on(day(on)), "MA")
    return state_safeguards(laws, answers, ASKED, is_searched)


def test_of_a_general_law_only_a_no_is_missing_and_not_coded_is_open():
    law("general")
    found = safeguards({"general": {"warrant_required": "no", "not_sole_basis": "yes"}})

    assert found.missing == ("warrant_required",)
    assert found.present == ("not_sole_basis",)
    assert found.not_coded == ("public_reporting", "drone_ban")


def test_the_best_of_several_answers_counts():
    law("one")
    law("two", effect="oversight")
    found = safeguards(
        {"one": {"warrant_required": "no"}, "two": {"warrant_required": "qualified"}}
    )

    assert found.partly == ("warrant_required",)
    assert not found.missing


def test_a_narrow_law_sets_a_safeguard_in_part_but_a_ban_in_its_setting_in_full():
    law("drones", reach="narrow", regulates=["drones"])
    found = safeguards({"drones": {"warrant_required": "yes", "drone_ban": "yes",
                                   "not_sole_basis": "no"}})  # fmt: skip

    assert found.partly == ("warrant_required",)
    assert found.present == ("drone_ban",)
    assert found.missing == ("not_sole_basis", "public_reporting")


def test_beside_a_narrow_law_what_nobody_searched_is_not_missing():
    law("drones", reach="narrow", regulates=["drones"])

    assert safeguards({}, is_searched=False).not_coded == tuple(ASKED)


def test_where_a_search_found_nothing_all_is_missing_and_without_one_nothing_is_known():
    law("data", effect="private_sector", regulates=["private"])

    assert safeguards({}).missing == tuple(ASKED)
    assert not safeguards({}, is_searched=False).is_known
    assert safeguards({}, is_searched=False).standing("drone_ban") == "not_searched"


def test_a_law_counts_only_while_it_is_in_effect():
    law("general")

    assert safeguards({"general": {"warrant_required": "yes"}}, on="2020-07-20").missing == tuple(
        ASKED
    )


def test_a_bill_adds_what_is_missing_and_only_would_set_what_is_not_coded():
    law("general")
    found = safeguards({"general": {"warrant_required": "no", "not_sole_basis": "qualified",
                                    "drone_ban": "yes"}})  # fmt: skip
    every = dict.fromkeys(ASKED, "yes")

    assert added(every, found, ASKED) == Added(
        adds=("warrant_required",), completes=("not_sole_basis",), sets=("public_reporting",)
    )
    in_part = dict.fromkeys(ASKED, "qualified")
    assert added(in_part, found, ASKED).completes == ()
    assert added(dict.fromkeys(ASKED, "no"), found, ASKED) == Added((), (), ())


def test_a_bill_on_businesses_is_none_on_government_use():
    assert not is_on_government("private_sector", ["private", "government"])
    assert not is_on_government("restriction", ["housing"])
    assert is_on_government("schools", ["schools"])
