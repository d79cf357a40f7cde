"""/what-if/: the sentence and its label, what would change, what is mistaken, and the twin."""

import pytest
from django.urls import reverse

from laws.loading.dataset import analyze
from laws.models import Measure, StageSpan
from tests.dashboard.reading import many_measures, part, text
from tests.laws.binding import ban, state_law
from tests.makers import day, make_country, make_measure, make_place, make_relation, make_state

pytestmark = pytest.mark.django_db
ON = "2023-07-20"
INTRODUCED = [("introduced", "2023-01-20")]
ONE_CHAMBER = [*INTRODUCED, ("passed_chamber", "2023-03-01")]


def page(client, on=ON, **asked):
    return client.get(reverse("what-if"), {"on": on} | asked)


def twin(client, on=ON, **asked):
    return client.get(reverse("what-if-json"), {"on": on} | asked).json()


def states_of(found):
    return {row["state"]: row for row in found["states"]}


def pending(slug, jurisdiction="MA", actions=INTRODUCED, **fields):
    known = {"slug": slug, "identifier": slug.upper()}
    return make_measure(f"An Act: {slug}", jurisdiction, actions, **known | fields)


@pytest.fixture
def record():
    """Boston's ban as law; on their way a state's limit, Somerville's ban, and one of a country."""
    make_state("MA", searched_on="2023-05-01", population=1000, population_year=2022)
    make_state("NY")
    make_country()
    ban(make_place("Boston", population=60, population_year=2022), slug="boston")
    pending("s927", actions=ONE_CHAMBER, effect="restriction")
    somerville = make_place("Somerville", population=8, population_year=2021)
    pending("order", somerville, kind="ordinance")
    pending("hr1", make_country(), kind="bill")


# --- what it says -----------------------------------------------------------------------------


def test_with_nothing_chosen_the_page_says_what_there_is_to_choose_and_shows_the_law(
    client, record
):
    response = page(client)

    assert part(response, "h1") == (
        "What if pending measures were law? Choose among the three on their way on 20 July 2023."
    )
    assert "The law on 20 July 2023, with nothing chosen." in text(response)
    assert b"What if: not the law" not in response.content
    assert response.content.count(b'name="m"') == 3


def test_the_first_sentence_says_what_would_count_and_since_when(client, record):
    response = page(client, m=["s927", "order"])

    assert part(response, "h1") == (
        "If two pending measures were law on 20 July 2023, two local governments instead of one "
        "would ban or pause police and government use of face recognition, and one state instead "
        "of none would have a general rule of their own."
    )
    assert "A ban would cover 68 people instead of 60." in text(response)


def test_a_single_measure_is_named_with_what_would_become_of_its_government(client, record):
    response = page(client, m="s927")

    assert part(response, "h1") == (
        "If Massachusetts S927 were law on 20 July 2023, Massachusetts would go from no rule "
        "found to a restriction."
    )
    assert part(response, "title").startswith("What if Massachusetts S927 were law")


def test_what_is_shown_is_labelled_on_the_page_on_the_map_and_in_the_twin(client, record):
    response = page(client, m="s927")
    body = response.content.decode()

    assert "What if: not the law. What is pending is treated as in force" in text(response)
    assert 'aria-label="What if: not the law. Map of the United States' in body
    assert 'aria-label="What if: not the law. Tile grid' in body
    assert body.count('class="label"') == 2
    found = twin(client, m="s927")
    assert found["what_if"] is True
    assert found["label"].startswith("What if: not the law.")
    assert "R12 What if." in found["rule"]


def test_what_would_change_is_pointed_out_on_the_map(client, record):
    make_place("Somerville", latitude="42.39", longitude="-71.10")
    body = page(client, m=["s927", "order"]).content.decode()

    assert "Massachusetts: its own rule is a restriction; two local bans (what if;" in body
    assert "(what if; by law: none found, one local ban)" in body
    assert "Somerville, Massachusetts: ban (what if)" in body
    assert "is-changed" in body
    assert 'class="ring"' in body
    assert "is-changed" not in page(client).content.decode()


def test_only_what_changes_can_be_shown(client, record):
    body = page(client, m="s927", only="changes").content.decode()

    assert "New York: not in this choice" in body
    assert "Show the whole map" in body


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"effect": "private_sector", "regulates": ["private"]}, "It regulates businesses"),
        ({"effect": "study"}, "It sets no limit on use."),
        ({"effect": "repeal"}, "The record names no measure that it would undo."),
        ({"effect": "oversight"}, "A stronger one stands beside it: B 1."),
        ({"effect": "restriction"}, "One as strong stands beside it: B 1."),
        ({"regulates": ["housing"]}, "It regulates businesses"),
    ],
)
def test_a_measure_that_changes_nothing_says_why(client, fields, why):
    state_law("restriction", identifier="B 1")
    pending("bill", **fields)
    response = page(client, m="bill")

    assert "nothing on the map would change." in part(response, "h1")
    assert why in text(response)


def test_a_measure_of_the_country_changes_no_state_and_says_so(client, record):
    assert "A measure of the country is no state’s own rule (R8)." in text(page(client, m="hr1"))


def test_a_narrow_local_measure_makes_no_mark_and_says_so(client, record):
    pending("cameras", make_place("Lynn"), reach="narrow")

    assert "Its reach is narrow: it makes no mark." in text(page(client, m="cameras"))


def test_a_repeal_ends_what_it_repeals_and_a_redraft_takes_the_place_of_a_bill(client, record):
    end = pending("end", make_place("Boston"), effect="repeal", kind="ordinance")
    make_relation(end, "repeals", Measure.objects.get(slug="boston"))
    redraft = pending("redraft", effect="oversight")
    make_relation(redraft, "replaces", Measure.objects.get(slug="s927"))

    assert "no local government instead of one would ban" in part(page(client, m="end"), "h1")
    said = text(page(client, m=["s927", "redraft"]))
    assert "Massachusetts would go from no rule found to oversight" in said
    assert "REDRAFT, chosen too, stands in its place." in said


def test_states_and_measures_stand_in_tables_with_before_and_after(client, record):
    said = text(page(client, m=["s927", "order", "hr1"]))

    assert "Massachusetts None found → would become Restriction 1 → would become 2" in said
    assert "60 → would become 68 (6% → 7%)" in said
    assert "The other one state or territory stays as it is." in said
    assert "ORDER An Act: order Somerville, Massachusetts Ban No general measure →" in said


def test_the_strict_count_leaves_moratoria_out(client, record):
    pending("pause", make_place("Lynn"), effect="moratorium", kind="ordinance")

    assert "two local governments instead of one" in part(page(client, m="pause"), "h1")
    said = part(page(client, m="pause", preset="strict"), "h1")
    assert "Lynn, Massachusetts would go from no general measure to a moratorium." in said


# --- the day ----------------------------------------------------------------------------------


def test_they_are_law_from_the_day_asked_for_beside_what_binds_on_that_day(client, record):
    ban("Lynn", actions=[("effective", "2024-01-01")])
    later = page(client, m="order", **{"from": "2024-06-01"})

    assert "on 1 June 2024, three local governments instead of two" in part(later, "h1")
    assert "It was chosen among what is pending on 20 July 2023 ." in text(later)


def test_a_measure_that_binds_by_then_anyway_says_so(client, record):
    pending("soon", make_place("Lynn"), [*INTRODUCED, ("passed", "2023-09-01")], kind="ordinance")

    said = text(page(client, m="soon", **{"from": "2024-06-01"}))

    assert "It binds on that day anyway." in said


@pytest.mark.parametrize("value", ["2023-13-45", "yesterday", "2023-07-19", "9999-12-31", "2024"])
def test_a_mistaken_day_is_explained_and_the_date_itself_taken(client, record, value):
    response = page(client, m="s927", **{"from": value})

    assert response.status_code == 200
    assert f"from={value} was not understood: a day from 2023-07-20 to" in text(response)
    assert "were law on 20 July 2023" in part(response, "h1")


# --- what was chosen --------------------------------------------------------------------------


def test_all_that_passed_one_chamber_is_one_choice(client, record):
    pending("passed", "NY", [*ONE_CHAMBER, ("passed", "2023-05-01")])
    response = page(client, all="passed_one_chamber")

    assert part(response, "h1").startswith(
        "If the two pending bills that passed one chamber were law"
    )
    assert {one["slug"] for one in twin(client, all="passed_one_chamber")["measures"]} == {
        "s927", "passed",
    }  # fmt: skip
    # One of them can be left out once they are named.
    assert 'href="/what-if/?on=2023-07-20&amp;m=passed&amp;m=s927"' in response.content.decode()


@pytest.mark.parametrize(
    ("group", "slugs"),
    [
        ("pending", {"s927", "order", "hr1"}),
        ("ma", {"s927", "order"}),
        ("us", {"hr1"}),
        ("NY", set()),
    ],
)
def test_a_group_is_everything_pending_or_all_of_a_state(client, record, group, slugs):
    assert {one["slug"] for one in twin(client, all=group)["measures"]} == slugs


def test_an_unknown_group_is_explained(client, record):
    said = text(page(client, all="everything"))

    assert "all=everything was not understood: allowed are passed_one_chamber, pending" in said


def test_unknown_names_and_those_of_drafts_are_left_out_alike(client, record):
    make_measure("SECRET", slug="draft", status="draft", actions=INTRODUCED)
    make_measure("SECRET", slug="review", status="in_review", actions=INTRODUCED)

    for slug in ("draft", "review", "nothing", "' OR 1=1", "9" * 250):
        for name in ("what-if", "what-if-json"):
            response = client.get(reverse(name), {"on": ON, "m": ["s927", slug]})
            assert response.status_code == 200
            assert "was not understood: the name in a pending measure" in text(response)
            assert b"SECRET" not in response.content
            assert b"S927" in response.content


def test_a_measure_that_is_not_pending_is_named_and_left_out(client, record):
    ban("Lynn", slug="law", identifier="Ord. 1")
    response = page(client, m=["law", "s927"])

    assert "Lynn Ord. 1 was left out: not pending on 20 July 2023." in text(response)
    assert part(response, "h1").startswith("If Massachusetts S927 were law")


def test_many_mistakes_are_not_all_repeated(client, record):
    said = text(page(client, m=[f"no-{number}" for number in range(300)]))

    assert said.count("was not understood") == 3
    assert "More values of m were left out" in said


def many_pending(number, place):
    rows = Measure.objects.bulk_create(
        Measure(slug=f"p-{n}", identifier=f"P {n}", title="One of many", jurisdiction=place,
                kind="bill", effect="ban", regulates=["police"], status="published",
                first_action_on=day("2020-01-01"))
        for n in range(number)
    )  # fmt: skip
    StageSpan.objects.bulk_create(
        StageSpan(measure=one, stage="in_committee", from_on=day("2020-06-01"), basis="recorded")
        for one in rows
    )
    analyze()


def test_of_more_than_sixty_named_sixty_are_taken_while_a_group_may_hold_more(client, record):
    many_pending(70, make_state("NY"))
    response = page(client, m=[f"p-{number}" for number in range(70)])

    assert "70 measures were named; the first 60 are treated as law." in text(response)
    assert "If 60 pending bills were law" in part(response, "h1")
    assert len(twin(client, all="ny")["measures"]) == 70
    assert "Ten more are treated as law and not listed here" in text(page(client, all="ny"))


# --- the list to choose from ------------------------------------------------------------------


def test_the_list_narrows_by_state_level_and_words_and_keeps_what_was_chosen(client, record):
    for asked in ({"state": "us"}, {"level": "country"}, {"q": "hr1"}):
        body = page(client, m="s927", **asked).content.decode()
        assert 'id="pick-hr1"' in body
        assert 'id="pick-s927"' not in body
        assert '<input type="hidden" name="m" value="s927">' in body
        assert "If Massachusetts S927 were law" in body


def test_a_list_that_nothing_fits_says_so_and_offers_the_whole(client, record):
    said = text(page(client, q="zzzz"))

    assert "Nothing pending on 20 July 2023 fits this choice. Show all 3" in said


def test_a_day_on_which_nothing_is_pending_says_so(client, record):
    response = page(client, on="2000-01-01")

    assert part(response, "h1") == (
        "What if pending measures were law? None is on its way on 1 January 2000."
    )
    assert "Nothing on record was pending on 1 January 2000." in text(response)


def test_the_page_can_be_shared_with_its_date_its_measures_and_its_day(client, record):
    body = page(client, m=["s927", "order"], **{"from": "2024-01-01"}).content.decode()

    assert (
        "http://testserver/what-if/?from=2024-01-01&amp;m=s927&amp;m=order&amp;on=2023-07-20"
        "</code>" in body
    )
    assert 'href="/what-if.json?from=2024-01-01&amp;m=s927&amp;m=order&amp;on=2023-07-20"' in body


# --- elsewhere --------------------------------------------------------------------------------


def test_the_page_of_a_pending_measure_leads_here_and_that_of_a_law_does_not(client, record):
    link = "See the map as if it were law"

    body = client.get(reverse("measure", args=["s927"]), {"on": ON}).content.decode()
    assert f'href="/what-if/?m=s927&amp;on=2023-07-20">{link}' in body
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
        "rule": "none_found", "municipal_bans": 1, "people_covered": 60,
    }  # fmt: skip
    assert found["totals"]["by_law"]["municipal_bans"] == 1
    assert found["totals"]["what_if"] == {
        "municipal_bans": 2, "states_with_municipal_bans": 1, "states_with_a_general_rule": 1,
        "people_covered": 68, "population_years": [2021, 2022],
    }  # fmt: skip
    assert [(c["name"], c["by_law"], c["what_if"], c["measures"]) for c in found["changes"]] == [
        ("Massachusetts", "none_found", "restriction", ["s927"]),
        ("Somerville, Massachusetts", None, "ban", ["order"]),
    ]
    why = {one["slug"]: one["changes_nothing_because"] for one in found["measures"]}
    assert why["s927"] is None
    assert why["hr1"].startswith("A measure of the country")
    assert "m=no was not understood" in found["notices"][0]


def test_the_twin_counts_as_the_map_does_where_nothing_is_chosen(client, record):
    known = {row["state"]: row for row in client.get("/map.json", {"on": ON}).json()["states"]}

    for usps, row in states_of(twin(client)).items():
        assert row["rule"] == row["by_law"]["rule"] == known[usps]["rule"]
        assert row["municipal_bans"] == known[usps]["municipal_bans"]


@pytest.mark.parametrize(
    "asked", [{}, {"all": "pending"}, {"q": "bill", "m": ["s927", "no", "boston"]}]
)
def test_queries_do_not_grow_with_the_rows(client, record, django_assert_max_num_queries, asked):
    for name in ("Lynn", "Salem", "Malden"):
        many_measures(make_place(name), 100, kind="ordinance")
    many_pending(300, make_state("NY"))

    for name in ("what-if", "what-if-json"):
        with django_assert_max_num_queries(10):
            assert client.get(reverse(name), {"on": ON} | asked).status_code == 200
