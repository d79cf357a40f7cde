"""A record with something on its way, and how the tests of /what-if/ ask for it."""

from django.urls import reverse

from laws.dataset.upsert import analyze
from laws.models import Measure, StageSpan
from tests.support.in_effect import ban
from tests.support.makers import day, make_country, make_measure, make_place, make_state

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


def make_supposable():
    """Boston's ban as law; on their way a state's limit, Somerville's ban, and one of a country."""
    make_state("MA", searched_on="2023-05-01", population=1000, population_year=2022)
    make_state("NY")
    make_country()
    ban(make_place("Boston", population=60, population_year=2022), slug="boston")
    pending("s927", actions=ONE_CHAMBER, effect="restriction")
    somerville = make_place("Somerville", population=8, population_year=2021)
    pending("order", somerville, kind="ordinance")
    pending("hr1", make_country(), kind="bill")


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
