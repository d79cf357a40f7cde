"""What was: a measure on a day, and what was done on a day."""

from datetime import timedelta

import pgtrigger
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from laws.editing.past import changed_on, day_of, stood_at
from laws.models import ActionRevision, Measure, MeasureRevision, Milestone
from tests.support.desk_forms import make_staff
from tests.support.desk_roles import make_role, page_of, propose, save
from tests.support.elements import read
from tests.support.makers import make_measure, make_session

pytestmark = pytest.mark.django_db

DONE = "/admin/done/"


def test_a_measure_is_shown_as_it_stood_with_what_is_otherwise_now_marked(client):
    client.force_login(make_staff())
    measure = make_measure(
        "An old title", actions=[("introduced", "2020-01-02"), ("hearing", "2020-02-03")],
        status="draft",
    )  # fmt: skip
    yesterday = timezone.localdate() - timedelta(1)
    with pgtrigger.ignore():
        for revisions in (MeasureRevision, ActionRevision):
            revisions.objects.update(pgh_created_at=day_of(yesterday)[0])
    Measure.objects.filter(pk=measure.pk).update(title="A new title")
    measure.actions.filter(kind="hearing").delete()

    stood, now = (stood_at(measure, day_of(on)[1]) for on in (yesterday, timezone.localdate()))
    titles = [said["own"][""]["title"] for said in (stood, now)]
    kinds = [[row["kind"] for row in said["actions"].values()] for said in (stood, now)]
    assert titles == ["An old title", "A new title"]
    assert kinds == [["introduced", "hearing"], ["introduced"]]
    assert stood_at(measure, day_of(yesterday)[0])["own"] == {}

    page = read(client.get(f"/admin/past/{measure.pk}/", {"on": yesterday.isoformat()}))
    differing = [row.text for row in page.all("tr.differs")]
    assert any("An old title A new title" in text for text in differing)
    assert any("Hearing" in text and "not there" in text for text in differing)
    assert "First action January 2, 2020" in page.text
    page = read(client.get(f"/admin/past/{measure.pk}/", {"on": "1999-12-31"}))
    assert "It had not been entered by the end of that day." in page.text
    assert (
        f"/admin/past/{measure.pk}/"
        in read(client.get(page_of(measure).replace("change", "history"))).addresses
    )


@pytest.mark.parametrize("on", ["x", "2023-02-30", "0001-01-01", "9999-12-31", "\x00", "2023"])
@pytest.mark.parametrize("address", ["done", "past"])
def test_a_day_that_is_none_is_answered_in_a_sentence(client, on, address):
    client.force_login(make_staff())
    key = f"{make_measure().pk}/" if address == "past" else ""
    assert client.get(f"/admin/{address}/{key}", {"on": on}).status_code == 200
    for more in ({"by": "nobody"}, {"page": "x"}, {"page": "0"}, {"page": "9" * 40}):
        assert client.get(DONE, more).status_code == 200
    assert client.get("/admin/past/999999/").status_code == 404


def test_what_was_done_says_who_what_and_why_and_can_be_narrowed_to_a_person(client):
    ada, ben = make_role("editor", "ada"), make_role("publisher", "ben")
    measure = make_measure("A title", status="in_review")
    client.force_login(ada)
    save(client, measure, title="A better title", reason="The clerk says so.")
    public = make_measure("Another", identifier="Ord. 7", actions=[
        ("passed", "2024-01-01", {"source_urls": ["https://example.gov/1"]})])  # fmt: skip
    propose(client, public, title="Another title")
    client.force_login(ben)
    Milestone.objects.create(day="2019-01-01", title="By SQL", category="x", confidence="high")
    shown = read(client.get(DONE)).text
    for words in ("ada", "Title: A title → A better title", "Why: The clerk says so.", "By SQL",
                  "no account", "Proposal: Somerville Ord. 7"):  # fmt: skip
        assert words in shown, words
    shown = read(client.get(DONE, {"by": "ben"})).text
    assert "A better title" not in shown
    assert "Nothing was saved." in shown
    assert "A better title" in read(client.get(DONE, {"by": "ada"})).text
    shown = read(client.get(DONE, {"on": "2020-01-01"})).text
    assert "Nothing was saved." in shown


def test_what_loads_brought_is_left_out_and_many_rows_ask_no_more(client):
    client.force_login(make_staff())
    make_measure("One")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(DONE)
        return len(queries)

    few = asked()
    for number in range(20):
        make_measure(f"Measure {number}", "MA", session=make_session("MA", str(number)))
    assert asked() <= few + 2 <= 22
    every, is_more = changed_on(timezone.localdate(), number=10)
    assert (len(every), is_more) == (10, True)
