"""The staff desk as a whole: who may enter, what its lists show, and what nonsense does to it."""

import pytest
from django.contrib.auth.models import Permission, User

from laws.models import LegislativeSession, Milestone, Proposal, Question
from tests.support.desk_forms import FormOnPage, filled, make_staff, sentences
from tests.support.desk_roles import decide
from tests.support.elements import read
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_question,
    make_session,
    make_state,
)

pytestmark = pytest.mark.django_db

SECTIONS = ["bill", "ordinance", "order", "jurisdiction", "legislativesession", "question",
            "milestone"]  # fmt: skip
NONSENSE = [
    "?q=%00", "?q=%ff%fe", "?q=%27%22%3B--", "?p=x", "?p=99999999999999999999", "?o=9.9.9", "?all=",
    "?e=1", "?foo=bar", "?_to_field=x", "?state=%00", "?status__exact=x", "?jurisdiction__id=x",
    "?pk__in=,,", "?kind__isnull=x", "?changed_at__year=0", "?active__exact=x", "?kind__regex=(",
]  # fmt: skip


@pytest.fixture
def staff(client):
    client.force_login(make_staff())


def accept_alone(client):
    """A superuser accepts what the same superuser proposed last."""
    decide(client, Proposal.objects.latest("pk"), "accept", exemption="Alone.")


@pytest.mark.parametrize("section", [*SECTIONS, "correction"])
@pytest.mark.parametrize("page", ["", "add/"])
def test_strangers_are_sent_to_the_log_in(client, section, page):
    response = client.get(f"/admin/laws/{section}/{page}")
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_an_account_that_is_not_staff_is_not_let_in(client):
    client.force_login(User.objects.create_user("visitor"))
    assert client.get("/admin/laws/bill/").status_code == 302


def test_staff_without_rights_see_nothing_of_the_record(client):
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get("/admin/laws/bill/").status_code == 403
    assert client.get("/admin/offers/places/?q=a").status_code == 404


def test_staff_who_may_only_look_see_the_page_without_boxes(client):
    clerk = User.objects.create_user("clerk", is_staff=True)
    nouns = ("bill", "action", "provision", "source", "relation")
    clerk.user_permissions.set(
        Permission.objects.filter(codename__in=[f"view_{noun}" for noun in nouns])
    )
    client.force_login(clerk)
    bill = make_measure("The bill", "MA", actions=[("introduced", "2024")])
    make_provision(bill, detail="A warrant, says it.")

    page = client.get(f"/admin/laws/bill/{bill.pk}/change/").content.decode()

    assert "The bill" in page
    assert "Introduced" in page
    assert not read(page).all("[name=title]")
    assert not read(page).all("[name=provisions-0-answer]")


def test_the_cookie_of_staff_stays_at_the_desk(client):
    User.objects.create_superuser("ada", password="a-long-one-7")
    response = client.post("/admin/login/", {"username": "ada", "password": "a-long-one-7"})
    assert response.status_code == 302
    assert response.cookies["sessionid"]["path"] == "/admin/"


@pytest.mark.usefixtures("staff")
class TestTheDesk:
    def test_its_first_page_names_the_sections_in_order(self, client):
        page = read(client.get("/admin/"))
        names = ["Bills", "Ordinances", "Orders", "Places", "Sessions", "Codebook", "Milestones"]
        (sections,) = page.all("nav#sections")
        assert [a.text for a in sections.all("a") if a.text in names] == names
        assert "Facelaw · staff" in page.text

    def test_each_section_lists_its_own_measures(self, client):
        make_measure("The bill", "MA")
        make_measure("The ordinance")
        make_measure("The order", "MA", kind="policy")
        for section in ("bill", "ordinance", "order"):
            page = client.get(f"/admin/laws/{section}/").content.decode()
            assert [f"The {other}" in page for other in ("bill", "ordinance", "order")] == [
                other == section for other in ("bill", "ordinance", "order")
            ]

    @pytest.mark.parametrize("section", SECTIONS)
    def test_lists_have_no_actions_in_bulk(self, client, section):
        make_measure("The bill", "MA")
        assert "delete_selected" not in client.get(f"/admin/laws/{section}/").content.decode()

    def test_a_list_is_searched_by_number_in_any_spelling(self, client):
        make_measure("Wanted", "MA", identifier="S.927", session=make_session())
        make_measure("Not this one", "MA", identifier="S.928")
        page = client.get("/admin/laws/bill/", {"q": "s 0927"}).content.decode()
        assert "Wanted" in page
        assert "Not this one" not in page

    def test_a_list_is_narrowed_to_a_state(self, client):
        make_measure("Here", make_place("Newton", "MA"))
        make_measure("There", make_place("Oakland", "CA"))
        page = client.get("/admin/laws/ordinance/", {"state": "MA"}).content.decode()
        assert "Here" in page
        assert "There" not in page

    def test_a_list_asks_the_database_as_often_for_many_rows_as_for_one(
        self, client, django_assert_max_num_queries
    ):
        for number in range(30):
            place = make_place(f"Town {number}")
            make_measure(f"Ban {number}", place, actions=[("passed", "2021")])
        with django_assert_max_num_queries(9):
            page = client.get("/admin/laws/ordinance/")
        assert page.status_code == 200

    def test_a_page_asks_the_database_as_often_for_many_rows_as_for_one(
        self, client, django_assert_max_num_queries
    ):
        measure = make_measure(actions=[("hearing", "2021")] * 30)
        for number in range(20):
            make_question(f"question_{number}")
        with django_assert_max_num_queries(31):
            page = client.get(f"/admin/laws/ordinance/{measure.pk}/change/")
        assert page.status_code == 200

    @pytest.mark.parametrize("section", SECTIONS)
    def test_nonsense_in_the_address_of_a_list_is_answered(self, client, section):
        for query in [*NONSENSE, "?q=" + "a" * 4000]:
            response = client.get(f"/admin/laws/{section}/{query}")
            assert response.status_code in (200, 302, 400), query

    def test_a_list_says_that_its_address_was_not_understood(self, client):
        page = client.get("/admin/laws/bill/?e=1").content.decode()
        assert "Here is the whole list" in page

    def test_a_measure_that_is_not_there_is_answered(self, client):
        for key in ("x", "0", "9" * 40, "%00", "-1", "1_5Fx"):
            for page in ("change", "delete", "history"):
                response = client.get(f"/admin/laws/bill/{key}/{page}/")
                assert response.status_code in (302, 404), (key, page)

    @pytest.mark.parametrize("value", ["\x00", "\ufffd", "x" * 9_000, "9" * 400])
    def test_nonsense_in_any_box_is_answered(self, client, value):
        make_question("warrant_required")
        place = make_place("Newton")
        row = {"order": value, "yes": value, "chamber": value, "description": value}
        data = filled(place, [(value, value, row | {"source_urls": value, "basis": value})])
        data |= {"provisions-TOTAL_FORMS": "1", "sources-TOTAL_FORMS": "1",
                 "relations_from-TOTAL_FORMS": "1", "sponsorships-TOTAL_FORMS": "1",
                 "quotations-TOTAL_FORMS": "1"}  # fmt: skip
        rows = {
            "provisions": ("question", "answer", "answer_on", "detail", "source_urls", "id"),
            "sources": ("url", "official", "seen_on", "note", "id"),
            "quotations": ("question", "quote", "pinpoint", "version", "url", "seen_on", "id"),
            "sponsorships": ("name", "classification", "party", "district", "source_urls", "id"),
            "relations_from": ("kind", "to_measure", "to_measure-words", "note", "id"),
        }
        data |= {f"{rows_of}-0-{name}": value for rows_of, names in rows.items() for name in names}
        for name in ("jurisdiction", "jurisdiction-words", "kind", "title", "identifier", "effect",
                     "regulates", "use_modes", "summary", "notes", "slug", "verified_on", "status",
                     "law_citation", "code_citation", "session"):  # fmt: skip
            response = client.post("/admin/laws/ordinance/add/", data | {name: value})
            assert response.status_code == 200
            response = client.post("/admin/laws/bill/add/", data | {name: value})
            assert response.status_code == 200

    @pytest.mark.parametrize("count", ["x", "", "-1", "99999", "\x00"])
    def test_a_broken_count_of_rows_is_answered(self, client, count):
        data = filled(make_place("Newton")) | {"actions-TOTAL_FORMS": count}
        assert client.post("/admin/laws/ordinance/add/", data).status_code in (200, 302)


@pytest.mark.usefixtures("staff")
class TestTheOtherSections:
    def test_a_place_is_corrected_and_its_public_address_stays(self, client):
        place = make_place("Newton", slug="newton")
        url = f"/admin/laws/jurisdiction/{place.pk}/change/"
        data = FormOnPage(client.get(url)).data
        new = {"notes": "Founded in 1630.", "slug": "moved", "name": "New Town"}
        client.post(url, data | new | {"reason": "It was noted."})
        accept_alone(client)
        place.refresh_from_db()
        assert (place.notes, place.slug) == ("Founded in 1630.", "newton")
        assert place.search_name == "new town"

    def test_no_place_can_be_deleted(self, client):
        place = make_place("Newton")
        response = client.post(f"/admin/laws/jurisdiction/{place.pk}/delete/", {"post": "yes"})
        assert response.status_code == 403

    def test_a_place_needs_an_address_of_its_own(self, client):
        place = make_place("Newton", "MA", slug="newton")
        data = {"name": "Newton", "full_name": "Newton town", "kind": "town", "state_code": "ma",
                "slug": place.slug, "division_id": "ocd-division/x", "active": "on"}  # fmt: skip
        response = client.post("/admin/laws/jurisdiction/add/", data)
        assert "already has this address" in sentences(response)

    def test_a_session_is_once_in_a_legislature_and_ends_after_it_starts(self, client):
        session = make_session("MA", "193rd")
        data = {"jurisdiction": session.jurisdiction_id, "identifier": "193rd", "name": "Again",
                "start_on": "2023-01-01", "end_on": "2022-01-01"}  # fmt: skip
        said = sentences(client.post("/admin/laws/legislativesession/add/", data))
        assert "Massachusetts already has a session 193rd." in said
        assert "A session cannot end before it starts." in said
        good = data | {"identifier": "194th", "end_on": "2024-12-31"}
        client.post("/admin/laws/legislativesession/add/", good)
        assert LegislativeSession.objects.count() == 2

    def test_a_session_with_measures_is_not_deleted(self, client):
        session = make_session()
        make_measure("A bill", "MA", session=session)
        url = f"/admin/laws/legislativesession/{session.pk}/delete/"
        client.post(url, {"post": "yes"})
        assert LegislativeSession.objects.exists()

    def test_a_question_keeps_its_slug(self, client):
        question = make_question("warrant_required")
        url = f"/admin/laws/question/{question.pk}/change/"
        data = FormOnPage(client.get(url)).data
        new = {"slug": "other", "text": "Is a warrant needed?", "reason": "It is clearer."}
        client.post(url, data | new)
        accept_alone(client)
        assert Question.objects.get().slug == "warrant_required"
        assert Question.objects.get().text == "Is a warrant needed?"

    def test_a_milestone_takes_a_date_as_far_as_it_is_known_and_stands_once(self, client):
        make_state("MA")
        data = {"when": "2019-07", "title": "A study", "category": "research", "state_code": "MA",
                "confidence": "high", "source_urls": "https://example.org/study",
                "reason": "It is cited."}  # fmt: skip
        client.post("/admin/laws/milestone/add/", data)
        accept_alone(client)
        assert Milestone.objects.get().date.isoformat() == "2019-07"
        said = sentences(client.post("/admin/laws/milestone/add/", data))
        assert "There is already a milestone with this date and title." in said
