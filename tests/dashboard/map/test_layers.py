"""What the map's states can be filled by, other than their own rule."""

import pytest

from dashboard.map.layers import LAYERS
from laws.counting.counts import municipal_bans, own_rules
from laws.counting.coverage import people_covered
from laws.counting.on_date import law_on
from laws.models import Jurisdiction, Measure
from laws.vocabulary import LIMITS
from tests.support.drawings import lines
from tests.support.elements import read
from tests.support.makers import (
    day,
    make_country,
    make_measure,
    make_place,
    make_session,
    make_state,
)
from tests.support.responses import part, text
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
ON = {"on": "2023-07-20"}
OTHERS = [key for key in LAYERS if key != "rule"]
DAYS = ["2019-12-31", "2021-06-30", "2023-07-20", "2026-01-01"]


def town(name, state="MA", people=100_000, effect="ban", start="2020-01-01", **fields):
    place = make_place(name, state, population=people, population_year=2022,
                       latitude="42.36", longitude="-71.06")  # fmt: skip
    return make_measure(f"{effect} of {name}", place, [("effective", start)], effect=effect,
                        **fields)  # fmt: skip


def make_record():
    """Five states of every sort, a territory that nobody searched, and the country."""
    for state_code, people in (
        ("MA", 1_000_000),
        ("CA", 2_000_000),
        ("WA", 500_000),
        ("TX", 900_000),
    ):
        make_state(state_code, population=people, population_year=2022, searched_on="2023-05-01")
    make_state("LA", searched_on="2023-05-01")
    make_state("PR")
    for number in range(6):
        town(f"Town {number}", people=50_000)
    town("Springfield", effect="moratorium", kind="resolution", start="2022-01-01")
    town("Oakland", "CA", 40_000)
    town("Portland", "CA", 40_000, effect="private_sector", regulates=["private"])
    make_measure("Limit", "MA", [("effective", "2021-01-01")], effect="restriction",
                 use_modes=["retrospective"])  # fmt: skip
    make_measure("Ban", "WA", [("effective", "2021-01-01")], use_modes=["live", "retrospective"])
    make_measure("Live", "TX", [("effective", "2025-01-01")], effect="restriction",
                 use_modes=["live"])  # fmt: skip
    for number in range(2):
        make_measure(f"Data {number}", "TX", [("effective", "2017-01-01")],
                     effect="private_sector", regulates=["private"])  # fmt: skip
    for number in range(3):
        make_measure(f"Bill {number}", "MA", [("introduced", "2023-01-20")],
                     session=make_session(identifier=f"{number}"))  # fmt: skip
    make_measure("Schools", "TX", [("effective", "2020-01-01")], effect="schools",
                 reach="narrow", regulates=["schools"])  # fmt: skip
    make_measure("A federal bill", make_country(), [("introduced", "2023-02-01")], kind="bill")


record = shared(make_record, once=True)


def shown(client, fill, **asked):
    rows = client.get("/map.json", ON | {"fill": fill} | asked).json()["states"]
    return {row["state"]: row for row in rows}


def legend(page):
    """The entries of the fill's list: word, count and address."""
    found = []
    for link in read(page).find("#legend ul").all("a"):
        count = link.find("b").text
        found.append((link.text.removesuffix(count).strip(), int(count), link["href"]))
    return found


# --- the numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", ["broad", "strict"])
@pytest.mark.parametrize("on", DAYS)
def test_the_numbers_of_bans_are_those_of_the_count(client, on, preset):
    counts = {row.state_code: row.count for row in municipal_bans(law_on(day(on)), preset)}
    rows = shown(client, "bans", on=on, preset=preset)
    assert {state_code: row["figure"] for state_code, row in rows.items()} == {
        state_code: counts.get(state_code, 0) for state_code in rows
    }


@pytest.mark.parametrize("preset", ["broad", "strict"])
@pytest.mark.parametrize("on", DAYS)
def test_the_shares_are_those_of_the_people_covered(client, on, preset):
    law, rows = law_on(day(on)), shown(client, "covered", on=on, preset=preset)
    for state in Jurisdiction.objects.state_level():
        found = people_covered(law, state, preset)
        share = found.covered / found.population if found.covered else 0
        assert rows[state.state_code]["figure"] == share, state.state_code


@pytest.mark.parametrize("on", DAYS)
def test_the_bills_are_the_states_own_that_are_pending(client, on):
    pending = Measure.objects.published().pending(day(on))
    for state_code, row in shown(client, "pending", on=on).items():
        own = pending.filter(
            jurisdiction__state_code=state_code, jurisdiction__kind="state"
        ).count()
        assert (row["figure"] or 0) == own, state_code


@pytest.mark.parametrize("on", DAYS)
def test_the_use_is_what_the_states_own_general_rule_reaches(client, on):
    rules = own_rules(law_on(day(on)), Jurisdiction.objects.state_level())
    steps = {("live", "retrospective"): "both", ("live",): "live", ("retrospective",): "after"}
    for state_code, row in shown(client, "use", on=on).items():
        own = rules[state_code]
        modes = tuple(sorted({mode for b in own.measures for mode in b.use_modes}))
        unknown = "unknown" if own.rule == "not_researched" else "none"
        assert row["class"] == (steps[modes] if own.rule in LIMITS else unknown), state_code


@pytest.mark.parametrize("on", DAYS)
def test_laws_for_businesses_are_counted_by_state(client, on):
    law = law_on(day(on))
    for state_code, row in shown(client, "business", on=on).items():
        own = [b for b in law.in_force if b.effect == "private_sector" and b.place.kind == "state"]
        assert (row["figure"] or 0) == sum(b.place.state_code == state_code for b in own), (
            state_code
        )


def test_no_count_differs_from_nobody_searched(client):
    for fill in ("pending", "business"):
        rows = shown(client, fill)
        assert (rows["LA"]["class"], rows["LA"]["figure"]) == ("none", 0)
        assert (rows["PR"]["class"], rows["PR"]["figure"]) == ("unknown", None)


# --- the legend -------------------------------------------------------------------------------


@pytest.mark.parametrize("fill", OTHERS)
def test_every_entry_counts_the_states_that_it_leads_to(client, fill):
    entries = legend(client.get("/", ON | {"fill": fill}))
    assert [word for word, _, _ in entries] == [step.word for step in LAYERS[fill].steps]
    assert sum(count for _, count, _ in entries) == 6
    for word, count, href in entries:
        rows = client.get(href.replace("/?", "/map.json?")).json()["states"]
        assert sum(row["chosen"] for row in rows) == count, word


def test_a_class_filters_map_list_and_counts(client):
    page = client.get("/", ON | {"fill": "bans", "class": "1"})
    assert part(page, "h1").startswith(
        "On July 20, 2023, with these filters, one local government in"
    )
    assert "Massachusetts: filtered out" in page.content.decode()
    assert "California: 1 municipal ban" in page.content.decode()
    assert "State color: One ban" in text(page)
    assert "/places/ca/oakland/" in page.content.decode()
    assert "/places/ma/town-0/" not in page.content.decode()


def test_the_other_classes_keep_their_counts_while_one_is_chosen(client):
    free, chosen = (
        [(word, count) for word, count, _ in legend(client.get("/", ON | {"fill": "bans"} | asked))]
        for asked in ({}, {"class": "1"})
    )
    assert free == chosen


def test_the_use_of_a_choice_leaves_out_rules_that_do_not_rest_on_it(client):
    rows = shown(client, "use", effect="ban")
    assert [state_code for state_code, row in rows.items() if row["chosen"]] == ["WA"]


def test_a_count_follows_the_measures_that_are_chosen(client):
    assert shown(client, "bans", effect="moratorium")["MA"]["figure"] == 1


# --- the page ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        ("rule", "On July 20, 2023, by the class of the law as a whole, not its answer to one "
                 "question (rule 8)."),
        ("bans", "On July 20, 2023, broad count: eight in two states and territories (rule 7)."),
        ("covered", "On July 20, 2023, broad count, people covered: about 940,000 (21% of all "
                    "people); population of 2022 (rule 10)."),
        ("pending", "On July 20, 2023: three in one state (rule 6)."),
        ("use", "On July 20, 2023: live video and after-the-fact photo matching in one, "
                "after-the-fact photo matching only in one (rule 8)."),
        ("school", "On July 20, 2023: one in one state. A law on schools alone is a narrow rule on "
                   "the map of statewide rules (rule 8)."),
        ("business", "On July 20, 2023: two in one state. They never count as a statewide rule on "
                     "government use (rule 8)."),
    ],
)  # fmt: skip
def test_the_map_says_what_its_fill_shows_with_its_date_and_rule(client, fill, said):
    assert part(client.get("/", ON | {"fill": fill}), "p", "fill-words") == said


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        ("bans", "eight local governments in two states banned or paused police or government "
                 "use of face recognition."),
        ("covered", "a ban covered about 940,000 (21% of all people)."),
        ("pending", "three state bills in one state were pending."),
        ("use", "two states had a general statewide rule: on live video and after-the-fact photo "
                "matching in one, on after-the-fact photo matching only in one."),
        ("business", "two state laws on businesses in one state were in effect."),
        ("school", "one state law that limits schools in one state was in effect."),
    ],
)  # fmt: skip
def test_the_first_sentence_of_page_and_picture_is_about_what_fills_the_states(client, fill, said):
    assert part(client.get("/", ON | {"fill": fill}), "h1") == f"On July 20, 2023, {said}"
    picture = " ".join(lines(client.get("/map.svg", ON | {"fill": fill})))
    assert f"On July 20, 2023, {said} " in picture
    assert ("A ban counts when" in picture) is (fill in ("bans", "covered"))


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        ("bans", "no local government banned or paused police or government use of face "
                 "recognition."),
        ("covered", "no one that we know of lived under a ban."),
        ("pending", "no state bill that we know of was pending."),
        ("use", "no state had a general statewide rule."),
        ("business", "no state law on businesses that we know of was in effect."),
        ("school", "no state law that limits schools that we know of was in effect."),
    ],
)  # fmt: skip
def test_where_nothing_fills_the_states_the_first_sentence_says_so(client, fill, said):
    page = client.get("/", {"on": "2015-07-20", "fill": fill})
    assert part(page, "h1") == f"On July 20, 2015, {said}"


def test_the_figure_stands_on_the_state_and_in_its_box(client):
    page = read(client.get("/", ON | {"fill": "bans"}))
    boxes = [box.text for box in page.all("#map text") if box.all(".n")]
    assert "CA1" in boxes
    assert "MA7" in boxes
    assert "the figure is its number of municipal bans" in page.find("#map").labels
    assert "Select a state to see details here." in page.find("#readout").text
    assert "Select a state to see its rule here." in text(client.get("/", ON))


def test_ink_and_not_law_fills_the_states_of_a_count(client):
    def fills(asked):
        tiles = read(asked).find("#map .only-narrow").all(".st")
        return {box["class"].removeprefix("st ") for box in tiles}

    assert fills(client.get("/", ON | {"fill": "bans", "map": "tiles"})) == {
        "is-none f-none", "f-tint-1", "f-tint-3",
    }  # fmt: skip
    assert {"f-ban", "f-restriction"} <= fills(client.get("/", ON | {"map": "tiles"}))


def test_businesses_have_marks_of_their_own(client):
    wide = read(client.get("/", ON | {"fill": "business"})).find("#map .only-wide").all("a")
    assert any("Portland, California: law on businesses" in a["aria-label"] for a in wide)
    assert not any("/places/ma/town-0/" in a["href"] for a in wide)
    marked = client.get("/", ON | {"fill": "business", "mark": "businesses"})
    assert "effect=private_sector" in marked.content.decode()


def test_the_switch_keeps_the_day_and_the_filters_and_drops_the_class(client):
    page = read(client.get("/", ON | {"fill": "bans", "class": "1", "effect": "ban"}))
    links = page.find("#filled").all("a")
    assert links[0]["href"] == "/?on=2023-07-20&effect=ban"
    assert links[2]["href"] == "/?on=2023-07-20&effect=ban&fill=covered"
    assert [link for link in links if "aria-current" in link] == [links[1]]


def test_another_day_and_the_filter_form_keep_the_fill(client):
    page = read(client.get("/", ON | {"fill": "bans", "class": "1"}))
    assert len(page.all("input[name=fill][value=bans]")) == 2
    assert len(page.all("input[name=class][value=1]")) == 2


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"fill": "color"}, "fill=color was not understood: allowed are rule, bans"),
        ({"fill": "bans", "class": "many"}, "class=many was not understood: allowed are 8-"),
        ({"class": "1"}, "class=1 was not understood: it is allowed with fill=bans"),
        ({"fill": "business", "mark": "ban"}, "mark=ban was not understood"),
    ],
)
def test_a_mistaken_fill_shows_the_default_and_says_what_is_allowed(client, asked, said):
    page = client.get("/", ON | asked)
    assert page.status_code == 200
    assert said in text(page)
    assert "with these filters" not in part(page, "h1")
    assert client.get("/map.json", ON | asked).json()["notices"]
