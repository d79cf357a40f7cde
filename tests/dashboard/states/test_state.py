import pytest

from tests.support.elements import read
from tests.support.makers import make_country, make_measure, make_place, make_session, make_state
from tests.support.ranked_states import table_of
from tests.support.responses import many_measures, part, text

pytestmark = pytest.mark.django_db
ON = {"on": "2023-07-20"}
LIMIT = {"effect": "restriction", "regulates": ["police"]}


def get(client, state_code="ma", **asked):
    return client.get(f"/states/{state_code}/", ON | asked)


def headline(client, state_code="ma", **asked):
    return part(get(client, state_code, **asked), "h1")


def limit(state="MA", start="2021-07-01", **fields):
    return make_measure("A limit", state, [("enacted", start)], **LIMIT | fields)


def ban(name="Somerville", state="MA", start="2019-06-28", kind="city", **fields):
    place = make_place(name, state, kind, **fields.pop("place", {}))
    return make_measure(f"Ban of {name}", place, [("effective", start)], **fields)


def test_the_headline_joins_the_rule_and_the_local_bans(client):
    limit()
    ban("Somerville")
    ban("Brookline", kind="town", effect="moratorium")
    assert headline(client) == (
        "Massachusetts limited police use of face recognition, and two of its cities and towns "
        "banned or paused government use."
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"effect": "ban"}, "Massachusetts banned police use of face recognition."),
        ({"effect": "moratorium"}, "Massachusetts paused police use of face recognition."),
        (
            {"effect": "oversight"},
            "Massachusetts required oversight of police use of face recognition",
        ),
        ({"effect": "authorization"}, "Massachusetts permitted police use of face recognition."),
        (
            {"reach": "narrow", "regulates": ["drones"]},
            "Massachusetts limited face recognition only in specific settings: drones.",
        ),
    ],
)
def test_each_kind_of_rule_has_its_own_words(client, fields, said):
    limit(**fields)
    assert headline(client).startswith(said)


def test_none_found_says_when_it_was_searched_and_never_that_there_is_no_law(client):
    make_state("MA", searched_on="2023-05-01")
    page = get(client)
    assert part(page, "h1").startswith("We found no rule on police or government use")
    assert "We last searched the law of Massachusetts on May 1, 2023" in text(page)
    assert "no law" not in text(page).lower()


def test_not_researched_is_said_in_other_words_than_none_found(client):
    make_state("MA")
    page = get(client)
    assert part(page, "h1") == "We have not searched the law of Massachusetts."
    assert "We have not yet searched the law of Massachusetts" in text(page)
    assert "None found" not in text(page)


def test_an_unsearched_state_with_a_local_ban_says_both(client):
    ban()
    assert headline(client) == (
        "We have not searched the law of Massachusetts, but one of its cities banned government "
        "use."
    )


def test_the_second_sentence_names_the_law_its_first_day_and_what_is_pending(client):
    limit(law_citation="St. 2020, c. 253", summary="Police must ask in writing.")
    make_measure("A bill", "MA", [("introduced", "2023-02-01")])
    said = part(get(client), "p", "sub")
    assert said.startswith(
        "Since July 1, 2021, under St. 2020, c. 253: Police must ask in writing."
    )
    assert said.endswith("One bill was pending.")


def test_a_disputed_rule_is_never_said_as_settled(client):
    make_state("VA", population=8_000_000)
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("A ban", "VA", [("effective", "2022-07-01", doubt)], identifier="HB 1",
                 regulates=["police"])  # fmt: skip
    page = get(client, "va")
    said = "Whether Virginia banned police use of face recognition is disputed."
    assert part(page, "h1") == said
    assert "HB 1 (2022): Two codes differ." in text(page)
    assert "Ban disputed" in text(page)
    assert client.get("/states/va.json", ON).json()["people_covered"]["basis"] == "disputed"


def test_a_rule_that_rests_on_an_assumed_day_says_so(client):
    assumed = {"basis": "assumed", "description": "No effective date was read."}
    make_measure("A limit", "MA", [("effective", "2021-07-01", assumed)], **LIMIT)
    page = text(get(client))
    assert "Since July 1, 2021 (assumed)" in page
    assert "What this rests on is assumed" in page
    assert "No effective date was read." in page


def test_people_covered_are_said_where_the_population_of_the_whole_is_not_known(client):
    ban(place={"population": 80_000, "population_year": 2021})
    said = "80,000 the population of the whole is not known; population of 2021"
    assert said in text(get(client))


def test_the_strip_counts_bans_and_people_with_the_year(client):
    make_state("MA", population=1_000_000)
    ban(place={"population": 80_000, "population_year": 2021})
    page = text(get(client))
    assert "8%" in page
    assert "about 80,000, of about 1 million; population of 2021" in page
    assert "first of all states" in page


def test_local_measures_stand_in_a_table_and_on_the_map(client):
    ban(place={"latitude": "42.39", "longitude": "-71.10", "population": 80_000})
    page = get(client).content.decode()
    assert "places-map" in page
    assert "/places/ma/somerville/?on=2023-07-20" in read(page).addresses
    assert "Jun 28, 2019" in page


def test_a_territory_has_no_map_and_still_lists_its_measures(client):
    ban("Ponce", "PR")
    page = get(client, "pr")
    assert "places-map" not in page.content.decode()
    assert "Ponce" in text(page)


def test_bans_that_ended_are_taken_off_the_curve(client):
    place = make_place()
    make_measure("One", place, [("effective", "2020-01-01"), ("repealed", "2021-01-01")])
    page = get(client)
    assert "Local bans over time" in text(page)
    assert table_of(page, "cumulative") == [["Jan 1, 2020", "1", "1"], ["Jan 1, 2021", "0", "0"]]
    assert "in effect on July 20, 2023. That does not mean there is none" in text(page)


def test_a_government_with_two_bans_counts_once_over_time(client):
    ban(slug="one")
    ban(start="2020-01-01", slug="two", identifier="Two")
    assert table_of(get(client), "cumulative") == [["Jun 28, 2019", "1", "1"]]


def test_the_people_covered_stand_over_time_with_the_year_of_their_number(client):
    make_state("MA", population=1_000_000, population_year=2022)
    ban(place={"population": 80_000, "population_year": 2021})
    page = get(client)
    (row,) = table_of(page, "covered")
    assert row[:4] == ["Jun 28, 2019", "80,000", "8%", "2021"]
    said = "People covered by a ban on July 20, 2023: about 80,000 (8% of Massachusetts)"
    assert said in text(page)


def test_every_term_of_the_state_and_its_places_is_drawn_and_no_other_states(client):
    ban(slug="over")
    limit(slug="a-limit")
    ban("Oakland", "CA")
    rows = read(get(client)).find("#rows-who-when")
    links = " ".join(address for _, address in rows.links)
    assert "/measures/over/" in links
    assert "/measures/a-limit/" in links
    assert "Oakland" not in rows.text


def test_the_charts_ask_for_the_state_and_leave_the_pages_own_address_alone(client):
    ban()
    page = read(get(client))
    for name in ("cumulative", "covered", "who-when"):
        address = page.find(f"#plot-{name} [data-plot]")["data-plot"]
        assert address.startswith(f"/charts/{name}.json?")
        assert "state=ma" in address
        assert client.get(address).json()["rows"]
    assert ("Back to today", "/states/ma/") in page.links


def test_a_state_without_any_ban_has_no_chart(client):
    make_state("TX")
    assert "data-plot=" not in get(client, "tx").content.decode()


def test_pending_bills_stand_with_their_stage_on_the_day_and_the_session_leads_to_its_list(client):
    session = make_session("MA", "193rd", "2023-01-04", "2024-12-31", name="193rd Legislature")
    make_measure("A bill", "MA", [("introduced", "2023-02-01"), ("referred", "2023-03-01")],
                 identifier="S.927", session=session)  # fmt: skip
    page = read(get(client))
    assert "S.927 (2023) A bill" in page.find("table.bills").text
    assert "In committee" in page.find("table.bills").text
    assert "Introduced" in text(get(client, on="2023-02-15"))
    links = {link.text: link["href"] for link in page.all("ul.list a")}
    asked = "level=legislature&state=ma&kind=bill&session=ma-193rd&on=2023-07-20"
    assert links["193rd Legislature (2023–2024)"] == f"/measures/?{asked}"


def test_of_many_pending_bills_the_first_stand_there_with_a_link_to_all(client):
    many_measures(make_state("MA"), 100, session=make_session())
    page = get(client)
    assert len(read(page).all("table.bills tbody tr")) == 15
    assert '<a href="/bills/?state=ma&amp;on=2023-07-20">85 pending bills more</a>' in (
        page.content.decode()
    )
    assert ": 200 bills, 100 became law" in text(page)


def test_its_own_law_stands_before_the_map_and_every_long_list(client):
    make_measure("Limit", "MA", [("effective", "2020-01-01")], **LIMIT)
    make_measure("City ban", make_place(), [("effective", "2019-06-28")])
    make_measure("A bill", "MA", [("introduced", "2023-02-01")])
    headings = [one.text for one in read(get(client)).all("h2")]
    first = ["Its own laws in effect", "Pending bills", "Local measures in effect"]
    assert headings[: len(first)] == first


def test_its_laws_name_their_sources_the_official_ones_first(client):
    law = make_measure("Limit", "MA", [("effective", "2020-01-01")], **LIMIT)
    for url, official in (("https://news.example/1", None), ("https://law.example/2", True)):
        law.sources.create(url=url, official=official)
    links = read(get(client)).all(".sources a")
    assert [link["href"] for link in links] == ["https://law.example/2", "https://news.example/1"]


def test_of_a_state_that_nobody_searched_nothing_looks_like_none_found(client):
    make_state("TX")
    make_state("MA", searched_on="2023-05-01")
    unknown, searched = (read(get(client, state)).all(".facts .big") for state in ("tx", "ma"))
    assert [one.text for one in unknown] == ["Not researched", "Not known", "Not known"]
    assert {one.find("use")["href"] for one in unknown} == {"#m-not_researched"}
    assert [one.text for one in searched] == ["None found", "None known", "None known"]
    assert [len(one.all("use")) for one in searched] == [1, 0, 0]


def test_what_became_of_the_bills_stands_over_two_sessions_and_not_over_one(client):
    for identifier, year in (("193rd", 2023), ("192nd", 2021)):
        one = make_session("MA", identifier, f"{year}-01-04", f"{year + 1}-12-31")
        make_measure(f"{identifier} bill", "MA", [("introduced", f"{year}-02-01")], session=one)
    make_measure("Elsewhere", "TX", [("introduced", "2021-02-01")])
    page = get(client, state="tx")
    body = page.content.decode()

    assert "Of 2 bills of Massachusetts" in page.context["outcomes"].title
    assert page.context["outcomes"].title in text(page)
    assert read(body).all("[data-plot=/charts/session-outcomes.json?on=2023-07-20&state=ma]")
    assert [row[1].text for row in page.context["outcomes"].rows] == [1, 1]
    assert "plot-session-outcomes" not in get(client, on="2022-07-20").content.decode()


def test_laws_that_ended_and_laws_on_businesses_stand_apart(client):
    make_measure("Over", "MA", [("effective", "2020-01-01"), ("expired", "2023-01-01")], **LIMIT)
    make_measure("Shops", "MA", [("effective", "2020-01-01")], effect="private_sector",
                 regulates=["private"])  # fmt: skip
    page = text(get(client))
    assert "No longer in effect" in page
    assert "Jan 1, 2023" in page
    assert "Law on businesses" in page
    assert "We have not searched the law of Massachusetts" in page


def test_drafts_are_nowhere_on_the_page(client):
    limit(status="draft", identifier="S.1")
    limit(identifier="S.2")
    page = text(get(client))
    assert "S.2" in page
    assert "S.1 " not in page


def test_the_country_has_a_page_of_federal_measures(client):
    country = make_country()
    make_state("MA")
    make_measure("An order", country, [("effective", "2022-05-25")], kind="executive_order",
                 effect="study")  # fmt: skip
    make_measure("A federal bill", country, [("introduced", "2023-02-01")], kind="bill",
                 slug="federal-bill")  # fmt: skip
    page = get(client, "us")
    assert part(page, "h1") == (
        "One federal measure that we know of was in effect on July 20, 2023; "
        "it did not limit police or government use generally."
    )
    assert "One bill was pending." in text(page)
    assert client.get("/states/us.json", ON).json()["rule"] is None


def test_an_address_in_capitals_leads_to_the_one_in_small_letters(client):
    make_state("MA")
    answer = client.get("/states/MA/", ON)
    assert answer.status_code == 301
    assert answer["Location"] == "/states/ma/?on=2023-07-20"
    assert client.get("/states/MA.json")["Location"] == "/states/ma.json"


@pytest.mark.parametrize("address", ["/states/zz/", "/states/zz.json", "/states/massachusetts/"])
def test_an_unknown_state_is_not_found(client, address):
    make_state("MA")
    assert client.get(address).status_code == 404


def test_a_mistaken_date_is_explained(client):
    make_state("MA")
    page = get(client, on="2023-02-30")
    assert page.status_code == 200
    assert "“2023-02-30” is not a date" in text(page)


def test_the_twin_has_its_promised_keys(client):
    limit(slug="a-limit")
    ban()
    make_measure("A bill", "MA", [("introduced", "2023-02-01")], slug="a-bill")
    twin = client.get("/states/ma.json", ON).json()
    assert (twin["on"], twin["state"], twin["name"]) == ("2023-07-20", "MA", "Massachusetts")
    assert (twin["rule"], twin["basis"], twin["doubts"]) == ("restriction", "recorded", [])
    assert [measure["slug"] for measure in twin["measures"]] == ["a-limit"]
    assert twin["municipal_bans"] == 1
    assert twin["jurisdictions"][0]["slug"] == "somerville"
    assert twin["pending"][0]["slug"] == "a-bill"
    assert twin["people_covered"]["unknown"] == ["Somerville"]
    assert twin["searched_on"] is None


def test_the_page_and_its_twin_ask_few_queries_whatever_the_rows(
    client, django_assert_max_num_queries
):
    many_measures(make_state("MA"), 800, session=make_session())
    for name in ("Cambridge", "Somerville"):
        many_measures(make_place(name), 300, kind="ordinance")
    for address in ("/states/ma/", "/states/ma.json"):
        with django_assert_max_num_queries(13):
            assert client.get(address, ON).status_code == 200
