"""Several measures changed at once: listed before, refused one by one, and done together."""

from unittest.mock import patch

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError

from laws.dataset.upsert import analyze
from laws.editing.bulk import MOST
from laws.editing.snapshot import document, documents
from laws.models import Measure, MeasureRevision, Proposal
from tests.support.desk_forms import FormOnPage
from tests.support.desk_roles import PAGE, PASSED, make_role
from tests.support.elements import read
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_session,
    make_source,
    make_state,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/laws/ordinance/"
FIELDS, STATUS = "/admin/several/ordinance/fields/", "/admin/several/ordinance/status/"


def log_in(client, role):
    account = make_role(role)
    client.force_login(account)
    return account


def keys(*measures):
    return ".".join(str(measure.pk) for measure in measures)


def ask(client, address, *measures, **wish):
    """The page that lists each change."""
    wish = {"keys": keys(*measures), "reason": "Read again."} | wish
    return client.post(address, wish)


def confirm(client, address, shown):
    found = FormOnPage(shown).data["confirmed"]
    return client.post(address, {"confirmed": found}, follow=True)


def how(shown):
    fates = [*shown.context["going"], *shown.context["refused"], *shown.context["same"]]
    return {fate.measure.title: fate.why or fate.how for fate in fates}


def stored(**fields):
    return set(Measure.objects.filter(**fields).values_list("title", flat=True))


def make_three(**fields):
    return [make_measure(status, status=status, actions=[PASSED], **fields)
            for status in ("draft", "in_review", "published")]  # fmt: skip


def test_the_list_leads_to_the_page_with_those_that_are_ticked(client):
    log_in(client, "editor")
    measures = make_three()
    ticked = [measure.pk for measure in measures[:2]]
    for action, address in (("change_fields", FIELDS), ("change_status", STATUS)):
        data = {"action": action, "_selected_action": ticked, "index": "0"}
        page = client.post(LIST, data, follow=True)
        assert page.request["PATH_INFO"] == address
        assert page.context["count"] == 2


def test_each_change_is_listed_and_nothing_happens_before_it_is_confirmed(client):
    log_in(client, "editor")
    measures = make_three(regulates=["police", "drones"])
    already = make_measure("already", effect="study", regulates=["schools", "police"])
    before = documents(measure.pk for measure in measures)
    revisions = MeasureRevision.objects.count()

    wish = {"effect": "study", "add_regulates": ["schools"], "remove_regulates": ["drones"]}
    shown = ask(client, FIELDS, *measures, already, **wish)

    rows = read(shown).rows
    assert ["Effect", "Ban", "Study"] in rows
    assert ["Regulates", "Police, Drones", "Police, Schools"] in rows
    assert how(shown) == {"draft": "changed", "in_review": "changed", "published": "proposed",
                          "already": "same"}  # fmt: skip
    assert documents(measure.pk for measure in measures) == before
    assert (MeasureRevision.objects.count(), Proposal.objects.count()) == (revisions, 0)


def test_confirmed_drafts_change_and_what_is_published_becomes_a_proposal_each(client):
    editor = log_in(client, "editor")
    measures = make_three()
    public = measures[2]
    make_provision(public)
    now = document(public)

    done = confirm(client, FIELDS, ask(client, FIELDS, *measures, effect="study", reach="narrow"))

    said = "2 changed; 1 proposed (public once a publisher accepts)."
    assert said in done.content.decode()
    assert stored(effect="study", reach="narrow", edited_by=editor) == {"draft", "in_review"}
    assert document(public) == now
    proposal = Proposal.objects.get()
    assert (proposal.measure, proposal.author, proposal.reason) == (public, editor, "Read again.")
    assert proposal.base == now
    changed = now["own"][""] | {"effect": "study", "reach": "narrow"}
    assert proposal.proposed == now | {"own": {"": changed}}
    context = MeasureRevision.objects.latest("pgh_id").pgh_context
    assert (context["reason"], context["username"]) == ("Read again.", "editor")
    assert LogEntry.objects.count() == 3


def test_what_changed_meanwhile_is_not_overwritten_and_nothing_else_happens(client):
    log_in(client, "editor")
    measures = make_three()
    shown = ask(client, FIELDS, *measures, effect="study")
    Measure.objects.filter(pk=measures[1].pk).update(notes="Mine.")

    again = confirm(client, FIELDS, shown)

    assert "Nothing was changed" in again.content.decode()
    assert "◆ Somerville in_review" in read(again).text
    assert stored(effect="study") == set()
    assert not Proposal.objects.exists()
    confirm(client, FIELDS, again)
    assert stored(effect="study") == {"draft", "in_review"}
    assert Measure.objects.get(pk=measures[1].pk).notes == "Mine."


def test_what_was_sent_on_meanwhile_is_looked_at_again(client):
    log_in(client, "editor")
    draft, *_ = make_three()
    shown = ask(client, FIELDS, draft, effect="study")
    Measure.objects.filter(pk=draft.pk).update(status="published")
    assert how(confirm(client, FIELDS, shown)) == {"draft": "proposed"}
    assert not Proposal.objects.exists()


def test_it_goes_all_or_not_at_all(client):
    log_in(client, "editor")
    measures = make_three()
    shown = ask(client, FIELDS, *measures, effect="study")
    with patch("laws.editing.bulk.propose", side_effect=IntegrityError):
        page = confirm(client, FIELDS, shown)
    assert "Nothing was changed: a number is now taken" in page.content.decode()
    assert stored(effect="study") == set()


def test_refusals_stand_beside_those_that_go(client):
    log_in(client, "editor")
    withdrawn = make_measure("withdrawn", status="withdrawn", withdrawn_reason="x")
    only = make_measure("only", regulates=["police"])
    both = make_measure("both", regulates=["police", "drones"])
    shown = ask(client, FIELDS, withdrawn, only, both, remove_regulates=["police"])
    assert how(shown) == {
        "withdrawn": "You may not edit it.",
        "only": "It would regulate no one: leave at least one group.",
        "both": "proposed",
    }


def test_a_session_is_of_the_same_legislature_and_leaves_every_number_its_own(client):
    log_in(client, "editor")
    session = make_session(end_on="2024-12-31")
    make_measure("Taken", "MA", identifier="S 0927", session=session)
    wanted = {"Free": ("MA", "S.928"), "Same number": ("MA", "S.927"), "Elsewhere": ("CA", "S.1")}
    bills = [make_measure(title, state_code, [("introduced", "2023-02-01")], status="draft",
                          identifier=number)
             for title, (state_code, number) in wanted.items()]  # fmt: skip
    address = "/admin/several/bill/fields/"
    shown = ask(client, address, *bills, session=session.pk)
    assert how(shown) == {
        "Free": "changed",
        "Same number": "Another measure of that session has its number.",
        "Elsewhere": f"{session} is not a session of California.",
    }
    confirm(client, address, shown)
    free = Measure.objects.get(title="Free")
    # What follows from the session is reckoned again.
    assert free.session == session
    assert free.stages.latest("from_on").stage == "failed"


# --- the status -------------------------------------------------------------------------------


def make_ready(title, actions=(PASSED,), **fields):
    known = {"status": "in_review", "summary": "Bars it."}
    measure = make_measure(title, actions=actions, **known | fields)
    make_source(measure, PAGE)
    return measure


def test_each_measure_moves_by_the_rules_of_the_workflow(client):
    publisher = log_in(client, "publisher")
    ready = [make_ready("Ready"), make_ready("Own", edited_by=publisher),
             make_ready("Draft", status="draft"), make_ready("Public", status="published"),
             make_measure("No source", status="in_review", actions=[("passed", "2024")]),
             make_ready("Off", actions=[PASSED, ("reinstated", "2021-05-01")]),
             ]  # fmt: skip

    shown = ask(client, STATUS, *ready, status="published")

    said = how(shown)
    assert said["Ready"] == "moved"
    assert said["Public"] == "same"
    assert "another publisher has to" in said["Own"]
    assert "Only a superuser" in said["Draft"]
    assert "at least one action needs a source" in said["No source"]
    assert "Something is off: “Reinstated” (May 1, 2021)" in said["Off"]
    assert ["Status", "In review", "Published"] in read(shown).rows
    assert stored(status="published") == {"Public"}
    confirm(client, STATUS, shown)
    assert stored(status="published") == {"Public", "Ready"}
    assert Measure.objects.get(title="Ready").published_by == publisher


def test_several_are_sent_to_review_and_none_is_withdrawn_without_its_page(client):
    log_in(client, "publisher")
    drafts = [make_ready(f"Draft {n}", status="draft") for n in range(2)]
    confirm(client, STATUS, ask(client, STATUS, *drafts, status="in_review"))
    assert stored(status="in_review") == {"Draft 0", "Draft 1"}

    public = make_ready("Public", status="published", slug="m")
    asked = ask(client, STATUS, public, status="withdrawn", reason="A mistake.")
    assert "confirmed" not in FormOnPage(asked).data
    assert stored(status="published") == {"Public"}


def test_a_contributor_sends_own_drafts_for_review_and_nothing_else(client):
    me = log_in(client, "contributor")
    own = make_ready("Own", status="draft", entered_by=me)
    others = [make_ready(f"Of others {at}", status=at) for at in ("draft", "published")]

    shown = ask(client, STATUS, own, *others, status="in_review")

    assert [planned.measure for planned in shown.context["going"]] == [own]


def test_a_contributor_publishes_nothing(client):
    me, status = log_in(client, "contributor"), "published"
    measures = [make_ready(f"own {at}", status=at, entered_by=me)
                for at in ("draft", "in_review", "published")]  # fmt: skip
    before = list(Measure.objects.order_by("pk").values_list("status", flat=True))

    shown = ask(client, STATUS, *measures, status=status)
    assert shown.context["going"] == []
    assert "confirmed" not in FormOnPage(shown).data

    root = make_role("superuser", "root")
    client.force_login(root)
    stolen = FormOnPage(ask(client, STATUS, *measures, status=status)).data["confirmed"]
    client.force_login(me)
    for confirmed in (stolen, "", "x"):
        client.post(STATUS, {"confirmed": confirmed})
        client.post(FIELDS, {"confirmed": confirmed})
    assert list(Measure.objects.order_by("pk").values_list("status", flat=True)) == before


def test_a_contributor_changes_own_drafts_and_nothing_else(client):
    me = log_in(client, "contributor")
    measures = [make_ready(f"{whose} {at}", status=at, entered_by=by)
                for at in ("draft", "in_review", "published")
                for whose, by in (("own", me), ("other", None))]  # fmt: skip
    assert "change_status" not in client.get(LIST).content.decode()
    shown = ask(client, FIELDS, *measures, effect="study")
    assert [fate.measure.title for fate in shown.context["going"]] == ["own draft"]
    confirm(client, FIELDS, shown)
    assert stored(effect="study") == {"own draft"}
    assert not Proposal.objects.exists()


# --- what is sent -----------------------------------------------------------------------------


def test_bad_input_is_answered_and_changes_nothing(client):
    log_in(client, "publisher")
    measure = make_ready("Ready")
    one = keys(measure)
    for address in (FIELDS, STATUS):
        for data in ({}, {"keys": ""}, {"keys": "x.\x00.9" + "9" * 30}, {"keys": one},
                     {"keys": one, "reason": "x", "effect": "x", "status": "x"},
                     {"keys": one, "reason": "\x00", "effect": "ban"}, {"confirmed": "x"},
                     {"keys": one, "reason": "x", "session": "x", "add_regulates": ["\x00"]},
                     ):  # fmt: skip
            assert client.post(address, data).status_code in (200, 302), data
        for query in ("", "?keys=", "?keys=x", f"?keys={'9.' * 3000}"):
            assert client.get(address + query).status_code in (200, 302)
    both = {"add_regulates": ["police"], "remove_regulates": ["police"]}
    assert "added and removed" in ask(client, FIELDS, measure, **both).content.decode()
    assert "Choose what to change." in ask(client, FIELDS, measure).content.decode()
    assert "Say why" in ask(client, FIELDS, measure, effect="ban", reason="").content.decode()
    client.force_login(make_role("administrator"))
    assert client.get(f"{FIELDS}?keys={one}").status_code == 403
    client.force_login(make_role("editor"))
    for address in ("/admin/several/measure/fields/", "/admin/several/bill/x/"):
        assert client.get(address).status_code == 404
    assert Measure.objects.get().status == "in_review"


def test_what_another_section_keeps_is_not_changed_here(client):
    log_in(client, "editor")
    bill = make_measure("A bill", "MA", status="draft")
    page = client.post(FIELDS, {"keys": keys(bill), "effect": "study", "reason": "x"}, follow=True)
    assert "None of the selected measures" in page.content.decode()


def test_a_hundred_at_once_and_few_queries(client, django_assert_max_num_queries):
    log_in(client, "editor")
    place = make_place()
    Measure.objects.bulk_create(
        Measure(slug=f"m{n}", title=f"Ban {n}", jurisdiction=place, kind="ordinance", effect="ban",
                regulates=["police"], status="draft")
        for n in range(MOST + 1)
    )  # fmt: skip
    analyze()
    every = {"action": "change_fields", "select_across": "1", "index": "0",
             "_selected_action": [Measure.objects.first().pk]}  # fmt: skip
    assert "At most 100" in client.post(LIST, every, follow=True).content.decode()
    chosen = list(Measure.objects.order_by("pk"))[:MOST]
    with django_assert_max_num_queries(15):
        shown = ask(client, FIELDS, *chosen, effect="study")
    assert len(shown.context["going"]) == MOST


def test_documents_of_several_are_those_of_each():
    measures = make_three()
    make_provision(measures[0])
    make_source(measures[1], PAGE)
    make_measure("Another", make_state("MA"))
    found = documents(measure.pk for measure in measures)
    assert found == {measure.pk: document(measure) for measure in measures}


def test_a_doubt_without_its_reason_is_refused_for_each(client):
    log_in(client, "editor")
    draft, *_ = make_three()

    shown = ask(client, FIELDS, draft, effect_basis="not_read")
    assert how(shown)["draft"].startswith("Say why the effect is in doubt")

    known = {"effect_basis": "not_read", "effect_note": "Its text was not seen."}
    confirm(client, FIELDS, ask(client, FIELDS, draft, **known))
    assert stored(**known) == {"draft"}


def test_only_a_countys_measure_can_cover_its_cities(client):
    log_in(client, "editor")
    draft, *_ = make_three()

    shown = ask(client, FIELDS, draft, county_reach="municipalities")

    assert how(shown)["draft"] == "It is not a county’s."


def test_a_contributor_is_told_at_once_that_none_of_the_selected_may_be_changed(client):
    client.force_login(make_role("contributor"))
    public = make_measure("Public", actions=[PASSED])
    asked = {"action": "change_fields", "_selected_action": [public.pk], "index": "0"}
    page = client.post("/admin/laws/ordinance/", asked, follow=True)
    assert "You may change your own drafts" in read(page).text
    assert page.redirect_chain == [("/admin/laws/ordinance/", 302)]
