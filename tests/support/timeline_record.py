"""What the tests of /timeline/ and its charts share: a small record, and readers of answers."""

from datetime import timedelta

from laws.models import Milestone
from tests.support.makers import day, make_measure, make_place
from tests.support.responses import part

PAGE = "/timeline/"
ON = {"on": "2023-07-20"}
CHARTS = ("cumulative", "who-when", "momentum", "bills-by-year")


def set_today(monkeypatch):
    """The tests run on August 1, 2024."""
    monkeypatch.setattr("dashboard.web.params.today", lambda: day("2024-08-01"))


def ban(name, state="MA", start="2020-01-01", *more, **fields):
    """A ban of a city from a day on, with any further actions."""
    actions = [("effective", start), *more]
    return make_measure(f"Ban of {name}", make_place(name, state), actions, **fields)


def crowd(number, start, state="MA"):
    """So many bans of as many cities, a day apart."""
    for n in range(number):
        ban(f"City {start} {n}", state, str(day(start) + timedelta(n)))


def make_record():
    """Four local bans, one ended and one to end; the limit of a state; two bills."""
    ban("Somerville", "MA", "2019-06-27", slug="somerville")
    ban("Springfield", "MA", "2020-02-24", effect="moratorium")
    ban("New Orleans", "LA", "2020-12-18", ("repealed", "2022-07-21"), slug="orleans")
    ban("Oakland", "CA", "2021-03", ("expires", "2025-02"), slug="oakland")
    make_measure("Limit", "WA", [("effective", "2021-07-01")], effect="restriction")
    make_measure("S.1", "MA", [("introduced", "2023-01-20")], effect="restriction")
    make_measure(
        "S.2", "MA", [("introduced", "2021-01-20"), ("enacted", "2022-01-01")], effect="study"
    )


def milestone(title="A study", when="2020-06-01", **fields):
    """A milestone with a description and a source."""
    return Milestone.objects.create(
        title=title, day=day(when), category="research", confidence="high",
        description="What it found.", source_urls=["https://www.example.org/study"], **fields,
    )  # fmt: skip


def chart(client, name, **asked):
    """The answer of a chart's address."""
    return client.get(f"/charts/{name}.json", asked).json()


def lead(client, **asked):
    """The first sentence of the page."""
    return part(client.get(PAGE, asked), "h1")
