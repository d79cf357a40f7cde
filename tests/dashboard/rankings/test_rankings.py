import pytest

from laws.models import Measure
from tests.support.elements import read
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_state,
    make_statewide_law,
)
from tests.support.ranked_states import ON, PAGE, WAYS, ban, make_ranked, table_of
from tests.support.responses import csv_rows, many_measures, part, text

pytestmark = pytest.mark.django_db
JSON, CSV = "/rankings/municipal-bans.json", "/rankings/municipal-bans.csv"


@pytest.fixture
def record():
    make_ranked()


def test_the_first_sentence_says_who_leads_and_with_how_many(client, record):
    page = client.get(PAGE, ON)
    said = "On July 20, 2023, Massachusetts had more municipal bans than any other state: two."
    assert part(page, "h1") == said
    assert "four local governments in three states banned or paused" in text(page)


def test_states_level_at_the_top_are_said_as_a_tie(client):
    ban("Boston")
    ban("Oakland", "CA")
    page = client.get(PAGE, ON)
    said = (
        "On July 20, 2023, California and Massachusetts shared the most municipal bans: one each."
    )
    assert part(page, "h1") == said
    assert text(page).count("1=") >= 2


def test_without_any_ban_the_page_says_so(client):
    make_state("MA")
    assert "no municipal ban was in effect" in part(client.get(PAGE, ON), "h1")
    assert client.get(JSON, ON).json()["rows"] == []


def test_ties_share_a_place_and_zeros_are_one_sentence(client, record):
    page = client.get(PAGE, ON)
    places = [row["rank"] for row in client.get(JSON, ON).json()["rows"]]
    assert places == [1, 2, 2]
    assert "2=" in text(page)
    assert "The one other state or territory has none" in text(page)


def test_a_state_opens_to_its_governments_with_their_measures(client, record):
    opened = read(client.get(PAGE, ON)).find(".ranked details[open]")
    for words in ("Boston", "Ord. 1", "Jan 1, 2020", "650,000", "Moratorium"):
        assert words in opened.text
    assert ("Boston", "/places/ma/boston/?on=2023-07-20") in opened.links


def test_the_strict_count_leaves_out_moratoria_and_resolutions(client, record):
    rows = client.get(JSON, ON | {"preset": "strict"}).json()["rows"]
    assert [(row["state"], row["count"]) for row in rows] == [("CA", 1), ("MA", 1)]


def test_json_has_its_promised_keys_by_count_and_then_name(client, record):
    answer = client.get(JSON, ON).json()
    assert (answer["on"], answer["preset"]) == ("2023-07-20", "broad")
    assert [(row["state"], row["count"]) for row in answer["rows"]] == [
        ("MA", 2),
        ("CA", 1),
        ("TX", 1),
    ]
    first = answer["rows"][0]["jurisdictions"][0]
    assert (first["slug"], first["name"]) == ("boston", "Boston")


def test_a_ban_that_ended_no_longer_counts(client):
    make_measure("Ended", make_place(), [("effective", "2020-01-01"), ("repealed", "2022-01-01")])
    assert client.get(JSON, {"on": "2021-12-31"}).json()["rows"][0]["count"] == 1
    assert client.get(JSON, {"on": "2022-01-01"}).json()["rows"] == []


def test_csv_has_a_row_for_each_government_and_a_dated_name(client, record):
    answer = client.get(CSV, ON)
    assert "municipal-bans-broad-2023-07-20.csv" in answer["Content-Disposition"]
    rows = csv_rows(answer)
    assert [row["slug"] for row in rows] == ["boston", "springfield", "oakland", "jackson"]
    assert rows[0]["in_force_since"] == "2020-01-01"
    assert (rows[0]["state"], rows[0]["count"], rows[0]["preset"]) == ("MA", "2", "broad")


def test_csv_cells_are_never_formulas(client):
    ban("=HYPERLINK(1)")
    assert csv_rows(client.get(CSV, ON))[0]["name"] == "'=HYPERLINK(1)"


def test_people_covered_are_shown_with_the_year_of_their_number(client, record):
    page = text(client.get(PAGE, ON | {"by": "covered"}))
    assert "80%" in page
    assert "800,000" in page
    assert "2021" in page


def test_a_disputed_start_is_named_at_its_row_and_in_the_twin(client):
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Doubtful", make_place(), [("effective", "2022-07-01", doubt)])
    assert "in doubt" in text(client.get(PAGE, ON))
    government = client.get(JSON, ON).json()["rows"][0]["jurisdictions"][0]
    assert government["doubts"] == ["Two codes differ."]


def test_a_mistaken_preset_or_date_is_explained_and_the_default_shown(client, record):
    page = client.get(PAGE, {"preset": "loose", "on": "soon"})
    assert page.status_code == 200
    assert "preset=loose was not understood: allowed are broad, strict." in text(page)
    assert "“soon” is not a date" in text(page)
    assert client.get(JSON, {"preset": "loose"}).json()["preset"] == "broad"


def test_the_page_is_by_municipal_bans_unless_told_so(client, record):
    assert part(client.get(PAGE, ON | {"by": "bans"}), "h1") == part(client.get(PAGE, ON), "h1")


def test_every_way_to_rank_stands_with_its_address_and_the_chosen_one_is_marked(client, record):
    ways = read(client.get(PAGE, ON | {"by": "first", "preset": "strict"})).find("#ways")
    assert ways.find("[aria-current]")["href"] == "?by=first&on=2023-07-20&preset=strict"
    assert "?on=2023-07-20&preset=strict" in ways.addresses
    assert "?by=introduced&on=2023-07-20" in ways.addresses


@pytest.mark.parametrize("by", WAYS)
def test_a_mistaken_date_state_or_way_is_explained(client, record, by):
    page = client.get(PAGE, {"by": by, "on": "2023-13-45"})
    assert page.status_code == 200
    assert "“2023-13-45” is not a date" in text(page)


def test_an_unknown_way_gives_the_bans_and_a_sentence(client, record):
    page = client.get(PAGE, ON | {"by": "size"})
    assert "more municipal bans than any other state" in part(page, "h1")
    assert "by=size was not understood: allowed are bans, covered" in text(page)


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("on", ["1995-01-01", "2099-12-31"])
def test_every_way_answers_on_days_before_and_after_everything(client, record, by, on):
    assert client.get(PAGE, {"by": by, "on": on}).status_code == 200


@pytest.mark.parametrize("by", WAYS)
def test_every_way_answers_without_anything_on_record(client, by):
    page = client.get(PAGE, ON | {"by": by})
    assert page.status_code == 200
    assert "Choose a later day." in text(page)
    assert "data-plot=" not in page.content.decode()


# --- people covered -------------------------------------------------------------------------------


def test_the_largest_share_of_people_leads_and_the_country_is_summed_up(client, record):
    page = client.get(PAGE, ON | {"by": "covered"})
    said = "On July 20, 2023, Massachusetts had the largest share of people covered by a ban: 80%."
    assert part(page, "h1") == said
    assert "People covered in all: about 1.2 million." in text(page)
    make_state("CA", population=4_000_000)
    make_state("TX", population=5_000_000)
    page = client.get(PAGE, ON | {"by": "covered"})
    assert "People covered in all: about 1.2 million (12% of all)." in text(page)


def test_a_state_opens_to_the_bans_that_cover_its_people(client):
    make_state("WA", population=1000, population_year=2022)
    ban("King", "WA", place={"kind": "county", "geoid": "53033", "population": 200})
    ban("Kirkland", "WA", place={"county_geoids": ["53033"], "population": 90})
    opened = read(client.get(PAGE, ON | {"by": "covered"})).find(".ranked details[open]")
    assert [row[-1] for row in opened.rows] == ["110 outside of its cities and towns", "90"]


def test_places_in_a_county_whose_ban_covers_them_stand_in_its_number(client):
    make_state("WA", population=1000, population_year=2022)
    whole = {"kind": "county", "geoid": "53033", "population": 200}
    ban("King", "WA", place=whole, county_reach="municipalities")
    ban("Kirkland", "WA", place={"county_geoids": ["53033"], "population": 90})
    opened = read(client.get(PAGE, ON | {"by": "covered"})).find(".ranked details[open]")
    assert [row[-1] for row in opened.rows] == ["200", "in its county’s number"]


def test_a_state_ban_stands_with_all_people_and_its_places_beside_it(client):
    make_state("WA", population=1000, population_year=2022)
    make_measure("State ban", "WA", [("enacted", "2020-01-01")], kind="statute")
    ban("Kirkland", "WA", place={"population": 90})
    page = client.get(PAGE, ON | {"by": "covered"})
    opened = read(page).find(".ranked details[open]")
    assert [row[-1] for row in opened.rows] == ["1,000", "in the state’s number"]
    assert part(page, "h1").endswith(": 100%.")


def test_what_the_people_covered_rest_on_is_said_beside_them(client):
    make_state("WA", population=1000, population_year=2022)
    place = make_place("Kirkland", "WA", population=90, population_year=2022)
    make_measure("Assumed", place, [("effective", "2020-01-01", {"basis": "assumed"})])
    page = text(client.get(PAGE, ON | {"by": "covered"}))
    assert "Washington assumed" in page


def test_the_people_of_the_country_stand_over_time_with_their_share(client, record):
    make_state("CA", population=4_000_000)
    make_state("TX", population=5_000_000)
    rows = table_of(client.get(PAGE, ON | {"by": "covered"}), "covered")
    assert rows == [
        [
            "Jan 1, 2020",
            "1,230,000",
            "12%",
            "800,000",
            "430,000",
            "0",
            "2021",
            "Jackson",
            "recorded",
            "0",
        ]
    ]


def test_a_lead_that_rests_on_a_disputed_law_says_so_in_the_first_sentence(client):
    make_state("VA", population=1000, population_year=2022)
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Doubtful", "VA", [("effective", "2022-07-01", doubt)], kind="statute")
    page = client.get(PAGE, ON | {"by": "covered"})
    assert part(page, "h1").endswith("no one was covered by a ban beyond doubt.")
    said = "none, or about 1,000 if Virginia’s ban, which is in doubt, counts."
    assert f"People covered in all: {said}" in text(page)
    assert [row[-1] for row in table_of(page, "ranked")] == ["1,000"]


def test_no_share_is_said_of_a_whole_that_is_not_known(client):
    ban("Boston", place={"population": 650_000, "population_year": 2021})
    page = client.get(PAGE, ON | {"by": "covered"})
    assert "People covered in all: about 650,000." in text(page)
    assert table_of(page, "covered")[0][2] == "not known"


# --- first bans -----------------------------------------------------------------------------------


def test_the_state_with_the_first_ban_leads_and_the_latest_is_named(client):
    ban("Boston", start="2019-06-28")
    ban("Oakland", "CA", start="2019-09-17")
    ban("Austin", "TX", start="2024-01-01")
    page = client.get(PAGE, ON | {"by": "first"})
    assert part(page, "h1") == (
        "By July 20, 2023, two states had had a municipal ban, Massachusetts first: Boston’s, "
        "adopted June 28, 2019."
    )
    said = "The latest to follow was California, with Oakland’s, adopted September 17, 2019."
    assert said in text(page)


def test_the_first_ban_is_the_first_adopted_and_the_first_in_effect_stands_beside_it(client):
    inferred = {"basis": "inferred"}
    golden = [("passed", "2019-05-14"), ("effective", "2019-07", inferred)]
    make_measure("Stop", make_place("San Francisco", "CA"), golden)
    make_measure("Ban", make_place("Somerville"), [("enacted", "2019-06-28")])
    page = client.get(PAGE, ON | {"by": "first"})
    said = "California first: San Francisco’s, adopted May 14, 2019."
    assert part(page, "h1").endswith(said)
    other = (
        "The first to take effect was Somerville’s, on June 28, 2019, though that is not certain."
    )
    assert other in text(page)
    page = client.get(PAGE, ON | {"by": "first-in-effect"})
    assert part(page, "h1").endswith(
        "Massachusetts first: Somerville’s, in effect from June 28, 2019. That is not certain: San "
        "Francisco’s is known only as July 2019 (inferred)."
    )
    assert "The first adopted was San Francisco’s, on May 14, 2019." in text(page)


def test_first_bans_of_one_day_share_a_place_and_an_ended_one_still_counts(client):
    ban("Boston")
    place = make_place("Oakland", "CA")
    make_measure("Over", place, [("effective", "2020-01-01"), ("repealed", "2021-01-01")])
    page = client.get(PAGE, ON | {"by": "first"})
    assert part(page, "h1").endswith("California and Massachusetts first: adopted January 1, 2020.")
    rows = {row[0]: row for row in read(page).find(".places-of").rows}
    assert [name for name in rows if name.startswith("1=")] == ["1=California", "1=Massachusetts"]
    assert rows["1=California"][-1] == "none"


# --- bills ----------------------------------------------------------------------------------------


def bill(state, on, **fields):
    return make_measure("A bill", state, [("introduced", on)], **fields)


def test_the_state_with_the_most_bills_leads_and_the_years_part_is_told(client):
    for number, on in enumerate(["2021-02-01", "2023-02-01", "2023-07-21"]):
        bill("MA", on, slug=f"ma-{number}")
    bill("TX", "2023-01-01", slug="tx-1")
    bill("TX", "2023-01-02", slug="tx-draft", status="draft")
    make_measure("City bill", make_place(), [("introduced", "2021-01-01")])
    page = client.get(PAGE, ON | {"by": "introduced"})
    assert part(page, "h1") == (
        "By July 20, 2023, Massachusetts had more bills in our database than any other state: two."
    )
    said = "In all, three bills of two states, two of them from 2023. Texas followed with one."
    assert said in text(page)
    assert "/measures/?level=legislature&amp;state=ma&amp;kind=bill&amp;on=2023-07-20" in (
        page.content.decode()
    )
    assert "year=2023" in page.content.decode()


def test_bills_have_no_strict_count(client):
    bill("MA", "2021-02-01")
    page = text(client.get(PAGE, ON | {"by": "introduced"}))
    assert "Strict count" not in page
    assert "Broad count" not in page


# --- safeguards -----------------------------------------------------------------------------------


def test_a_ban_stands_first_whatever_is_coded_and_what_cannot_be_told_apart_has_no_place(client):
    make_statewide_law("hb1", 3, "TX")
    make_statewide_law("hb2", 1, "VA")
    ban = make_statewide_law("hb3", 0, "WA")
    Measure.objects.filter(pk=ban.pk).update(effect="ban")
    make_provision(ban, "half", "no")
    page = client.get(PAGE, ON | {"by": "safeguards"})
    assert part(page, "h1") == (
        "On July 20, 2023, Washington HB3 (2021), the only ban, was the strictest statewide law."
    )
    words = text(page)
    assert "in effect: one ban and two restrictions. Two of them have no place" in words
    assert "Range of 4" in words
    shown = read(page)
    rows = [(row[0], row[5]) for row in shown.find(".places-of").rows]
    assert rows == [
        ("1Washington HB3 (2021)", "0–3"),
        ("–Texas HB1 (2021)", "3–4"),
        ("–Virginia HB2 (2021)", "1–4"),
    ]
    assert "/compare/?m=hb3&m=hb1&m=hb2&on=2023-07-20" in shown.addresses


def test_where_nothing_stands_above_all_others_none_is_called_the_strictest(client):
    make_statewide_law("hb1", 2, "TX")
    make_statewide_law("hb2", 0, "VA")
    page = client.get(PAGE, ON | {"by": "safeguards"})
    assert part(page, "h1") == (
        "On July 20, 2023, no statewide law can be called the strictest: they cannot be told apart "
        "by what is coded."
    )
    assert [place.text for place in read(page).all(".places-of .pos")] == ["–", "–"]


def test_of_one_class_the_range_that_lies_above_all_others_is_the_strictest(client):
    make_statewide_law("hb1", 2, "TX")
    lax = make_statewide_law("hb2", 0, "VA")
    for slug in ("q0", "q1"):
        make_provision(lax, slug, "no")
    page = client.get(PAGE, ON | {"by": "safeguards"})
    assert part(page, "h1") == "On July 20, 2023, Texas HB1 (2021) was the strictest statewide law."
    assert [place.text for place in read(page).all(".places-of .pos")] == ["1", "2"]


@pytest.mark.parametrize("by", WAYS)
def test_every_way_asks_few_queries_whatever_the_rows(client, django_assert_max_num_queries, by):
    for name in ("Cambridge", "Somerville", "Worcester"):
        many_measures(make_place(name), 200, kind="ordinance")
    for state_code in ("TX", "VA", "WA"):
        many_measures(make_state(state_code), 40, effect="restriction")
        make_provision(Measure.objects.filter(jurisdiction__state_code=state_code).first())
    for address in (PAGE, "/charts/ranked.json", "/charts/ranked.csv", "/charts/covered.json"):
        with django_assert_max_num_queries(10):
            assert client.get(address, ON | {"by": by}).status_code == 200


def test_the_page_and_its_twins_ask_few_queries_whatever_the_rows(
    client, record, django_assert_max_num_queries
):
    for name in ("Cambridge", "Somerville", "Worcester"):
        many_measures(make_place(name), 400, kind="ordinance")
    for address in (PAGE, JSON, CSV):
        with django_assert_max_num_queries(10):
            assert client.get(address, ON).status_code == 200
