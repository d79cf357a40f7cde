"""What assistants are told of a small record, and whatever they send."""

import json
from html import unescape

import pytest
from django.core.cache import caches
from django.utils import timezone

from dashboard.assistants.tools import TOOL
from laws.models import ZipCode
from laws.open_data.editions import make_edition
from laws.open_data.events import note_events
from laws.text.dates import say
from tests.support.assistant import Assistant
from tests.support.makers import make_country, make_measure, make_place, make_state
from tests.support.responses import part

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def assistant(client):
    caches["limits"].clear()
    return Assistant(client)


def test_changes_are_those_of_the_feed(assistant, client):
    make_measure("Act", "MA", [("introduced", "2023-01-20")])
    for asked in ({"since": 0, "limit": 2}, {"limit": 5, "state": ["ma"]}):
        feed = client.get("/api/v1/changes", asked).json()
        facts = assistant.call("changes_since", **asked)["facts"]
        assert facts == {name: feed[name] for name in facts}
        assert facts["results"]


def test_what_was_withdrawn_is_told_with_its_reason_and_never_counted(assistant):
    measure = make_measure("Act", "MA", [("introduced", "2023-01-20")])
    type(measure).objects.filter(pk=measure.pk).update(
        status="withdrawn", withdrawn_reason="No such law."
    )
    answer = assistant.call("measure", measure=measure.slug)

    assert not answer["found"]
    assert "was withdrawn" in answer["quote"]["sentence"]
    assert "No such law." in answer["quote"]["sentence"]
    assert assistant.call("count", what="measures")["facts"]["count"] == 0


def test_the_page_says_the_sentence_that_is_quoted(assistant, client):
    make_measure("Act", "MA", [("enacted", "2023-01-20")], identifier="H.1")
    quote = assistant.call("law_on", place="ma", on="2023-07-20")["quote"]
    page = client.get(quote["address"].removeprefix(SITE)).content.decode()

    finding = quote["sentence"].partition(": ")[2].split(". ")[0].rstrip(".")
    assert finding in unescape(" ".join(page.split())).replace("<em>", "").replace("</em>", "")


HOSTILE = [
    None, True, 0, -1, 1.5, 10**18, "", " ", "\x00", "\ud800", "x" * 500, "%", "' OR 1=1 --",
    "../..", "ma/" + "a" * 200, "İ", "١", "2023-02-30",
    [], [[]], ["ma"] * 100, {}, {"a": 1}, "𝕄𝔸", "\u202e",
]  # fmt: skip


def test_no_argument_breaks_a_tool(assistant):
    for tool in TOOL.values():
        for name in tool.known:
            for value in HOSTILE:
                caches["limits"].clear()
                needed = {"place": "ma", "measure": "a", "q": "a", "what": "measures"}
                arguments = {one: needed[one] for one in tool.needed} | {name: value}
                params = {"name": tool.name, "arguments": arguments}
                body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
                response = assistant.send(json.dumps(body))
                assert response.status_code == 200, (arguments, response.content)
                assert "result" in response.json(), (arguments, response.content)


def test_an_edition_answers_as_it_knew_the_law_and_says_so(assistant, client):
    city = make_place("Somerville")
    measure = make_measure("A ban", city, [("enacted", "2020-01-20")], slug="act")
    note_events(anew=True)
    edition = make_edition(timezone.now())
    type(measure).objects.filter(slug="act").update(effect="oversight")
    asked = {"what": "municipal_bans", "on": "2021-01-01"}

    then, now = assistant.call("count", edition=1, **asked), assistant.call("count", **asked)
    assert (then["facts"]["count"], now["facts"]["count"]) == (1, 0)
    known = f"As of January 1, 2021, as known on {say(edition.day)} (edition 1): 1 local government"
    assert then["quote"]["sentence"].startswith(known)
    assert then["quote"]["address"].endswith("&edition=1")
    assert (then["record"]["edition"], now["record"]["edition"]) == (1, None)
    page = client.get(then["quote"]["address"].removeprefix(SITE)).content.decode()
    assert "Somerville" in page

    cited = assistant.call("cite", place="ma/somerville", on="2021-01-01", edition=1)["facts"]
    assert f"edition 1 of {say(edition.day)}" in cited["citation"]
    assert "read on" not in cited["citation"]
    one = assistant.call("measure", measure="act", edition=1)
    assert (one["facts"]["effect"], one["on"]) == ("ban", edition.day.isoformat())
    assert assistant.call("measure", measure="act")["facts"]["effect"] == "oversight"


def sentence_of(assistant, place):
    answer = assistant.call("law_on", place=place, on="2026-01-01")
    return answer["quote"]["sentence"].removeprefix("As of January 1, 2026: ")


def test_the_country_is_known_by_its_names(assistant):
    make_country()
    make_place("America", "IL")

    for name in ("United States", "the United States of America", "USA", "U.S.", "federal", "us"):
        assert assistant.call("law_on", place=name)["facts"]["state"] == "US", name


def test_a_place_elsewhere_in_the_world_is_not_taken_for_one_of_ours(assistant):
    make_place("Paris", "TX", population=25_000)

    assert assistant.call("law_on", place="Paris, TX")["found"]
    for name in ("Paris, France", "Paris, Ontario, Canada"):
        assert sentence_of(assistant, name).startswith(f"Facelaw knows no place called “{name}”.")


def test_namesakes_in_one_county_are_told_apart(assistant):
    make_place("Lockport", "TX", kind="city", slug="lockport")
    make_place(
        "Lockport", "TX", kind="town", slug="lockport-town",
        division_id="ocd-division/country:us/state:tx/place:lockport_town",
    )  # fmt: skip

    said = sentence_of(assistant, "Lockport, TX")
    assert "Lockport (city, Texas) or Lockport (town, Texas)" in said


def test_a_zip_code_is_called_one(assistant):
    make_place("Middlesex", kind="county", geoid="25017")
    make_place("Cambridge", county_geoids=["25017"])
    ZipCode.objects.create(
        zip_code="02139", state_code="MA", county_geoid="25017", names=["Cambridge"]
    )

    assert sentence_of(assistant, "02139").startswith("02139 is a ZIP code, and no government.")
    assert "Cambridge (Middlesex, Massachusetts)" in sentence_of(assistant, "02139")
    assert sentence_of(assistant, "00000") == "Facelaw knows no ZIP code 00000."


def test_a_number_of_events_or_searches_says_of_what(assistant):
    make_measure("Act", "MA", [("introduced", "2023-01-20")], slug="act")
    make_measure("Other", "VT", [("introduced", "2023-01-20")], slug="other")

    events = assistant.call("changes_since", measure="act", since=0)
    assert (
        f"{events['facts']['count']} events of Facelaw’s record (measure: act) came after"
        in (events["quote"]["sentence"])
    )
    whole = assistant.call("changes_since", since=0)["quote"]["sentence"]
    assert "events of Facelaw’s record came after number 0" in whole
    searches = assistant.call("coverage", state="vt")["quote"]["sentence"]
    assert "ledger lists 0 searches (state: vt)." in searches


def test_a_count_of_bans_says_of_what_and_where_and_never_that_there_is_none(assistant, client):
    make_state("WY", name="Wyoming")
    make_measure("A ban", make_place("Somerville"), [("enacted", "2020-01-20")])
    asked = {"what": "municipal_bans", "on": "2021-01-01"}

    none = assistant.call("count", state=["wy"], **asked)["quote"]
    assert none["sentence"] == (
        "As of January 1, 2021: no local government in Wyoming that we know of had a ban or "
        "moratorium on police or government use of face recognition in effect (broad count: bans "
        "and moratoria of every legal form)."
    )
    assert none["address"] == f"{SITE}/n/municipal-bans/2021-01-01/?state=wy&preset=broad"
    assert "no local government in Wyoming" in part(
        client.get(none["address"].removeprefix(SITE)), "main"
    )
    # The country has no municipal bans of its own: all are in it.
    for states in (["us"], ["us", "wy"], ["ma"]):
        answer = assistant.call("count", state=states, **asked)
        where = "Massachusetts" if states == ["ma"] else "the United States"
        assert answer["facts"]["count"] == 1
        assert f": 1 local government in {where} had a ban" in answer["quote"]["sentence"]
    one = assistant.call("count", state=["ma", "wy"], preset="strict", **asked)
    assert (
        "1 local government in Massachusetts or Wyoming had a ban by law"
        in (one["quote"]["sentence"])
    )


@pytest.mark.django_db(transaction=True)
def test_only_an_edition_that_says_the_same_is_given_to_cite(assistant):
    law = make_measure("Face Ban", actions=[("passed", "2024-01-01")])
    make_edition(timezone.now())

    def cited():
        facts = assistant.call("cite", measure=law.slug, on="2026-11-29")["facts"]
        return facts["edition_address"], facts["address"]

    address, page = cited()
    assert address == f"{page}&edition=1"
    type(law).objects.update(effect="oversight")
    assert cited()[0] is None
    make_edition(timezone.now())
    assert cited()[0] == f"{page}&edition=2"


@pytest.mark.parametrize("edition", [0, 7, "x", 10**12, True])
def test_an_edition_that_is_none_is_refused(assistant, edition):
    make_measure("Act", "MA", [("introduced", "2023-01-20")], slug="act")
    make_edition(timezone.now())

    said, wrong = assistant.refusal("measure", {"measure": "act", "edition": edition})
    assert "edition=" in said
    assert wrong["parameter"] == "edition"
