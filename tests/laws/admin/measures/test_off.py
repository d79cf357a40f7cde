"""What is off is told while it is typed, at its box, after a save, and to who publishes it."""

from html import unescape

import pytest
from django.contrib.messages import get_messages

from laws.models import ExplainedFinding, Measure
from tests.support.desk_forms import FormOnPage, action_rows, filled, make_staff, sentences
from tests.support.desk_roles import make_role, page_of
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_session, make_state

pytestmark = pytest.mark.django_db

ADD, ADD_BILL = "/admin/laws/ordinance/add/", "/admin/laws/bill/add/"
OFF = [("passed", "2020-01"), ("reinstated", "2021")]


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


def panel(client, data, address=ADD):
    return read(client.post(address, data | {"_reckon": "answer"}))


def said(page):
    """The findings that a page lists, with the box that each points to."""
    return [(li.all("span")[0].text, li.get("data-off")) for li in page.all("#told-off li")]


def test_what_is_off_is_told_while_it_is_typed_with_the_box_it_is_about(client):
    state = make_state("WA")
    state.chambers.create(kind="lower", name="House", legislature_name="L", seats=98)
    data = filled(state, [("introduced", "2023-01-05"),
                          ("passed_chamber", "2023-02-01", {"chamber": "lower", "yes": 9999})],
                  identifier="hb1847", session=make_session("WA").pk)  # fmt: skip

    found = dict(said(panel(client, data, ADD_BILL)))

    assert found["This record writes it “HB 1847”."] == "id_identifier"
    votes = next(words for words in found if words.startswith("9999 to 0 are more votes"))
    assert found[votes] == "id_actions-1-when"
    assert not said(panel(client, data | {"identifier": "HB 1847"} | action_rows([])))


def test_a_repeal_is_told_what_it_leaves_in_effect(client):
    ban = make_measure("The ban", actions=[("passed", "2020-07-01")])
    data = filled(ban.jurisdiction, [("passed", "2026-09-10")], effect="repeal")
    row = {"relations_from-TOTAL_FORMS": "1", "relations_from-0-kind": "repeals",
           "relations_from-0-to_measure": ban.pk}  # fmt: skip

    ((words, box),) = said(panel(client, data | row))

    assert "from September 10, 2026, yet Somerville The ban still counts as in effect" in words
    assert box == "id_relations_from-0-to_measure"


def test_what_is_stored_is_told_on_opening_and_after_a_save_that_it_never_blocks(client):
    draft = make_measure(status="draft", actions=OFF)
    page = client.get(page_of(draft))
    ((words, box),) = said(read(page))
    assert (words[:12], box) == ("“Reinstated”", "id_actions-1-when")

    saved = client.post(page_of(draft), FormOnPage(page).data | {"title": "Another title"})

    assert saved.status_code == 302
    assert any(words in unescape(str(one)) for one in get_messages(saved.wsgi_request))
    assert Measure.objects.get().title == "Another title"


def test_a_save_tells_a_few_of_many(client):
    acts = [("hearing", f"19{year}") for year in range(50, 60)]
    saved = client.post(ADD, filled(make_place(), acts))

    told = [unescape(str(one)) for one in get_messages(saved.wsgi_request)]
    assert sum("look at the year again" in words for words in told) == 3
    assert any("And 7 more" in words for words in told)


def test_who_publishes_has_to_have_seen_what_is_off(client):
    acts = [("passed", "2020-01", {"source_urls": ["https://example.gov/1"]}),
            ("reinstated", "2021")]  # fmt: skip
    draft = make_measure(status="in_review", summary="Bars it.", actions=acts)
    client.force_login(make_role("publisher"))
    data = FormOnPage(client.get(page_of(draft))).data | {"status": "published"}

    refused = client.post(page_of(draft), data)

    assert "Something is off, and readers would see it" in sentences(refused)
    assert Measure.objects.get().status == "in_review"
    mark = read(refused).all("#id_seen")[0]["value"]
    assert client.post(page_of(draft), data | {"seen": "other"}).status_code == 200
    assert client.post(page_of(draft), data | {"seen": mark}).status_code == 302
    assert Measure.objects.get().status == "published"


def test_who_may_not_publish_is_not_asked(client):
    draft = make_measure(status="in_review", actions=OFF)
    client.force_login(make_role("editor"))

    page = read(client.get(page_of(draft)))

    assert said(page)
    assert not page.all("#id_seen")


def test_what_is_explained_is_told_no_more(client):
    draft = make_measure(status="draft", actions=OFF)
    ExplainedFinding.objects.create(
        measure=draft, rule="reinstated_without_end", about="2021 reinstated", reason="By a court."
    )
    page = client.get(page_of(draft))

    assert not said(read(page))
    assert not said(panel(client, FormOnPage(page).data, page_of(draft)))


def test_an_editor_says_why_what_seems_off_is_right_and_takes_it_back(client):
    client.force_login(make_role("editor"))
    draft = make_measure(status="draft", actions=OFF)
    (link,) = [a["href"] for a in read(client.get(page_of(draft))).all("#told-off a")
               if "explain" in a["href"]]  # fmt: skip
    assert "“Reinstated” (2021)" in read(client.get(link)).text
    assert "Say why it is right." in read(client.post(link, {"reason": " "})).text

    client.post(link, {"reason": "A court lifted an order that was never public."})

    page = read(client.get(page_of(draft)))
    assert not said(page)
    assert "A court lifted an order" in page.all("#told-explained")[0].text
    assert "A court lifted an order" in read(client.get(link)).text
    client.post(link, {"remove": "1"})
    assert said(read(client.get(page_of(draft))))


def test_who_publishes_sees_what_is_explained_by_whom_until_the_fact_changes(client):
    draft = make_measure(status="in_review", summary="Bars it.", actions=[
        ("passed", "2020-01", {"chamber": "council", "yes": 300, "no": 3}),
    ])  # fmt: skip
    client.force_login(make_role("editor", "eva"))
    (link,) = [a["href"] for a in read(client.get(page_of(draft))).all("#told-off a")
               if "explain" in a["href"]]  # fmt: skip
    client.post(link, {"reason": "All its members and their deputies voted."})
    client.force_login(make_role("publisher"))
    address = f"/admin/publish/{draft.pk}/"

    page = read(client.get(address))
    (explained,) = page.all("#told-explained li")
    assert "300 to 3 are more votes" in explained.text
    assert "their deputies voted. eva, " in explained.text
    assert not page.all("#id_seen")

    draft.actions.update(yes=9999)
    page = read(client.get(address))
    assert "Explained once, and no longer so" in page.all("#told-explained li")[0].text
    assert page.all("#id_seen")
    assert "9999 to 3 are more votes" in said(page)[0][0]


@pytest.mark.parametrize("asked", ["", "?rule=x&about=y", "?rule=no_summary&about=%00"])
def test_what_is_not_off_is_not_explained(client, asked):
    draft = make_measure(status="draft", actions=OFF)

    response = client.post(f"/admin/explain/{draft.pk}/{asked}", {"reason": "So."})

    assert response.status_code in (302, 404)
    assert not ExplainedFinding.objects.exists()
