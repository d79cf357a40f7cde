"""The rankings over the shipped record: what a chart says of a day is what is counted on it."""

import itertools

import pytest

from dashboard.codebook.provision_matrix import answers_of
from dashboard.pages.rankings.views import RANKINGS
from dashboard.pages.timeline.charts.covered import changes
from dashboard.web.as_of import AsOf
from laws.counting.counts import municipal_bans, statewide_limits
from laws.counting.coverage import (
    combined,
    covered_over_time,
    people_covered,
    people_covered_nationwide,
)
from laws.counting.history import history
from laws.counting.on_date import law_on
from laws.counting.safeguards import profile, stands_above
from laws.models import Jurisdiction, Measure
from tests.support.elements import read
from tests.support.makers import day
from tests.support.responses import text
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
TWENTY = [day(f"{year}-{rest}") for year in range(2018, 2028) for rest in ("02-01", "07-20")]
THEN, TODAY = day("2023-07-20"), day("2026-11-22")


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The history and the states of the shipped record."""
    with django_db_blocker.unblock(), shipped_record(once=True):
        states = Jurisdiction.objects.state_level().governments().order_by("name")
        yield history(), list(states)


@pytest.fixture(scope="module")
def rankings(shipped):
    """Every ranking, by its key and preset, made once."""
    past, states = shipped
    return {
        (key, preset): ranking(past, states, AsOf(THEN, TODAY), preset)
        for key, ranking in RANKINGS.items()
        for preset in ("broad", "strict")
    }


@pytest.mark.parametrize("preset", ["broad", "strict"])
@pytest.mark.parametrize("on", TWENTY, ids=str)
def test_bans_are_those_counted_on_the_day(rankings, on, preset):
    ranking, counted = rankings["bans", preset], municipal_bans(law_on(on), preset)

    assert {e.key: e.value for e in ranking.entries(on)} == {r.state_code: r.count for r in counted}
    ranks = sorted(f"{row.rank}=" if row.is_tied else str(row.rank) for row in counted)
    assert sorted(ranking.positions(on)) == ranks
    assert all(sum(entry.bar) == entry.value for entry in ranking.entries(on))


@pytest.mark.parametrize("on", TWENTY, ids=str)
def test_people_are_those_covered_on_the_day(rankings, shipped, on):
    law, (_, states) = law_on(on), shipped
    counted = {state.state_code: people_covered(law, state) for state in states}

    found = {entry.key: entry.amount for entry in rankings["covered", "broad"].entries(on)}
    assert found == {code: one.covered for code, one in counted.items() if one.possible}


@pytest.mark.parametrize("preset", ["broad", "strict"])
@pytest.mark.parametrize("on", TWENTY, ids=str)
def test_the_curve_of_people_has_the_number_of_the_day(shipped, on, preset):
    past, states = shipped
    days = changes(covered_over_time(past, states, preset))
    by_then = [found for day_, found in days if day_ <= on]

    curve = combined(by_then[-1].values()) if by_then else combined([])
    counted = people_covered_nationwide(law_on(on), states, preset)
    assert (curve.covered, curve.years) == (counted.covered, counted.years)
    assert curve.in_doubt == counted.in_doubt
    assert curve.basis == counted.basis


@pytest.mark.parametrize("on", TWENTY, ids=str)
def test_first_bans_are_those_of_the_states_that_ever_had_one_by_the_day(rankings, shipped, on):
    past, _ = shipped
    ever = {
        row.state_code: day_
        for day_ in reversed(past.days)
        if day_ <= on
        for row in municipal_bans(past.law(day_))
    }

    ranking = rankings["first-in-effect", "broad"]
    firsts = ranking.firsts(on)
    found = {e.key: firsts[e.key][0].measure.starts_on for e in ranking.entries(on)}
    assert found == ever
    assert list(found.values()) == sorted(found.values())


def test_san_francisco_was_first_to_adopt_a_ban_and_somerville_second(rankings):
    firsts = rankings["first", "broad"].firsts(TODAY)
    assert [firsts[code][0].place.name for code in list(firsts)[:2]] == [
        "San Francisco", "Somerville"
    ]  # fmt: skip


def test_of_king_countys_ban_only_those_outside_its_cities_count(shipped):
    past, states = shipped
    washington = next(state for state in states if state.state_code == "WA")
    covered = people_covered(past.law(THEN), washington)

    (king,) = [one for one in covered.places if one.is_outside]
    assert king.place.name == "King"
    assert king.people < 300_000 < king.place.population
    assert covered.doubtful == ("Kirkland",)
    assert covered.in_doubt == next(
        one.people for one in covered.places if one.place.name == "Kirkland"
    )


def test_the_local_bans_of_today_are_24_or_25(shipped):
    past, _ = shipped
    counts = municipal_bans(past.law(TODAY))
    assert sum(row.certain for row in counts) == 24
    assert sum(row.count for row in counts) == 25


@pytest.mark.parametrize("on", TWENTY[::3], ids=str)
def test_bills_are_those_that_the_list_opens(shipped, client, on):
    bills = Measure.objects.published().on_record(on)
    bills = bills.filter(kind="bill", jurisdiction__kind__in=["state", "district", "territory"])
    rows = RANKINGS["introduced"](*shipped, AsOf(on, TODAY)).rows()

    assert sum(row["number"] for row in rows) == bills.count()
    assert sum(row["lately"] for row in rows) == bills.filter(first_action_on__year=on.year).count()
    for row in rows[:2]:
        listed = client.get(row["bills"].replace("/measures/", "/measures.json")).json()
        assert listed["count"] == row["number"]


@pytest.mark.parametrize("on", TWENTY[::3], ids=str)
def test_ranges_are_those_of_the_statewide_laws_of_the_day(rankings, on):
    limits = {binding.slug: binding for binding in statewide_limits(law_on(on))}
    answers = answers_of(limits, on)
    profiles = {
        slug: profile({q: a.answer for q, a in answers[slug].items()}, 23, law.effect)
        for slug, law in limits.items()
    }

    entries = rankings["safeguards", "broad"].entries(on)
    found = {entry.key: (entry.amount, sum(entry.bar)) for entry in entries}
    assert found == {slug: (one.score, one.highest) for slug, one in profiles.items()}
    in_order = [profiles[entry.key] for entry in entries]
    assert not any(
        stands_above(later, earlier) for earlier, later in itertools.combinations(in_order, 2)
    )


def test_bans_stand_first_and_restrictions_have_no_place(rankings):
    ranking = rankings["safeguards", "broad"]
    keys = [entry.key for entry in ranking.entries(THEN)]

    assert keys[:2] == ["me-ld1585-2021", "vt-s124-2020"]
    assert ranking.positions(THEN) == ["1", "2", *[""] * 7]
    assert "".join(ranking.lead(THEN)) == (
        "On July 20, 2023, Maine LD 1585 (2021), the only ban, was the strictest statewide law."
    )
    assert "".join(ranking.lead(TODAY)) == (
        "On November 22, 2026, Maine LD 1585 (2021) and Virginia HB 2031 (2021) (inferred) are "
        "the strictest statewide laws, but cannot be told apart by what is coded."
    )


def test_doubt_of_what_a_law_does_stands_at_its_effect_and_not_at_its_date(client):
    page = client.get("/rankings/", {"by": "safeguards", "on": TODAY.isoformat()})
    rows = {row[0].lstrip("–123"): row for row in read(page).find(".places-of").rows}

    assert rows["Utah SB 231 (2024)"][1] == "Restriction in doubt"
    assert "in doubt" not in rows["Utah SB 231 (2024)"][3]
    assert rows["Virginia HB 2031 (2021)"][1] == "Ban"
    assert "inferred" in rows["Virginia HB 2031 (2021)"][3]
    assert "In doubt: Utah SB 231 (2024)." in text(page)


@pytest.mark.parametrize("key", ["bans", "covered", "introduced"])
def test_the_table_over_the_years_has_the_amounts_of_each_day(rankings, key):
    ranking = rankings[key, "broad"]
    days = ranking.steps()
    columns, rows = ranking.table(days)
    keys = [column.key for column in columns]

    assert THEN in days
    for on in days:
        known = {entry.key: entry.amount for entry in ranking.entries(on) if entry.amount}
        place = keys.index(on.isoformat())
        assert {row[0].text: row[place] for row in rows if row[place]} == known


def test_massachusetts_lacked_three_safeguards_in_july_2023_and_s927_would_add_two(rankings):
    (state,) = [
        one for one in rankings["gaps", "broad"].gaps.on(THEN) if one.state.state_code == "MA"
    ]
    bills = {bill.slug: own for bill, own in state.adding}

    assert state.safeguards.missing == (
        "police_use_prohibited", "serious_crime_only", "not_sole_basis"
    )  # fmt: skip
    assert bills["ma-s927-2023"].adds == ("police_use_prohibited", "serious_crime_only")


def test_of_56_states_and_territories_18_are_not_searched_and_none_of_them_lacks_anything(rankings):
    every = rankings["gaps", "broad"].gaps.on(TODAY)
    unknown = [one for one in every if not one.safeguards.is_known]

    assert (len(every), len(unknown)) == (56, 18)
    assert all(one.own.rule == "not_researched" for one in unknown)
    assert sum(len(one.safeguards.missing) == 21 for one in every) == 13


def test_massachusetts_leads_in_july_2023_in_words(rankings):
    said = "".join(rankings["bans", "broad"].lead(THEN))

    assert said == (
        "On July 20, 2023, Massachusetts had more municipal bans than any other state: eight."
    )
    assert "".join(rankings["bans", "strict"].lead(THEN)).endswith(": seven.")
