"""/cases/: what courts did to laws, and cases about use, as they stood on a date."""

import pytest

from tests.support.makers import (
    make_case,
    make_country,
    make_measure,
    make_place,
    make_relation,
    make_state,
)
from tests.support.responses import text
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
ON = {"on": "2026-06-01"}


def make_cases():
    make_country()
    make_state("MA")
    make_state("TX")
    city = make_place("Somerville")
    ban = make_measure(
        "A ban",
        city,
        [("passed", "2019-06-27"), ("enjoined", "2024-03-01")],
        slug="ma-somerville-ban",
        popular_name="Face ban",
    )
    draft = make_measure("Secret draft", city, status="draft", slug="ma-draft")
    stopped = make_case(
        "Doe v. Somerville",
        city,
        filed="2020-03",
        decided="2024-03-01",
        docket="No. 12-3",
        outcome="The court stopped the ban.",
        effects=[(ban, "enjoined", "2024-03-01"), (draft, "challenged", None)],
    )
    stopped.milestones.create(
        day="2019-02-05", title="Doe arrested", category="police case", confidence="high"
    )
    make_case("Roe v. Police", "TX", standing="open", outcome="", filed="2025", subject="arrest")
    make_case("Undated v. Known", "TX", standing="settled", outcome="Paid.")


record = shared(make_cases)


def answer(client, path="/cases.json", **asked):
    return client.get(path, ON | asked).json()


def test_the_list_gives_each_case_with_what_it_did_and_leaves_what_is_not_known_empty(client):
    stopped, *others = sorted(answer(client)["cases"], key=lambda one: one["slug"])
    assert (stopped["filed"], stopped["decided"], stopped["docket"]) == (
        "2020-03", "2024-03-01", "No. 12-3",
    )  # fmt: skip
    assert stopped["effects"] == [
        {"measure": "ma-somerville-ban", "did": "enjoined", "date": "2024-03-01", "note": ""}
    ]
    assert [(one["standing"], one["filed"], one["decided"], one["docket"]) for one in others] == [
        ("open", "2025", None, ""), ("settled", None, None, ""),
    ]  # fmt: skip


def test_on_an_earlier_day_no_later_decision_is_told(client):
    (before,) = answer(client, on="2022-01-01", state="ma")["cases"]
    assert (before["standing"], before["decided"], before["outcome"]) == ("open", None, "")
    assert before["effects"] == []
    shown = text(client.get("/cases/doe-v-somerville/?on=2022-01-01"))
    assert "no end known by January 1, 2022" in shown
    assert "By January 1, 2022, it had done nothing to a law that we list" in shown
    assert "names no law" not in shown
    assert "The court stopped the ban" not in shown
    assert answer(client, on="2020-02-29", state="ma")["cases"] == []
    assert answer(client, "/cases/doe-v-somerville.json", on="2020-02-29")["is_known"] is False
    unknown = text(client.get("/cases/doe-v-somerville/?on=2020-02-29"))
    assert "nothing known of it by February 29, 2020" in unknown


def test_before_anything_of_a_case_is_known_nothing_of_it_is_told(client):
    law = make_measure("Faces", "TX", [("enacted", "2009-01-01")], slug="tx-faces")
    make_case("Paid v. Soon", "TX", filed="2023-12", standing="settled", outcome="Paid at once.")
    read = [(law, "interpreted", "2019-08-08"), (law, "invoked", None)]
    make_case("Read v. Late", "TX", decided="2021-02-26", effects=read)
    soon = answer(client, "/cases/paid-v-soon.json", on="2023-11-30")
    assert (soon["standing"], soon["outcome"], soon["is_known"]) == ("open", "", False)
    assert "Paid at once" not in text(client.get("/cases/paid-v-soon/?on=2023-11-30"))
    assert answer(client, "/cases/paid-v-soon.json", on="2023-12-01")["standing"] == "settled"
    known = {"2019-08-07": (False, []), "2019-08-08": (True, ["interpreted", "invoked"])}
    for on, (is_known, did) in known.items():
        late = answer(client, "/cases/read-v-late.json", on=on)
        assert (late["is_known"], [one["did"] for one in late["effects"]]) == (is_known, did)
        for path in ("/cases.json", "/measures/tx-faces.json"):
            slugs = {one["slug"] for one in answer(client, path, on=on)["cases"]}
            assert ("read-v-late" in slugs) == is_known, (path, on)
        assert ("read-v-late" in answer(client, "/states/tx.json", on=on)["cases"]) == is_known


def test_state_and_subject_narrow_the_list_and_a_wrong_word_gets_a_sentence(client):
    assert [one["slug"] for one in answer(client, state="tx", about="arrest")["cases"]] == [
        "roe-v-police"
    ]
    wrong = answer(client, about="gossip")
    assert (len(wrong["cases"]), "gossip" in wrong["notices"][0]) == (3, True)


def test_the_list_says_that_the_courts_were_not_searched_as_a_whole(client):
    shown = text(client.get("/cases/", ON))
    assert "we knew of three court cases" in shown
    assert "a court struck down a law that we list, suspended it or put it back" in shown
    assert "We have not searched the courts as a whole" in shown
    assert "We know of no such case by" in text(client.get("/cases/?on=2019-01-01&state=ma"))


def test_a_case_leads_to_its_law_whose_event_it_is_and_to_its_milestone(client):
    shown = client.get("/cases/doe-v-somerville/", ON)
    assert "Doe arrested" in text(shown)
    assert b"/measures/ma-somerville-ban/?on=2026-06-01#history" in shown.content
    assert "Secret draft" not in text(shown)
    assert client.get("/cases/no-such-case/").status_code == 404


def test_the_law_the_place_and_the_state_name_the_case(client):
    law = client.get("/measures/ma-somerville-ban.json", ON).json()
    assert [(one["slug"], one["did"]) for one in law["cases"]] == [("doe-v-somerville", "enjoined")]
    shown = client.get("/measures/ma-somerville-ban/", ON)
    # Once among the cases, once beside the event that it was.
    assert text(shown).count("Doe v. Somerville") == 2
    for path in ("/places/ma/somerville/", "/states/ma/"):
        assert "Doe v. Somerville" in text(client.get(path, ON)), path
    assert client.get("/places/ma/somerville.json", ON).json()["cases"] == ["doe-v-somerville"]
    assert client.get("/states/tx.json", ON).json()["cases"] == ["roe-v-police", "undated-v-known"]


def test_the_search_finds_a_case_by_its_name_and_by_what_it_did(client):
    for words in ("Doe v. Somerville", "court stopped"):
        assert (
            b'href="/cases/doe-v-somerville/' in client.get("/search/", ON | {"q": words}).content
        )
    early = client.get("/search/", {"q": "court stopped", "on": "2022-01-01"})
    assert b"/cases/doe-v-somerville/" not in early.content


@pytest.mark.parametrize("path", ["/cases/", "/cases/doe-v-somerville/", "/cases.json"])
def test_the_pages_ask_few_queries_whatever_the_rows(client, path, django_assert_max_num_queries):
    laws = [make_measure(f"Law {n}", "MA", [("enacted", "2020-01-01")]) for n in range(5)]
    for number in range(20):
        effects = [(law, "invoked", None) for law in laws]
        make_case(f"Case {number}", "MA", decided="2021", effects=effects)
    make_relation(laws[0], "amends", laws[1])
    client.get(path)
    with django_assert_max_num_queries(6):
        client.get(path)
