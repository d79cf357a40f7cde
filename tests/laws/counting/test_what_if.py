"""R12: pending measures as if they were law, counted by the rules of the law itself."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laws.counting.counts import marked_governments, municipal_bans, own_rule
from laws.counting.coverage import people_covered
from laws.counting.on_date import LawOnDate, MeasureInForce, Place, law_on
from laws.counting.what_if import Supposed, supposed, what_if
from laws.models import Jurisdiction, Measure
from laws.vocabulary import Effect, Reach
from tests.support.in_effect import ON, ban, state_law
from tests.support.makers import (
    day,
    make_measure,
    make_place,
    make_provision,
    make_relation,
    make_state,
)
from tests.support.plain_measures import binding

PENDING = [("introduced", "2023-01-20")]
STATES = ("MA", "NY", "")
# --- over the record --------------------------------------------------------------------------


def pending(title="A bill", jurisdiction="MA", **fields):
    return make_measure(
        title, jurisdiction, PENDING, slug=title.lower().replace(" ", "-"), **fields
    )


def as_if(*slugs, on=ON, start=ON):
    chosen = Measure.objects.published().pending(ON).filter(slug__in=slugs)
    return what_if(law_on(on), supposed(chosen, start))


def rule_of(law, state_code="MA"):
    return own_rule(law, state_code, None).rule


def bans_of(law, state_code="MA"):
    return {row.state_code: row.count for row in municipal_bans(law)}.get(state_code, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("begins", "is_partly"), [("2023-07", True), ("2023-06", False)])
def test_r15_a_measure_as_if_it_were_law_may_be_partly_in_effect(begins, is_partly):
    make_provision(pending(), effective_on=begins)
    [law] = as_if("a-bill").in_force
    assert law.partly == is_partly


@pytest.mark.django_db
def test_r12_a_pending_measure_makes_the_rule_that_it_would_make_as_law():
    pending(effect="restriction")

    assert rule_of(law_on(ON)) == "not_researched"
    assert rule_of(as_if("a-bill")) == "restriction"


@pytest.mark.django_db
def test_r12_a_pending_local_ban_counts_with_its_people():
    make_state("MA", population=1000, population_year=2022)
    somerville = make_place(population=80, population_year=2022)
    pending("A local ban", somerville)
    ban("Boston")
    law = as_if("a-local-ban")
    state = Jurisdiction.objects.get(kind="state", state_code="MA")

    assert (bans_of(law_on(ON)), bans_of(law)) == (1, 2)
    assert {g.place.name for g in marked_governments(law)} == {"Boston", "Somerville"}
    assert people_covered(law_on(ON), state).covered == 0
    assert people_covered(law, state).covered == 80


@pytest.mark.django_db
def test_r12_nothing_is_supposed_before_its_day():
    pending()

    assert rule_of(as_if("a-bill", start=day("2024-01-01"))) == "not_researched"
    assert rule_of(as_if("a-bill", on=day("2024-01-01"), start=day("2024-01-01"))) == "ban"


@pytest.mark.django_db
def test_r12_the_strongest_shows_and_a_permission_hides_no_limit():
    state_law("restriction")
    pending("A permit", effect="authorization")
    pending("A ban")

    assert rule_of(as_if("a-permit")) == "restriction"
    assert rule_of(as_if("a-permit", "a-ban")) == "ban"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["repeals", "replaces"])
def test_r12_what_it_repeals_or_replaces_ends(kind):
    law = state_law("ban")
    other = ban("Boston")
    bill = pending(effect="repeal" if kind == "repeals" else "oversight")
    make_relation(bill, kind, law)

    found = as_if("a-bill")

    assert rule_of(found) == ("not_researched" if kind == "repeals" else "oversight")
    assert other.slug in {b.slug for b in found.in_force}


@pytest.mark.django_db
def test_r12_a_redraft_stands_in_the_place_of_the_bill_it_replaces_if_both_are_chosen():
    first, second = pending("A ban"), pending("A limit", effect="restriction")
    make_relation(second, "replaces", first)

    assert rule_of(as_if("a-ban", "a-limit")) == "restriction"
    assert rule_of(as_if("a-ban")) == "ban"


@pytest.mark.django_db
def test_r12_what_it_amends_goes_on_beside_it():
    make_relation(pending(effect="oversight"), "amends", state_law("ban"))

    assert rule_of(as_if("a-bill")) == "ban"


@pytest.mark.django_db
def test_r12_a_repeal_that_names_no_measure_changes_nothing():
    state_law("ban")
    pending(effect="repeal")

    assert rule_of(as_if("a-bill")) == "ban"


@pytest.mark.django_db
def test_r12_a_measure_that_binds_on_the_day_anyway_stands_once_and_as_recorded():
    make_measure(actions=[("introduced", "2023-01-20"), ("passed", "2023-09-01")], slug="soon")

    (found,) = as_if("soon", on=day("2024-01-01")).in_force

    assert found.starts_on == day("2023-09-01")
    assert not isinstance(found, Supposed)


@pytest.mark.django_db
def test_r12_what_is_supposed_says_so_and_has_no_end():
    pending(effect="moratorium")

    (found,) = as_if("a-bill").in_force

    assert isinstance(found, Supposed)
    assert (found.starts_on, found.ends_on) == (ON, None)


@pytest.mark.django_db
def test_r12_reading_takes_as_many_queries_for_many_as_for_one(django_assert_num_queries):
    for number in range(12):
        pending(f"Bill {number}")

    with django_assert_num_queries(2):
        assert len(supposed(Measure.objects.published().pending(ON), ON)) == 12


# --- over any law -----------------------------------------------------------------------------


def place(number, state_code, kind):
    return Place(
        number, f"p{number}", f"P{number}", f"P{number}", kind, state_code, 100 * number, 2022,
        None, None, None, "", f"{number:05}", (), None,
    )  # fmt: skip


PLACES = [place(number, code, kind) for number, (code, kind) in enumerate(
    [("MA", "state"), ("MA", "city"), ("MA", "county"), ("NY", "state"), ("NY", "town"),
     ("", "country")], 1)]  # fmt: skip
REGULATES = [("police",), ("government", "police"), ("private",), ("body_cameras",)]


@st.composite
def bindings(draw, make=MeasureInForce, prefix="law"):
    one = binding(
        effect=draw(st.sampled_from(Effect.values)), where=draw(st.sampled_from(PLACES)),
        slug=f"{prefix}-{draw(st.integers(0, 6))}", identifier="B 1", kind="bill",
        reach=draw(st.sampled_from(Reach.values)), regulates=draw(st.sampled_from(REGULATES)),
        start_kind="enacted",
    )  # fmt: skip
    return make(**{field.name: getattr(one, field.name) for field in fields(MeasureInForce)})


def laws():
    unique = st.lists(bindings(), max_size=7, unique_by=lambda b: b.slug)
    return st.builds(LawOnDate, st.just(ON), unique)


def choices(undoing=True):
    slugs = st.lists(st.sampled_from([f"law-{n}" for n in range(7)]), max_size=2)
    one = bindings(Supposed, "bill")
    if undoing:
        one = st.builds(lambda b, ended: replace(b, undoes=tuple(ended)), one, slugs)
    return st.lists(one, max_size=5, unique_by=lambda b: b.slug)


def counted(law, state_code):
    state = next(
        (one for one in PLACES if one.state_code == state_code and one.kind == "state"), None
    )
    people = state and people_covered(law, state)
    return rule_of(law, state_code), bans_of(law, state_code), people


@given(law=laws())
def test_r12_an_empty_choice_changes_nothing(law):
    assert what_if(law, []).everything == law.everything


@given(law=laws(), chosen=choices())
def test_r12_a_choice_never_changes_the_law_itself(law, chosen):
    before, counts = list(law.everything), [counted(law, state_code) for state_code in STATES]

    what_if(law, chosen)

    assert law.everything == before
    assert [counted(law, state_code) for state_code in STATES] == counts
    assert not any(isinstance(binding, Supposed) for binding in law.everything)


@given(law=laws(), chosen=choices(undoing=False))
def test_r12_a_choice_changes_no_count_of_another_state(law, chosen):
    only = [binding for binding in chosen if binding.place.state_code == "MA"]

    assert counted(what_if(law, only), "NY") == counted(law, "NY")


@given(law=laws(), chosen=choices(undoing=False))
def test_r12_what_undoes_nothing_takes_no_ban_away(law, chosen):
    after = what_if(law, chosen)

    assert all(bans_of(after, state_code) >= bans_of(law, state_code) for state_code in STATES)


@given(law=laws(), chosen=choices())
def test_r12_the_order_of_the_choice_says_nothing(law, chosen):
    one, other = what_if(law, chosen), what_if(law, chosen[::-1])

    assert [counted(one, state_code) for state_code in STATES] == [
        counted(other, state_code) for state_code in STATES
    ]


@given(law=laws(), chosen=choices())
def test_r12_supposing_twice_is_supposing_once(law, chosen):
    once = what_if(law, chosen)
    stays = [binding for binding in chosen if binding in once.everything]

    assert what_if(once, stays).everything == once.everything
