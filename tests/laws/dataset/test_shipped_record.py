"""The record as it is shipped: it loads, it is whole, and it says what is known to be so."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.utils import timezone

from laws.counting.counts import municipal_bans, own_rule
from laws.counting.may_act import may_act_by_state
from laws.counting.on_date import law_on
from laws.dataset.load import Load
from laws.editing.consistency import check_measures
from laws.models import (
    ExplainedFinding,
    Jurisdiction,
    LegislativeSession,
    Measure,
    Preemption,
    Relation,
    Term,
)
from laws.open_data.tables import TABLE
from tests.support.makers import day
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db

THEN = day("2023-07-20")


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record, which loaded with nothing kept, left or updated."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def terms(slug):
    found = Measure.objects.get(slug=slug).terms.all()
    return [(str(t.starts_on), t.ends_on and str(t.ends_on)) for t in found]


def stage(slug, on):
    return Measure.objects.with_stage(on).get(slug=slug).stage


# --- what it must reproduce -----------------------------------------------------------------------


@pytest.mark.parametrize(("preset", "count"), [("broad", 8), ("strict", 7)])
def test_massachusetts_has_the_most_municipal_bans_in_july_2023(preset, count):
    first, second, *_ = municipal_bans(law_on(THEN), preset)

    assert (first.state_code, first.count, first.is_tied) == ("MA", count, False)
    assert second.count < count


def test_the_eight_governments_of_massachusetts_are_known_by_name():
    first = municipal_bans(law_on(THEN))[0]

    assert {government.place.name for government in first.governments} == {
        "Boston",
        "Brookline",
        "Cambridge",
        "Easthampton",
        "Northampton",
        "Somerville",
        "Springfield",
        "Worcester",
    }


@pytest.mark.parametrize("slug", ["ma-s927-2023", "ma-h1728-2023"])
def test_the_bills_for_state_police_only_are_pending_in_july_2023_and_no_ban(slug):
    bill = Measure.objects.pending(THEN).get(slug=slug)

    assert bill.effect == "restriction"
    assert bill.session.identifier == "193rd"
    assert not Measure.objects.in_force(THEN).filter(slug=slug).exists()


def test_alabamas_hb_100_failed_on_the_day_the_session_ended():
    assert stage("al-hb100-2026", day("2026-04-08")) == "in_committee"
    assert stage("al-hb100-2026", day("2026-04-09")) == "failed"


def test_alabamas_sb_118_was_enacted_and_takes_effect_in_october():
    assert stage("al-sb118-2026", day("2026-04-07")) == "passed"
    assert stage("al-sb118-2026", day("2026-04-08")) == "enacted"
    assert stage("al-sb118-2026", day("2026-10-01")) == "in_force"


def test_a_session_of_two_years_does_not_end_with_its_first():
    of_two_years = LegislativeSession.objects.filter(name__contains="2025-2026")
    regular = of_two_years.exclude(classification="special")

    assert not regular.filter(end_on__year=2025).exists()


@pytest.mark.parametrize(
    ("state", "session", "days"),
    [
        # As the pages named in their notes say.
        ("ND", "67", "2021-01-05 2021-04-30"),
        ("ND", "68", "2023-01-03 2023-04-30"),
        ("ND", "69", "2025-01-07 2025-05-03"),
        ("MN", "2019s1", "2019-05-24 2019-05-25"),
        ("MN", "2025s1", "2025-06-09 2025-06-10"),
        ("AZ", "54th-1st-regular", "2019-01-14 2019-05-28"),
        ("AL", "2019rs", "2019-03-05 2019-05-31"),
        ("MP", "23", "2023-01-01 None"),
    ],
)
def test_sessions_that_end_after_midnight_or_were_not_known_have_their_days(state, session, days):
    row = LegislativeSession.objects.get(jurisdiction__state_code=state, identifier=session)
    assert f"{row.start_on} {row.end_on}" == days


def test_where_the_last_day_of_a_session_is_not_known_its_note_says_so():
    for session in LegislativeSession.objects.filter(end_on=None):
        assert "unknown" in session.note, session


def test_the_bills_for_state_police_only_can_be_compared_with_statewide_laws():
    statewide = (
        Measure.objects.in_force(THEN)
        .limiting_government()
        .exclude(jurisdiction__kind__in=["county", "city", "town"])
    )

    assert Measure.objects.get(slug="ma-s927-2023").provisions.exists()
    assert statewide.filter(provisions__isnull=False).distinct().count() >= 5


def test_san_francisco_bans_from_2019():
    ((starts_on, ends_on),) = terms("ca-san-francisco-ban-2019")

    assert (starts_on[:4], ends_on) == ("2019", None)


@pytest.mark.parametrize(
    ("slug", "last_day", "first_day_without"),
    [
        ("la-new-orleans-ban-2020", "2022-07-20", "2022-07-21"),
        ("md-baltimore-moratorium-2021", "2022-12-30", "2023-01-01"),
        ("ms-jackson-ban-2020", "2025-01-31", "2025-02-28"),
        ("ca-ab1215-2019", "2022-12-31", "2023-01-01"),
        ("va-hb2031-2021", "2022-06-30", "2022-07-01"),
    ],
)
def test_what_is_known_to_have_ended_binds_until_then_and_no_longer(
    slug, last_day, first_day_without
):
    assert Measure.objects.in_force(day(last_day)).filter(slug=slug).exists()
    assert not Measure.objects.in_force(day(first_day_without)).filter(slug=slug).exists()
    assert stage(slug, day(first_day_without)) == "ended"


def test_virginia_has_a_near_ban_from_july_2021_and_its_replacement_from_july_2022():
    assert terms("va-hb2031-2021")[0] == ("2021-07-01", "2022-07-01")
    assert terms("va-sb741-2022") == [("2022-07-01", "2026-07-01")]
    assert own_rule(law_on(day("2021-07-01")), "VA", None).rule == "ban"
    assert own_rule(law_on(day("2022-07-01")), "VA", None).rule == "restriction"


def test_virginia_s_ban_is_back_from_july_2026_as_inferred_and_says_why():
    before = own_rule(law_on(day("2026-06-30")), "VA", None)
    after = own_rule(law_on(day("2026-07-01")), "VA", None)

    assert (before.rule, after.rule) == ("restriction", "ban")
    assert before.doubts == after.doubts == ()
    assert after.basis == "inferred"
    notes = Measure.objects.get(slug="va-hb2031-2021").notes
    assert "No act of 2024 to 2026 that changes this was found" in notes


# --- that it is whole -----------------------------------------------------------------------------


def test_as_many_governments_have_a_wikidata_id_as_the_dictionary_says():
    have = Jurisdiction.objects.exclude(wikidata_id="")
    kinds = Counter(have.values_list("kind", flat=True))
    assert kinds == {
        "country": 1, "state": 50, "district": 1, "territory": 5, "county": 22, "city": 5
    }  # fmt: skip
    column = next(one for one in TABLE["governments"].columns if one.name == "wikidata_id")
    told = f"{kinds['county']} counties and {kinds['city']} independent cities"
    assert told in column.description
    assert f"{have.count()} in all" in column.description
    assert have.get(state_code="MA").wikidata_id == "Q771"
    assert have.get(geoid="2404000").wikidata_id == "Q5092"  # Baltimore


def test_a_second_load_finds_every_row_unchanged():
    again = {tally.noun: tally for tally in Load().run()}

    assert again["jurisdictions"].unchanged > 39_000
    assert again["measures"].unchanged == Measure.objects.count() >= 476
    for tally in again.values():
        assert (tally.created, tally.updated, tally.kept, tally.left) == (0, 0, [], [])


def test_reckoning_it_again_changes_nothing():
    said = StringIO()

    call_command("reckon", stdout=said)

    assert said.getvalue().endswith(
        f"{Measure.objects.count():,} measures calculated, 0 changed.\n"
    )


def test_every_measure_has_a_source_and_an_action():
    assert not Measure.objects.filter(sources=None).exists()
    assert not Measure.objects.filter(actions=None).exists()


def test_every_address_of_a_place_leads_to_one_place():
    twice = (
        Jurisdiction.objects.values("state_code", "slug").annotate(n=Count("pk")).filter(n__gt=1)
    )

    assert not twice.exists()


def test_there_are_fifty_states_the_district_and_five_territories():
    kinds = Jurisdiction.objects.values_list("kind").annotate(Count("pk"))

    assert {kind: n for kind, n in kinds if kind in ("country", "state", "district")} == {
        "country": 1,
        "state": 50,
        "district": 1,
    }
    assert Jurisdiction.objects.state_level().count() == 56


def test_no_measure_is_entered_under_a_second_id():
    assert not Measure.objects.exclude(jurisdiction__same_as=None).exists()


def test_every_session_of_a_measure_is_of_its_own_legislature():
    for measure in Measure.objects.exclude(session=None).select_related("session"):
        assert measure.session.jurisdiction_id == measure.jurisdiction_id


def test_what_is_disputed_or_inferred_in_force_says_why():
    grounds = Term.objects.exclude(start_basis__in=["recorded", "assumed"])

    assert not grounds.filter(start_why="").exists()


def test_a_relation_that_holds_both_ways_stands_once():
    two_way = Relation.objects.filter(kind__in=["companion", "related"])
    pairs = [frozenset(ends) for ends in two_way.values_list("from_measure", "to_measure")]

    assert len(pairs) == len(set(pairs))


def test_a_replaced_law_is_not_in_force_once_its_replacement_is():
    """Save where the end is disputed or the old law is kept in part."""
    for relation in Relation.objects.filter(kind="repeals").select_related("from_measure"):
        repealed = relation.to_measure.terms.last()
        if repealed and relation.from_measure.effective_on:
            assert repealed.ends_on is not None, relation


# --- what it says can be so -----------------------------------------------------------------------


def test_nothing_of_it_is_off_that_is_not_explained():
    said = StringIO()

    call_command("check_record", stdout=said)

    assert said.getvalue() == "Nothing is off.\n"


def test_every_explanation_explains_something():
    explained = set(ExplainedFinding.objects.values_list("measure", "rule", "about"))
    ExplainedFinding.objects.all().delete()

    found = check_measures(Measure.objects.all(), timezone.localdate())

    assert {(key, one.rule, one.about) for key, off in found.items() for one in off} == explained


def test_what_is_off_is_told_by_rule_and_fails():
    ExplainedFinding.objects.all().delete()
    said = StringIO()

    with pytest.raises(CommandError, match="1 finding") as refused:
        call_command("check_record", "--rule", "extended_without_end", "--json", stdout=said)

    assert refused.value.returncode == 1
    (found,) = json.loads(said.getvalue())
    assert (found["measure"], found["about"]) == ("ny-a6787-2019", "2023-09-27 extended executive")


@pytest.mark.parametrize(
    ("state", "on", "words"),
    [
        ("TX", "2025-12-31", ["not_researched", "limited"]),
        ("TX", "2026-11-30", ["no", "no"]),
        ("CA", "2026-11-30", ["yes", "limited"]),
        ("DC", "2026-11-30", ["limited", "limited"]),
        ("GA", "2026-11-30", ["not_researched", "not_researched"]),
    ],
)
def test_whether_a_city_may_act_is_told_where_a_clause_was_read(state, on, words):
    key = Jurisdiction.objects.state_level().governments().get(state_code=state).pk
    assert [one.word for one in may_act_by_state([key], day(on))[key]] == words


def test_no_answer_on_whether_a_city_may_act_rests_on_general_knowledge():
    assert not Preemption.objects.filter(basis="assumed").exists()
