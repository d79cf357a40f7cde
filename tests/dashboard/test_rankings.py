import pytest

from tests.dashboard.reading import csv_rows, many_measures, part, text
from tests.makers import make_measure, make_place, make_state

pytestmark = pytest.mark.django_db
PAGE, JSON, CSV = "/rankings/", "/rankings/municipal-bans.json", "/rankings/municipal-bans.csv"
ON = {"on": "2023-07-20"}


def ban(name, state="MA", start="2020-01-01", **fields):
    place = make_place(name, state, **fields.pop("place", {}))
    return make_measure(f"Ban of {name}", place, [("effective", start)], **fields)


@pytest.fixture
def record():
    ban("Boston", identifier="Ord. 1", place={"population": 650_000, "population_year": 2021})
    ban("Springfield", effect="moratorium", place={"population": 150_000})
    ban("Oakland", "CA", place={"population": 430_000})
    ban("Jackson", "TX", kind="resolution")
    make_state("MA", population=1_000_000)
    make_state("WA")


def test_the_first_sentence_says_who_leads_and_with_how_many(client, record):
    page = client.get(PAGE, ON)
    said = "On 20 July 2023 Massachusetts has more municipal bans than any other state: two."
    assert part(page, "h1") == said
    assert "four local governments in three states ban or pause" in text(page)


def test_states_level_at_the_top_are_said_as_a_tie(client):
    ban("Boston")
    ban("Oakland", "CA")
    page = client.get(PAGE, ON)
    said = "On 20 July 2023 California and Massachusetts share the most municipal bans: one each."
    assert part(page, "h1") == said
    assert text(page).count("1=") >= 2


def test_without_any_ban_the_page_says_so(client):
    make_state("MA")
    assert "no municipal ban is in force" in part(client.get(PAGE, ON), "h1")
    assert client.get(JSON, ON).json()["rows"] == []


def test_ties_share_a_place_and_zeros_are_one_sentence(client, record):
    page = client.get(PAGE, ON)
    places = [row["rank"] for row in client.get(JSON, ON).json()["rows"]]
    assert places == [1, 2, 2]
    assert "2=" in text(page)
    assert "The one other state or territory has none" in text(page)


def test_a_state_opens_to_its_governments_with_their_measures(client, record):
    page = client.get(PAGE, ON).content.decode()
    opened = page[page.index("<details open>") : page.index("</details>")]
    for words in ("Boston", "Ord. 1", "1 Jan 2020", "650,000", "Moratorium", "/places/ma/boston/"):
        assert words in opened


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
    assert "disputed" in text(client.get(PAGE, ON))
    government = client.get(JSON, ON).json()["rows"][0]["jurisdictions"][0]
    assert government["doubts"] == ["Two codes differ."]


def test_a_mistaken_preset_or_date_is_explained_and_the_default_shown(client, record):
    page = client.get(PAGE, {"preset": "loose", "on": "soon"})
    assert page.status_code == 200
    assert "preset=loose was not understood: allowed are broad, strict." in text(page)
    assert "on=soon was not understood" in text(page)
    assert client.get(JSON, {"preset": "loose"}).json()["preset"] == "broad"


def test_the_page_and_its_twins_ask_few_queries_whatever_the_rows(
    client, record, django_assert_max_num_queries
):
    for name in ("Cambridge", "Somerville", "Worcester"):
        many_measures(make_place(name), 400, kind="ordinance")
    for address in (PAGE, JSON, CSV):
        with django_assert_max_num_queries(10):
            assert client.get(address, ON).status_code == 200
