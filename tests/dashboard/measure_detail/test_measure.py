import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from dashboard.web.params import today
from laws.models import Action, Chamber, SeenPage
from tests.support.elements import read
from tests.support.makers import (
    action,
    make_country,
    make_measure,
    make_place,
    make_provision,
    make_question,
    make_relation,
    make_session,
    make_source,
    make_sponsor,
    make_state,
    make_statewide_law,
)
from tests.support.responses import csv_rows, part, text

pytestmark = pytest.mark.django_db
BILL = [("introduced", "2023-02-16", {"chamber": "upper"}), ("hearing", "2023-11-21")]


def page(client, slug, on=""):
    return client.get(reverse("measure", args=[slug]), {"on": on} if on else {})


def twin(client, slug, on=""):
    return client.get(reverse("measure-json", args=[slug]), {"on": on} if on else {}).json()


def headline(client, slug, on=""):
    return part(page(client, slug, on), "h1")


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_what_is_not_published_has_no_page_and_leaks_no_title(client, status):
    make_measure("SECRET", slug="m", status=status, actions=[("enacted", "2020-01-01")])
    for name in ("measure", "measure-json"):
        response = client.get(reverse(name, args=["m"]))
        assert response.status_code == 404
        assert b"SECRET" not in response.content


@pytest.mark.parametrize(
    ("fields", "on", "sentence"),
    [
        (
            {"jurisdiction": "MA", "identifier": "S.927", "effect": "restriction",
             "actions": BILL},
            "2023-07-20",
            "S.927 would restrict police and government use of face recognition. It was pending on "
            "July 20, 2023.",
        ),
        (
            {"actions": [("passed", "2019-06-27"), ("effective", "2019-06-28")]},
            "2020-01-01",
            "Somerville had banned police and government use of face recognition since "
            "June 28, 2019.",
        ),
        (
            {"regulates": ["police"], "actions": [("passed", "2020-08-18"),
                                                  ("repealed", "2025-02")]},
            "2026-01-01",
            "Somerville banned police use of face recognition from August 18, 2020 until "
            "February 2025.",
        ),
        (
            {"actions": [("passed", "2019-05-14"), ("effective", "2019-07",
                                                    {"basis": "inferred"})]},
            "2020-01-01",
            "Somerville had banned police and government use of face recognition since "
            "July 2019 (inferred).",
        ),
        (
            {"jurisdiction": "MA", "law_citation": "St. 2020, c. 253", "identifier": "S.2963",
             "effect": "oversight", "use_modes": ["live"],
             "actions": [("enacted", "2020-12-31"), ("effective", "2021-07-01")]},
            "2021-01-01",
            "S.2963 (2020) was set to require oversight of police and government use of live "
            "face recognition from July 1, 2021.",
        ),
        (
            {"jurisdiction": "MA", "identifier": "H.1", "regulates": ["private"],
             "effect": "private_sector", "reach": "narrow",
             "actions": [("introduced", "2019-01-01"), ("failed", "2019-05-01")]},
            "2020-01-01",
            "H.1 would have regulated some business use of face recognition. It failed.",
        ),
        (
            {"jurisdiction": "MA", "identifier": "H.2", "regulates": ["schools"],
             "effect": "schools", "actions": [("passed", "2019-01-01"),
                                              ("vetoed", "2019-02-01")]},
            "2020-01-01",
            "H.2 would have regulated the use of face recognition in schools. It was vetoed.",
        ),
        (
            {"jurisdiction": "MA", "identifier": "H.3", "regulates": ["police", "body_cameras"],
             "effect": "moratorium", "reach": "narrow", "actions": BILL},
            "2023-07-20",
            "H.3 would pause police use of face recognition with body cameras. It was pending on "
            "July 20, 2023.",
        ),
        (
            {"jurisdiction": "MA", "identifier": "H.4", "actions": BILL},
            "2020-01-01",
            "H.4 had not begun by January 1, 2020.",
        ),
        (
            {"jurisdiction": "MA", "identifier": "S.5", "actions": BILL,
             "summary": "Would let only the State Police search faces; carried over."},
            "2023-07-20",
            "S.5 would let only the State Police search faces. It was pending on July 20, 2023.",
        ),
        (
            {"jurisdiction": "MA", "identifier": "S.6", "actions": [*BILL, ("failed", "2024")],
             "summary": "Would let only the State Police search faces."},
            "2025-01-01",
            "S.6 proposed to let only the State Police search faces. It failed.",
        ),
        (
            {"jurisdiction": "MA", "identifier": "S.7", "actions": BILL,
             "summary": "Would " + "at length " * 30},
            "2023-07-20",
            "S.7 would ban police and government use of face recognition. It was pending on "
            "July 20, 2023.",
        ),
    ],
)  # fmt: skip
def test_the_headline_says_what_it_does_and_whether_it_binds(client, fields, on, sentence):
    make_measure(slug="m", **fields)
    assert headline(client, "m", on) == sentence


def gist(client, slug, on=""):
    return read(page(client, slug, on)).find(".gist")


def test_the_first_screen_says_the_text_the_next_step_the_votes_and_the_sponsors(client):
    vote = {"chamber": "upper", "yes": 28, "no": 12}
    measure = make_measure(
        slug="m", jurisdiction="MA", identifier="S.1", summary="Would end it. It has more.",
        actions=[*BILL, ("passed_chamber", "2023-12-01", vote)],
    )  # fmt: skip
    make_source(measure, url="https://example.org/news")
    make_source(measure, url="https://leg.gov/files", official=True, note="a status file")
    make_source(measure, url="https://leg.gov/S1", official=True)
    for name, kind in (("Ann Lee", "primary"), ("Bo Ray", "cosponsor")):
        make_sponsor(measure, name, classification=kind)
    found = gist(client, "m", "2024-01-01")

    assert ("Read the bill", "https://leg.gov/S1") in found.links
    for words in (
        "Passed one chamber. Next: the other chamber.",
        "Votes: Senate 28 to 12, Dec 1, 2023.",
        "Sponsors: Ann Lee and one other.",
    ):
        assert words in found.text
    assert "28 to 12" not in gist(client, "m", "2023-11-30").text
    assert read(page(client, "m", "2024-01-01")).find("p.sub").text == "It has more."


def test_a_vote_is_said_of_whoever_decided_and_a_committee_s_tally_is_none(client):
    votes = [("reported", "2019-03", 4, 2), ("referred", "2019-04", 5, 0),
             ("passed_chamber", "2019-05", 6, 1), ("passed", "2019-06", 1179, 8),
             ("repealed", "2022-07", 4, 2)]  # fmt: skip
    cast = [(kind, on, {"chamber": "council", "yes": yes, "no": no}) for kind, on, yes, no in votes]
    make_measure(slug="m", actions=cast)
    make_measure(slug="n", actions=cast[:2])

    assert gist(client, "m").text.endswith(
        "Votes: First reading 6 to 1, May 2019; Passed 1,179 to 8, Jun 2019; "
        "Repealed 4 to 2, Jul 2022."
    )
    assert "Votes" not in gist(client, "n").text


def test_what_a_bill_is_cited_by_as_a_law_is_not_said_before_it_is_one(client):
    make_measure(
        slug="m", jurisdiction="MA", identifier="S.1", law_citation="St. 2024, c. 9",
        actions=[*BILL, ("enacted", "2024-06-01")],
    )  # fmt: skip

    assert "St. 2024, c. 9" not in text(page(client, "m", "2024-01-01"))
    assert "St. 2024, c. 9" in text(page(client, "m", "2024-07-01"))


def test_without_a_text_or_sponsors_the_first_screen_claims_none(client):
    make_source(make_measure(slug="m", actions=[("passed", "2019-05-14")]))

    assert gist(client, "m").text == "No link to its text yet. In effect since May 14, 2019"


def test_a_bill_whose_session_ended_failed_and_that_is_inferred(client):
    session = make_session(end_on="2024-12-31")
    make_measure(slug="m", jurisdiction="MA", identifier="S.1", session=session, actions=BILL)
    assert headline(client, "m", "2025-02-01").endswith(
        "It failed when its session ended (inferred)."
    )
    assert "Failed with the end of its session inferred" in text(page(client, "m", "2025-02-01"))


def test_stage_force_and_effect_stand_apart(client):
    make_measure(slug="m", jurisdiction="MA", identifier="S.1", effect="restriction", actions=BILL)
    said = text(page(client, "m", "2023-07-20"))
    assert "Stage: how far it got Introduced" in said
    assert "Status: is it in effect? Never in effect so far" in said
    assert "Effect: what it would do Restriction" in said


def test_force_from_the_vote_says_that_no_effective_date_was_found(client):
    make_measure(slug="m", actions=[("passed", "2020-12-17")])
    assert "Counted from the vote; effective date unknown." in text(page(client, "m"))


def test_inside_an_uncertain_span_force_is_not_claimed(client):
    make_measure(slug="m", actions=[("passed", "2020-08-18"), ("repealed", "2025-02")])
    said = text(page(client, "m", "2025-02-10"))
    assert "Status: is it in effect? Not certain" in said
    assert "Only February 2025 is known of its end" in said
    assert "it may have been in effect until February 28, 2025" in said
    make_measure(slug="n", kind="policy", actions=[("effective", "2023-09")])
    assert "Only September 2023 is known of its start" in text(page(client, "n", "2023-09-15"))


def test_what_is_disputed_says_why(client):
    why = {"basis": "disputed", "description": "two codes differ"}
    make_measure(slug="m", actions=[("passed", "2020-01-01"), ("effective", "2020-07-01", why)])
    said = text(page(client, "m"))
    assert "since July 1, 2020 (disputed)" in said
    assert "Since July 1, 2020 (disputed: two codes differ)." in said


def test_a_pending_bill_names_the_rule_that_binds_meanwhile(client):
    make_measure(
        slug="law", jurisdiction="MA", effect="restriction", law_citation="St. 2020, c. 253",
        actions=[("enacted", "2020-12-31")],
    )  # fmt: skip
    make_measure(slug="m", jurisdiction="MA", identifier="S.927", actions=BILL)
    said = text(page(client, "m", "2023-07-20"))
    assert "In effect on July 20, 2023: a restriction under St. 2020, c. 253" in said


@pytest.mark.parametrize(
    ("searched_on", "words"),
    [
        (
            "2026-01-02",
            "We last searched the law of Texas on January 2, 2026 and found no statewide rule",
        ),
        (None, "We have not searched the law of Texas for a statewide rule on government use."),
    ],
)
def test_none_found_and_not_researched_are_said_apart(client, searched_on, words):
    state = make_state("TX", searched_on=searched_on)
    make_measure(slug="m", jurisdiction=state, identifier="HB 1", actions=BILL)
    assert words in text(page(client, "m", "2023-07-20"))


def test_events_stand_on_either_side_of_the_date_shown(client):
    Chamber.objects.create(
        jurisdiction=make_state("MA"), kind="upper", name="Senate", legislature_name="General Court"
    )
    make_measure(slug="m", jurisdiction="MA", identifier="S.1", actions=BILL)
    said = text(page(client, "m", "2023-07-20"))
    bar = said.index("July 20, 2023: the date shown")
    assert said.index("February 16, 2023 Introduced in the Senate") < bar
    assert said.index("November 21, 2023 Hearing") > bar


def test_an_event_says_its_vote_its_basis_and_its_source(client):
    known = {
        "chamber": "council", "yes": 8, "no": 1, "basis": "assumed", "description": "first vote",
        "source_urls": ["https://www.example.gov/a", "javascript:alert(1)"],
    }  # fmt: skip
    make_measure(slug="m", actions=[("passed", "2019-05-14", known)])
    response = page(client, "m")
    assert "May 14, 2019 Passed by the council, 8 to 1 assumed First vote. example.gov" in text(
        response
    )
    assert b"javascript:" not in response.content


def test_a_source_leads_to_its_archived_copy_where_one_is_kept(client):
    kept, other = "https://example.gov/kept", "https://example.gov/other"
    measure = make_measure(slug="m", actions=[("passed", "2019-06-27")])
    for url in (kept, other, "https://example.gov/unseen"):
        make_source(measure, url=url)
    SeenPage.objects.create(url=kept, archived_url="https://archive.example/1?a=1&b=2")
    SeenPage.objects.create(url=other)

    body = page(client, "m").content.decode()
    assert body.count("archived copy") == 1
    assert "https://archive.example/1?a=1&b=2" in read(body).addresses
    assert {one["url"]: one["archived_url"] for one in twin(client, "m")["sources"]} == {
        kept: "https://archive.example/1?a=1&b=2",
        other: None,
        "https://example.gov/unseen": None,
    }


def test_provisions_stand_in_their_groups_with_answer_detail_and_place(client):
    measure = make_measure(slug="m", actions=[("passed", "2019-05-14")])
    make_question("warrant", group="use limits", text="Must police get a warrant?")
    make_provision(measure, "warrant", "qualified", detail="Only at night", pinpoint="§ 2(a)")
    said = text(page(client, "m"))
    assert "Use limits Must police get a warrant? In part: only at night. § 2(a)" in said


def test_relations_read_from_both_ends_and_only_to_what_is_published(client):
    old, new, secret, twin_bill = (
        make_measure(
            "SECRET" if slug == "secret" else slug, slug=slug, jurisdiction="MA",
            identifier=slug.upper(), actions=BILL,
            status="draft" if slug == "secret" else "published",
        )
        for slug in ("old", "new", "secret", "twin")
    )  # fmt: skip
    make_relation(new, "reintroduces", old)
    make_relation(new, "companion", twin_bill)
    make_relation(secret, "replaces", new)
    assert "OLD (2023) which it reintroduces" in text(page(client, "new"))
    assert "NEW (2023) which reintroduces it" in text(page(client, "old"))
    assert "TWIN (2023) its companion" in text(page(client, "new"))
    assert "NEW (2023) its companion" in text(page(client, "twin"))
    assert "SECRET" not in text(page(client, "new"))
    assert {one["slug"] for one in twin(client, "new")["relations"]} == {"old", "twin"}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "Not yet checked against its sources by a person."),
        (10, "Checked against its sources on"),
        (400, "overdue for another check"),
    ],
)
def test_the_page_says_when_it_was_last_checked(client, days, words):
    checked = days and today() - timedelta(days)
    make_measure(slug="m", verified_on=checked, actions=[("passed", "2019-05-14")])
    assert words in text(page(client, "m"))


def test_a_pending_bill_of_a_running_session_ages_sooner(client):
    session = make_session(start_on="2023-01-01", end_on=None)
    lately = [("introduced", (today() - timedelta(200)).isoformat())]
    make_measure(
        slug="m", jurisdiction="MA", identifier="S.1", session=session, actions=lately,
        verified_on=today() - timedelta(91),
    )  # fmt: skip
    assert "overdue for another check" in text(page(client, "m"))


def test_a_pending_bill_says_where_the_end_of_its_session_is_not_known(client):
    unknown = make_session("MA", "193rd", start_on="2023-01-01", end_on=None)
    lately = [("introduced", (today() - timedelta(200)).isoformat())]
    make_measure(slug="m", jurisdiction="MA", session=unknown, actions=lately)

    assert "When its session ends is not known to us." in text(page(client, "m"))


def test_what_may_already_be_in_effect_says_so_and_is_not_pending(client):
    make_measure(slug="m", actions=[("introduced", "2019-01-08"), ("enacted", "2019")])
    said = text(page(client, "m", "2019-06-01"))

    assert "It may already be in effect: only 2019 is known of its start." in said
    assert "It is pending" not in said


def test_machine_readable_law_cannot_end_its_script(client):
    make_measure("</script><b>&", slug="m", actions=[("passed", "2019-05-14")])
    body = page(client, "m").content.decode()
    found = read(body).find("script[type=application/ld+json]").raw
    assert "<" not in found
    law = json.loads(found)
    assert (law["@type"], law["name"]) == ("Legislation", "</script><b>&")
    assert law["legislationLegalForce"] == "https://schema.org/InForce"
    assert "<b>&" not in body


def set_for_later():
    """An ordinance passed, approved, in effect later, and repealed at last."""
    lines = [("passed", "2019-06-27"), ("effective", "2020-01-01"), ("repealed", "2022-07-21")]
    return make_measure(slug="m", actions=lines)


@pytest.mark.parametrize(
    ("on", "status", "sentence", "title"),
    [
        (
            "2019-06-28",
            "Not yet in effect",
            "Takes effect on January 1, 2020.",
            "not yet in effect",
        ),
        ("2021-06-28", "In effect", "Since January 1, 2020.", "in effect"),
        (
            "2023-01-01",
            "No longer in effect",
            "Took effect on January 1, 2020. It was repealed on July 21, 2022.",
            "no longer in effect",
        ),
    ],
)
def test_what_is_not_in_effect_is_not_yet_or_no_longer(client, on, status, sentence, title):
    set_for_later()
    response = page(client, "m", on)
    said = text(response)
    assert f"Status: is it in effect? {status} {sentence}" in said
    assert f": ban, {title}, " in read(response).find("title").text


def test_an_ordinance_passed_and_set_for_a_day_is_not_said_to_be_pending(client):
    set_for_later()
    assert headline(client, "m", "2019-06-28") == (
        "Somerville was set to ban police and government use of face recognition from "
        "January 1, 2020."
    )
    assert "Next: it takes effect on January 1, 2020." in text(page(client, "m", "2019-06-28"))


def test_what_a_pending_bill_came_to_is_not_said_of_the_day_before(client):
    make_measure(
        slug="m", jurisdiction="MA", identifier="S.1", actions=[*BILL, ("enacted", "2024-01-05")]
    )
    said = text(page(client, "m", "2023-12-01"))
    status = said[said.index("Status: is it in effect?") :].partition("Effect:")[0]
    assert "Never in effect so far" in status
    assert "2024" not in status


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2019-06-28", ("not_yet", "2020-01-01", "2022-07-21", "repealed")),
        ("2021-06-28", ("in_effect", "2020-01-01", "2022-07-21", "repealed")),
        ("2023-01-01", ("no_longer", "2020-01-01", "2022-07-21", "repealed")),
    ],
)
def test_the_twin_says_since_when_until_when_and_why(client, on, told):
    set_for_later()
    found = twin(client, "m", on)
    assert tuple(found[name] for name in ("force", "since", "until", "end_kind")) == told
    assert found["in_force"] is (told[0] == "in_effect")


def test_the_twin_and_the_file_say_what_the_effect_rests_on(client):
    make_measure(
        slug="m", actions=[("passed", "2019-06-27")], effect_basis="disputed",
        effect_note="Two texts differ.",
    )  # fmt: skip
    found, [row] = twin(client, "m"), csv_rows(client.get(reverse("measures-csv")))
    for said in (found, row):
        assert (said["effect_basis"], said["effect_note"]) == ("disputed", "Two texts differ.")


def test_the_twin_is_as_of_the_date(client):
    measure = make_measure(
        slug="m", jurisdiction="MA", identifier="S.1",
        actions=[("introduced", "2023-02"), ("enacted", "2023-06-01"), ("expires", "2025-01-01")],
    )  # fmt: skip
    make_source(measure, official=True)
    make_provision(measure)
    before = twin(client, "m", "2023-01-15")
    assert (before["stage"], before["in_force"]) == (None, False)
    assert twin(client, "m", "2023-03-01")["stage"] == "introduced"
    found = twin(client, "m", "2024-01-01")
    assert (found["on"], found["stage"], found["in_force"]) == ("2024-01-01", "in_force", True)
    [term] = found["terms"]
    assert (term["starts_on"], term["ends_on"]) == ("2023-06-01", "2025-01-01")
    assert (found["actions"][0]["date"], found["actions"][0]["precision"]) == ("2023-02", "month")
    assert found["dates"]["enacted_on"] == "2023-06-01"
    assert found["provisions"][0]["question"] == "warrant_required"
    assert found["sources"][0]["official"] is True
    assert twin(client, "m", "2025-01-01")["stage"] == "ended"


@pytest.mark.parametrize(
    ("actions", "on", "stage", "binds"),
    [
        # A ban replaced by regulated use.
        ([("passed", "2020-12-17"), ("repealed", "2022-07-21")], "2022-07-20", "in_force", True),
        ([("passed", "2020-12-17"), ("repealed", "2022-07-21")], "2022-07-21", "ended", False),
        # A moratorium that ends with a year.
        ([("enacted", "2021-08-16"), ("expires", "2023-01-01")], "2022-12-31", "in_force", True),
        ([("enacted", "2021-08-16"), ("expires", "2023-01-01")], "2023-01-01", "ended", False),
        # A resolution that ends in a month.
        ([("passed", "2020-08-18"), ("repealed", "2025-02")], "2025-01-31", "in_force", True),
        ([("passed", "2020-08-18"), ("repealed", "2025-02")], "2025-02-01", "ended", False),
        # In effect from a month of a year.
        ([("passed", "2019-05-14"), ("effective", "2019-07")], "2019-07-31", "in_force", True),
        # Displaced for four years.
        (
            [("enacted", "2021-04-07"), ("effective", "2021-07-01"), ("repealed", "2022-07-01"),
             ("reinstated", "2026-07-01")],
            "2026-07-01", "in_force", True,
        ),
    ],
)  # fmt: skip
def test_force_begins_and_ends_on_its_days(client, actions, on, stage, binds):
    make_measure(slug="m", actions=actions)
    found = twin(client, "m", on)
    assert (found["stage"], found["in_force"]) == (stage, binds)


@pytest.mark.parametrize("on", ["yesterday", "2023-02-30", "\x00", "9" * 500])
def test_a_mistaken_date_is_explained(client, on):
    make_measure(slug="m", actions=[("passed", "2019-05-14")])
    response = page(client, "m", on)
    assert response.status_code == 200
    assert "on" in text(response)
    assert b'role="status"' in response.content


def test_a_measure_without_any_row_still_has_a_page(client):
    make_measure("A title", slug="m", jurisdiction=make_country(), kind="directive")
    assert page(client, "m").status_code == 200
    assert twin(client, "m")["stage"] is None


def test_queries_do_not_grow_with_the_rows(client, django_assert_max_num_queries):
    session = make_session(end_on=None)
    state = make_state("MA")
    measure = make_measure(
        slug="m", jurisdiction="MA", identifier="S.1", session=session, actions=BILL
    )
    Action.objects.bulk_create(
        action(measure, order, "hearing", date(2023, 3, 1).isoformat()) for order in range(3, 220)
    )
    for i in range(30):
        other = make_measure(slug=f"o{i}", jurisdiction=state, identifier=f"S.{i}0", actions=BILL)
        make_relation(other, "related", measure)
        make_source(measure, url=f"https://example.gov/{i}")
        make_provision(measure, f"question-{i}")
        make_measure(
            slug=f"l{i}", jurisdiction=make_place(f"Town {i}"), actions=[("passed", "2020-01-01")]
        )
        make_statewide_law(f"s{i}", 3, f"{chr(65 + i % 26)}{chr(65 + i // 26)}")
    for name in ("measure", "measure-json"):
        with django_assert_max_num_queries(11):
            answer = client.get(reverse(name, args=["m"]), {"on": "2023-07-20"})
        assert answer.status_code == 200


def test_the_date_control_stops_where_the_measure_moved_and_changes_the_answer(client):
    make_measure(slug="m", actions=[("introduced", "2019-05-09"), ("passed", "2019-06-27")])
    then = page(client, "m", "2019-06-01")
    shown = read(then)

    assert shown.all("form[action=/measures/m/][data-live]")
    assert shown.find("#on")["value"] == "2019-06-01"
    assert shown.find("[rel=prev]")["href"] == "/measures/m/?on=2019-05-09"
    assert shown.find("[rel=next]")["href"] == "/measures/m/?on=2019-06-27"
    assert then.context["status"].force != page(client, "m").context["status"].force
    for region in ("answer", "standing", "record"):
        assert shown.all(f"#{region}[data-swap]")
