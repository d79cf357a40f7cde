"""A table of actions pasted into the form of a measure."""

import pytest

from laws.models import Action, Measure
from tests.support.desk_forms import FormOnPage, filled, make_staff, sentences
from tests.support.desk_roles import page_of
from tests.support.makers import make_measure, make_session, make_state

pytestmark = pytest.mark.django_db

ADD = "/admin/laws/bill/add/"
PAGE = "https://example.gov/hb1"
TABLE = """Date\tChamber\tAction
1/13/2025\tHouse\tFirst reading
1/20/25\tHouse\tPublic hearing in the committee
3/1/2025\tSenate\tThird reading, passed; yeas, 49; nays, 0
Governor signed
"""


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


def rows_of(page):
    boxes = FormOnPage(page).data
    total = int(boxes["actions-TOTAL_FORMS"][0])
    names = ("when", "kind", "chamber", "source_urls")
    return [tuple(boxes[f"actions-{row}-{name}"][0] for name in names) for row in range(total)]


def test_a_table_becomes_rows_with_guessed_kinds_and_nothing_is_saved(client):
    session = make_session("WA", "2025")
    typed = [("introduced", "1/13/2025", {"source_urls": PAGE})]
    data = filled(make_state("WA"), typed, session=session.pk, title="Half a ti", summary="Mine")

    page = client.post(ADD, data | {"table": TABLE, "_read_table": "1"})

    assert rows_of(page) == [
        ("1/13/2025", "introduced", "", PAGE),
        ("January 20, 2025", "hearing", "lower", PAGE),
        ("March 1, 2025", "passed_chamber", "upper", PAGE),
    ]
    text = page.content.decode()
    assert "2 rows read, not saved yet." in text
    assert "1 action of the table had a row already." in text
    assert "Left out, as it has no date: “Governor signed”" in text
    assert "Guessed from “Public hearing in the committee”" in text
    boxes = FormOnPage(page).data
    assert (boxes["title"], boxes["summary"], boxes["table"]) == (["Half a ti"], ["Mine"], [""])
    assert boxes["actions-2-yes"] == ["49"]
    assert not Measure.objects.exists()

    assert client.post(ADD, boxes).status_code == 302
    assert Action.objects.filter(source_urls=[PAGE]).count() == 3


def test_a_table_is_read_into_the_form_of_a_measure_that_is_stored(client):
    draft = make_measure("Faces", "WA", kind="bill", session=make_session("WA", "2025"),
                         status="draft", actions=[("introduced", "2025-01-13")])  # fmt: skip
    address = page_of(draft, "bill")
    sent = FormOnPage(client.get(address)).data | {"table": TABLE, "_read_table": "1"}

    page = client.post(address, sent)
    assert draft.actions.count() == 1
    client.post(address, FormOnPage(page).data)

    kinds = list(draft.actions.values_list("order", "kind"))
    assert kinds == [(1, "introduced"), (2, "hearing"), (3, "passed_chamber")]


def test_a_row_with_nothing_but_a_source_makes_room_and_its_source_is_taken_over(client):
    data = filled(make_state("WA"), [("introduced", "", {"source_urls": PAGE})])
    data |= {"initial-actions-0-kind": "introduced", "table": TABLE, "_read_table": "1"}
    assert [row[:2] + row[3:] for row in rows_of(client.post(ADD, data))] == [
        ("January 13, 2025", "introduced", PAGE),
        ("January 20, 2025", "hearing", PAGE),
        ("March 1, 2025", "passed_chamber", PAGE),
    ]


def test_a_table_that_was_not_read_is_not_lost(client):
    data = filled(make_state("WA"), session=make_session("WA", "2025").pk)

    page = client.post(ADD, data | {"table": TABLE})
    assert "Read this table into rows first" in sentences(page)
    assert FormOnPage(page).data["table"][0].split() == TABLE.split()

    page = client.post(ADD, data | {"table": "no date here", "_read_table": "1"})
    assert "No line of this starts with a date" in page.content.decode()
    assert FormOnPage(page).data["table"] == ["no date here"]


@pytest.mark.parametrize("total", ["", "x", "-1", "99999", "٣"])
def test_a_crafted_count_of_rows_breaks_nothing(client, total):
    data = {"actions-TOTAL_FORMS": total, "table": TABLE, "_read_table": "1"}
    assert client.post(ADD, filled(make_state("WA")) | data).status_code == 200
