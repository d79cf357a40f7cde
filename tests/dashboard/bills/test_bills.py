from datetime import date

import pytest

from dashboard.filters.filters import STEPS
from dashboard.pages.bills.outcomes import WORDS
from laws.dataset.upsert import analyze
from laws.models import Action, Jurisdiction, Measure, StageSpan
from laws.vocabulary import PENDING
from tests.support.elements import read
from tests.support.makers import (
    day,
    make_country,
    make_measure,
    make_place,
    make_session,
    make_state,
)
from tests.support.responses import many_measures, part, text

pytestmark = pytest.mark.django_db
PAGE, JSON, LIST = "/bills/", "/bills.json", "/measures.json"
ON = {"on": "2023-07-20"}
INTRODUCED = ("introduced", "2023-01-20")


@pytest.fixture
def record():
    """Bills of two legislatures and Congress at every stage, and what a council considers."""
    make_country()
    session = make_session("MA", "193rd", "2023-01-04", "2024-12-31")
    old = make_session("MA", "192nd", "2021-01-06", "2023-01-03")
    make_measure(
        "Faces", "MA", [INTRODUCED, ("hearing", "2023-08-10")], slug="ma-s927",
        identifier="S.927", session=session, effect="restriction",
    )  # fmt: skip
    make_measure(
        "Licenses", "MA", [("introduced", "2023-02"), ("referred", "2023-03-01")],
        slug="ma-s1551", identifier="S.1551", session=session,
    )  # fmt: skip
    make_measure(
        "Police", "MA", [("introduced", "2021-02-01"), ("passed_chamber", "2022-06-01")],
        slug="ma-old", session=old,
    )  # fmt: skip
    make_measure("Act", "MA", [("enacted", "2022-05-01")], slug="ma-law", session=old)
    make_measure(
        "Vetoed", "WA", [("introduced", "2023-01-10"), ("vetoed", "2023-05-01")], slug="wa-vetoed"
    )
    make_measure("Half", "WA", [INTRODUCED, ("passed_chamber", "2023-03-01")], slug="wa-half")
    make_measure(
        "Federal", make_country(), [("introduced", "2023-03-07")], slug="us-s681",
        identifier="S. 681",
    )  # fmt: skip
    make_measure("Order", "MA", [("introduced", "2023-03-07")], kind="directive", slug="ma-order")
    make_measure(
        "Council", None, [("introduced", "2022-01-01"), ("hearing", "2023-10-01")], slug="council"
    )


def opened(client, address):
    """How many rows the list of measures has at an address of the page."""
    return client.get(address.replace("/measures/", LIST)).json()["count"]


def links(response):
    """The counts that open rows: pairs of address and number."""
    page = read(response)
    return [
        (address, int(number))
        for cell in page.all("td") + page.all("dd")
        for number, address in cell.links
        if number.isdigit() and address.startswith("/measures/?")
    ]


def test_the_first_sentence_counts_bills_legislatures_and_how_far_they_got(client, record):
    page = client.get(PAGE, ON)
    said = "On July 20, 2023, four bills were pending in two states and in Congress; "
    assert part(page, "h1") == said + "one had passed one chamber."
    assert "The oldest was Massachusetts S.927, introduced on January 20, 2023" in text(page)
    assert "One more measure was before local governments." in text(page)


def test_of_one_legislature_it_speaks_of_that_alone(client, record):
    page = client.get(PAGE, ON | {"state": "ma"})
    said = "On July 20, 2023, two bills were pending in Massachusetts; none had passed a chamber."
    assert part(page, "h1") == said
    assert "Washington" not in text(page).split("Show the bills as of")[1]
    federal = part(client.get(PAGE, ON | {"state": "us"}), "h1")
    assert federal.endswith("one bill was pending in Congress; it had passed no chamber.")


def test_where_nothing_is_pending_the_page_says_so(client):
    make_state("MA")
    page = client.get(PAGE, ON)
    said = "On July 20, 2023, no bill on face recognition was pending in any legislature"
    assert part(page, "h1") == f"{said}."
    assert "No bill is pending on July 20, 2023. Choose another date." in text(page)


def test_nothing_found_in_a_state_is_told_from_nothing_looked_for(client):
    make_state("MA")
    make_state("WA", searched_on="2026-11-20")
    unsearched = client.get(PAGE, ON | {"state": "ma"})
    assert "in Massachusetts." in part(unsearched, "h1")
    assert "We have not yet searched its law." in text(unsearched)
    searched = text(client.get(PAGE, ON | {"state": "wa"}))
    assert "We last searched its law on November 20, 2026." in searched


@pytest.mark.parametrize("state", ["", "ma", "wa", "us"])
def test_every_count_equals_the_rows_that_it_opens(client, record, state):
    found = links(client.get(PAGE, ON | {"state": state, "show": "sessions"}))
    assert found
    for address, number in found:
        assert opened(client, address) == number, address


@pytest.mark.parametrize("name", ["bills-pending", "session-outcomes"])
def test_every_count_of_a_charts_table_opens_as_many_rows(client, record, name):
    for state in ("", "ma"):
        for address, number in links(client.get(PAGE, ON | {"state": state, "show": "sessions"})):
            assert opened(client, address) == number
    rows = client.get(f"/charts/{name}.json", ON).json()["rows"]
    assert all(isinstance(value, int) for row in rows for value in list(row.values())[1:])


def test_pending_is_what_the_record_calls_pending(client, record):
    answer = client.get(JSON, ON).json()
    pending = set(Measure.objects.published().pending(date(2023, 7, 20)).values_list("slug"))
    shown = [(one["slug"],) for one in answer["bills"] + answer["local"]]
    # A directive of a state that is being considered is no bill, and no local measure.
    assert set(shown) == pending - {("ma-order",)}
    assert (answer["count"], answer["local_count"]) == (4, 1)


def test_the_oldest_stands_first_with_its_days_and_the_end_of_its_session(client, record):
    bills = client.get(JSON, ON).json()["bills"]
    assert [one["slug"] for one in bills] == ["ma-s927", "wa-half", "ma-s1551", "us-s681"]
    assert [one["days"] for one in bills] == [181, 181, 142, 135]
    assert bills[0]["session_ends_on"] == "2024-12-31"
    page = text(client.get(PAGE, ON))
    assert "session ends Dec 31, 2024" in page
    assert "session not recorded" in page


def test_a_bill_that_was_carried_over_says_until_when(client):
    session = make_session("HI", "2021", "2021-01-20", "2021-04-29", carry_over="all",
                           carried_until=date(2022, 5, 5))  # fmt: skip
    make_measure(
        slug="hi-hb1226", identifier="HB 1226", jurisdiction=session.jurisdiction,
        session=session, actions=[("introduced", "2021-01-27")],
    )  # fmt: skip

    assert "session ends Apr 29, 2021" in text(client.get(PAGE, {"on": "2021-03-01"}))
    assert "carried over until May 5, 2022" in text(client.get(PAGE, {"on": "2021-08-01"}))


def test_a_month_counts_from_its_last_day_and_says_at_least(client, record):
    one = client.get(JSON, ON).json()["bills"][2]
    assert (one["introduced_on"], one["introduced_precision"]) == ("2023-02", "month")
    assert "at least 142" in text(client.get(PAGE, ON))


def test_hearings_ahead_are_grouped_by_how_soon_they_are(client, record):
    page = text(client.get(PAGE, ON))
    assert "Within 30 days" in page
    assert "Aug 10, 2023 in 21 days" in page
    assert "Within 31 to 90 days" in page
    assert "Oct 1, 2023 in 73 days" in page


def test_without_a_hearing_within_ninety_days_the_first_one_known_is_named(client, record):
    page = text(client.get(PAGE, {"on": "2023-05-01"}))
    said = "We know of no hearing on a pending measure in the next 90 days."
    assert f"{said} The first known hearing is on August 10, 2023." in page
    later = text(client.get(PAGE, {"on": "2024-01-01"}))
    assert said in later
    assert "first one known" not in later


def test_outcomes_of_a_session_count_each_step_and_mark_what_is_inferred(client, record):
    sessions = {one["session"]: one for one in client.get(JSON, ON).json()["sessions"]}
    old = sessions["ma-192nd"]
    reached = {"in_committee": 2, "passed_one_chamber": 2, "passed": 1, "enacted": 1}
    assert (old["bills"], old["reached"]) == (2, reached)
    assert (old["pending"], old["vetoed"], old["failed"], old["failed_inferred"]) == (0, 0, 1, 1)
    page = client.get(PAGE, ON | {"state": "ma"})
    (row,) = (row for row in read(page).find(".sessions").rows if "192nd session" in row[0])
    assert row[-2:] == ["1 inferred", "0"]


def test_bills_whose_session_is_not_recorded_are_counted_too(client, record):
    rows = client.get("/charts/session-outcomes.json", ON | {"state": "wa"}).json()["rows"]
    assert [(row["session"], row["bills"], row["vetoed"]) for row in rows] == [
        ("Session not recorded", 2, 1)
    ]
    whole = ON | {"show": "sessions"}
    assert "For three bills no session is recorded." in text(client.get(PAGE, whole))
    assert "Session not recorded" in text(client.get(PAGE, ON | {"state": "wa"}))


def test_what_is_over_and_what_is_pending_make_the_whole(client, record):
    answer = client.get(JSON, ON).json()
    for one in [answer["outcome"], *answer["sessions"]]:
        over = one["reached"]["enacted"] + one["vetoed"] + one["failed"]
        assert one["bills"] == over + one["pending"]


def test_steps_have_words_in_their_own_order():
    assert list(WORDS) == [step for step, _ in STEPS]


def test_a_later_date_shows_what_came_after(client, record):
    answer = client.get(JSON, {"on": "2025-01-02"}).json()
    assert "ma-s927" not in [one["slug"] for one in answer["bills"]]
    assert answer["sessions"][0]["failed_inferred"] == 2


def test_drafts_are_nowhere(client, record):
    make_measure("SECRET", "MA", [INTRODUCED, ("hearing", "2023-08-01")], status="draft")
    make_measure("SECRET", None, [INTRODUCED, ("hearing", "2023-08-01")], status="in_review")
    for address in (PAGE, JSON):
        assert "SECRET" not in client.get(address, ON).content.decode()
    assert client.get(JSON, ON).json()["count"] == 4


def test_a_mistaken_state_or_date_is_explained_and_all_are_shown(client, record):
    page = client.get(PAGE, {"state": "zz", "on": "2023-13-45"})
    assert page.status_code == 200
    assert "state=zz was not understood: a postal code such as MA, or US, is allowed" in text(page)
    assert "“2023-13-45” is not a date" in text(page)
    assert client.get(JSON, ON | {"state": "massachusetts"}).json()["count"] == 4


def test_chosen_bills_go_to_what_if_and_to_compare_with_the_date(client, record):
    form = read(client.get(PAGE, ON)).find("form[action=/what-if/]")
    assert form.all("button[formaction=/compare/]")
    assert form.all("input[name=m][value=ma-s927]")
    assert "/what-if/?all=passed_one_chamber&on=2023-07-20" in form.addresses
    assert client.get("/what-if/", ON | {"m": "ma-s927"}).status_code == 200


def test_the_page_is_found_from_home_the_states_the_list_and_the_foot(client, record):
    for address in ("/", "/states/ma/", "/measures/", "/method/"):
        assert "/bills/?" in client.get(address, ON).content.decode(), address
    assert "/bills/?state=ma&amp;on=2023-07-20" in client.get("/states/ma/", ON).content.decode()


def test_the_page_and_its_charts_ask_few_queries_whatever_the_rows(
    client, django_assert_max_num_queries
):
    for number, state_code in enumerate(("MA", "NY", "CA", "WA")):
        place = make_state(state_code)
        for n in range(60):
            make_session(state_code, f"{n}", "2020-01-01", "2024-12-31")
        many_measures(place, 500)
        many_measures(make_place(f"Town {number}", state_code), 100, kind="ordinance")
    sessions = {state: list(state.sessions.all()) for state in Jurisdiction.objects.state_level()}
    rows = list(Measure.objects.select_related("jurisdiction"))
    for n, one in enumerate(rows):
        one.session = sessions[one.jurisdiction][n % 60] if one.kind == "bill" else None
    Measure.objects.bulk_update(rows, ["session"])
    for order, (kind, when) in enumerate([("introduced", "2020-01-01"), ("hearing", "2023-08-01")]):
        Action.objects.bulk_create(
            Action(measure=one, order=order, kind=kind, day=day(when)) for one in rows
        )
    analyze()
    charts = [f"/charts/{name}.json" for name in ("bills-pending", "bills-age", "session-outcomes")]
    for address in (PAGE, JSON, *charts):
        for asked in (ON, ON | {"state": "ma"}):
            with django_assert_max_num_queries(10):
                assert client.get(address, asked).status_code == 200
    assert StageSpan.objects.filter(stage__in=PENDING).count() > 2000


def test_long_lists_stand_whole_at_an_address_of_their_own(client, record):
    many_measures(make_state("NY"), 20)
    Action.objects.bulk_create(
        Action(measure=one, order=0, kind="introduced", day=day("2023-02-01"))
        for one in Measure.objects.filter(jurisdiction__state_code="NY")
    )
    page = read(client.get(PAGE, ON))
    assert len(page.all(".on-its-way tbody tr")) == 2 + 1
    address = "/bills/?on=2023-07-20&show=pending#oldest"
    assert ("22 more, the newer ones: show all 24", address) in page.links
    assert not page.all(".sessions") + page.all("#plot-bills-age")
    assert "/bills/?on=2023-07-20&show=sessions#sessions" in page.addresses
    whole = read(client.get(address))
    assert len(whole.all(".on-its-way tbody tr")) == 24 + 1
    assert whole.all("#plot-bills-age")
    sessions = read(client.get(PAGE, ON | {"show": "sessions"}))
    assert sessions.all("#sessions")
    assert sessions.all("#rows-session-outcomes")
    assert "show=x was not understood" in text(client.get(PAGE, {"show": "x"}))


def test_the_box_offers_the_legislatures_that_have_a_bill_whichever_is_shown(client, record):
    make_state("TX")
    for asked in (ON, ON | {"state": "wa"}):
        options = [one["value"] for one in read(client.get(PAGE, asked)).all("#state option")]
        assert options == ["", "us", "ma", "wa"]
    options = [one["value"] for one in read(client.get(PAGE, {"state": "tx"})).all("#state option")]
    assert options == ["", "us", "ma", "tx", "wa"]


def test_the_slider_shows_bills_that_move_and_not_laws_that_start(client, record):
    make_measure("Old law", "WA", [("enacted", "2012-01-01")], kind="statute")
    page = read(client.get(PAGE, ON))
    assert "Show the bills as of" in page.text
    means = "above the line: introduced, advances or becomes law; below it: fails or is vetoed"
    assert page.find(".rug-key").text == f"state bill bill in Congress {means}"
    # One was vetoed in May 2023, and one was silent for two years.
    washington = read(client.get(PAGE, ON | {"state": "wa"}))
    assert washington.find(".rug .down")["d"].count("M") == 2
    assert not washington.all(".rug .of-country")
    assert washington.find("[rel=prev]").text == "← Previous change: May 1, 2023"
