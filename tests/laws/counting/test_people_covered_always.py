"""R10 on any law whatever: properties of the people covered, on generated bans."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from laws.counting.coverage import people_covered
from laws.counting.on_date import LawOnDate
from laws.models import Jurisdiction
from tests.support.plain_measures import binding, place

always = settings(deadline=None, max_examples=150, derandomize=True, database=None)
ON = date(2023, 7, 20)
STATE = Jurisdiction(state_code="WA", population=1000, population_year=2022)
COUNTY = ["53033"]
PLACES = [
    place("King", "WA", "county", pk=1, geoid="53033", population=300, population_outside=50),
    place("Kirkland", "WA", pk=2, county_geoids=COUNTY, population=90),
    place("Seattle", "WA", pk=3, county_geoids=COUNTY, population=160),
    place("Bellingham", "WA", pk=4, county_geoids=["53073"], population=7),
    place("Washington", "WA", "state", pk=5, population=1000),
]
EFFECTS = ("", "read", "not_read", "disputed")


@st.composite
def bans(draw, number):
    return binding(
        slug=f"b{number}",
        where=draw(st.sampled_from(PLACES)),
        effect=draw(st.sampled_from(("ban", "moratorium", "restriction"))),
        effect_basis=draw(st.sampled_from(EFFECTS)),
        county_reach=draw(st.sampled_from(("", "own", "municipalities"))),
        start_basis=draw(st.sampled_from(("recorded", "inferred", "disputed"))),
    )


@st.composite
def laws(draw):
    number = draw(st.integers(0, 6))
    return [draw(bans(one)) for one in range(number)]


def covered(measures, preset="broad"):
    return people_covered(LawOnDate(ON, measures), STATE, preset)


@always
@given(laws())
def test_r10_nobody_is_counted_twice_and_what_is_certain_is_possible(measures):
    found = covered(measures)

    assert 0 <= found.covered <= found.possible <= STATE.population
    everyone = sum(one.population for one in PLACES[1:4]) + PLACES[0].population_outside
    if not any(measure.place.kind == "state" for measure in measures):
        assert found.possible <= everyone


@always
@given(laws(), bans(99))
def test_r10_another_ban_never_covers_fewer_people(measures, another):
    before, after = covered(measures), covered([*measures, another])

    assert after.covered >= before.covered
    assert after.possible >= before.possible


@always
@given(laws())
def test_r10_what_is_in_doubt_is_never_needed_for_what_is_certain(measures):
    assert covered(measures).covered == covered([m for m in measures if m.is_certain]).covered


@always
@given(laws(), st.randoms(use_true_random=False))
def test_r10_the_order_of_the_bans_says_nothing(measures, chance):
    mixed = chance.sample(measures, len(measures))

    assert covered(mixed).covered == covered(measures).covered
    assert covered(mixed).in_doubt == covered(measures).in_doubt


@always
@given(laws())
def test_r10_the_strict_count_covers_no_more_than_the_broad(measures):
    assert covered(measures, "strict").covered <= covered(measures).covered
