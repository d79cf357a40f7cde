"""/what-if/: the sentence and its label, what would change, the day, and the twin."""

import pytest
from django.urls import reverse

from laws.models import Measure
from tests.support.drawings import lines
from tests.support.elements import read
from tests.support.in_effect import ban, state_law
from tests.support.makers import make_place, make_relation
from tests.support.pending_record import (
    INTRODUCED,
    ON,
    make_supposable,
    page,
    pending,
    states_of,
    twin,
)
from tests.support.responses import part, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    make_supposable()


# --- what it says -----------------------------------------------------------------------------


def test_with_nothing_chosen_the_page_says_what_there_is_to_choose_and_shows_the_law(
    client, record
):
    response = page(client)

    assert part(response, "h1") == (
        "What if pending measures were law? Choose among the three pending on July 20, 2023."
    )
    assert "The law on July 20, 2023, with nothing chosen." in text(response)
    assert b"What if: not the law" not in response.content
    assert len(read(response).all("[name=m]")) == 3


def test_the_first_sentence_says_what_would_count_and_since_when(client, record):
    response = page(client, m=["s927", "order"])

    assert part(response, "h1") == (
        "If two pending measures were law on July 20, 2023, two local governments instead of one "
        "would ban or pause police or government use of face recognition, and one state instead "
        "of none would have a general statewide rule."
    )
    assert "A ban would cover 68 people, not 60." in text(response)


def test_a_single_measure_is_named_with_what_would_become_of_its_government(client, record):
    response = page(client, m="s927")

    assert part(response, "h1") == (
        "If Massachusetts S927 (2023) were law on July 20, 2023, Massachusetts would go from no "
        "rule found to a restriction."
    )
    assert part(response, "title").startswith("What if Massachusetts S927 (2023) were law")


def test_what_is_shown_is_labeled_on_the_page_on_the_map_and_in_the_twin(client, record):
    response = page(client, m="s927")
    drawn = read(response).find("#map")

    assert "What if: not the law. The measures you chose are treated as in effect" in text(response)
    assert "What if: not the law. Map of the United States" in drawn.labels
    assert "What if: not the law. Tile grid" in drawn.labels
    assert len(drawn.all(".label")) == 2
    found = twin(client, m="s927")
    assert found["what_if"] is True
    assert found["label"].startswith("What if: not the law.")
    assert "R12 What if." in found["rule"]


def test_what_would_change_is_pointed_out_on_the_map(client, record):
    make_place("Somerville", latitude="42.39", longitude="-71.10")
    drawn = read(page(client, m=["s927", "order"])).find("#map")

    assert "Massachusetts: statewide restriction; two local bans (what if;" in drawn.labels
    assert (
        "(what if; current law: none found (searched May 1, 2023), one local ban)" in drawn.labels
    )
    assert "Somerville, Massachusetts: ban (what if)" in drawn.labels
    assert drawn.all(".is-changed")
    assert drawn.all(".ring")
    assert not read(page(client)).all(".is-changed")


def test_only_what_changes_can_be_shown(client, record):
    body = page(client, m="s927", only="changes").content.decode()

    assert "New York: filtered out" in body
    assert "Show the whole map" in body


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"effect": "study"}, "It sets no limit on use."),
        ({"effect": "repeal"}, "We know of no measure that it would repeal."),
        ({"effect": "oversight"}, "Another law is stronger: "),
        ({"effect": "restriction"}, "Another law is as strong: "),
        ({"regulates": ["housing"]}, "It regulates businesses"),
    ],
)
def test_a_measure_that_changes_nothing_says_why(client, fields, why):
    state_law("restriction", identifier="B 1")
    pending("bill", **fields)
    response = page(client, m="bill")

    assert "nothing on the map would change." in part(response, "h1")
    assert why in text(response)


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        ("school", "nothing on the map of laws on schools would change."),
        ("business", "one state would gain laws on businesses."),
    ],
)
def test_the_first_sentence_of_page_and_picture_is_about_the_fill_that_was_asked_for(
    client, record, fill, said
):
    pending("bill", effect="private_sector", regulates=["private"])
    asked = {"m": ["order", "bill"], "fill": fill}
    said = f"If two pending measures were law on July 20, 2023, {said}"

    assert part(page(client, **asked), "h1") == said
    assert said in " ".join(lines(client.get("/what-if.svg", {"on": ON} | asked)))


def test_a_bill_on_businesses_changes_their_map_which_is_shown_first(client):
    state_law("restriction", identifier="B 1")
    pending("bill", effect="private_sector", regulates=["private"])
    shown = read(page(client, m="bill"))
    fills = {one.find("dt").text: one.find("dd").text for one in shown.all(".fill-lines div")}

    assert shown.find("h1").text.endswith(
        "no rule on police or government use would change, but one state would gain laws on "
        "businesses."
    )
    assert fills["Rule on police or government use"] == "no change"
    assert fills["Laws on businesses"] == "Massachusetts none → 1"
    assert shown.find(".fill-lines [aria-current]").text == "Laws on businesses"
    assert "It regulates businesses" in shown.text
    assert "state laws on businesses" in shown.find("#legend").text
    assert (
        read(page(client, m="bill", fill="rule")).find(".fill-lines [aria-current]").text
        == "Rule on police or government use"
    )


def test_bills_on_schools_are_counted_with_the_states_that_gain_laws(client):
    pending("bill", effect="schools", reach="narrow", regulates=["schools"])
    found = client.get("/what-if.json", {"m": "bill", "on": "2023-07-20"}).json()["fills"]

    assert [(one["fill"], len(one["changes"])) for one in found] == [("school", 1), ("business", 0)]
    assert found[0]["changes"][0] | {"name": ""} == {
        "state": "MA", "name": "", "by_law": 0, "what_if": 1
    }  # fmt: skip


def test_a_measure_of_the_country_changes_no_state_and_says_so(client, record):
    assert "A federal measure is not a statewide rule (R8)." in text(page(client, m="hr1"))


def test_a_narrow_local_measure_makes_no_mark_and_says_so(client, record):
    pending("cameras", make_place("Lynn"), reach="narrow")

    assert "It applies only narrowly, so it gets no marker." in text(page(client, m="cameras"))


def test_a_repeal_ends_what_it_repeals_and_a_redraft_takes_the_place_of_a_bill(client, record):
    end = pending("end", make_place("Boston"), effect="repeal", kind="ordinance")
    make_relation(end, "repeals", Measure.objects.get(slug="boston"))
    redraft = pending("redraft", effect="oversight")
    make_relation(redraft, "replaces", Measure.objects.get(slug="s927"))

    assert "no local government instead of one would ban" in part(page(client, m="end"), "h1")
    said = text(page(client, m=["s927", "redraft"]))
    assert "Massachusetts would go from no rule found to oversight" in said
    assert "REDRAFT (2023), chosen too, takes its place." in said


def test_states_and_measures_stand_in_tables_with_before_and_after(client, record):
    said = text(page(client, m=["s927", "order", "hr1"]))

    assert "None found (searched May 1, 2023) → would become Restriction 1 → would become 2" in said
    assert "60 → would become 68 (6% → 7%)" in said
    assert "The other one state or territory stays as it is." in said
    assert "ORDER (2023) An Act: order Somerville, Massachusetts Ban No general measure →" in said


def test_the_strict_count_leaves_moratoria_out(client, record):
    pending("pause", make_place("Lynn"), effect="moratorium", kind="ordinance")

    assert "two local governments instead of one" in part(page(client, m="pause"), "h1")
    said = part(page(client, m="pause", preset="strict"), "h1")
    assert "Lynn, Massachusetts would go from no general measure to a moratorium." in said


# --- the day ----------------------------------------------------------------------------------


def test_they_are_law_from_the_day_asked_for_beside_what_binds_on_that_day(client, record):
    ban("Lynn", actions=[("effective", "2024-01-01")])
    later = page(client, m="order", **{"from": "2024-06-01"})

    assert "on June 1, 2024, three local governments instead of two" in part(later, "h1")
    assert "It is pending on July 20, 2023." in text(later)


def test_a_measure_that_binds_by_then_anyway_says_so(client, record):
    pending("soon", make_place("Lynn"), [*INTRODUCED, ("passed", "2023-09-01")], kind="ordinance")

    said = text(page(client, m="soon", **{"from": "2024-06-01"}))

    assert "It is in effect on that day anyway." in said


@pytest.mark.parametrize("value", ["2023-13-45", "yesterday", "2023-07-19", "9999-12-31", "2024"])
def test_a_mistaken_day_is_explained_and_the_date_itself_taken(client, record, value):
    response = page(client, m="s927", **{"from": value})

    assert response.status_code == 200
    assert f"“{value}” is not a date between July 20, 2023, and" in text(response)
    assert "were law on July 20, 2023" in part(response, "h1")


# --- elsewhere --------------------------------------------------------------------------------


def test_the_page_of_a_pending_measure_leads_here_and_that_of_a_law_does_not(client, record):
    link = "See the map as if it were law"

    shown = read(client.get(reverse("measure", args=["s927"]), {"on": ON}))
    assert (link, "/what-if/?m=s927&on=2023-07-20") in shown.links
    assert link not in text(client.get(reverse("measure", args=["boston"]), {"on": ON}))


def test_what_is_supposed_is_counted_nowhere_else(client, record):
    def elsewhere():
        addresses = ("/map.json", "/rankings/municipal-bans.json", "/states/ma.json")
        return [client.get(path, {"on": ON}).json() for path in addresses]

    before = elsewhere()
    page(client, all="pending")

    assert elsewhere() == before
    assert client.get("/map.json", {"on": ON, "m": "s927"}).json()["states"] == before[0]["states"]


# --- the twin ---------------------------------------------------------------------------------


def test_the_twin_gives_every_count_by_law_and_if(client, record):
    found = twin(client, m=["s927", "order", "hr1", "no"])
    massachusetts = states_of(found)["MA"]

    assert (found["on"], found["from"], found["preset"]) == (ON, ON, "broad")
    assert massachusetts["rule"] == "restriction"
    assert massachusetts["measures"] == ["s927"]
    assert massachusetts["by_law"] == {
        "rule": "none_found", "municipal_bans": 1, "people_covered": 60, "people_in_doubt": 0,
    }  # fmt: skip
    assert found["totals"]["by_law"]["municipal_bans"] == 1
    assert found["totals"]["what_if"] == {
        "municipal_bans": 2, "states_with_municipal_bans": 1, "states_with_a_general_rule": 1,
        "people_covered": 68, "population_years": [2021, 2022], "people_in_doubt": 0,
        "municipal_bans_beyond_doubt": 2,
    }  # fmt: skip
    assert [(c["name"], c["by_law"], c["what_if"], c["measures"]) for c in found["changes"]] == [
        ("Massachusetts", "none_found", "restriction", ["s927"]),
        ("Somerville, Massachusetts", None, "ban", ["order"]),
    ]
    why = {one["slug"]: one["changes_nothing_because"] for one in found["measures"]}
    assert why["s927"] is None
    assert why["hr1"].startswith("A federal measure")
    assert "m=no was not understood" in found["notices"][0]


def test_the_twin_counts_as_the_map_does_where_nothing_is_chosen(client, record):
    known = {row["state"]: row for row in client.get("/map.json", {"on": ON}).json()["states"]}

    for state_code, row in states_of(twin(client)).items():
        assert row["rule"] == row["by_law"]["rule"] == known[state_code]["rule"]
        assert row["municipal_bans"] == known[state_code]["municipal_bans"]
