"""The filters of an address in words."""

import pytest
from django.http import QueryDict

from dashboard.filters.choice import choice_title, choice_words
from dashboard.filters.filters import CONDITIONS, measure_filters
from dashboard.web.parameters import Parameters
from laws.models import Measure
from tests.support.makers import day
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
ON = day("2026-11-29")


@pytest.fixture(scope="module", autouse=True)
def record(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), shipped_record():
        yield


def chosen(asked):
    parameters = Parameters("/measures/", QueryDict(asked), [])
    return measure_filters(parameters, Measure.objects.published().on_record(ON), ON)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("use=live&kind=bill", "bills on live video"),
        ("effect=ban&effect=moratorium&level=local", "local laws and bills banning or pausing use"),
        ("regulates=police&use=live&use=retrospective",
         "laws and bills on police use of live video or searching photos"),
        ("regulates=government&regulates=schools",
         "laws and bills on government use or covering schools"),
        ("stage=pending&state=dc", "pending laws and bills in the District of Columbia"),
        ("stage=in_committee&stage=failed&kind=policy", "policies in committee or failed"),
        ("state=us&effect=study", "federal laws and bills studying use"),
        ("force=yes&effect=private_sector&state=il",
         "laws regulating businesses in Illinois in effect"),
        ("use=not_recorded&force=no_longer",
         "laws and bills on a use we do not know no longer in effect"),
        ("session=ma-193rd&kind=bill", "bills of the 193rd Legislature (2023-2024), Massachusetts"),
        ("state=ma&state=ny&state=ca&state=wa&year=2023", "laws and bills in 4 states from 2023"),
        ("reached=passed_one_chamber&q=schools",
         "laws and bills passed by one chamber matching “schools”"),
    ],
)  # fmt: skip
def test_a_choice_is_one_phrase(asked, words):
    assert choice_words(chosen(asked)) == words


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_value_of_every_filter_has_its_words(name):
    choices = [key for key, _ in getattr(chosen("").form.fields[name], "choices", ()) if key]
    values = choices[:60] or ["words"] if name != "session" else ["ma-193rd"]
    said = [choice_words(chosen(f"{name}={value}")) for value in values]

    assert "laws and bills" not in said
    assert len(set(said)) == len(said)


def test_of_one_measure_it_speaks_in_the_singular():
    assert choice_words(chosen("kind=policy&use=live"), 1) == "policy on live video"
    assert choice_words(chosen("force=uncertain"), 1, without="force") == "law or bill"


@pytest.mark.parametrize("longest", range(30, 90))
def test_what_has_no_room_is_counted_and_no_word_is_cut(longest):
    filters = chosen("stage=failed&kind=bill&regulates=police&use=live&state=ma&year=2023")

    title = choice_title(filters, longest, beside="places (ban)")
    assert len(title) <= longest
    whole = "failed bills on police use of live video in Massachusetts from 2023, places (ban)"
    kept, _, more = title.partition(", ")
    assert whole.startswith(kept)
    assert set(kept.split()) <= set(whole.replace(",", "").split())
    assert more == "places (ban)" or more.split()[1:3] in (["more", "filter"], ["more", "filters"])


def test_the_shipped_record_has_240_bills_on_live_video_of_which_26_are_in_effect(client):
    said = client.get("/measures/", {"use": "live", "kind": "bill", "on": "2026-11-29"})

    assert "240 bills on live video; <em>26 of them" in said.content.decode()
