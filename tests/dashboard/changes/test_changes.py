"""The public log of changes: what changed, from what to what, and why; never who, never a draft."""

import pghistory
import pytest

from laws.models import (
    CaseEffect,
    CourtCase,
    Jurisdiction,
    LegislativeSession,
    Measure,
    Milestone,
    Question,
    Source,
)
from tests.support.elements import read
from tests.support.makers import (
    action,
    make_case,
    make_measure,
    make_place,
    make_provision,
    make_question,
    make_relation,
    make_session,
    make_state,
)
from tests.support.record_folder import RecordFolder
from tests.support.responses import text

pytestmark = pytest.mark.django_db(transaction=True)


def change(measure, reason="", **fields):
    with pghistory.context(username="ada.lovelace", reason=reason):
        Measure.objects.filter(pk=measure.pk).update(**fields)


@pytest.fixture
def bill():
    return make_measure(
        "An Act", "MA", identifier="S.927", slug="ma-s927-2023", summary="Old words."
    )


def log(client, **asked):
    changes = client.get("/changes.json", asked).json()["changes"]
    plain = ("field", "before", "after")
    for one in changes:
        one["differences"] = [{key: d[key] for key in plain} for d in one["differences"]]
    return changes


def test_a_changed_field_is_shown_before_and_after_with_the_reason(client, bill):
    change(bill, "The clerk corrected it.", summary="New words.", effect="restriction")

    newest = log(client)[0]
    assert newest["what"] == "Changed"
    assert newest["reason"] == "The clerk corrected it."
    assert newest["differences"] == [
        {"field": "Effect", "before": "Ban", "after": "Restriction"},
        {"field": "Summary", "before": "Old words.", "after": "New words."},
    ]
    page = read(client.get("/changes/"))
    assert "Old words." in [gone.text for gone in page.all("del")]
    assert "New words." in [new.text for new in page.all("ins")]
    assert "Why: The clerk corrected it." in page.text


def test_no_name_of_staff_is_in_it(client, bill, django_user_model):
    someone = django_user_model.objects.create_user("grace.hopper")
    change(bill, verified_on="2026-01-01", verified_by=someone)

    for address in ("/changes/", "/changes.json", "/measures/ma-s927-2023/"):
        said = client.get(address).content.decode()
        assert "ada.lovelace" not in said
        assert "grace.hopper" not in said
    assert log(client, kind="all")[0]["differences"] == [
        {"field": "Verified on", "before": "", "after": "January 1, 2026"}
    ]


def test_checks_are_a_kind_of_their_own_and_shown_when_asked_for(client, bill):
    change(bill, summary="New words.")
    change(bill, "verified against its source", verified_on="2026-01-01")
    change(bill, verified_on=None)

    def kinds(**asked):
        return [(one["kind"], one["what"], one["reason"]) for one in log(client, **asked)]

    changed = [("change", "Changed", "")]
    checks = [
        ("check", "Its last check was undone", ""),
        ("check", "Checked against its sources", ""),
    ]
    assert kinds()[:1] == kinds(measure=bill.slug)[:1] == kinds(kind="x")[:1] == changed
    assert kinds(kind="checks") == checks
    assert kinds(kind="all")[:3] == [*checks, *changed]
    page = read(client.get("/changes/?kind=checks"))
    assert "Its last check was undone" in page.text
    assert page.link("Both") == "/changes/?kind=all"
    assert "Checked against" not in read(client.get(bill.get_absolute_url())).find("main").text


def test_rows_of_a_measure_are_named_as_its_page_names_them(client, bill):
    make_question("warrant_required", text="Is a warrant required?")
    provision = make_provision(bill)
    provision.pinpoint = "§ 2(a)"
    provision.save()
    Source.objects.create(measure=bill, url="https://example.gov/s927")
    other = make_measure("Companion", "MA", identifier="H.1728")
    make_relation(bill, "companion", other)

    said = [(one["what"], one["differences"][0]) for one in log(client) if one["differences"]]
    assert [what for what, _ in said] == [
        "Relation: added",
        "Source: added",
        "“Is a warrant required?”: changed",
        "“Is a warrant required?”: answered",
    ]
    assert said[1][1]["after"] == "https://example.gov/s927"
    assert said[2][1] == {"field": "Pinpoint", "before": "", "after": "§ 2(a)"}


def test_a_draft_is_never_in_it_and_its_earlier_changes_stay_away_after_publication(client):
    draft = make_measure("Secret", "MA", status="draft", identifier="S.1")
    change(draft, title="Secret still")
    assert log(client) == []

    change(draft, "Ready.", status="published", title="Public")
    found = log(client)
    assert [(one["what"], one["differences"], one["reason"]) for one in found] == [
        ("Published", [], "Ready.")
    ]
    assert "Secret" not in client.get("/changes/").content.decode()


def test_of_what_is_withdrawn_the_log_says_only_that_and_why(client, bill):
    change(bill, title="Changed")
    change(bill, status="withdrawn", withdrawn_reason="A mistake.")

    (one,) = log(client)
    assert (one["what"], one["reason"], one["differences"]) == ("Withdrawn", "A mistake.", [])


def test_a_relation_to_a_draft_is_not_in_it(client, bill):
    make_relation(bill, "related", make_measure("Secret", "MA", status="draft", identifier="S.2"))

    assert all("Relation" not in one["what"] for one in log(client))


def test_a_load_is_named_as_a_whole_and_not_row_by_row(client, tmp_path):
    folder = RecordFolder(tmp_path)
    folder.load()
    assert log(client) == []
    assert "Release test, loaded on" in text(client.get("/changes/"))

    folder.spoil("measures.csv", title="Another title")
    folder.load()
    (change,) = log(client)
    assert change["reason"] == "No reason given."
    assert [one["after"] for one in change["differences"]] == ["Another title"]


def test_one_measure_has_its_own_log(client, bill):
    other = make_measure("Other", "MA", identifier="S.3")
    change(other, title="Other changed")
    change(bill, title="This changed")

    assert {one["measure"] for one in log(client, measure="ma-s927-2023")} == {
        "Massachusetts S.927"
    }


@pytest.mark.parametrize("slug", ["no-such-measure", "secret-draft"])
def test_an_unknown_measure_is_explained(client, bill, slug):
    make_measure("Secret", "MA", status="draft", slug="secret-draft", identifier="S.4")

    page = client.get("/changes/", {"measure": slug})
    assert page.status_code == 200
    assert f"measure={slug} was not understood" in text(page)
    assert "Secret" not in page.content.decode()


@pytest.mark.parametrize("number", ["0", "x", "99999999999"])
def test_a_mistaken_page_is_explained(client, bill, number):
    assert f"page={number} was not understood" in text(client.get("/changes/", {"page": number}))


def test_older_changes_are_on_further_pages(client, bill):
    for number in range(120):
        change(bill, title=f"Title {number}")

    first, second = log(client), log(client, page="2")
    assert len(first) == 100
    assert first[0]["differences"][0]["after"] == "Title 119"
    assert second[0]["differences"][0]["after"] == "Title 19"
    assert read(client.get("/changes/")).all("[rel=next]")


def test_its_queries_are_few_whatever_the_number_of_changes(
    client, bill, django_assert_max_num_queries
):
    for number in range(60):
        change(make_measure("A", "MA", identifier=f"H.{number}"), title="B")

    with django_assert_max_num_queries(10):
        assert client.get("/changes/").status_code == 200


# --- on the page of a measure -----------------------------------------------------------------


def test_a_measures_page_shows_its_latest_changes_without_names(client, bill):
    make_question("warrant_required", text="Is a warrant required?")
    make_provision(bill, detail="At night.").delete()
    make_relation(bill, "companion", make_measure("H", "MA", identifier="H.1728"))
    for number in range(9):
        change(bill, "The clerk corrected it.", title=f"Title {number}")

    page = client.get("/measures/ma-s927-2023/")

    said = text(page)
    assert "The latest changes; the last on" in said
    assert "Why: The clerk corrected it." in said
    assert "Relation: added." in said
    assert "To measure nothing before Massachusetts H.1728" in said
    assert len([new for new in read(page).all("ins") if new.text.startswith("Title")]) == 9
    assert "At night." not in said
    assert "ada.lovelace" not in said
    assert "/changes/?measure=ma-s927-2023" in read(page).addresses
    twin = client.get("/measures/ma-s927-2023.json").json()
    assert twin["changes"] == "http://testserver/changes.json?measure=ma-s927-2023"


def test_a_measure_as_it_came_says_that_nothing_changed(client, tmp_path):
    RecordFolder(tmp_path).load()
    assert "No changes since it was added." in text(client.get("/measures/ma-s927-193rd/"))


def test_what_is_not_public_is_not_among_the_changes_on_a_measures_page(client, bill):
    make_relation(bill, "related", make_measure("Secret", "MA", status="draft", identifier="S.2"))
    assert "Secret" not in client.get("/measures/ma-s927-2023/").content.decode()


def test_a_government_that_the_page_has_not_read_is_left_unnamed(client, bill):
    change(bill, jurisdiction=make_state("NY"))
    assert "Jurisdiction another government New York" in text(client.get("/measures/ma-s927-2023/"))


# --- what is no measure ---------------------------------------------------------------------------


def test_a_changed_session_place_milestone_and_question_are_in_the_log(
    client, django_assert_max_num_queries
):
    session = make_session(end_on="2025-01-07")
    make_measure("A bill", "MA", [("introduced", "2025-02-01")], session=session)
    place, question = make_place(), make_question(text="Is a warrant needed?")
    milestone = Milestone.objects.create(
        day="2019-01-01", title="A study", category="x", confidence="high"
    )
    with pghistory.context(username="ada.lovelace", reason="The clerk corrected it."):
        LegislativeSession.objects.filter(pk=session.pk).update(end_on="2025-12-31")
        Jurisdiction.objects.filter(pk=place.pk).update(kind="town")
        Question.objects.filter(pk=question.pk).update(text="Is a warrant required?")
        milestone.delete()

    with django_assert_max_num_queries(10):
        page = read(client.get("/changes/"))
    assert "December 31, 2025" in page.text
    said = {one["noun"]: one for one in log(client) if one["reason"]}
    assert [(one["about"], one["what"], one["href"]) for one in said.values()] == [
        ("A study", "Milestone removed", "/timeline/"),
        ("Is a warrant required?", "Question changed", "/provisions/"),
        ("Somerville, MA", "Place changed", "/places/ma/somerville/"),
        ("Massachusetts, 193rd session", "Session changed", "/states/ma/"),
    ]
    assert said["session"]["differences"] == [
        {"field": "Last day", "before": "January 7, 2025", "after": "December 31, 2025"}
    ]
    assert said["session"]["measure"] == ""
    assert "ada.lovelace" not in client.get("/changes.json").content.decode()


@pytest.mark.parametrize(
    ("was", "is_now", "said"),
    [
        (("2021-01-01", "day"), ("2021-01-01", "month"), ["January 1, 2021", "January 2021"]),
        (("2021-01-01", "month"), ("2021-01-01", "year"), ["January 2021", "2021"]),
        (("2021-01-01", "year"), ("2021-01-01", "day"), ["2021", "January 1, 2021"]),
        (("2021-03-01", "month"), ("2021-01-01", "year"), ["March 2021", "2021"]),
    ],
)
def test_a_date_that_is_known_more_or_less_exactly_is_shown_before_and_after(
    client, bill, was, is_now, said
):
    def dated(day, precision):
        return {"day": day, "precision": precision}

    case = make_case(effects=[(bill, "upheld", None)])
    milestone = Milestone.objects.create(
        title="A study", category="x", confidence="high", **dated(*was)
    )
    act = action(bill, 2, "referred", "2021-06-01")
    act.save()

    def all_are(day, precision):
        CaseEffect.objects.update(**dated(day, precision))
        CourtCase.objects.update(
            filed_day=day, filed_precision=precision, decided_day=day, decided_precision=precision
        )
        type(act).objects.filter(pk=act.pk).update(**dated(day, precision))
        Milestone.objects.filter(pk=milestone.pk).update(**dated(day, precision))

    all_are(*was)
    before = log(client)
    all_are(*is_now)

    fresh = log(client)[: -len(before)]
    assert case.name in {one["about"] for one in fresh}
    told = {
        (one["noun"], one["field"]): [one["before"], one["after"]]
        for entry in fresh
        for one in [d | {"noun": entry["noun"]} for d in entry["differences"]]
    }
    assert told == {
        ("case", "Filed"): said,
        ("case", "Decided"): said,
        ("case", "Date"): said,
        ("milestone", "Date"): said,
        ("measure", "Date"): said,
    }


def test_what_no_reader_met_and_what_a_load_brought_is_not_in_the_log(client, bill):
    session = make_session()
    make_measure("A draft", "MA", session=session, status="draft")
    LegislativeSession.objects.filter(pk=session.pk).update(note="New.")
    with pghistory.context(origin="load", reason="Loaded"):
        make_place().save()
        Jurisdiction.objects.update(population=9)
    assert not [one for one in log(client) if one["about"] in ("Somerville", "Somerville, MA")]
    assert "session" not in {one["noun"] for one in log(client)}
