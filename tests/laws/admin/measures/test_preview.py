"""What is told beside the form of a measure while it is filled in."""

from html import unescape

import pytest
from django.contrib.auth.models import Permission, User

from laws.models import Action, Measure
from tests.support.desk_forms import FormOnPage, action_rows, filled, make_staff
from tests.support.desk_roles import make_role, page_of
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_session, make_state

pytestmark = pytest.mark.django_db

ADD, ADD_BILL = "/admin/laws/ordinance/add/", "/admin/laws/bill/add/"
TITLE = "An ordinance on face recognition"


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


def told(client, data, address=ADD, how="answer"):
    response = client.post(address, data | {"_reckon": how})
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_unsaved_form_is_reckoned_and_nothing_is_saved(client):
    actions = [("introduced", "2020-01-05"), ("passed", "2020-03"), ("effective", "2020-06-01"),
               ("expires", "2021")]  # fmt: skip
    answer = told(client, filled(make_place(), actions))
    for sentence in (
        "Ended since 2021.",
        "Took effect June 1, 2020 (takes effect); ended 2021 (set to expire).",
        "It may have been in effect as late as December 31, 2021, and counts as ended from "
        "January 1, 2021.",
        "First action January 5, 2020; in effect from June 1, 2020; ended 2021; last action 2021.",
    ):
        assert sentence in answer
    assert "<form" not in answer
    assert not Measure.objects.exists()


def test_what_a_bill_comes_to_hangs_on_its_session_and_its_kind(client):
    session = make_session("MA", end_on="2024-12-31")
    data = filled(make_state("MA"), [("introduced", "2023-01-05"), ("passed", "2023-02-01")],
                  identifier="S.1")  # fmt: skip
    assert "Not law" in told(client, data | {"session": session.pk}, ADD_BILL)
    pending = data | action_rows([("introduced", "2023-01-05")])
    failed = told(client, pending | {"session": session.pk}, ADD_BILL)
    assert "Failed since December 31, 2024 – inferred: Its session ended" in failed
    assert "Inactive since January 5, 2025 – inferred: No action" in told(client, pending, ADD_BILL)


def test_a_bill_on_its_way_says_when_its_session_ends_it(client):
    session = make_session("MA", start_on="2025-01-01", end_on="2090-12-31")
    data = filled(make_state("MA"), [("introduced", "2025-02-01")], session=session.pk)
    said = "Without another action, it counts as failed from December 31, 2090."
    assert said in told(client, data, ADD_BILL)


def test_what_is_missing_or_no_date_is_said_of_its_action_and_the_rest_is_reckoned(client):
    actions = [("introduced", "2020-01-05"), ("passed", "July 20"), ("enacted", ""), ("", "2021")]
    answer = told(client, filled(make_place(), actions, title="", effect="", regulates=[]))
    assert "Inactive since January 5, 2022 – inferred: No action" in answer
    assert "Action 2: I can’t read “July 20”: which year is it?" in answer
    assert "Action 3 does not count yet: it lacks its date." in answer
    assert "Action 4 does not count yet: it lacks what happened." in answer
    assert "Write the title" not in answer


def test_without_scripts_a_button_tells_the_same_on_the_page_and_keeps_what_was_typed(client):
    data = filled(make_place(), [("passed", "2020-03-01")], title="", summary="Half a sen")
    page = told(client, data, how="page")
    assert "In effect since March 1, 2020" in page
    assert "Half a sen" in page
    assert "Please correct" not in page
    assert not Measure.objects.exists()


def test_a_stored_measure_is_told_from_its_boxes_and_stays_as_it_is(client):
    public = make_measure(actions=[("passed", "2020-01-01"), ("effective", "2020-02-01")])
    page = client.get(page_of(public))
    assert "In effect since February 1, 2020" in page.content.decode()
    typed = FormOnPage(page).data | {"actions-1-when": "2020-05", "title": "Another"}
    assert "In effect since May 2020" in told(client, typed, page_of(public))
    assert Action.objects.get(order=2).date.isoformat() == "2020-02-01"
    assert not public.proposals.exists()


def test_a_form_opened_before_someone_removed_a_row_is_told_from_its_boxes(client):
    draft = make_measure(actions=[("passed", "2020-01-01")], status="draft")
    typed = FormOnPage(client.get(page_of(draft))).data | {"actions-0-when": "2020-05-04"}
    draft.actions.all().delete()
    answer = told(client, typed, page_of(draft))
    assert "In effect since May 4, 2020" in answer
    assert "Not understood" not in answer


def test_who_may_not_save_is_told_nothing(client):
    clerk = User.objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.set(Permission.objects.filter(codename="view_ordinance"))
    client.force_login(clerk)
    assert client.post(ADD, {"_reckon": "answer"}).status_code == 403
    own = make_measure(status="draft")
    assert client.post(page_of(own), {"_reckon": "answer"}).status_code == 403


NONSENSE = ["", "\x00", "9" * 400, "-1", "x" * 5000, "2020-02-31", '’"<script>', "𝕏\ud7ff"]


def test_it_answers_whatever_is_in_the_form(client):
    known = filled(make_place(), [("introduced", "2020-01-05")], session=make_session().pk)
    more = ("is_another", "opened", "actions-0-order", "actions-0-yes", "actions-0-source_urls")
    names = [name for name in (*known, *more) if "_FORMS" not in name]
    for nonsense in NONSENSE:
        # What decides about the rest is nonsense once, and once it is as it should be.
        for right in ((), ("jurisdiction", "title")):
            data = known | {name: nonsense for name in names if name not in right}
            assert told(client, data)
        assert told(client, data, ADD_BILL)
    for data in ({}, {"actions-TOTAL_FORMS": "x"}, {"is_another": ["1", "2"]}):
        assert told(client, data)


# --- what may be on record already --------------------------------------------------------------


def test_a_number_that_is_taken_is_told_with_a_link_and_refused_at_save(client):
    session = make_session("MA")
    taken = make_measure("Its title", "MA", identifier="S.1385", session=session, status="draft")
    data = filled(make_state("MA"), identifier="s 01385", session=session.pk)
    answer = told(client, data, ADD_BILL)
    assert read(answer).link("Massachusetts S.1385: Its title") == page_of(taken, "bill")
    page = unescape(client.post(ADD_BILL, data).content.decode())
    assert page_of(taken, "bill") in page
    assert 'value="s 01385"' in page
    assert Measure.objects.count() == 1


def test_a_title_much_like_anothers_is_told_and_asks_for_one_tick(client):
    one = make_measure(TITLE)
    data = filled(make_place())
    answer = told(client, data)
    assert "May be entered already" in answer
    assert page_of(one) in answer

    page = client.post(ADD, data)
    assert "has a similar title" in unescape(page.content.decode())
    assert Measure.objects.count() == 1
    ticked = data | {"is_another": str(one.pk)}
    assert "checked" in told(client, ticked)
    other = make_measure(TITLE, effect="study")
    assert "has a similar title" in client.post(ADD, ticked).content.decode()
    assert client.post(ADD, data | {"is_another": f"{one.pk} {other.pk}"}).status_code == 302
    assert Measure.objects.count() == 3


def test_a_bill_that_comes_again_in_another_session_is_told_and_not_asked_about(client):
    one = make_measure(TITLE, "MA", identifier="S.1", session=make_session("MA", "1st"))
    data = filled(make_state("MA"), identifier="S.2", session=make_session("MA", "2nd").pk)
    answer = told(client, data, ADD_BILL)
    assert "Similar measures in other sessions" in answer
    assert page_of(one, "bill") in answer
    assert "is_another" not in answer
    assert client.post(ADD_BILL, data).status_code == 302


def test_who_may_not_see_a_draft_is_told_nothing_of_it(client):
    clerk = User.objects.create_user("clerk", is_staff=True)
    rights = Permission.objects.filter(codename__in=["add_ordinance", "add_action"])
    clerk.user_permissions.set(rights)
    client.force_login(clerk)
    draft = make_measure(TITLE, status="draft")
    assert page_of(draft) not in told(client, filled(make_place()))


def test_saving_an_old_title_again_asks_nothing(client):
    make_measure(TITLE)
    draft = make_measure(TITLE, status="draft")
    data = FormOnPage(client.get(page_of(draft))).data | {"summary": "New."}
    assert client.post(page_of(draft), data).status_code == 302


# --- what a new form starts with ----------------------------------------------------------------


def test_a_new_form_starts_where_the_last_one_of_the_same_person_belonged(client):
    session = make_session("MA", "194th")
    ada = User.objects.get(username="ada")
    last = make_measure("Last", "MA", kind="resolution", session=session, status="draft",
                        identifier="S.1", entered_by=ada,
                        actions=[("referred", "2025", {"chamber": "upper"})])  # fmt: skip
    make_measure("Of someone else", "NY", entered_by=make_role("editor", "ben"))
    page = client.get(ADD_BILL)
    boxes = FormOnPage(page).data
    assert boxes["jurisdiction"] == [str(last.jurisdiction_id)]
    assert boxes["session"] == [str(session.pk)]
    assert boxes["kind"] == ["bill"]
    assert boxes["actions-0-kind"] == ["referred"]
    assert boxes["actions-0-chamber"] == ["upper"]
    assert boxes["title"] == [""]
    assert "from the last one that you entered, Massachusetts S.1" in page.content.decode()
    assert "Save and add another in this session" in page.content.decode()

    other = make_state("NY")
    boxes = FormOnPage(client.get(ADD_BILL, {"jurisdiction": other.pk})).data
    assert boxes["jurisdiction"] == [str(other.pk)]
    assert boxes["session"] == [""]
    assert FormOnPage(client.get(ADD)).data["jurisdiction"] == [""]


def test_a_row_that_only_came_with_the_form_is_not_kept(client):
    ada = User.objects.get(username="ada")
    make_measure("Last", entered_by=ada, actions=[("passed", "2025", {"chamber": "council"})])
    boxes = FormOnPage(client.get(ADD)).data
    Measure.objects.update(entered_by=None)
    typed = boxes | {"title": "The new one", "effect": "ban", "regulates": "police"}
    assert client.post(ADD, typed).status_code == 302
    assert not Measure.objects.get(title="The new one").actions.exists()
