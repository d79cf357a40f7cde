"""Who enters a repeal is offered the row that ends what it repeals, filled in."""

from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from laws.models import Measure, Proposal
from tests.support.desk_forms import FormOnPage, filled, make_staff
from tests.support.desk_roles import make_role, page_of
from tests.support.elements import read
from tests.support.makers import make_measure, make_relation

pytestmark = pytest.mark.django_db

ADD = "/admin/laws/ordinance/add/"
URL = "https://example.gov/repeal"
PASSED = ("passed", "2026-09-10", {"chamber": "council", "source_urls": [URL]})


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


@pytest.fixture
def ban():
    return make_measure("The ban", summary="Bars it.", actions=[("passed", "2020-07-01")])


def links(page):
    return [(a.text, a["href"]) for a in page.all("#told-off a") if "ended_by" in a["href"]]


def test_a_saved_repeal_leads_to_the_row_that_ends_what_it_repeals(client, ban):
    relation = {"relations_from-TOTAL_FORMS": "1", "relations_from-0-kind": "repeals",
                "relations_from-0-to_measure": ban.pk}  # fmt: skip
    acts = [("passed", "2026-09-10", {"chamber": "council", "source_urls": URL})]
    data = filled(ban.jurisdiction, acts, title="The repeal", effect="repeal", **relation)

    saved = client.post(ADD, data)

    repeal = Measure.objects.get(title="The repeal")
    address = f"{page_of(ban)}?ended_by={repeal.pk}"
    assert any(address in str(one) for one in get_messages(saved.wsgi_request))
    assert links(read(client.get(page_of(repeal)))) == [("Record its end", address)]

    opened = client.get(address)
    typed = FormOnPage(opened).data
    assert "is filled in from Somerville The repeal" in unescape(opened.content.decode())
    assert Measure.objects.get(pk=ban.pk).actions.count() == 1
    client.post(page_of(ban), typed)

    (proposal,) = Proposal.objects.all()
    assert proposal.reason == "Repealed by Somerville The repeal"
    (row,) = (row for row in proposal.proposed["actions"].values() if row["kind"] == "repealed")
    assert (row["day"], row["precision"], row["basis"]) == ("2026-09-10", "day", "recorded")
    assert (row["source_urls"], row["chamber"]) == ([URL], "council")
    assert row["description"] == "repealed by Somerville The repeal"


def test_who_publishes_a_repeal_is_led_there_as_well(client, ban):
    repeal = make_measure("The repeal", status="in_review", summary="Ends it.", actions=[PASSED])
    make_relation(repeal, "repeals", ban)

    page = read(client.get(f"/admin/publish/{repeal.pk}/"))

    assert links(page) == [("Record its end", f"{page_of(ban)}?ended_by={repeal.pk}")]


def test_of_a_draft_the_end_is_saved_at_once_as_exactly_as_it_is_known(client):
    ban = make_measure("The ban", status="draft", actions=[("passed", "2020-07-01")])
    repeal = make_measure("The new one", status="draft", actions=[("passed", "2026-09")])
    make_relation(repeal, "replaces", ban)

    typed = FormOnPage(client.get(f"{page_of(ban)}?ended_by={repeal.pk}")).data
    client.post(page_of(ban), typed)

    end = ban.actions.get(kind="repealed")
    assert (end.date.isoformat(), end.description) == (
        "2026-09",
        "replaced by Somerville The new one",
    )
    assert not Measure.objects.in_force(timezone.localdate()).filter(pk=ban.pk).exists()
    assert not links(read(client.get(page_of(repeal))))


@pytest.mark.parametrize("key", ["", "0", "x", "9" * 30, "²", "it"])
def test_what_ends_nothing_fills_in_nothing(client, ban, key):
    other = make_measure("Another", actions=[PASSED])
    make_relation(other, "amends", ban)

    page = client.get(f"{page_of(ban)}?ended_by={other.pk if key == 'it' else key}")

    assert page.status_code == 200
    assert "repealed" not in FormOnPage(page).data.get("actions-1-kind", "")
    assert ("There is no end to fill in" in page.content.decode()) is bool(key)


def test_who_may_not_edit_it_is_offered_nothing(client, ban):
    repeal = make_measure("The repeal", actions=[PASSED])
    make_relation(repeal, "repeals", ban)
    client.force_login(make_role("contributor"))

    page = client.get(f"{page_of(ban)}?ended_by={repeal.pk}")

    assert page.status_code == 200
    assert "filled in from" not in page.content.decode()
