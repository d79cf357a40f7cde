"""/timeline/: its sentences at any date, what it keeps, and what it costs."""

from datetime import timedelta

import pytest

from laws.counting.counts import municipal_bans
from laws.counting.on_date import law_on
from laws.dataset.upsert import analyze
from laws.models import Jurisdiction, Measure, Term
from tests.support.elements import read
from tests.support.makers import day, delete_measures, make_country, make_measure, make_state
from tests.support.responses import csv_rows, part, text
from tests.support.timeline_record import (
    CHARTS,
    ON,
    PAGE,
    ban,
    chart,
    crowd,
    lead,
    make_record,
    milestone,
    set_today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    set_today(monkeypatch)


@pytest.fixture
def record():
    make_record()


def sub(client, **asked):
    """The sentence after the first."""
    return part(client.get(PAGE, asked), "p", "sub")


def count(client, **asked):
    """The sentence on how the count came about, between the figures and the peak."""
    return sub(client, **asked).partition(" The peak")[0]


def answer(client, **asked):
    """The answer to whether the movement wanes."""
    return read(client.get(PAGE, asked)).find("[aria-labelledby=waning] .sub").text


# --- its sentences ----------------------------------------------------------------------------


def test_the_next_sentence_goes_from_none_to_the_number_of_the_date(client, record):
    assert count(client, on="2023-07-20") == (
        "New statewide rules: none in the 24 months to July 20, 2023, 1 in the 24 before. "
        "From none in early 2019 to three local bans in July 2023; the count has not changed since."
    )


def test_it_says_what_became_of_the_count_since(client, record):
    ban("Boston", start="2024-01-01")
    make_measure("Limit", "VA", [("effective", "2024-01-01")], effect="ban")
    assert count(client, on="2023-07-20").endswith(
        "From none in early 2019 to three local bans in July 2023; today there are four, "
        "while states with a limit rose from one to two."
    )


def test_a_number_that_does_not_hold_all_month_has_its_day(client, record):
    assert "four local bans on July 20, 2022;" in count(client, on="2022-07-20")
    assert "three local bans on July 21, 2022;" in count(client, on="2022-07-21")


def test_today_it_says_what_came_and_went_of_late(client, record):
    ban("Boston", start="2023-01-01")
    assert count(client).endswith(
        "From none in early 2019 to four local bans in August 2024; "
        "in the last 24 months one took effect and none ended."
    )


def test_without_a_change_of_late_it_says_so(client):
    ban("Boston", start="2019-12-01")
    assert count(client).endswith(
        "From none in mid-2019 to one local ban in August 2024; "
        "none took effect or ended in the last 24 months."
    )


def test_of_days_to_come_it_says_what_is_known_today(client, record):
    assert count(client, on="2030-01-01").endswith(
        "From none in early 2019 to two local bans in January 2030, as far as is known today."
    )


def test_before_the_first_ban_it_says_when_that_began_or_is_to_begin(client):
    ban("Boston", start="2019-12-01")
    assert lead(client, on="2015-01-01") == (
        "On January 1, 2015, no local ban was in effect; the first took effect on December 1, 2019."
    )
    delete_measures()
    ban("Boston", start="2026-01-01")
    assert "the first takes effect on January 1, 2026." in lead(client)


def test_after_the_last_ban_it_says_that_none_is_left(client):
    ban("Boston", "MA", "2019-12-01", ("repealed", "2021-01-15"))
    assert count(client) == "From one local ban on December 1, 2019 to none in August 2024."


@pytest.mark.parametrize("on", ["1990-01-01", "2024-08-01", "2099-12-31"])
def test_without_any_data_every_part_says_so(client, on):
    make_state("MA")
    page = client.get(PAGE, {"on": on})
    assert page.status_code == 200
    assert part(page, "h1") == "No local ban is in our database yet."
    assert "No such ban or limit is in our database" in text(page)
    assert "No such measure has ever been in effect" in text(page)
    assert "Nothing had taken effect" in text(page)
    assert "No limit of any kind had taken effect." in text(page)


def test_the_next_sentence_gives_the_most_and_who_ended(client, record):
    assert sub(client, on="2023-07-20").endswith(
        "The peak up to July 20, 2023, was four, first reached on March 31, 2021. "
        "One had ended by then: New Orleans (2022)."
    )
    assert sub(client).endswith("One has ended: New Orleans (2022).")
    assert sub(client, on="2021-07-01").endswith("None had ended by then.")


def test_a_government_that_came_back_has_not_ended(client):
    ban("Boston", "MA", "2019-12-01", ("enjoined", "2020-02-01"), ("reinstated", "2020-03-01"))
    assert sub(client).endswith("None have ended.")


def test_the_strict_count_has_sentences_of_its_own(client, record):
    assert "two local bans in July 2023" in count(client, preset="strict", **ON)


# --- what it leads with ---------------------------------------------------------------------


def test_the_first_sentence_gives_the_figures_and_says_whether_the_movement_wanes(client):
    crowd(6, "2020-01-01")
    crowd(2, "2022-01-01")
    assert lead(client, **ON) == (
        "New local bans: 2 in the 24 months to July 20, 2023, 6 in the 24 before. "
        "The movement was slowing."
    )
    assert part(client.get(PAGE, ON), "em") == (
        "2 in the 24 months to July 20, 2023, 6 in the 24 before"
    )
    assert lead(client) == (
        "New local bans: none in the last 24 months, 2 in the 24 before. The movement has slowed."
    )


def test_bans_and_statewide_rules_that_differ_are_told_apart(client):
    crowd(6, "2020-01-01")
    for state_code in ("VA", "WA", "TX", "NY", "CA", "LA"):
        make_measure("Limit", state_code, [("effective", "2022-01-01")], effect="restriction")
    assert lead(client, **ON).endswith("Bans were slowing; statewide rules were growing.")
    assert sub(client, **ON).startswith(
        "New statewide rules: 6 in the 24 months to July 20, 2023, none in the 24 before."
    )


def test_what_hangs_on_a_law_in_doubt_is_said_to(client):
    doubt = {"effect_basis": "not_read", "effect_note": "The city calls it a restriction."}
    crowd(6, "2020-01-01")
    crowd(3, "2022-01-01")
    ban("Kirkland", "WA", "2022-07-05", **doubt)
    assert lead(client, **ON) == (
        "New local bans: 3 or 4 in the 24 months to July 20, 2023, 6 in the 24 before. "
        "Whether bans were holding steady hung on those in doubt (‡)."
    )


def test_too_few_to_say_is_said_first(client, record):
    assert lead(client, on="2019-12-31").endswith(
        "Too few to say whether the movement was slowing."
    )


# --- the movement -----------------------------------------------------------------------------


def test_whether_it_wanes_is_reckoned_from_two_times_24_months(client):
    crowd(6, "2020-01-01")
    crowd(2, "2022-01-01")
    assert answer(client, **ON) == "Yes: both local bans and other limits are slowing."
    said = text(client.get(PAGE, ON))
    assert "Two took effect in the 24 months to July 20, 2023, six in the 24 months before." in said


def test_as_many_as_before_hold_their_pace(client):
    crowd(3, "2020-01-01")
    crowd(3, "2022-01-01")
    assert answer(client, **ON) == "No: neither local bans nor other limits are slowing."


def test_bans_and_limits_of_every_kind_may_differ(client):
    crowd(6, "2020-01-01")
    for state_code in ("VA", "WA", "TX", "NY", "CA", "LA"):
        make_measure("Limit", state_code, [("effective", "2022-01-01")], effect="restriction")
    crowd(1, "2022-01-01")
    assert answer(client, **ON) == "Local bans: yes. Limits of every kind: no."


def test_too_little_to_say_is_said(client, record):
    assert answer(client, on="2019-12-31") == "Too few to tell."


def test_days_to_come_are_no_part_of_the_movement(client):
    crowd(6, "2022-09-01")
    assert answer(client, on="2030-01-01") == answer(client)
    assert "in the 24 months to August 1, 2024" in text(client.get(PAGE, {"on": "2030-01-01"}))


def test_the_wait_since_the_last_ban_stands_beside_the_median(client, record):
    said = text(client.get(PAGE, ON))
    assert "841 days Oakland, on March 31, 2021." in said
    assert "The median wait from one to the next was 242 days." in said


def test_the_test_that_decides_is_printed_from_the_functions_that_run(client):
    said = text(client.get(PAGE))
    assert "Fewer than two thirds as many: waning." in said
    assert "what one government does on one day counts once" in said


# --- the page ---------------------------------------------------------------------------------


def test_links_and_charts_keep_what_was_asked(client, record):
    asked = ON | {"preset": "strict", "level": "all", "sort": "state"}
    page = read(client.get(PAGE, asked))
    kept = "on=2023-07-20&preset=strict&level=all"
    links = [address for _, address in page.links]
    assert f"/timeline/?{kept}&sort=length" in links
    assert f"/timeline/?{kept}&sort=state&effect=all" in links
    plots = [plot["data-plot"] for plot in page.all("[data-plot]")]
    assert "/charts/who-when.json?on=2023-07-20&level=all&sort=state" in plots
    assert "/charts/cumulative.json?on=2023-07-20&preset=strict" in plots
    assert page.find("input[type=hidden][name=preset]")["value"] == "strict"


@pytest.mark.parametrize(
    "asked",
    ["level=planet", "effect=joy", "sort=age", "preset=9", "milestones=maybe", "on=2023-13-45"],
)
def test_mistaken_values_give_the_page_with_a_sentence(client, record, asked):
    page = client.get(f"{PAGE}?{asked}")
    assert page.status_code == 200
    name, _, value = asked.partition("=")
    sentence = f"“{value}” is not a date" if name == "on" else f"{name}={value} was not understood"
    assert sentence in part(page, "div", "notices")


def test_numbers_equal_the_counting_functions(client, record):
    for on in ("2019-07-01", "2021-03-15", "2021-12-31", "2022-07-21", "2025-06-01"):
        bans = sum(row.count for row in municipal_bans(law_on(day(on))))
        assert chart(client, "cumulative", on=on)["title"].startswith(f"{bans} local ban")
        assert chart(client, "who-when", on=on)["title"].startswith(f"{bans} local government")


def test_drafts_are_nowhere(client, record):
    ban("Hidden", status="draft")
    assert "Hidden" not in client.get(PAGE).content.decode()
    for name in CHARTS:
        assert "Hidden" not in client.get(f"/charts/{name}.json").content.decode()


def many_terms(number):
    """As many local bans of as many places, some ended, and as many state limits and bills."""
    make_country()
    state = make_state("MA")
    places = Jurisdiction.objects.bulk_create(
        Jurisdiction(division_id=f"x/place:{n}", kind="city", name=f"City {n}", state_code="MA",
                     full_name=f"City {n}", slug=f"city-{n}", search_name=f"city {n}")
        for n in range(number)
    )  # fmt: skip
    known = {"regulates": ["police"], "status": "published", "title": "One of many"}
    rows = Measure.objects.bulk_create(
        Measure(slug=f"m-{n}-{kind}", jurisdiction=where, kind=kind, effect=effect,
                first_action_on=day("2020-01-01"), **known)
        for n, place in enumerate(places)
        for where, kind, effect in ((place, "ordinance", "ban"), (state, "bill", "restriction"))
    )  # fmt: skip
    Term.objects.bulk_create(
        Term(measure=one, starts_on=day("2019-01-01") + timedelta(n), start_kind="effective",
             start_basis="recorded", may_start_on=day("2018-12-01"),
             ends_on=day("2024-01-01") + timedelta(n) if n % 5 == 0 else None)
        for n, one in enumerate(rows)
    )  # fmt: skip
    analyze()


@pytest.mark.parametrize("number", [30, 300])
def test_it_takes_ten_queries_at_most_whatever_the_number_of_rows(
    client, django_assert_max_num_queries, number
):
    many_terms(number)
    milestone()
    with django_assert_max_num_queries(10):
        page = client.get(PAGE, ON | {"level": "all", "effect": "all"})
    assert page.status_code == 200
    for name in CHARTS:
        with django_assert_max_num_queries(10):
            assert client.get(f"/charts/{name}.json", ON).status_code == 200


def test_of_very_many_rows_the_page_shows_the_first_and_names_the_file(client):
    many_terms(600)
    said = text(client.get(PAGE, ON))
    assert "The first 500 rows. All 600 are in the CSV file" in said
    assert "The chart draws the first 200 lines." in said
    assert len(csv_rows(client.get("/charts/who-when.csv", ON))) == 600
