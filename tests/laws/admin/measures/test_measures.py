"""Entering a bill, an ordinance or an order at the staff desk."""

from datetime import date

import pytest
from django.utils import timezone

from laws.admin.measures.measure_form import MeasureForm
from laws.models import Bill, Measure, Ordinance, Proposal, Provision
from tests.support.desk_forms import FormOnPage, filled, make_staff, sentences
from tests.support.elements import read
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_relation,
    make_session,
    make_source,
    make_sponsor,
    make_state,
)

pytestmark = pytest.mark.django_db

BILLS, ORDINANCES, ORDERS = (
    f"/admin/laws/{section}/add/" for section in ("bill", "ordinance", "order")
)
PAGE = "https://example.gov/docs/1"
CITED = {"source_urls": PAGE}


@pytest.fixture(autouse=True)
def staff(client):
    person = make_staff()
    client.force_login(person)
    return person


def change(client, measure, section="ordinance", **fields):
    """Open a measure's page, change what is named, save."""
    url = f"/admin/laws/{section}/{measure.pk}/change/"
    data = FormOnPage(client.get(url)).data
    return client.post(url, data | fields)


def test_an_ordinance_passed_today_and_published_is_in_force_today(client):
    today = timezone.localdate()
    passed = ("passed", today.isoformat(), CITED)
    data = filled(make_place("Newton"), [passed], status="published", reason="It is urgent.")

    response = client.post(ORDINANCES, data)

    assert response.status_code == 302
    assert Ordinance.objects.published().in_force(today).count() == 1


def test_a_bill_keeps_the_order_of_its_actions_and_their_stage(client):
    session = make_session("MA", "193rd", "2023-01-04", "2030-12-31")
    actions = [("introduced", "2023"), ("referred", "2023-02"), ("passed_chamber", "2023-03-01")]

    client.post(BILLS, filled(make_state("MA"), actions, session=session.pk, identifier="S.927"))

    bill = Bill.objects.with_stage(date(2024, 2, 1)).get()
    assert [a.order for a in bill.actions.all()] == [1, 2, 3]
    assert [a.date.isoformat() for a in bill.actions.all()] == ["2023", "2023-02", "2023-03-01"]
    assert bill.stage == "passed_one_chamber"
    assert bill.slug == "ma-s927-193rd"


def test_a_page_saved_untouched_changes_nothing(client):
    first = make_measure(
        "A ban",
        regulates=["government", "police"],
        use_modes=["retrospective", "live"],
        summary="One line.\n\nAnother.",
        notes="A doubt.",
        status="draft",
        actions=[
            ("introduced", "2020", {"source_urls": [PAGE, "https://example.org/b"]}),
            ("enacted", "2020-07", {"yes": 9, "no": 0, "chamber": "council"}),
        ],
    )
    make_provision(first, "warrant_required", "qualified", pinpoint="§ 2", source_urls=[PAGE])
    make_source(first, PAGE, official=True, seen_on=date(2024, 1, 2))
    make_source(first, "https://example.org/b", official=False)
    make_relation(first, "amends", make_measure("Another ban", identifier="Ord. 7"))
    make_sponsor(first, "A. Tester", classification="cosponsor", district="3rd")

    before = everything(first)
    assert change(client, first).status_code == 302

    assert everything(first) == before


def everything(measure):
    """All that is stored of a measure, save when it was changed."""
    names = (
        "actions",
        "provisions",
        "quotations",
        "sponsorships",
        "sources",
        "relations_from",
        "terms",
        "stages",
    )
    parts = [list(getattr(measure, name).order_by("pk").values()) for name in names]
    own = Measure.objects.filter(pk=measure.pk).values().get()
    del own["changed_at"]
    return own, [strip_reckoned(rows) for rows in parts]


def strip_reckoned(rows):
    """Rows without the keys of those that are reckoned anew."""
    return [{k: v for k, v in row.items() if k != "id" or "order" in row} for row in rows]


def test_another_one_starts_with_the_same_government_and_session(client):
    session = make_session("MA", "193rd", name="193rd General Court")
    data = filled(make_state("MA"), session=session.pk, identifier="S.1", _addanother="1")

    page = read(client.post(BILLS, data, follow=True))

    assert page.find("[name=jurisdiction-words]")["value"] == "Massachusetts · state"
    assert page.find("[name=session-words]")["value"] == "Massachusetts, 193rd General Court"


def test_a_local_government_does_not_belong_to_bills(client):
    response = client.post(BILLS, filled(make_place("Newton"), kind="bill"))
    assert "What it adopts belongs to Ordinances" in sentences(response)


@pytest.mark.parametrize("section", [ORDINANCES])
def test_a_state_does_not_belong_to_ordinances(client, section):
    response = client.post(section, filled(make_state("MA"), kind="ordinance"))
    assert "What it adopts belongs to Bills" in sentences(response)


@pytest.mark.parametrize(("section", "kind"), [(BILLS, "policy"), (ORDERS, "bill")])
def test_a_kind_of_another_section_is_refused_with_those_allowed(client, section, kind):
    response = client.post(section, filled(make_state("MA"), kind=kind))
    assert f"“{kind}” does not belong to" in sentences(response)
    assert "Choose one of" in sentences(response)


def test_an_order_of_a_state_binds_when_it_passed(client):
    data = filled(make_state("MA"), [("passed", "2021-05-01", CITED)], kind="directive")
    client.post(ORDERS, data)
    assert Measure.objects.get().effective_on == date(2021, 5, 1)


def test_a_session_of_another_legislature_is_refused(client):
    session = make_session("NY", "2023-2024")
    response = client.post(BILLS, filled(make_state("MA"), session=session.pk))
    assert "is a session of New York. Choose a session of Massachusetts" in sentences(response)


def test_a_bill_needs_a_session_and_a_statute_does_not(client):
    response = client.post(BILLS, filled(make_state("MA"), kind="bill"))
    assert "A bill needs its session" in sentences(response)

    response = client.post(BILLS, filled(make_state("MA"), kind="statute"))
    assert response.status_code == 302


def test_a_number_given_out_already_is_refused_and_names_the_other_measure(client):
    session = make_session("MA")
    other = make_measure("The first", "MA", session=session, identifier="S.927")
    data = filled(make_state("MA"), session=session.pk, identifier="s 0927")

    response = client.post(BILLS, data)

    assert "This number in 193rd session belongs to" in sentences(response)
    assert f"/admin/laws/bill/{other.pk}/change/" in read(response).addresses
    assert Measure.objects.count() == 1


def test_who_saves_a_moment_later_is_told_of_the_duplicate(client, monkeypatch):
    session = make_session("MA")
    make_measure("The first", "MA", session=session, identifier="S.927")
    refuse, looks = MeasureForm._refuse_duplicate, []

    def blind_at_first(form, *args):
        looks.append(form)
        if len(looks) > 1:
            refuse(form, *args)

    monkeypatch.setattr(MeasureForm, "_refuse_duplicate", blind_at_first)
    monkeypatch.setattr(Measure, "validate_constraints", lambda measure, exclude: None)
    data = filled(make_state("MA"), session=session.pk, identifier="S.927")

    assert "belongs to" in sentences(client.post(BILLS, data))


def test_what_it_regulates_must_be_said(client):
    response = client.post(ORDINANCES, filled(make_place("Newton"), regulates=[]))
    assert "Choose at least one group that it regulates." in sentences(response)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"effect_basis": "not_read"}, "Say why the effect is in doubt"),
        ({"effect_basis": "read", "effect_note": "Why?"}, "or clear the reason for the doubt"),
        ({"county_reach": "municipalities"}, "is not a county"),
    ],
)
def test_a_doubt_and_the_reach_of_a_county_are_checked(client, fields, said):
    page = client.post(ORDINANCES, filled(make_place("Newton"), **fields))

    assert said in sentences(page)
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"summary": "x" * 1001}, {"notes": "x" * 3001}, {"slug": "A_b"}]
)
def test_what_the_files_of_the_record_cannot_hold_is_refused(client, fields):
    response = client.post(ORDINANCES, filled(make_place("Newton")) | fields)
    assert list(response.context["adminform"].form.errors) == list(fields)
    assert not Measure.objects.exists()


def test_a_form_does_not_say_that_a_measure_was_checked(client):
    crafted = {"verified_on": timezone.localdate().isoformat(), "verified_by": "1"}
    client.post(ORDINANCES, filled(make_place("Newton"), **crafted))
    assert Measure.objects.get().verified_on is None


def test_a_long_summary_is_refused_with_its_length(client):
    response = client.post(ORDINANCES, filled(make_place("Newton"), summary="word " * 61))
    assert "60 words at most: the summary has 61." in sentences(response)


# --- publishing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ([], "it needs at least one action"),
        ([("passed", "2024-01-01")], "at least one action needs a source"),
        (
            [("passed", "2024-01-01", {"source_urls": "https://www.google.com/search?q=ban"})],
            "is only a search page",
        ),
    ],
)
def test_publishing_says_exactly_what_is_missing(client, actions, said):
    data = filled(make_place("Newton"), actions, status="published", reason="Urgent.")

    response = client.post(ORDINANCES, data)

    assert said in sentences(response)
    assert not Measure.objects.exists()


def test_a_draft_needs_no_action_and_no_source(client):
    assert client.post(ORDINANCES, filled(make_place("Newton"))).status_code == 302


def test_what_was_published_cannot_lose_its_last_source(client):
    measure = make_measure(actions=[("passed", "2024-01-01", {"source_urls": [PAGE]})])
    response = change(client, measure, **{"actions-0-source_urls": "", "reason": "It is gone."})
    assert "at least one action needs a source" in sentences(response)


def test_the_address_of_what_is_published_never_changes(client):
    draft = make_measure(status="draft")
    change(client, draft, slug="another-address")
    draft.refresh_from_db()
    assert draft.slug == "another-address"

    public = make_measure(actions=[("passed", "2024-01-01", {"source_urls": [PAGE]})])
    data = {"slug": "moved", "title": "New title", "reason": "A slip."}
    assert change(client, public, **data).status_code == 302
    own = Proposal.objects.get().proposed["own"][""]
    assert (own["slug"], own["title"]) == (public.slug, "New title")


def test_what_is_published_is_never_deleted_and_the_desk_says_what_to_do(client):
    measure = make_measure(status="published")
    url = f"/admin/laws/ordinance/{measure.pk}/delete/"

    response = client.post(url, {"post": "yes"}, follow=True)

    assert "What was published is never deleted" in response.content.decode()
    assert Measure.objects.filter(pk=measure.pk).exists()


def test_a_draft_can_be_deleted_with_all_that_is_its_own(client):
    measure = make_measure(status="draft", actions=[("introduced", "2024")])
    make_provision(measure)
    client.post(f"/admin/laws/ordinance/{measure.pk}/delete/", {"post": "yes"})
    assert not Measure.objects.exists()
    assert not Provision.objects.exists()


# --- what is reckoned ---------------------------------------------------------------------------


def test_the_page_says_in_words_what_follows_from_the_actions(client):
    measure = make_measure(
        actions=[
            ("passed", "2020-06"),
            ("repealed", "2022-01-01", {"basis": "disputed", "description": "Two codes differ."}),
        ]
    )

    page = client.get(f"/admin/laws/ordinance/{measure.pk}/change/").content.decode()

    assert "Ended since January 1, 2022 – disputed: Two codes differ." in page
    assert "Took effect June 2020 (passed); ended January 1, 2022" in page
    assert (
        "It may have taken effect as early as June 1, 2020, and counts as in effect from June 30"
        in page
    )
    assert measure.get_absolute_url() in read(page).addresses


def test_the_reckoning_follows_a_changed_action(client):
    measure = make_measure(actions=[("passed", "2020-06-01")], status="draft")
    change(client, measure, **{"actions-0-when": "2021-03"})
    measure.refresh_from_db()
    assert measure.effective_on == date(2021, 3, 31)
