"""What is in doubt is marked wherever it counts, as /method/ promises: on pages and in files."""

import pytest

from tests.support.elements import read
from tests.support.in_effect import ban, state_law
from tests.support.makers import make_measure, make_place, make_state
from tests.support.responses import csv_rows, text

pytestmark = pytest.mark.django_db
ON = {"on": "2023-07-20"}
WHY = "The city calls it a restriction"
WHETHER = "It may not cover faces"


@pytest.fixture
def doubtful():
    """A city whose ban was not read, one whose ban was, and a state with a disputed limit."""
    make_state("WA", population=1_000, population_year=2022)
    make_state("UT", population=1_000, population_year=2022)
    for name, fields in (
        ("Kirkland", {"effect_basis": "not_read", "effect_note": f"{WHY}."}),
        ("Bellingham", {"effect_basis": "read"}),
    ):
        place = make_place(name, "WA", population=90, population_year=2022)
        ban(place, slug=name.lower(), **fields)
    disputed = {"effect_basis": "disputed", "effect_note": f"{WHETHER}."}
    state_law("restriction", "UT", slug="utah", **disputed)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", "one or two local governments"),
        ("/", f"Kirkland, in doubt: {WHY}"),
        ("/?fill=bans", "broad count: one or two in one state"),
        ("/?fill=covered", "if Kirkland’s ban, which is in doubt, counts"),
        ("/rankings/", "had more municipal bans than any other state: one or two."),
        ("/rankings/?by=covered", "about 1,000"),
        ("/states/", "1 or 2"),
        ("/states/wa/", "one or two of its cities banned government use"),
        ("/embed/states/wa/", "Ban 1 or 2"),
        ("/states/ut/", WHETHER),
        ("/places/wa/kirkland/", "In doubt: its text was not read."),
        ("/places/wa/kirkland/", WHY),
        ("/measures/kirkland/", "In doubt: its text was not read."),
        ("/measures/kirkland/", f"In doubt (text not read): {WHY}"),
        ("/measures/utah/", f"In doubt (disputed): {WHETHER}"),
        ("/timeline/", "to one or two local bans"),
        ("/charts/who-when.svg", "1 or 2 local governments with a ban or moratorium"),
        ("/timeline/", f"in doubt (text not read): {WHY}"),
        ("/what-if/", f"Kirkland, in doubt: {WHY}"),
        ("/method/", f"In doubt (text not read): {WHY}"),
        ("/method/", f"In doubt (disputed): {WHETHER}"),
    ],
)
def test_a_page_says_what_is_in_doubt(client, doubtful, address, said):
    joined = "&" if "?" in address else "?"
    assert said in text(client.get(f"{address}{joined}on=2023-07-20"))


def test_what_if_keeps_who_is_covered_in_doubt_out_of_the_figure(client, doubtful):
    make_measure("A bill", "UT", [("introduced", "2023-01-05")], slug="bill", effect="ban")
    facts = read(client.get("/what-if/", ON | {"m": "bill"})).find("#counts")
    assert "or 180 → about 1,200 if Kirkland’s ban, which is in doubt, counts" in facts.text
    assert not any("doubt" in figure.text for figure in facts.all("dd.big"))


def test_a_state_whose_rule_stands_without_the_doubtful_measure_says_so(client, doubtful):
    state_law("restriction", "UT", slug="certain")
    page = text(client.get("/states/ut/", ON))

    assert "State of UT limited" in page
    assert "The rule would be the same without it." in page
    assert WHETHER in page


def test_every_row_of_a_list_carries_the_sign(client, doubtful):
    assert text(client.get("/measures/", ON)).count("‡") == 2


def test_the_files_of_counts_carry_both_numbers_and_why(client, doubtful):
    rows = {row["slug"]: row for row in csv_rows(client.get("/rankings/municipal-bans.csv", ON))}
    assert (rows["kirkland"]["count"], rows["kirkland"]["count_beyond_doubt"]) == ("2", "1")
    assert (rows["kirkland"]["effect_basis"], rows["kirkland"]["doubts"]) == ("not_read", WHY)
    assert (rows["bellingham"]["effect_basis"], rows["bellingham"]["doubts"]) == ("read", "")

    ranked = client.get("/rankings/municipal-bans.json", ON).json()["rows"][0]
    assert (ranked["count"], ranked["count_beyond_doubt"]) == (2, 1)
    state = client.get("/states/wa.json", ON).json()
    assert (state["municipal_bans"], state["municipal_bans_beyond_doubt"]) == (2, 1)
    assert (state["people_covered"]["covered"], state["people_covered"]["in_doubt"]) == (90, 90)
    curve = client.get("/charts/cumulative.json", ON).json()["rows"][-1]
    assert (curve["local"], curve["local_beyond_doubt"]) == (2, 1)
    markers = {one["name"]: one["doubts"] for one in client.get("/map.json", ON).json()["markers"]}
    assert markers == {"Kirkland": [WHY], "Bellingham": []}
