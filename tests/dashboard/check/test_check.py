"""/check/: what becomes of quotations once the law moves and we correct ourselves."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from dashboard.web.public_form import FORM
from laws.models import Measure, Merge
from laws.open_data.editions import make_edition
from laws.open_data.events import note_events
from tests.support.elements import read
from tests.support.in_effect import ban
from tests.support.makers import make_country, make_place, make_provision, make_state

pytestmark = pytest.mark.django_db
STATES = ["MA", "VT", "WA", "OR", "CA"]
DAYS = ["2021-03-01", "2022-12-31", "2023-07-20"]
WRONG, LAW = "not what we say of that day now", "changed since by law"


def moved(slug):
    return Measure.objects.get(slug=slug)


@pytest.fixture
def quotes(client):
    """Thirty quotations of an edition, and then: a law that ended, one that began, one corrected.

    Vermont’s city lost its ban in 2024, Washington’s got one in 2024; of California we said a ban
    that was none; of Oregon and Massachusetts nothing changed.
    """
    make_country()
    for state in STATES:
        make_state(state, searched_on="2020-01-01", population=1000, population_year=2020)
    for state in ("MA", "VT", "OR", "CA"):
        city = make_place(f"City {state}", state, population=100, population_year=2020)
        own = [("enacted", "2019-06-27")]
        own += [("repealed", "2024-02-01")] if state == "VT" else []
        ban(city, state, own, slug=f"ban-{state.lower()}")
    city = make_place("City WA", "WA", population=100, population_year=2020)
    ban(city, "WA", [("enacted", "2024-05-01")], slug="ban-wa")
    note_events()
    make_edition(timezone.now())
    quoted = {}
    for state in STATES:
        for day in DAYS:
            for key in ("municipal-bans", "people-covered"):
                path = f"/n/{key}/{day}.json"
                said = client.get(path, {"state": state.lower(), "edition": 1}).json()
                quoted[state, day, key] = (said["sentence"], said["url"])
    return quoted


def asked(client, pasted):
    return read(sent(client, pasted))


def sent(client, pasted):
    return client.post("/check/", urlencode({"q": pasted}), content_type=FORM)


def verdicts(page):
    return [one.text for one in page.all("h1 em")]


def test_exactly_what_changed_is_told_with_its_cause(client, quotes):
    measure = moved("ban-ca")
    measure.effect = "oversight"
    measure.save()
    note_events()

    for (state, day, _), (sentence, url) in quotes.items():
        citation = f"Facelaw. (2026). X, as of {day} (edition 1). From {url}&edition=1"
        for pasted in (citation, f"{sentence} (edition 1)"):
            page = asked(client, pasted)
            found = verdicts(page)
            assert (WRONG in found) == (state == "CA"), (pasted, found)
            assert (LAW in found) == (state in ("VT", "WA")), (pasted, found)
            if state not in ("CA", "VT", "WA"):
                assert found == ["still so"]
            if state == "CA":
                assert "/changes/?measure=ban-ca" in [a.get("href") for a in page.all("a")]
            if state == "VT":
                assert "ended on February 1, 2024" in page.text
            if state == "WA":
                assert "took effect on May 1, 2024" in page.text


def test_a_number_that_is_misquoted_is_said_beside_ours(client, quotes):
    sentence, _ = quotes["MA", "2023-07-20", "municipal-bans"]

    page = asked(client, sentence.replace(" 1 local government ", " 7 local governments "))

    assert verdicts(page) == ["not what we say"]
    assert "You quote 7. We say 1." in " ".join(page.text.split())


@pytest.mark.parametrize(
    "pasted",
    ["Nothing of ours on July 20, 2023.", "https://example.com/no/such/page", "/", "\x00",
     "☃" * 3000, "{{cite web |url=https://x.example/states/zz/ |title=a}}", "/n/rank/2023-07-20/",
     "http://[::1", "As of July 20, 2023, " * 90, "/measures/none/?on=2023-02-31"],
)  # fmt: skip
def test_whatever_is_pasted_gets_a_sentence(client, pasted):
    make_state("MA")

    for answer in (sent(client, pasted), client.get("/check/", {"q": pasted[:200]})):
        assert answer.status_code == 200
        assert read(answer).find("h1").text.strip()


def test_pages_of_states_places_and_laws_are_compared(client, quotes):
    for path, what in (
        ("/states/vt/?on=2023-07-20", LAW),
        ("/places/vt/city-vt/?on=2023-07-20", LAW),
        ("/measures/ban-vt/?on=2023-07-20", LAW),
        ("/rankings/?on=2023-07-20", LAW),
        ("/states/ma.json?on=2023-07-20", "still so"),
    ):
        assert verdicts(asked(client, f"http://testserver{path}&edition=1")) == [what], path


def test_a_check_asks_few_queries(client, quotes, django_assert_max_num_queries):
    sentence, url = quotes["VT", "2023-07-20", "people-covered"]

    for pasted in (sentence, f"{url}&edition=1", "/states/vt/?on=2023-07-20&edition=1"):
        with django_assert_max_num_queries(40):
            asked(client, pasted)


@pytest.fixture
def said(client):
    """The sentence on a number of Massachusetts, where one city has a ban, and one may have one."""
    for state in ("MA", "VT"):
        make_state(state, searched_on="2020-01-01", population=1000, population_year=2020)
    ban(make_place("City MA", "MA"), "MA", [("enacted", "2019-06-27")], slug="ban-ma")
    ban(
        make_place("Town MA", "MA"), "MA", [("enacted", "2022-06-27"), ("repealed", "2024-02")],
        slug="ban-town", effect_basis="not_read", effect_note="Not read",
    )  # fmt: skip

    def sentence(day, figure="municipal-bans", **asked):
        return client.get(f"/n/{figure}/{day}.json", {"state": "ma"} | asked).json()["sentence"]

    return sentence


def test_every_sentence_of_a_text_is_compared_and_none_hides_behind_another(client, said):
    right, wrong = said("2021-03-01"), said("2020-03-01").replace(" 1 ", " 31 ")
    assert "31" in wrong

    for text in (
        f"{right} Besides, {wrong}",
        f"{wrong} {right}",
        f"“{right}” /measures/ban-ma/ {wrong}",
    ):
        page = asked(client, text)
        assert "not what we say" in verdicts(page), text
        assert "still so" in " ".join(page.find("h1").text.split())
        assert wrong.lower().rstrip(".") in page.text.lower()
        assert "You quote 31. We say 1." in " ".join(page.text.split())


def test_a_text_with_many_sentences_says_how_many_were_not_looked_at(client, said):
    days = [f"2021-03-0{day}" for day in range(1, 9)]

    page = asked(client, " ".join(said(day) for day in days))

    assert "three other quotations were not looked at" in " ".join(page.text.split())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ([("As of March 1, 2021", "On Mar. 1, 2021")], "still so"),
        ([("As of March 1, 2021", "AS OF MARCH 1, 2021")], "still so"),
        ([("face recognition", "facial recognition"), (" 1 ", " one ")], "still so"),
        ([(" 1 ", " twenty-one ")], "not what we say"),
        ([("Massachusetts", "State of VT")], "not what we say"),
        ([(" 1 ", " fewer than 1 ")], "not recognized"),
        ([(" 1 ", " contrary to what some say, 1 ")], "not recognized"),
        ([("a ban or moratorium", "a ban")], "not recognized"),
        ([("As of March 1, 2021", "By March 1, 2021")], "not recognized"),
    ],
)
def test_a_sentence_is_known_in_the_wording_of_newspapers_and_never_guessed(
    client, said, change, expected
):
    sentence = said("2021-03-01")
    for old, new in change:
        assert old in sentence
        sentence = sentence.replace(old, new)

    assert verdicts(asked(client, sentence))[0] == expected


def test_a_number_without_its_doubt_is_told_that_both_belong_together(client, said):
    sentence = said("2023-03-01")
    assert "1 or 2 local governments" in sentence

    for number in ("1", "2", "two"):
        page = asked(client, sentence.replace("1 or 2", number))
        assert "both numbers belong together" in page.text
    assert "both numbers" not in asked(client, sentence.replace("1 or 2", "7")).text


def test_a_sentence_with_filters_is_compared_with_the_number_of_these_filters(client, said):
    sentence = said("2021-03-01", "measures-in-effect", effect="oversight")
    assert "effect=oversight" in sentence

    assert verdicts(asked(client, sentence))[0] == "still so"
    other = said("2021-03-01", "measures-in-effect", effect="ban")
    assert verdicts(asked(client, other.replace(" one ", " 8 ").replace(" 1 ", " 8 ")))[0] == (
        "not what we say"
    )


def test_a_day_known_to_the_month_is_said_so(client, said):
    page = asked(client, said("2023-03-01"))

    assert "ended in February 2024" in page.text


def test_a_text_that_is_too_long_is_cut_in_sight_and_not_by_the_browser(client, quotes):
    page = asked(client, "/states/ma/ " + "x " * 3000)

    assert "Only the first 2,000 characters were read" in page.find("#quote-cut").text
    assert page.find("#quote").get("maxlength") is None
    assert page.find("#quote").text.strip().startswith("/states/ma/ x")


def test_what_did_not_change_of_a_law_is_told_as_well(client, quotes):
    for slug in ("warrant_required", "audits"):
        make_provision(Measure.objects.get(slug="ban-ma"), slug)

    page = asked(client, "/measures/ban-ma/")

    assert verdicts(page) == ["still so"]
    assert "Six facts, the same then and now" in page.find("details.gap summary").text


@pytest.mark.parametrize(
    "change",
    [
        (" 1 ", " **1** "), ("As of March 1, 2021,", "> As of _March 1, 2021_,"),
        ("Massachusetts", "[Massachusetts](https://elsewhere.example/)"),
        ("a ban or moratorium", "<em>a ban or moratorium</em>"),
        ("As of March 1, 2021,", "As of March 1, 2021:"),
    ],
)  # fmt: skip
def test_a_sentence_is_known_with_marks_around_its_words(client, said, change):
    sentence = said("2021-03-01")
    assert change[0] in sentence

    page = asked(client, sentence.replace(*change))

    assert verdicts(page) == ["still so"]
    assert len(page.all("blockquote")) == 1


def test_none_without_that_we_know_of_is_not_what_we_say(client, said):
    sentence = said("2021-03-01", state="vt")
    assert " that we know of" in sentence

    assert verdicts(asked(client, sentence)) == ["still so"]
    page = asked(client, sentence.replace(" that we know of", ""))
    assert verdicts(page) == ["not what we say"]
    assert "“that we know of”" in " ".join(page.text.split())


@pytest.mark.parametrize(
    "address",
    ["https://elsewhere.example/states/ma/?on=2021-03-01", "https://elsewhere.example/",
     "/measures/no-such-measure/?on=2021-03-01", "/n/municipal-bans/2021-02-30/?state=ma"],
)  # fmt: skip
def test_what_is_none_of_ours_is_never_still_so(client, said, address):
    assert verdicts(asked(client, f"See {address}.")) == ["not recognized"]


def test_a_page_of_ours_of_which_nothing_is_compared_is_called_ours(client, said):
    page = asked(client, "http://testserver/compare/?m=ban-ma&on=2021-03-01")

    assert verdicts(page) == ["not compared"]
    assert "It is a page of ours." in page.text
    assert "names nothing that we list" in asked(client, "/states/zz/").text


def test_of_an_address_the_facts_are_compared_and_the_words_around_it_are_not(client, said):
    page = asked(client, "Massachusetts has 31 bans (http://testserver/states/ma/?on=2021-03-01).")

    lead = " ".join(page.find("h1").text.split())
    assert lead == "What that page says: still so."
    assert "The words around its address were not compared." in " ".join(page.text.split())


def test_a_measure_that_is_gone_is_told_as_such(client, quotes):
    gone = Measure.objects.filter(slug="ban-or")
    gone.update(status="withdrawn", withdrawn_reason="It was a draft.")

    page = asked(client, "/measures/ban-or/?on=2021-03-01&edition=1")

    assert verdicts(page) == [WRONG]
    assert "not in the record: It was a draft." in page.text


def test_of_a_day_to_come_no_law_has_changed_since(client, said):
    ban(
        make_place("Later MA", "MA"), "MA", [("enacted", "2021-06-27"), ("repealed", "2097-02-01")],
        slug="ban-later",
    )  # fmt: skip
    sentence = said("2098-03-01")

    page = asked(client, sentence)

    assert verdicts(page) == ["still so"]
    assert "Today" not in [one.text for one in page.all("dt")]


def test_a_day_of_an_address_that_is_none_is_said(client, said):
    page = asked(client, "/states/ma/?on=2021-02-30")

    assert "Its day, 2021-02-30, is none that we can read." in " ".join(page.text.split())


def test_a_measure_that_was_merged_is_told_with_the_one_that_stays(client, quotes):
    Measure.objects.filter(slug="ban-or").update(status="withdrawn", withdrawn_reason="Twice here")
    by = User.objects.create_user("editor")
    Merge.objects.create(
        kept=moved("ban-ma"), gone_slug="ban-or", called="a", reason="b", author=by, status="done",
        by=by, decided_at=timezone.now(),
    )  # fmt: skip

    page = asked(client, "/measures/ban-or/?on=2021-03-01&edition=1")

    assert "not in the record: the same as ban-ma" in page.text
