"""The four lines of places' pages over the record as it is shipped: read off the laws by hand."""

from datetime import date

import pytest
from django.test import Client

from dashboard.pages.places import answers
from dashboard.pages.places.data import find_place, place_record
from dashboard.pages.places.headline import headline
from dashboard.words.tense import Tense
from laws.models import Jurisdiction, Measure
from laws.vocabulary import STATE_LEVEL
from tests.support.elements import read
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
TODAY = "2026-11-29"
# Place, day, whose line, what it begins with.
BEGIN = [
    ("ma/cambridge", TODAY, "local_police", "Barred since a vote of Jan 13, 2020, live video and"),
    ("ma/cambridge", TODAY, "state_police",
     "Searching photos: only under conditions since Jul 1, 2021: court order on reasonable "
     "grounds of relevance; no order needed in emergencies or to identify the dead."),
    ("ma/cambridge", TODAY, "schools", "No rule found in Massachusetts law (searched Nov 22"),
    ("ma/cambridge", "2019-06-01", "local_police", "No rule found in Massachusetts law for that"),
    ("ma/boston", TODAY, "schools", "Only after approval by an elected body since Aug 2022"),
    ("tx/marfa", TODAY, "local_police", "Barred in part since Jan 1, 2026, live video and"),
    ("tx/marfa", "2021-01-15", "local_police", "Only a narrow rule, on driver licensing, since"),
    ("tx/marfa", "2005-01-15", "local_police", "No rule found in Texas law for that day"),
    ("la/new-orleans", TODAY, "local_police", "Live video: barred since a vote of Jul 21"),
    ("la/new-orleans", "2021-01-15", "local_police", "Barred since a vote of Dec 17, 2020"),
    ("la/new-orleans", TODAY, "schools", "Only under conditions since 2010 (assumed): allowed"),
    ("la/new-orleans", "2027-06-01", "businesses", "Consent needed since Jan 1, 2027: opt-in"),
    ("or/portland", TODAY, "businesses", "Barred since Jan 1, 2021: places of public"),
    ("or/portland", TODAY, "state_police", "Only a narrow rule, on body cameras, since Jul 2015"),
    ("il/chicago", TODAY, "businesses", "Consent needed since Oct 3, 2008 (assumed): written"),
    ("il/chicago", TODAY, "local_police", "Searching photos: permitted ‡ since Aug 23, 2013"),
    ("il/peoria", TODAY, "local_police", "Only a narrow rule, on drones, since Jun 16, 2023"),
    ("ny/new-york-city", TODAY, "businesses", "Landlords: consent needed since Jul 29, 2021"),
    ("ny/bronx-county", TODAY, "local_police",
     "Live video: no limit found, but oversight since Jul 15, 2020: a written policy is required. "
     "See POST Act. Searching photos: only under conditions since Mar 13, 2020"),
    ("ny/bronx-county", TODAY, "schools", "Barred since Sep 27, 2023"),
    ("md/baltimore", "2022-06-01", "local_police",
     "Ord. 21-038 is on agencies; it leaves police out."),
    ("md/baltimore", "2022-06-01", "businesses", "Barred for now since Sep 8, 2021"),
    ("md/montgomery-county", TODAY, "local_police", "Live video: barred since Oct 1, 2024"),
    ("wa/seattle", TODAY, "local_police", "Only under conditions since Jul 1, 2021. Live video:"),
    ("wa/king-county", TODAY, "local_police", "Barred since Jun 17, 2021"),
    ("wa/kirkland", TODAY, "local_police", "Barred ‡ since a vote of Jul 5, 2022"),
    ("pr/san-juan-municipio", TODAY, "local_police",
     "Not known: we have not searched Puerto Rico law or the municipality’s own."),
    ("me/bangor", TODAY, "schools", "Barred since Oct 1, 2021"),
    ("vt/burlington", TODAY, "local_police", "Barred for now since Oct 7, 2020"),
    ("va/richmond", TODAY, "local_police", "Barred in part since Jul 1, 2026 (inferred)"),
    ("va/richmond", TODAY, "state_police",
     "No limit found, but oversight since Jul 1, 2024 (assumed), live or photos: not known. "
     "See HB 1496 (2024)."),
    ("va/richmond", "2021-12-01", "state_police", "No rule found in Virginia law for that day"),
    ("md/baltimore", TODAY, "state_police", "The same as for local police."),
    ("va/richmond", "2023-06-01", "schools", "No rule found in Virginia law for that day"),
]  # fmt: skip
WITHIN = [
    (
        "la/new-orleans",
        "Searching photos: only under conditions since a vote of Aug 4, 2022; also since a vote of "
        "Jul 21, 2022: serious crimes only",
    ),
    ("ma/cambridge", "alike. See the 2020 ban."),
    ("ca/san-francisco", "Proposition E (2024) ‡ permits some use."),
    ("vt/burlington", "H.195 (2021) permits some use."),
    (
        "ca/alameda",
        "Barred in part since a vote of Dec 17, 2019, live video and searching photos "
        "alike: the police may still use results",
    ),
    ("wi/madison", "alike: the police may still identify victims of trafficking"),
    ("va/richmond", "local and campus police, absent express statute. See HB 2031 (2021)."),
    (
        "ut/salt-lake-city",
        "Searching photos: only under conditions since May 5, 2021: serious crimes "
        "only; a person checks each match; also ‡ since May 1, 2024: a written policy. See SB 34",
    ),
    (
        "mi/detroit",
        "since a vote of Sep 19, 2019: serious crimes only; a written policy; also since",
    ),
    (
        "ms/jackson",
        "No longer barred: the city’s own ban ended in Feb 2025. See "
        "Resolution banning police facial recognition. For "
        "the rest: we have not searched Mississippi law.",
    ),
    ("co/aurora", "The city’s own rules: searching photos permitted since a vote of 2025: a match"),
    ("tx/austin", "The city’s own rules: Barred in part ‡ since a vote of Jun 11, 2020"),
    ("wa/kirkland", "If that does not hold: only under conditions. See SB 6280 (2020)."),
]
HEADLINES = [
    ("tx/marfa", "In Marfa, Texas law limits face recognition by police and agencies: no unique"),
    ("la/new-orleans",
     "New Orleans banned face recognition by its own police and agencies from 2020 to 2022 and now "
     "limits it."),
    ("md/baltimore", "Baltimore paused face recognition by its own agencies from 2021 to 2022"),
    ("az/mesa",
     "In Mesa, Arizona law limits government use in schools. We know of no measure of Mesa’s "
     "own. We have not searched the city’s code. We have not searched the law of Arizona."),
    ("co/aurora",
     "In Aurora, Colorado law limits face recognition by police and agencies. The city itself bars "
     "live video by its own police, and has no general limit"),
    ("in/gary", "In Gary, Indiana law sets rules for businesses. We found none on government use"),
    ("la/jefferson-parish",
     "In Jefferson Parish, Louisiana law limits government use only in schools."),
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def lines(place, on=TODAY):
    day = date.fromisoformat(on)
    record = place_record(find_place(*place.split("/")), day)
    found = answers.lines(record, Tense(day, date.fromisoformat(TODAY)), "")
    return {line.actor: line.words for line in found}


@pytest.mark.parametrize(("place", "on", "actor", "begins"), BEGIN)
def test_a_line_says_what_its_law_says(place, on, actor, begins):
    assert lines(place, on)[actor].startswith(begins)


@pytest.mark.parametrize(("place", "words"), WITHIN)
def test_a_line_adds_what_else_the_law_says(place, words):
    assert words in lines(place)["local_police"]


@pytest.mark.parametrize(("place", "words"), HEADLINES)
def test_the_headline_says_what_applies_and_what_was_undone(place, words):
    page = read(Client().get(f"/places/{place}/"))
    assert page.find("h1").text.startswith(words)


@pytest.mark.parametrize(
    ("place", "on", "said"),
    [
        ("vt/burlington", "2029-01-01", "Vermont law will still pause"),
        ("ma/cambridge", "2030-01-01", "Cambridge will still ban"),
        ("la/new-orleans", "2028-01-01", "on January 1, 2028, will still limit it"),
        ("wi/madison", "2028-01-01", "We found no statewide rule for that day in a search"),
        ("wi/madison", TODAY, "We found no statewide rule in a search of November 22, 2026."),
    ],
)
def test_the_headline_of_another_day_tells_what_is_so_today_from_what_is_new(place, on, said):
    day, today = date.fromisoformat(on), date.fromisoformat(TODAY)
    record = place_record(find_place(*place.split("/")), day)
    assert said in "".join(headline(record, Tense(day, today)))


def test_a_measure_not_in_effect_is_said_by_name_alone_wherever_many_are():
    page = read(Client().get("/places/ny/new-york-city/"))
    rows = [row.text.strip() for row in page.all(".tier .law .law")]
    assert len(rows) == 27
    assert all(row.startswith(("Int. ", "Local Law ", "Resolution ", "Res. ")) for row in rows)


def test_the_citys_story_is_told_in_order():
    page = read(Client().get("/places/la/new-orleans/"))
    told = " ".join(page.find(".story").text.split())
    assert told == (
        "New Orleans: banned December 2020, lifted July 2022, permitted in part since July 2022, "
        "limited since August 2022"
    )


def test_in_every_state_the_lines_rest_on_laws_in_effect_that_the_page_lists():
    """What a line names stands below with whom it covers; a university's law is no school's."""
    states = Jurisdiction.objects.filter(kind__in=STATE_LEVEL).values_list("state_code", flat=True)
    for code in states:
        place = Jurisdiction.objects.local().filter(state_code=code, same_as=None).first()
        if place is None:
            continue
        record = place_record(place, date.fromisoformat(TODAY))
        in_effect = {law.slug for level in record.levels for law in level.measures}
        for answer in record.answers.values():
            rulings = filter(None, (answer.live, answer.photos))
            grounds = [*answer.narrow, *answer.each, *(one.ground for one in rulings)]
            for ground in grounds:
                assert ground.measure.slug in in_effect
                assert record.term_of[ground.measure.slug].covers(record.on)
                assert ground.level != "country" or answer.actor == "businesses"
            if answer.actor == "schools":
                assert all("schools" in one.measure.regulates for one in grounds)
            if answer.actor.endswith("police"):
                assert all("private" not in one.measure.effect for one in grounds)


def test_the_page_its_json_and_the_measures_agree():
    page = read(Client().get("/places/ma/cambridge/"))
    (local, *rest) = Client().get("/places/ma/cambridge.json").json()["answers"]
    assert [one["actor"] for one in rest] == ["state_police", "schools", "businesses"]
    assert local["words"] in " ".join(page.find(".place-answers").text.split())
    assert local["live"] == local["photos"]
    assert (local["live"]["rule"], local["live"]["since"]) == ("ban", "2020-01-13")
    assert Measure.objects.get(slug=local["live"]["measure"]).effect == "ban"
