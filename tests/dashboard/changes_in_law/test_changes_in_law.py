"""/changes-in-law/: what changed in the law in a year, as of any date."""

import pytest

from tests.support.elements import read
from tests.support.makers import day, make_country, make_measure, make_place, make_state
from tests.support.responses import part, text

pytestmark = pytest.mark.django_db
PAGE = "/changes-in-law/"


@pytest.fixture(autouse=True)
def record(monkeypatch):
    """Today is August 1, 2024: three laws that came, went, were amended and are to come."""
    monkeypatch.setattr("dashboard.web.params.today", lambda: day("2024-08-01"))
    make_country()
    somerville = make_place("Somerville", "MA")
    make_measure(
        "Ban", somerville, [("passed", "2022-03-01"), ("repealed", "2024-02-03")],
        slug="ban", regulates=["police", "government"],
    )  # fmt: skip
    make_measure(
        "Warrants", "VA", [("enacted", "2023-04-01"), ("effective", "2023-07"),
                           ("amended", "2024-05-01"), ("expires", "2025-07-01")],
        slug="warrants", effect="restriction", regulates=["police"], summary="Police ask first.",
    )  # fmt: skip
    make_measure(
        "Consent", "TX", [("enacted", "2024-06-01"), ("effective", "2025-01-01")],
        slug="consent", effect="private_sector", regulates=["private"],
    )  # fmt: skip


def rows(client, **asked):
    """The lines of the lists, as text."""
    page = read(client.get(PAGE, asked))
    return [row.text for row in page.all(".changed-laws tbody tr")]


def lead(client, **asked):
    return part(client.get(PAGE, asked), "h1")


def test_a_year_has_what_took_effect_ended_was_amended_and_adopted(client):
    assert lead(client) == "In 2024, up to August 1, one measure ended and one was amended."
    said = rows(client)
    assert "rule for businesses was adopted; takes effect Jan 1, 2025" in said[0]
    assert "A restriction on police use was amended" in said[1]
    assert said[2].startswith("Feb 3, 2024 Somerville, Massachusetts")
    assert "A ban on police and government use ended: repealed · loosened the law" in said[2]


def test_an_imprecise_date_is_shown_as_it_is_known(client):
    assert rows(client, year=2023)[0].startswith("Jul 2023 Virginia")
    assert "restriction on police use took effect" in rows(client, year=2023)[0]
    (found,) = client.get("/changes-in-law.json", {"year": "2023"}).json()["changes"]
    assert (found["date"], found["counts_from"]) == ("2023-07", "2023-07-31")


def test_within_the_month_of_a_start_it_is_not_certain(client):
    asked = {"on": "2023-07-20"}
    assert "may already have taken effect" in rows(client, **asked)[0]
    assert "or not certain yet" in text(client.get(PAGE, asked))


def test_what_is_set_is_told_as_to_come_and_what_was_set_as_past(client):
    ahead = rows(client, year=2025)
    assert "A rule for businesses takes effect" in ahead[0]
    assert "A restriction on police use ends" in ahead[1]
    was_set = rows(client, on="2023-06-01")[0]
    assert "A restriction on police use was to take effect" in was_set


def test_of_a_past_day_nothing_later_is_told(client):
    assert lead(client, year=2024, on="2023-12-31") == (
        "In 2024, as far as was set by December 31, 2023, no change is set that we know of in face "
        "recognition law."
    )


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ({"state": "va"}, ["warrants"]),
        ({"change": "ended"}, ["ban"]),
        ({"change": "loosened"}, ["ban"]),
        ({"change": "adopted"}, ["consent"]),
        ({"about": "private"}, ["consent"]),
        ({"year": "all", "change": "took_effect"}, ["consent", "warrants", "ban"]),
    ],
)
def test_changes_are_chosen_by_state_kind_and_matter(client, asked, slugs):
    found = client.get("/changes-in-law.json", asked).json()
    assert [one["slug"] for one in found["changes"]] == slugs
    assert found["count"] == len(slugs)


def test_years_are_counted_with_links_that_keep_the_choices(client):
    years = read(client.get(PAGE, {"state": "va"})).find(".by-year")
    assert [row.text for row in years.all("tbody tr")] == [
        "2025 0 1 0 0 1", "2024 0 0 1 0 0", "2023 1 0 0 1 0",
    ]  # fmt: skip
    assert ("2023", "/changes-in-law/?year=2023&state=va") in years.links


@pytest.mark.parametrize("asked", ["year=20x", "year=1066", "state=zz", "change=9", "about=us"])
def test_mistaken_values_give_the_page_with_a_sentence(client, asked):
    page = client.get(f"{PAGE}?{asked}")
    assert page.status_code == 200
    assert f"{asked} was not understood" in part(page, "div", "notices")


def test_the_two_logs_of_changes_lead_to_each_other(client):
    assert "/changes/" in {href for _, href in read(client.get(PAGE)).find("main").links}
    assert PAGE in {href for _, href in read(client.get("/changes/")).find("main").links}


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/", PAGE),
        ("/timeline/", PAGE),
        ("/states/va/", f"{PAGE}?year=all&state=va"),
        ("/states/us/", f"{PAGE}?year=all&state=us"),
    ],
)
def test_it_is_found_from_where_a_reader_would_look(client, page, link):
    assert link in {href for _, href in read(client.get(page)).find("main").links}


def test_it_takes_few_queries_whatever_the_number_of_rows(client, django_assert_max_num_queries):
    make_state("CA")
    for n in range(30):
        make_measure(f"Law {n}", "CA", [("enacted", "2024-01-01"), ("amended", "2024-02-02")])
    with django_assert_max_num_queries(6):
        page = client.get(PAGE, {"year": "2024"})
    assert "Law 29" in text(page)
