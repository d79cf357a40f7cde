import pytest

from laws.models import Action, Jurisdiction, Measure
from laws.models.reckoned import store_reckoning
from tests.support.assistant import Assistant
from tests.support.elements import read
from tests.support.makers import action, make_country, make_measure, make_place, make_state
from tests.support.markup import text_of
from tests.support.public_pages import make_record

pytestmark = pytest.mark.django_db
BANNED = [("introduced", "2019-05-09"), ("passed", "2019-06-27")]


def page(client, place, on="2023-07-20"):
    response = client.get(place.get_absolute_url(), {"on": on})
    assert response.status_code == 200
    return text_of(response.content.decode())


def twin(client, address, on="2023-07-20"):
    return client.get(address, {"on": on}).json()


@pytest.fixture
def somerville(db):
    make_country()
    make_state("MA", searched_on="2026-11-22")
    make_place("Middlesex", kind="county", full_name="Middlesex County", geoid="25017")
    return make_place(
        "Somerville",
        county_geoids=["25017"],
        population=79_815,
        population_year=2021,
        latitude="42.3876",
        longitude="-71.0995",
    )


def test_it_says_first_that_the_place_bans_it_and_what_state_law_adds(client, somerville):
    make_measure("A ban", somerville, BANNED)
    make_measure("An act", "MA", [("effective", "2021-07-01")], effect="restriction")

    said = page(client, somerville)

    assert "Somerville banned face recognition by its own police and agencies." in said
    assert "State limits also applied." in said


@pytest.mark.parametrize(
    ("effect", "regulates", "says"),
    [
        ("moratorium", ["police"], "paused face recognition by its own police."),
        ("restriction", ["government"], "limited face recognition by its own agencies."),
        ("oversight", ["police"], "required oversight of face recognition by its own police."),
    ],
)
def test_its_first_sentence_says_what_its_own_measure_does(
    client, somerville, effect, regulates, says
):
    make_measure("A measure", somerville, BANNED, effect=effect, regulates=regulates)

    assert f"Somerville {says}" in page(client, somerville)


def test_a_place_without_a_measure_says_so_and_what_its_state_has(client, somerville):
    make_measure("An act", "MA", [("effective", "2021-07-01")], effect="restriction")

    said = page(client, somerville)

    assert "We know of no measure of Somerville’s own." in said
    assert "In Somerville, Massachusetts law limited face recognition by police and" in said


def test_a_measure_that_does_not_bind_is_named_as_such(client, somerville):
    make_measure("A draft ban", somerville, [("introduced", "2023-01-05")])

    said = page(client, somerville)

    none = "No measure of Somerville’s own that we know of was in effect."
    assert f"{none} We have not searched the city’s code." in said
    Jurisdiction.objects.filter(pk=somerville.pk).update(searched_on="2026-01-01")
    said_once_searched = page(client, somerville)
    assert none in said_once_searched
    assert "We have not searched the city’s code" not in said_once_searched
    assert "Not in effect: A draft ban" in said
    assert "None in effect: one is proposed. We find local measures through lists" in said


def test_what_a_county_only_considers_is_said_in_its_places_too(client, somerville):
    county = make_place("Middlesex", kind="county")
    make_measure("A county bill", county, [("introduced", "2023-01-05")])
    make_measure("An old one", county, [("introduced", "2021-01-05"), ("failed", "2021-03-01")])

    said = page(client, somerville)

    assert "None in effect: one is proposed and one came to nothing." in said
    assert "Not in effect: A county bill" in said


def test_a_government_with_law_on_businesses_alone_is_not_said_to_have_none(client, somerville):
    make_measure("Shops", somerville, BANNED, effect="private_sector", regulates=["private"])

    assert "We know of no measure on police or government use." in page(client, somerville)


def test_none_found_and_not_researched_are_told_apart(client, somerville):
    assert (
        "We found none for that day in the law of Massachusetts either, in a search of November 22"
        in page(client, somerville)
    )

    make_state("MA", searched_on=None)

    assert "We have not searched the law of Massachusetts." in page(client, somerville)
    said = page(client, somerville)
    assert "Not researched: we have not searched the law of Massachusetts." in said


def test_four_levels_stand_there_even_when_they_are_empty(client, somerville):
    said = page(client, somerville)

    for name in ("City of Somerville", "Middlesex County", "Massachusetts", "United States"):
        assert name in said
    assert said.count("we have not searched this government’s code") == 2
    assert "We last searched on November 22, 2026" in said


def test_a_merged_city_and_county_does_not_name_itself_twice(client):
    city = make_place("San Francisco", "CA", county_geoids=["06075"], geoid="0667000")
    make_place(
        "San Francisco",
        "CA",
        kind="county",
        slug="san-francisco-county",
        full_name="San Francisco County",
        geoid="06075",
        same_as=city,
    )

    said = page(client, city)

    assert "San Francisco County" not in said
    assert "No county stands between San Francisco and its state." in said


def test_each_measure_says_since_when_and_whom_it_binds(client, somerville):
    make_measure("A ban", somerville, BANNED, summary="The city may not use it.")

    said = page(client, somerville)

    assert "In effect since Jun 27, 2019, counted from the vote; effective date unknown" in said
    assert "The city may not use it." in said
    assert "Covers Somerville’s own police and agencies." in said


def test_a_start_known_to_the_month_is_shown_as_it_is_known(client, somerville):
    make_measure("A ban", somerville, [("effective", "2019-07", {"basis": "inferred"})])

    assert "In effect since Jul 2019 (inferred)" in page(client, somerville)
    assert "No measure of Somerville’s own that we know of was certainly in effect." in page(
        client, somerville, "2019-07-15"
    )


def test_law_on_businesses_is_kept_apart(client, somerville):
    make_measure("A privacy act", "MA", [("effective", "2020-01-01")], effect="private_sector")

    said = page(client, somerville)

    assert "These rules cover businesses, not police." in said
    assert "In Somerville, Massachusetts law set rules for businesses. We found none on" in said
    assert "on government use for that day in a search of November 22, 2026." in said


def test_a_disputed_law_is_never_said_as_settled(client):
    place = make_place("Alexandria", "VA")
    why = "sources conflict over its return"
    make_measure(
        "The old act",
        "VA",
        [
            ("effective", "2021-07-01"),
            ("repealed", "2022-07-01"),
            ("reinstated", "2026-07-01", {"basis": "disputed", "description": why}),
        ],
    )

    said = page(client, place, "2026-11-22")

    assert "Which rule Virginia had is disputed." in said
    assert "In doubt: sources conflict over its return." in said
    assert "Which rule" not in page(client, place, "2021-12-01")


def test_a_law_that_ended_in_doubt_is_named(client):
    place = make_place("Alexandria", "VA")
    end = ("expires", "2026-07-01", {"basis": "disputed", "description": "some say it binds"})
    make_measure("The act", "VA", [("effective", "2022-07-01"), end], effect="restriction")

    said = page(client, place, "2026-11-22")

    assert "whether The act is still in effect; counted here as ended on Jul 1, 2026" in said
    assert "Which rule Virginia had is disputed." in said


def test_how_it_got_so_tells_what_happened_up_to_the_day(client, somerville):
    vote = ("passed", "2019-06-27", {"yes": 11, "no": 0, "description": "ordained"})
    make_measure("A ban", somerville, [BANNED[0], vote])
    make_measure("An act", "MA", [("effective", "2024-07-01")], effect="restriction")

    said = page(client, somerville)

    assert "Somerville votes for a ban (vote 11 to 0). Ordained." in said
    before, _, history = said.partition("History")
    assert "Massachusetts: restriction takes effect." not in history
    assert "What changes after July 20, 2023" in before
    assert "Massachusetts: restriction takes effect." in before


def test_neighbors_with_a_ban_are_those_of_its_county_or_near_by(client, somerville):
    near = {"latitude": "42.37", "longitude": "-71.11"}
    far = {"latitude": "42.10", "longitude": "-72.59"}
    make_measure("A ban", make_place("Cambridge", **near), BANNED)
    make_measure("A ban", make_place("Framingham", county_geoids=["25017"]), BANNED)
    make_measure("A ban", make_place("Springfield", **far), BANNED)
    make_measure("Oversight", make_place("Boston", **near), BANNED, effect="oversight")

    _, _, facts = page(client, somerville).partition("Neighbors with a ban or moratorium")

    assert "Cambridge (ban, 1 mile), Framingham (ban)" in facts
    assert "Springfield" not in facts.partition("Another place")[0]
    assert "Boston" not in facts


def test_a_place_without_a_known_population_says_so(client):
    place = make_place("Richland", "TX", kind="township", full_name="Richland township")

    said = page(client, place)

    assert "Not known" in said
    assert "We know of no measure of Richland Township’s own." in said


def test_a_second_id_leads_to_the_government_for_good(client, somerville):
    make_place("Old Somerville", same_as=somerville)

    response = client.get("/places/ma/old-somerville/", {"on": "2023-07-20"})

    assert response.status_code == 301
    assert response.headers["Location"] == "/places/ma/somerville/?on=2023-07-20"
    assert client.get("/places/ma/old-somerville.json").status_code == 301


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/places/ma/massachusetts/", "/states/ma/"),
        ("/places/ma/massachusetts.json", "/states/ma.json"),
        ("/places/MA/somerville/", "/places/ma/somerville/"),
    ],
)
def test_another_spelling_of_an_address_leads_to_the_one_page(
    client, somerville, address, leads_to
):
    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (301, leads_to)


@pytest.mark.parametrize("address", ["/places/ma/nowhere/", "/places/zz/somerville.json"])
def test_an_unknown_place_is_not_found(client, somerville, address):
    assert client.get(address).status_code == 404


def test_its_twin_lists_what_applies_with_whom_it_binds(client, somerville):
    make_measure("A ban", somerville, BANNED, slug="the-ban")
    make_measure(
        "An act", "MA", [("effective", "2021-07-01")], slug="the-act", regulates=["police"]
    )

    answer = twin(client, "/places/ma/somerville.json")

    assert answer["on"] == "2023-07-20"
    assert (answer["slug"], answer["state"]) == ("somerville", "MA")
    assert answer["population"] == 79_815
    assert [(one["slug"], one["jurisdiction"], one["level"]) for one in answer["applies"]] == [
        ("the-ban", "Somerville", "own"),
        ("the-act", "Massachusetts", "state"),
    ]
    assert answer["applies"][0]["effect"] == "ban"
    assert answer["applies"][0]["binds"] == "Covers Somerville’s own police and agencies."
    assert answer["applies"][0]["since"] == "2019-06-27"


def test_what_is_not_published_shows_nowhere(client, somerville):
    make_measure("A secret ban", somerville, BANNED, status="draft")

    said = page(client, somerville)

    assert "secret" not in said
    assert "We know of no measure of Somerville’s own." in said
    assert twin(client, "/places/ma/somerville.json")["applies"] == []


def test_ten_times_the_rows_ask_the_database_no_more(client, django_assert_max_num_queries):
    make_record()
    place = make_place("Somerville")
    for owner in (place, make_state("MA"), make_place("Cambridge", county_geoids=["25017"])):
        measures = Measure.objects.bulk_create(
            Measure(
                slug=f"m-{owner.pk}-{number}",
                title=f"Measure {number}",
                jurisdiction=owner,
                kind="ordinance",
                effect="ban",
                regulates=["police"],
                status="published",
            )
            for number in range(100)
        )
        Action.objects.bulk_create(
            action(measure, 1, "effective", "2019-06-27") for measure in measures
        )
        store_reckoning(measures)

    with django_assert_max_num_queries(10):
        said = page(client, place)

    assert "Measure 99" in said


def test_what_is_scheduled_says_so_and_leads_to_the_law_of_that_day(client, somerville):
    acts = [*BANNED, ("expires", "2099-06-27")]
    make_measure("A pause", somerville, acts, effect="moratorium")
    address = somerville.get_absolute_url()
    shown = read(client.get(address, {"on": "2023-07-20"}))

    assert "Somerville: moratorium ends. A pause (scheduled)" in shown.text
    assert "?on=2099-06-27" in shown.addresses
    assert "No measure of Somerville’s own that we know of will be in effect" in page(
        client, somerville, "2099-06-27"
    )


def test_a_change_that_has_come_since_is_not_called_scheduled(client, somerville):
    make_measure("A pause", somerville, [*BANNED, ("expires", "2024-06-27")], effect="moratorium")

    said = page(client, somerville)

    assert "moratorium ends." in said
    assert "(scheduled)" not in said


def test_where_nothing_is_scheduled_it_says_so(client, somerville):
    assert "We know of no measure that takes effect or ends here after July 20, 2023" in page(
        client, somerville
    )


def test_the_date_control_stops_where_the_law_that_applies_changed(client, somerville):
    make_measure("A ban", somerville, BANNED)
    make_measure("An act", "MA", [("effective", "2021-07-01")], effect="restriction")
    response = client.get(somerville.get_absolute_url(), {"on": "2021-06-30"})
    shown = read(response)

    assert shown.all("form[action=/places/ma/somerville/][data-live]")
    assert shown.find("[rel=prev]")["href"] == "/places/ma/somerville/?on=2019-06-27"
    assert shown.find("[rel=next]")["href"] == "/places/ma/somerville/?on=2021-07-01"
    assert shown.all("#applies[data-swap]")


@pytest.mark.parametrize(
    ("on", "is_open"),
    [("2025-01-31", False), ("2025-02-10", True), ("2025-03-01", False), ("2020-07-10", True)],
)
def test_a_day_in_a_month_of_which_no_day_is_known_is_said_to_be_in_doubt(client, on, is_open):
    make_country()
    make_state("MS")
    acts = [("enacted", "2020-07"), ("repealed", "2025-02")]
    jackson = make_place("Jackson", "MS")
    make_measure("No faces", jackson, acts, slug="no", identifier="Res. 1")
    said = "our dates leave open whether Res. 1 (2020) was in effect that day"

    assert (said in page(client, jackson, on)) is is_open
    told = Assistant(client).call("law_on", place="ms/jackson", on=on)
    assert (said in told["quote"]["sentence"]) is is_open
    assert told["in_doubt"] is is_open
