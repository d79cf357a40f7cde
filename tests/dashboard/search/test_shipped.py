"""What residents, reporters and advocates type, over the shipped record: the first answer."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from dashboard.pages.search.asked import read_words
from dashboard.pages.search.data import filtered, sought_in
from dashboard.pages.search.result import MENTIONED
from dashboard.pages.search.subjects import SUBJECTS
from laws.models import Measure, Milestone, Question
from laws.models.force import in_effect_on
from laws.search.places import find_places
from tests.support.elements import read
from tests.support.makers import day
from tests.support.responses import text
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
ON = "2026-11-29"
TODAY = day(ON)


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    """That the record’s day is today, on which all is said in the present."""
    monkeypatch.setattr("dashboard.web.params.today", lambda: TODAY)


def ask(words, **others):
    response = Client().get("/search/", {"q": words, "on": ON, **others})
    assert response.status_code == 200
    return response


def main_links(response):
    """The addresses of the answer and what was found, without the date, in their order."""
    links = [a["href"] for a in read(response).all("main a") if "href" in a.attributes]
    return [re.sub(r"[?&]on=[^&]*", "", href) for href in links]


FIRST = [
    # subjects with a filter of the list
    ("live video", "/measures/?use=live"),
    ("real-time", "/measures/?use=live"),
    ("CCTV", "/measures/?use=live"),
    ("mugshots", "/measures/?use=retrospective"),
    ("photos", "/measures/?use=retrospective"),
    ("school", "/measures/?regulates=schools"),
    ("students", "/measures/?regulates=schools"),
    ("K-12", "/measures/?regulates=schools"),
    ("university", "/measures/?regulates=universities"),
    ("campus police", "/measures/?regulates=universities"),
    ("businesses", "/measures/?regulates=private"),
    ("landlord", "/measures/?regulates=housing"),
    ("my apartment", "/measures/?regulates=housing"),
    ("tenants' rights", "/measures/?regulates=housing"),
    ("drone", "/measures/?regulates=drones"),
    ("body camera", "/measures/?regulates=body_cameras"),
    ("bodycams", "/measures/?regulates=body_cameras"),
    ("body-worn cameras", "/measures/?regulates=body_cameras"),
    ("police body cameras", "/measures/?regulates=body_cameras"),
    ("driver's licence photos", "/measures/?q=%22driver%27s+license%22"),
    ("DMV", "/measures/?q=%22driver%27s+license%22"),
    ("subway", "/measures/?regulates=transit"),
    ("cops", "/measures/?regulates=police"),
    # businesses that the record keeps no question on
    ("stadium", "/measures/?regulates=private"),
    ("arena", "/measures/?regulates=private"),
    ("store", "/measures/?regulates=private"),
    ("shops", "/measures/?regulates=private"),
    ("retail", "/measures/?regulates=private"),
    ("casino", "/measures/?regulates=private"),
    ("bank", "/measures/?regulates=private"),
    ("employer", "/measures/?regulates=private"),
    ("work", "/measures/?regulates=private"),
    ("Madison Square Garden", "/measures/?regulates=private"),
    ("“Rite Aid”", "/measures/?regulates=private"),
    # what a law does
    ("ban", "/measures/?effect=ban"),
    ("moratorium", "/measures/?effect=moratorium"),
    ("repealed", "/measures/?effect=repeal"),
    ("pending bills", "/measures/?stage=pending"),
    ("Congress", "/measures/?level=country"),
    ("school ban", "/measures/?regulates=schools&effect=ban"),
    ("drones -schools", "/measures/?regulates=drones"),
    ("drones OR schools", "/measures/?regulates=drones"),
    ("city police", "/measures/?regulates=police"),
    ("village store", "/measures/?regulates=private"),
    ("union workers", "/measures/?regulates=private"),
    ("justice for drones", "/measures/?regulates=drones"),
    # words alone
    ("airport", "/measures/?q=airport+OR+airline"),
    ("TSA", "/measures/?q=TSA"),
    ("FBI", "/measures/?q=FBI"),
    ("ICE", "/measures/?q=immigration+OR+ICE"),
    ("Clearview AI", "/measures/?q=clearview"),
    ("Flock", "/measures/?q=%22license+plate%22"),
    ("warrant", "/measures/?q=warrant"),
    ("warrant drones", "/measures/?q=warrant"),
    ("who can sue?", "/measures/?q=sue"),
    # a place and a subject
    ("drone texas", "/states/tx/"),
    ("Texas drones", "/states/tx/"),
    ("school new york", "/states/ny/"),
    ("Portland stores", "/places/or/portland/"),
    ("live video boston", "/places/ma/boston/"),
    ("can police use face recognition in Boston?", "/places/ma/boston/"),
    ("stores 02139", "/places/ma/cambridge/"),
    ("landlords in Brooklyn", "/places/ny/kings-county/"),
    # places
    ("is facial recognition legal in Ohio?", "/states/oh/"),
    ("laws in California", "/states/ca/"),
    ("University City, MO", "/places/mo/university-city/"),
    ("Kansas City", "/places/mo/kansas-city/"),
    ("Pheonix", "/places/az/phoenix/"),
    ("San Fransisco", "/places/ca/san-francisco/"),
    ("tuscon", "/places/az/tucson/"),
    ("somervile", "/places/ma/somerville/"),
    ("02139", "/places/ma/cambridge/"),
    # measures
    ("S.927", "/measures/ma-s927-2023/"),
    ("927", "/measures/ma-s927-2023/"),
    ("s927 Massachusetts", "/measures/ma-s927-2023/"),
    ("HB 2031 Virginia", "/measures/va-hb2031-2021/"),
    ("Proposition E", "/measures/ca-san-francisco-prop-e-2024/"),
    ("new laws", "/changes-in-law/"),
    ("first city to ban it", "/rankings/"),
    ("Walmart", "/measures/?regulates=private"),
    ("union nj police", "/places/nj/union/"),
    ("police Baltimore", "/places/md/baltimore/"),
    ("POST Act", "/measures/ny-nyc-post-act-2020/"),
]


@pytest.mark.parametrize(("words", "first"), FIRST)
def test_the_first_answer_is_the_right_one(words, first):
    assert main_links(ask(words))[0].startswith(first)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("stadium", "We have no question on stadiums alone."),
        ("Madison Square Garden", "New York questions Madison Square Garden January 25, 2023"),
        ("Rite Aid", "FTC acts against Rite Aid"),
        ("Rekognition", "No law or bill that we list mentions Amazon Rekognition."),
        ("Rekognition", "ACLU tests Amazon Rekognition on Congress"),
        ("Porcha Woodruff", "Two court cases or events mention it."),
        ("protest", "We have no question on protests alone."),
        ("drone texas", "In Texas, no law or bill that we list is on drones."),
        ("school in texas", "In Texas, no law or bill that we list is on schools."),
        ("school in texas", "In the whole country, 32 laws and bills are on schools; "),
        ("landlord new jersey", "In the whole country, 25 laws and bills are on housing"),
        ("DMV massachusetts", "In Massachusetts, four laws and bills mention driver’s licenses"),
        ("Clearview", "five are in effect, two of them in doubt ‡, one of them a repeal."),
        ("repealed", "One law or bill is about repealing a limit; one is in effect."),
        ("ban", " of them in doubt ‡"),
        ("warrant", "Must police get a warrant or court order before a search?"),
        ("xyzzy", "We do not hold the full texts of laws."),
        ("xyzzy", "No results for “xyzzy”."),
        ("99999", "No ZIP code 99999 is known to us."),
    ],
)
def test_it_says_what_there_is_and_what_there_is_not(words, says):
    assert says in text(ask(words))


def test_a_subject_is_answered_with_the_count_of_its_list():
    live = Measure.objects.published().on_record(TODAY).filter(use_modes__contains=["live"])
    said = f"{live.count()} laws and bills are on live video; "
    said += f"{live.filter(in_effect_on(TODAY)).count()} are in effect"

    assert said in text(ask("live video"))
    listed = text(Client().get("/measures/", {"use": "live", "on": ON}))
    assert f"{live.count()} laws and bills" in listed


# Words with another meaning in laws as well: customers, March, a working group, a law’s policy.
OF_MORE = {
    "activist", "approval", "boarding", "council vote", "consent", "crime", "customs", "damage",
    "data privacy", "disclosure", "employee", "flight", "job", "march", "opt in", "opt out",
    "policy", "political", "privacy", "race", "reporting", "suppress", "work",
}  # fmt: skip


def saying(words):
    measures = Measure.objects.published().filter(search_text__words=sought_in(words))
    return set(measures.values_list("slug", flat=True))


def test_what_says_a_subjects_word_is_counted_among_what_mentions_it():
    missing = {
        word
        for subject in SUBJECTS
        if subject.says
        for word in subject.words
        if saying(f'"{word}"') - saying(subject.says)
    }

    assert missing == OF_MORE


@pytest.mark.parametrize(
    ("word", "measures"),
    [
        ("shops", ["ny-nyc-biometric-identifier-2021", "ny-nyc-int213-2026"]),
        ("DMV", ["ak-hb379-2021", "ma-s1731-2025", "mn-hf560-2025", "il-sb225-2021"]),
        ("airport", ["us-dhs-biometric-entry-exit-rule-2025"]),
    ],
)
def test_a_subject_counts_measures_that_say_it_in_other_words(word, measures):
    subject = read_words(word, 1).subjects[0]

    assert saying(subject.says).issuperset(measures)


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("stadium", "Radium"),
        ("Madison Square Garden", "Madison County"),
        ("protester", "Protector"),
        ("casino", "Casinoville"),
        ("stadiums", "Star"),
        ("uber", "Huber"),
    ],
)
def test_no_place_is_guessed_that_is_far_from_the_words(words, never):
    names = [one.name for one in find_places(words).listed]

    assert not any(never.startswith(name) for name in names)
    assert never not in text(ask(words))


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda one: one.name)
def test_a_subject_leads_only_to_what_there_is(subject):
    known = Question.objects.filter(slug__in=subject.questions).count()
    listed = Measure.objects.published().filter(filtered(subject.filters, TODAY))

    assert known == len(subject.questions)
    assert not subject.filters or listed.exists()
    assert all(reverse(name) for _, name in subject.pages)
    assert subject.filters or subject.questions or subject.says or subject.pages
    if subject.says and not subject.filters and not subject.questions:
        said = Measure.objects.published().matching(subject.says).exists()
        assert said or Milestone.objects.filter(description__icontains=subject.words[0]).exists()


@pytest.mark.parametrize("words", ["university", "college campus", "pending bills", "LIVE VIDEO"])
def test_the_best_of_a_subjects_list_are_shown(words):
    subject = read_words(words, 1).subjects[0]
    listed = Measure.objects.published().on_record(TODAY).filter(filtered(subject.filters, TODAY))
    shown = {link.split("/")[2] for link in main_links(ask(words)) if "/measures/" in link} - {""}

    slugs = set(listed.values_list("slug", flat=True))
    assert len(shown & slugs) == min(len(slugs), MENTIONED)


def test_the_words_that_were_found_are_marked_in_their_sentence():
    marks = [one.text for one in read(ask("landlord")).all(".passage mark")]

    assert marks
    said = {one.lower().removesuffix("s") for one in marks}
    assert said <= {"landlord", "tenant", "apartment", "building", "house", "housing", "public"}


# fmt: off
NASTY = ["a\x00b", "x" * 10_000, "& | ! ( ) : * <->", '"', '""""', "-", "--", "- -", "OR OR OR",
         "👩‍👩‍👧‍👦",
         "<b>school</b>", "%_\\", "school " * 400, "a:*b & c", "'; DROP TABLE", "\u202e",
         "-school", "“school", "school, , ,", "1" * 300, "ma, ma, ma, ma", "(" * 500,
         "in of the bosten"]
# fmt: on


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_whatever_is_typed_is_answered_in_ten_queries(words, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = ask(words)
    assert read(page).all("h1")
    with django_assert_max_num_queries(10):
        offers = Client().get("/search.json", {"q": words, "on": ON})
    assert isinstance(offers.json()["results"], list)


@pytest.mark.parametrize("words", ["police", "S.927"])
def test_near_names_are_looked_for_only_where_nothing_else_is_found(
    words, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        found = Client().get("/search.json", {"q": words, "on": ON}).json()["results"]
    assert found[0]["kind"] in ("subject", "measure")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bosto", ("Boston", "city", "/places/ma/boston/")),
        ("sta", ("Stadiums", "subject", "/search/?q=stadium")),
        ("live vi", ("Live video", "subject", "/search/?q=live+video")),
        ("s.92", ("Massachusetts S.927", "measure", "/measures/ma-s927-2023/")),
        ("927", ("Massachusetts S.927", "measure", "/measures/ma-s927-2023/")),
        ("02139", ("Cambridge", "city", "/places/ma/cambridge/")),
        ("texas", ("Texas", "state", "/states/tx/")),
    ],
)
def test_what_is_offered_first_while_typing(typed, first):
    row = Client().get("/search.json", {"q": typed}).json()["results"][0]

    name, kind, url = first
    assert (row["name"].startswith(name), row["kind"], row["url"]) == (True, kind, url)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/places/ma/somervile/", "/places/ma/somerville/"),
        ("/places/ma/seattle/", "/places/wa/seattle/"),
        ("/states/massachusetts/", "/states/ma/"),
        ("/measures/ma-s927/", "/measures/ma-s927-2023/"),
        ("/provisions/warrant/", "/provisions/warrant_required/"),
        ("/ranking/", "/rankings/"),
        ("/laws/", "/measures/"),
        ("/boston", "/places/ma/boston/"),
    ],
)
def test_an_address_that_leads_nowhere_offers_what_is_nearest(
    path, near, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        response = Client().get(path)

    assert response.status_code == 404
    assert read(response).find(".leads a")["href"] == near


def test_nothing_withdrawn_is_found_offered_or_near():
    bill = Measure.objects.get(slug="ma-s927-2023")
    bill.status, bill.withdrawn_reason = "withdrawn", "For this test."
    bill.save()

    found = [
        Client().get("/search/", {"q": "S.927"}),
        Client().get("/search.json", {"q": "S.927"}),
        Client().get("/measures/ma-s927/"),
    ]

    assert all(b"ma-s927-2023" not in one.content for one in found)
