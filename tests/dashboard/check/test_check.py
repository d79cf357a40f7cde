"""/check/: what becomes of quotations once the law moves and we correct ourselves."""

from urllib.parse import urlencode

import pytest
from django.utils import timezone

from dashboard.web.public_form import FORM
from laws.models import Measure
from laws.open_data.editions import make_edition
from laws.open_data.events import note_events
from tests.support.elements import read
from tests.support.in_effect import ban
from tests.support.makers import make_country, make_place, make_state

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
        assert verdicts(asked(client, f"https://facelaw.example{path}&edition=1")) == [what], path


def test_a_check_asks_few_queries(client, quotes, django_assert_max_num_queries):
    sentence, url = quotes["VT", "2023-07-20", "people-covered"]

    for pasted in (sentence, f"{url}&edition=1", "/states/vt/?on=2023-07-20&edition=1"):
        with django_assert_max_num_queries(40):
            asked(client, pasted)
