"""The pages on which staff decide about measures that may be one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laws.models import Measure, Merge, NotDuplicate
from tests.support.desk_forms import FormOnPage, make_staff
from tests.support.desk_roles import make_role
from tests.support.elements import read
from tests.support.makers import make_measure, make_session, make_source, make_state

pytestmark = pytest.mark.django_db

LIST = "/admin/duplicates/"
WHY = {"why_one": "One bill, entered twice.", "why_two": "One became the law."}


@pytest.fixture
def staff(client):
    person = make_role("editor")
    client.force_login(person)
    return person


def make_pair(number=1, session=None, **fields):
    session = session or make_session("MA", f"{number}th")
    first = make_measure("A bill on faces", "MA", [("introduced", "2023-02-01")],
                         identifier=f"S.{number}", session=session, **fields)  # fmt: skip
    second = make_measure("A bill on faces", "MA", [("introduced", "2023-02-01"),
                          ("hearing", "2023-05-01")], identifier=f"S 0{number}", kind="statute",
                          session=session, effect="study", **fields)  # fmt: skip
    make_source(second, "https://example.gov/2")
    return first, second


def address_of(first, second):
    return f"{LIST}{first.pk}/{second.pk}/"


def test_a_pair_stands_side_by_side_with_what_differs_marked(client, staff):
    first, second = make_pair()
    assert read(client.get(LIST)).all(f"a[href={address_of(first, second)}]")
    page = read(client.get(address_of(first, second)))
    differing = [row.find("th").text for row in page.all("tr.differs")]
    same = [
        row.find("th").text for row in page.all("tbody tr") if row not in page.all("tr.differs")
    ]
    assert any("Effect" in what for what in differing)
    assert any("Hearing" in what for what in differing)
    assert any("Introduced" in what for what in same)
    assert {box["value"] for box in page.all("[name=rows]")} == {
        f"actions/{second.actions.get(kind='hearing').pk}", "sources/https://example.gov/2"
    }  # fmt: skip


def test_not_a_duplicate_is_kept_with_who_and_why(client, staff):
    first, second = make_pair()
    address = address_of(first, second)
    refused = read(client.post(address, {"do": "two", "why_two": "", "why_one": "x"}))
    assert "Say why they are two" in refused.text
    assert refused.find("[name=why_one]")["value"] == "x"
    client.post(address, {"do": "two"} | WHY)
    page = read(client.get(LIST))
    assert "0 pairs" in page.text
    assert "One became the law." in page.text
    client.post(LIST, {"again": NotDuplicate.objects.get().pk})
    assert "1 pair" in read(client.get(LIST)).text


def test_a_merge_is_proposed_accepted_by_another_and_its_address_leads_on(client, staff):
    first, second = make_pair()
    wish = {"do": "merge", "keep": first.pk, "rows": ["sources/https://example.gov/2"]} | WHY
    response = client.post(address_of(first, second), wish, follow=True)
    assert "You asked for it, so another publisher decides." in read(response).text
    merge = Merge.objects.get()
    page = f"/admin/merge/{merge.pk}/"
    assert client.post(page, {"decision": "accept"}).status_code == 403
    old = f"/measures/{second.slug}"
    assert client.get(f"{old}/").status_code == 200

    assert "merge of duplicates" not in read(client.get("/admin/")).text
    client.force_login(make_role("publisher"))
    assert "1 merge of duplicates waits for a publisher." in read(client.get("/admin/")).text
    assert "Accept: merge them" in read(client.get(page)).text
    client.post(page, FormOnPage(client.get(page)).data | {"decision": "accept"})

    new = f"/measures/{first.slug}"
    for tail in ("/", "/?on=2023-03-01", ".json", ".csv", ".json?on=2023-03-01"):
        response = client.get(old + tail)
        assert (response.status_code, response["Location"]) == (301, new + tail)
        # It can be undone.
        assert response["Cache-Control"] == "no-store"
    card = client.get(f"/cards/measures/{second.slug}.png")
    assert (card.status_code, card["Location"]) == (301, f"/cards/measures/{first.slug}.png")
    assert first.sources.filter(url="https://example.gov/2").exists()
    logged = client.get("/changes.json", {"measure": first.slug}).json()["changes"]
    assert f"Merged with {second.slug}: One bill, entered twice." in {
        change["reason"] for change in logged
    }

    client.post(page, {"decision": "undo", "comment": "They are two."})
    gone = client.get(f"{old}/")
    assert gone.status_code == 410
    assert "It is the same as" not in read(gone).text
    assert "the two are not the same" in read(gone).text
    assert "They are two." in client.get(f"{old}.json").json()["reason"]
    assert Measure.objects.get(pk=second.pk).status == "draft"


def ask_for_merge(client, kind, when):
    """The page of a merge of a draft into a ban that is public, and the row that it takes over."""
    make_state("MA", searched_on="2026-01-01")
    passed = ("passed", "2024-01-01")
    kept = make_measure("A ban", actions=[passed])
    draft = make_measure("A ban", actions=[passed, (kind, when)], kind="resolution", status="draft")
    row = draft.actions.get(kind=kind)
    wish = {"do": "merge", "keep": kept.pk, "rows": [f"actions/{row.pk}"]} | WHY
    client.post(address_of(kept, draft), wish)
    return f"/admin/merge/{Merge.objects.get().pk}/", row


def test_a_publisher_sees_what_a_merge_does_and_accepts_just_that(client, staff):
    page, row = ask_for_merge(client, "amended", "2025-10-10")
    client.force_login(make_role("publisher"))
    shown = client.get(page)
    assert "Municipal bans" not in read(shown).text
    assert "Kind: Amended" in read(shown).text
    row.kind = "repealed"
    row.save()

    refused = client.post(page, FormOnPage(shown).data | {"decision": "accept"})

    assert "It changed while you looked" in read(refused).text
    assert Merge.objects.get().is_open
    rows = {row[0]: row[1:] for row in read(refused).rows if len(row) == 3}
    assert rows["Municipal bans in Massachusetts"] == ["1", "0"]
    assert rows["Stage today"][1].startswith("Ended since October 10, 2025")
    kept = Merge.objects.get().kept
    assert (kept.ended_on, kept.actions.count()) == (None, 1)
    client.post(page, FormOnPage(refused).data | {"decision": "accept"})
    kept.refresh_from_db()
    assert str(kept.ended_on) == "2025-10-10"


def test_what_would_be_off_after_a_merge_has_to_be_seen(client, staff):
    page, _ = ask_for_merge(client, "reinstated", "2025-10-10")
    client.force_login(make_role("publisher"))
    shown = client.get(page)
    (box,) = read(shown).all("#id_seen")
    sent = FormOnPage(shown).data | {"decision": "accept"}
    refused = client.post(page, sent)
    assert "select “I have seen this”" in read(refused).text
    assert Merge.objects.get().is_open
    assert Merge.objects.get().kept.actions.count() == 1
    client.post(page, sent | {"seen": box["value"]})
    assert Merge.objects.get().status == "done"


def test_what_is_merged_offers_no_rows_and_says_what_undoing_does(client):
    first, second = make_pair()
    wish = {"do": "merge", "keep": first.pk} | WHY
    client.force_login(make_role("editor"))
    client.post(address_of(first, second), wish)
    merge = Merge.objects.get()
    for person in (None, make_role("publisher")):
        if person:
            client.force_login(person)
            shown = FormOnPage(client.get(f"/admin/merge/{merge.pk}/")).data
            client.post(f"/admin/merge/{merge.pk}/", shown | {"decision": "accept"})
        page = read(client.get(address_of(first, second)))
        assert page.all(f"a[href=/admin/merge/{merge.pk}/]")
        assert "Take over" not in page.text
        assert not [name for name in ("rows", "keep", "do") if page.all(f"[name={name}]")]
    page = read(client.get(f"/admin/merge/{merge.pk}/"))
    assert "S 01: A bill on faces is a draft as it was before" in page.text
    assert "until a publisher accepts the proposal" in page.text

    third = make_measure("A bill on faces", "MA", identifier="H.9")
    outer = Merge.objects.create(kept=third, gone=first, gone_slug=first.slug, called="x",
                                 reason="x", author=merge.author, status="done")  # fmt: skip
    page = read(client.get(f"/admin/merge/{merge.pk}/"))
    assert page.all(f"a[href=/admin/merge/{outer.pk}/]")
    assert not page.all("[value=undo]")
    sent = {"decision": "undo", "comment": "Two."}
    refused = client.post(f"/admin/merge/{merge.pk}/", sent)
    assert "undo the later merge first" in read(refused).text


def test_a_publisher_sends_a_merge_back_with_a_comment_or_its_author_withdraws_it(client, staff):
    first, second = make_pair()
    wish = {"do": "merge", "keep": second.pk} | WHY
    client.post(address_of(first, second), wish)
    client.post(f"/admin/merge/{Merge.objects.get().pk}/", {"decision": "take_back"})
    assert Merge.objects.get().status == "taken_back"
    client.post(address_of(first, second), wish)
    client.force_login(make_role("publisher"))
    page = f"/admin/merge/{Merge.objects.first().pk}/"
    assert "Say what needs to be done" in read(client.post(page, {"decision": "send_back"})).text
    client.post(page, {"decision": "send_back", "comment": "They differ."})
    assert Merge.objects.filter(status="sent_back", comment="They differ.").exists()
    assert Measure.objects.published().count() == 2


@pytest.mark.parametrize(
    "sent", [{}, {"do": "merge"}, {"do": "merge", "keep": "x"}, {"do": "x", "keep": "0"}]
)
def test_what_makes_no_sense_is_answered_in_a_sentence(client, staff, sent):
    first, second = make_pair()
    response = client.post(address_of(first, second), sent)
    assert "Choose the one to keep." in read(response).text
    assert client.get(f"{LIST}{first.pk}/{first.pk}/").status_code == 404
    for key in ("99999999", "9" * 30):
        assert client.get(f"{LIST}{first.pk}/{key}/").status_code == 404
        assert client.get(f"/admin/merge/{key}/").status_code == 404
        assert client.get(f"/admin/past/{key}/").status_code == 404
    assert client.post(LIST, {"again": "x"}).status_code == 302


def test_the_pages_ask_as_often_for_many_pairs_as_for_few(client):
    client.force_login(make_staff())

    def asked(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    pair = make_pair()
    one = asked(LIST), asked(address_of(*pair))
    for number in range(2, 30):
        make_pair(number)
    for order in range(10, 29):
        pair[0].actions.create(order=order, kind="hearing", day=f"2023-03-{order}", precision="day")
    assert (asked(LIST), asked(address_of(*pair))) == one
    assert max(one) <= 20
