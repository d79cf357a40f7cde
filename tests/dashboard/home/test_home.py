import pytest

from laws.dataset.upsert import analyze
from laws.models import Measure
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_state, withdraw
from tests.support.responses import many_measures, part, text

pytestmark = pytest.mark.django_db
ON = {"on": "2023-07-20"}


def ban(name, state="MA", start="2020-01-01", **fields):
    place = make_place(name, state, **fields.pop("place", {}))
    actions = [("effective", start), *fields.pop("then", [])]
    return make_measure(f"Ban of {name}", place, actions, **fields)


BOSTON = "/places/ma/boston/"


def region(page, name):
    """One part of the page, by its id."""
    return read(page).find(f"#{name}")


@pytest.fixture
def record():
    ban("Boston", place={"population": 650_000, "latitude": "42.36", "longitude": "-71.06"})
    ban("Springfield", effect="moratorium", kind="resolution", place={"population": 150_000})
    ban("Oakland", "CA", place={"population": 430_000})
    ban("New Orleans", "LA", "2020-12-18", then=[("repealed", "2022-07-21")])
    make_measure("Oversight", make_place("Davis", "CA"), [("effective", "2018-03-01")],
                 effect="oversight")  # fmt: skip
    make_measure("Warrants", "WA", [("effective", "2021-07-01")], effect="restriction")
    make_measure("Drones", "TX", [("effective", "2013-09-01")], effect="ban", reach="narrow",
                 regulates=["drones"])  # fmt: skip
    make_measure("A bill", "MA", [("introduced", "2023-01-20")], identifier="S.927",
                 effect="restriction")  # fmt: skip
    make_state("NY", searched_on="2023-05-01")
    make_state("MA", searched_on="2023-05-01")
    make_state("PR")


def test_the_first_sentence_counts_governments_and_states(client, record):
    page = client.get("/", ON)
    assert part(page, "h1") == (
        "On July 20, 2023, three local governments in two states banned or paused police or "
        "government use of face recognition. One state had a general statewide rule."
    )
    assert part(page, "p", "sub") == (
        "Massachusetts had more municipal bans than any other state: two. Another state had only "
        "a narrow rule (on drones)."
    )


def test_states_level_at_the_top_are_said_as_a_tie(client):
    ban("Boston")
    ban("Oakland", "CA")
    said = "California and Massachusetts shared the most municipal bans: one each."
    assert part(client.get("/", ON), "p", "sub") == said


def test_a_day_without_any_law_is_said_well(client, record):
    page = client.get("/", {"on": "2010-01-01"})
    assert part(page, "h1") == (
        "On January 1, 2010, no local government banned or paused police or "
        "government use of face recognition. No state had a general statewide rule."
    )
    assert "No general ban or moratorium is in effect" in text(page)
    assert "The law changes next on September 1, 2013" in text(page)
    assert "No measure had taken effect by this date" in text(page)


def test_the_legend_counts_states_by_rule_and_governments_by_mark(client, record):
    lists = region(client.get("/", ON), "legend").all("ul")
    fills, marks = (dict(entry.text.rsplit(" ", 1) for entry in one.all("a")) for one in lists)
    assert fills == {
        "Ban": "0", "Moratorium": "0", "Restriction": "1", "Oversight": "0", "Narrow": "1",
        "Permits": "0", "None found": "2", "Not researched": "3",
    }  # fmt: skip
    assert marks == {
        "Ban": "2", "Moratorium": "1", "Restriction": "0", "Oversight": "1", "Permits": "0",
    }  # fmt: skip


def test_the_map_names_each_state_and_mark_and_leads_to_it(client, record):
    drawn = region(client.get("/", ON), "map")
    assert "/states/wa/?on=2023-07-20" in drawn.addresses
    assert "Washington: statewide restriction" in drawn.labels
    assert "New York: no statewide rule found (searched May 1, 2023)" in drawn.labels
    assert "Puerto Rico: not researched yet" in drawn.labels
    boston = drawn.find('a[href="/places/ma/boston/?on=2023-07-20"]')
    assert boston["aria-label"].startswith("Boston, Massachusetts: ban")


def test_the_ranking_opens_the_governments_of_a_state(client, record):
    rows = region(client.get("/", ON), "ranking")
    first = rows.find("details")
    assert ("Boston", "/places/ma/boston/?on=2023-07-20") in first.links
    assert "Springfield, moratorium" in first.text
    assert "New Orleans" not in rows.text
    assert "Five states and territories have none." in rows.text


def test_the_strict_count_leaves_out_moratoria_everywhere(client, record):
    page = client.get("/", ON | {"preset": "strict"})
    assert part(page, "h1").startswith(
        "On July 20, 2023, two local governments in two states banned police or government use of "
        "face recognition, counted strictly."
    )
    assert "Springfield" not in region(page, "ranking").text


def test_the_recent_changes_say_that_a_ban_ended(client, record):
    changes = region(client.get("/", ON), "lately")
    ended = "New Orleans, Louisiana: a ban on police and government use ended: repealed"
    assert f"Jul 21, 2022 {ended}" in changes.text
    assert ("All changes of 2023", "/changes-in-law/?on=2023-07-20") in changes.links


def test_the_list_shows_bans_and_moratoria_with_their_start(client, record):
    listed = region(client.get("/", ON), "in-force").text
    assert listed.index("Boston") < listed.index("Oakland") < listed.index("Springfield")
    assert "Jan 1, 2020" in listed
    assert "Davis" not in listed
    assert "3 of 3" in listed


def test_the_bill_is_among_what_is_pending(client, record):
    pending = region(client.get("/", ON), "pending").text
    assert "Massachusetts S.927" in pending
    assert "Introduced" in pending


def test_a_filter_changes_map_list_ranking_and_counts_alike(client, record):
    page = client.get("/", ON | {"kind": "ordinance", "level": "place"})
    assert "with these filters, two local governments in two states ban" in part(page, "h1")
    assert "Springfield" not in region(page, "ranking").text
    assert "Springfield" not in region(page, "in-force").text
    assert "Springfield" not in region(page, "map").labels
    assert "Washington: filtered out" in region(page, "map").labels
    assert "Filtered out" in region(page, "legend").text


def test_what_is_left_out_is_never_called_none_found(client, record):
    shown = region(client.get("/", ON | {"effect": "restriction"}), "map").labels
    assert "New York: filtered out" in shown
    assert "none found" not in shown
    assert "no statewide rule found" not in shown
    assert "Washington: statewide restriction" in shown


def test_an_entry_of_the_legend_shows_only_those_states_and_what_stands_in_them(client, record):
    ban("Seattle", "WA", place={"latitude": "47.6", "longitude": "-122.3"})
    page = client.get("/", ON | {"rule": "restriction"})
    assert "Massachusetts: filtered out" in region(page, "map").labels
    assert "Seattle, Washington: ban" in region(page, "map").labels
    assert BOSTON not in page.content.decode()
    assert "One state had a general statewide rule." in part(page, "h1")


def test_a_mark_of_the_legend_shows_only_those_governments(client, record):
    page = client.get("/", ON | {"mark": "oversight"})
    assert "Davis" in region(page, "in-force").text
    shown = region(page, "map").addresses + region(page, "in-force").addresses
    assert not any(address.startswith(BOSTON) for address in shown)
    assert part(page, "h1").endswith("use of face recognition.")


def test_a_chosen_entry_is_marked_and_leads_back(client, record):
    shown = region(client.get("/", ON | {"rule": "restriction"}), "legend")
    assert [link["href"] for link in shown.all("[aria-current]")] == ["/?on=2023-07-20"]
    assert "/?on=2023-07-20&rule=restriction&rule=ban" in shown.addresses


def test_every_choice_can_be_left_out_again(client, record):
    chosen = region(client.get("/", ON | {"state": "ma", "q": "ban"}), "chosen")
    leave_out = next(
        link for link in chosen.all("a") if link.get("aria-label") == "Remove Massachusetts"
    )
    assert leave_out["href"] == "/?on=2023-07-20&q=ban"
    assert ("Clear all", "/?on=2023-07-20") in chosen.links


def test_a_choice_without_any_measure_offers_its_conditions(client, record):
    page = client.get("/", ON | {"state": "ny", "effect": "ban"})
    assert "No law in effect matches these filters on July 20, 2023" in text(page)
    assert "Remove New York" in region(page, "in-force").labels


def test_a_stage_lists_what_does_not_bind(client, record):
    listed = region(client.get("/", ON | {"stage": "pending", "state": "ma"}), "in-force").text
    assert "S.927" in listed
    assert "Introduced" in listed
    assert "Boston" not in listed


def test_the_whole_list_is_asked_with_the_same_filters(client, record):
    for number in range(11):
        ban(f"Town {number}")
    listed = region(client.get("/", ON | {"state": "ma", "effect": "ban"}), "in-force")
    address = "/measures/?on=2023-07-20&state=ma&effect=ban&force=yes"
    assert ("Show all 12", address) in listed.links


def test_what_is_disputed_is_marked_and_says_why(client):
    why = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Limit", "VA", [("effective", "2022-07-01", why)], identifier="HB 1")
    page = client.get("/", ON)
    assert read(page).find("h1 a[href=#doubts]")["aria-label"] == "In doubt in part: why"
    assert "‡ Virginia, in doubt: HB 1 (2022): Two codes differ." in text(page)
    assert "Virginia: statewide ban ‡ in doubt" in region(page, "map").labels
    elsewhere = client.get("/", ON | {"fill": "school"})
    assert "in doubt" not in text(elsewhere), "a rule that this map does not show"


def test_what_was_assumed_says_so_in_its_place(client):
    assumed = {"basis": "assumed", "description": "The day after the vote."}
    make_measure("Ban", make_place(), [("effective", "2020-01-01", assumed)])
    page = client.get("/", ON)
    assert "took effect (assumed)" in region(page, "lately").text
    assert "Jan 1, 2020, assumed" in region(page, "in-force").text


def test_the_steps_lead_to_the_change_before_and_after(client, record):
    steps = region(client.get("/", ON | {"state": "ma"}), "when-steps")
    assert steps.find("[rel=prev]")["href"] == "/?state=ma&on=2022-07-21"
    assert not steps.all("[rel=next]")


def test_each_map_alone_where_it_is_chosen(client, record):
    tiles = region(client.get("/", ON | {"map": "tiles"}), "map").labels
    assert "Tile grid" in tiles
    assert "Map of the United" not in tiles
    both = region(client.get("/", ON), "map").labels
    assert "Tile grid" in both
    assert "Map of the United" in both


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"on": "yesterday"}, "“yesterday” is not a date"),
        ({"rule": "strict"}, "rule=strict was not understood: allowed are ban, moratorium"),
        ({"mark": "narrow"}, "mark=narrow was not understood: allowed are ban"),
        ({"map": "globe"}, "map=globe was not understood: allowed are albers, tiles"),
        ({"preset": "loose"}, "preset=loose was not understood: allowed are broad, strict"),
        ({"state": "zz"}, "state=zz was not understood: allowed are postal codes"),
    ],
)
def test_a_mistaken_value_is_explained_and_left_out(client, record, asked, said):
    page = client.get("/", asked)
    assert page.status_code == 200
    assert said in text(page)
    assert "with these filters" not in part(page, "h1")


def test_what_is_withdrawn_is_nowhere_on_the_page(client, record):
    withdraw(Measure.objects.filter(title="Ban of Boston"))
    assert BOSTON not in client.get("/", ON).content.decode()


@pytest.mark.parametrize("asked", [{}, {"state": "ma", "q": "many", "stage": "pending"}])
def test_queries_stay_few_whatever_the_number_of_measures(
    client, django_assert_max_num_queries, asked
):
    for number in range(40):
        many_measures(make_place(f"Town {number}"), 60)
    many_measures(make_state("MA"), 60)
    analyze()
    with django_assert_max_num_queries(10):
        page = client.get("/", ON | asked)
    assert page.status_code == 200


def test_a_list_names_each_state_with_what_the_map_shows_of_it(client, record):
    for asked in ({}, {"fill": "bans"}):
        page = read(client.get("/", {"on": "2023-07-20"} | asked))
        rows = {link["href"].split("/")[2]: link.text for link in page.all(".by-name a")}
        drawn = {
            link["href"].split("/")[2]: link["aria-label"].partition(" ‡")[0]
            for link in page.all("#map .only-wide a[data-s]")
        }
        assert {code: words.removesuffix(" ‡") for code, words in rows.items()} == drawn
        assert list(rows.values()) == sorted(rows.values())
