from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.words.tense import Tense
from tests.support.elements import read
from tests.support.public_pages import PAGES, TWINS, make_record
from tests.support.responses import part
from tests.support.shared_rows import shared

TODAY = date(2026, 11, 29)
PAST, NOW, FUTURE = (Tense(TODAY + timedelta(n), TODAY) for n in (-1, 0, 1))
# The pages whose first sentence says what the law is on the day.
SAY_THE_LAW = {
    "/": "have",
    "/states/": "have",
    "/states/ma/": "limit",
    "/places/ma/somerville/": "ban",
    "/rankings/": "have",
    "/rankings/?by=covered": "have",
    "/rankings/?by=first": "have",
    "/rankings/?by=introduced": "have",
    "/rankings/?by=safeguards": "be",
    "/provisions/": "be",
    "/provisions/warrant_required/": "require",
    "/bills/": "be",
    "/measures/": "be",
}


@pytest.mark.parametrize(
    ("tense", "number", "said"),
    [
        (PAST, 1, ["had", "was", "banned", "applied", "limited", "let"]),
        (PAST, 2, ["had", "were", "banned", "applied", "limited", "let"]),
        (NOW, 1, ["has", "is", "bans", "applies", "limits", "lets"]),
        (NOW, 2, ["have", "are", "ban", "apply", "limit", "let"]),
        (FUTURE, 1, ["will have", "will be", "will ban", "will apply", "will limit", "will let"]),
    ],
)
def test_a_verb_has_the_tense_of_the_day_and_the_number_of_its_subject(tense, number, said):
    bases = ("have", "be", "ban", "apply", "limit", "let")
    assert [tense.verb(base, number) for base in bases] == said


def test_two_verbs_share_what_the_tense_adds():
    assert NOW.verbs("ban", "pause", number=1) == "bans or pauses"
    assert FUTURE.verbs("ban", "pause", number=1) == "will ban or pause"
    assert PAST.verbs("ban", "pause", number=3) == "banned or paused"
    assert FUTURE.verbs("apply", also="also") == "will also apply"
    assert PAST.verbs("apply", also="also") == "also applied"


@given(st.dates(), st.dates())
def test_a_day_is_past_today_or_future_and_only_the_future_says_will(on, today):
    tense = Tense(on, today)
    assert [tense.is_past, on == today, tense.is_future].count(True) == 1
    assert tense.verb("have", 1).startswith("will") is (on > today)


record = shared(make_record, once=True)


@pytest.fixture
def today(db, monkeypatch):
    monkeypatch.setattr("dashboard.web.params.today", lambda: TODAY)


@pytest.mark.parametrize("address", PAGES.values())
def test_every_page_of_a_future_date_says_that_it_is_what_is_known_today(client, today, address):
    said = "This is in the future: what is known today, November 29, 2026, about June 1, 2027."
    # A number has its day in its path.
    of_future = address.replace("2023-07-20", "2027-06-01")
    page = client.get(of_future, {"on": "2027-06-01"}, follow=True)
    assert said in read(page).find("#notices").text
    now = client.get(address, {"on": "2026-11-29"}, follow=True)
    assert "future" not in read(now).find("#notices").text


@pytest.mark.parametrize("address", [one for one in TWINS.values() if one.endswith(".json")])
def test_every_answer_of_a_future_date_says_so_too(client, today, address):
    answer = client.get(address.replace("2023-07-20", "2027-06-01"), {"on": "2027-06-01"})
    if "on" in answer.json():
        assert "This is in the future" in " ".join(answer.json()["notices"])


@pytest.mark.parametrize(("address", "verb"), SAY_THE_LAW.items())
def test_the_first_sentence_has_the_tense_of_the_date(client, today, address, verb):
    for on, tense in (("2027-06-01", FUTURE), ("2025-12-31", PAST), ("2026-11-29", NOW)):
        joint = "&" if "?" in address else "?"
        first = part(client.get(f"{address}{joint}on={on}"), "h1")
        old = tense.of_law_since(date(2020, 1, 1))
        forms = {one.verb(verb, number) for one in (tense, old) for number in (1, 2)}
        assert any(f" {form} " in f"{first} " for form in forms), first
        others = {one.verb(verb, n) for one in (FUTURE, PAST, NOW) for n in (1, 2)} - forms
        clause = first.partition(", and ")[0]
        for whole in ("will have had", "has had", "will have", "will be"):
            clause = clause.replace(whole, "")
        assert not any(f" {form} " in f"{clause} " for form in others if form != verb), first
