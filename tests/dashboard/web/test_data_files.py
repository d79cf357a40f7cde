"""The files that say the same as a page, named at its foot and in its head."""

import pytest
from django.urls import reverse

from tests.support.elements import read
from tests.support.makers import make_measure
from tests.support.public_pages import PAGES, make_record
from tests.support.responses import csv_rows
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
TYPES = {"CSV": "text/csv", "JSON": "application/json"}
# Pages that are no data, or data of every day, or none before something is typed; a reader's report
# is no table.
WITHOUT = {
    "check", "data", "api", "api-docs", "where", "search", "method", "correction-new", "follow",
    "follow-sent", "embed",
}  # fmt: skip
NO_TABLE = {"correction", "number"}
record = shared(make_record)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - WITHOUT))
def test_a_page_names_its_files_and_they_are_there_for_its_day(client, name):
    page = read(client.get(PAGES[name], {"on": "2023-07-20"}))

    files = {link.text: link["href"] for link in page.find(".as-data").all("a")}
    assert list(files) == (["JSON"] if name in NO_TABLE else ["CSV", "JSON"])
    heads = {link["type"]: link["href"] for link in page.all("head link[rel=alternate]")}
    assert {TYPES[word]: href for word, href in files.items()}.items() <= heads.items()
    for word, href in files.items():
        answer = client.get(href)
        assert answer["Content-Type"].startswith(TYPES[word])
        assert "2023-07-20" in href


def test_a_file_keeps_what_the_page_was_asked_for(client):
    asked = {"state": "ma", "effect": "ban", "on": "2023-07-20"}
    page = read(client.get("/measures/", asked))

    rows = csv_rows(client.get(page.find(".as-data a")["href"]))
    assert {row["slug"] for row in rows} == {"ma-s927", "ma-somerville-ban-2019"}


def test_the_map_as_a_file_has_a_line_for_each_state_and_each_place(client):
    rows = csv_rows(client.get("/map.csv", {"on": "2023-07-20"}))
    said = client.get("/map.json", {"on": "2023-07-20"}).json()

    assert [row["part"] for row in rows] == ["states", "markers"]
    assert [rows[0][name] for name in ("on", "state", "rule")] == [
        "2023-07-20", "MA", said["states"][0]["rule"],
    ]  # fmt: skip
    assert rows[1]["place"] == said["markers"][0]["place"] == "somerville"
    assert rows[1]["measures"] == "ma-somerville-ban-2019"


def test_nested_values_have_columns_of_their_own_and_no_cell_is_a_formula(client):
    make_measure("=SUM(A1)", "MA", [("introduced", "2023-01-20")], slug="sly", identifier="=1+1")
    rows = csv_rows(client.get("/bills.csv", {"on": "2023-07-20"}))

    [row] = [row for row in rows if row["slug"] == "sly"]
    assert row["jurisdiction_state"] == "MA"
    assert row["title"] == "'=SUM(A1)"
    assert row["regulates"] == "police;government"


def test_under_another_address_of_a_place_its_file_leads_to_the_file(client):
    answer = client.get("/places/MA/somerville.csv")

    assert answer.status_code == 301
    assert answer["Location"] == reverse("place-csv", args=["ma", "somerville"])
