"""The queues of the front page: what waits in each, to the day, and that a list is its count."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.admin.utils import flatten
from django.test import Client
from django.utils import timezone

from laws.admin.home.views import NOUNS
from laws.counting.counts import own_rule
from laws.counting.on_date import law_on
from laws.dataset.upsert import analyze
from laws.editing.handover import write_note
from laws.editing.queues import BY_NAME, QUEUES
from laws.editing.roles import person
from laws.editing.verification import is_old
from laws.editing.workflow import Person
from laws.models import Correction, Jurisdiction, Measure, Proposal, SeenPage, StaffNote, StageSpan
from laws.vocabulary import NoteKind
from tests.support.desk_roles import PASSED, make_role
from tests.support.imports import run_of, told
from tests.support.makers import make_measure, make_place, make_session, make_source, make_state

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
NOBODY = Person(None)
INTRODUCED = ("introduced", (TODAY - timedelta(400)).isoformat())


def ahead(days):
    return (TODAY + timedelta(days)).isoformat()


def titles(name, who=NOBODY):
    rows = BY_NAME[name].rows(Measure.objects.all(), who, TODAY)
    return set(rows.values_list("title", flat=True))


# --- what waits -------------------------------------------------------------------------------


def test_hearings_are_those_from_today_to_seven_days_ahead():
    for days in (-1, 0, 7, 8):
        make_measure(f"{days}", actions=[INTRODUCED, ("hearing", ahead(days))])
    month = ahead(0)[:7]
    make_measure("Day not known", actions=[INTRODUCED, ("hearing", month)])
    make_measure("Another action", actions=[INTRODUCED, ("referred", ahead(1))])
    make_measure("Off the site", actions=[("hearing", ahead(1))], status="withdrawn",
                 withdrawn_reason="A mistake.")  # fmt: skip
    make_measure("Draft", actions=[("hearing", ahead(1))], status="draft")

    assert titles("hearings") == {"0", "7", "Draft"}


def test_measures_turn_from_today_to_thirty_days_ahead():
    for days in (-1, 0, 30, 31):
        make_measure(f"begins {days}", actions=[("passed", "2020-01-01"),
                                                ("effective", ahead(days))])  # fmt: skip
        make_measure(f"ends {days}", actions=[("passed", "2020-01-01"), ("expires", ahead(days))])
    put_off = [("passed", "2020"), ("expires", ahead(9)), ("extended", ahead(-9)),
               ("expires", ahead(99))]  # fmt: skip
    make_measure("Put off", actions=put_off)

    assert titles("turning") == {"begins 0", "begins 30", "ends 0", "ends 30"}


def test_a_check_is_old_after_90_days_in_a_session_that_runs_and_after_365_otherwise():
    wanted = set()
    sessions = {
        "open": (make_session(identifier="open"), True),
        "ends tomorrow": (make_session(identifier="tomorrow", end_on=TODAY + timedelta(1)), True),
        "over": (make_session(identifier="over", end_on=TODAY - timedelta(1)), False),
        "none": (None, False),
    }
    for days in (None, 0, 90, 91, 365, 366):
        checked = None if days is None else TODAY - timedelta(days)
        for name, (session, runs) in sessions.items():
            for last in ("referred", "enacted"):
                title = f"{name} {last} {days}"
                make_measure(title, "MA", [INTRODUCED, (last, ahead(-399))], session=session,
                             identifier=title, verified_on=checked)  # fmt: skip
                moves = runs and last == "referred"
                # The rule once more, in the plainest words.
                if days is None or days > (90 if moves else 365):
                    wanted.add(title)
                assert is_old(checked, TODAY, moves) == (title in wanted and days is not None)
    make_measure("Draft", "MA", status="draft")

    assert titles("unverified") == wanted


def test_a_session_that_is_over_leaves_what_is_pending_or_only_inferred_to_have_failed():
    over = {"end_on": TODAY - timedelta(1)}
    for name, fields in {"over": over, "last day": {"end_on": TODAY}, "open": {}}.items():
        session = make_session(identifier=name, start_on="2020-01-01", **fields)
        for last in ("referred", "passed", "enacted", "failed"):
            make_measure(f"{name} {last}", "MA", [INTRODUCED, (last, ahead(-399))],
                         session=session, identifier=last)  # fmt: skip

    assert titles("undecided") == {"over referred", "over passed"}


def test_both_of_two_that_may_be_one_wait():
    session = make_session()
    for title, number in (("A bill", "S.342"), ("Another title", "S 0342"), ("A third", "S.7")):
        kind = "statute" if number == "S 0342" else "bill"
        make_measure(title, "MA", session=session, identifier=number, kind=kind)

    assert titles("duplicates") == {"A bill", "Another title"}


def test_only_a_source_of_the_government_itself_is_official():
    for official in (True, False, None):
        make_source(make_measure(f"{official}"), official=official)
    make_measure("no source")
    make_measure("a draft", status="draft")

    assert titles("unofficial") == {"False", "None", "no source"}


def test_no_law_waits_where_nobody_searched_within_a_year():
    for number, (state_code, days) in enumerate(
        {"AK": None, "CA": 365, "LA": 366, "NY": 400}.items()
    ):
        state = make_state(state_code, searched_on=days and TODAY - timedelta(days))
        assert state.pk
        if state_code == "NY":
            make_measure("Its own", state, [("enacted", "2020-01-01")], kind="statute")
        make_measure(f"Of a city {number}", make_place("Newton", state_code), [PASSED])
    make_place("Old search", "MA", searched_on=ahead(-366))

    rows = BY_NAME["unsearched"].rows(Jurisdiction.objects.all(), NOBODY, TODAY)
    assert set(rows.values_list("name", flat=True)) == {
        "Alaska", "Louisiana", "Massachusetts", "Old search"
    }  # fmt: skip


@pytest.mark.parametrize("effect", ["ban", "oversight", "authorization", "schools", "study"])
def test_a_state_without_law_is_one_without_a_rule_of_its_own(effect):
    whom = ["police"], ["private"], ["drones", "private"], ["schools"]
    for number, (reach, regulates) in enumerate(product(["general", "narrow"], whom)):
        make_measure("A law", f"A{'BCDEFGHI'[number]}", [("enacted", "2020-01-01")],
                     kind="statute", effect=effect, reach=reach, regulates=regulates)  # fmt: skip

    rows = BY_NAME["unsearched"].rows(Jurisdiction.objects.state_level(), NOBODY, TODAY)
    law = law_on(TODAY)
    without = {state.state_code for state in Jurisdiction.objects.state_level()
               if own_rule(law, state.state_code, None).rule == "not_researched"}  # fmt: skip
    assert set(rows.values_list("state_code", flat=True)) == without


def test_a_publisher_is_not_asked_to_review_what_is_their_own():
    editor, publisher = make_role("editor"), make_role("publisher")
    root = make_role("superuser")
    for account in (editor, publisher):
        name = account.username
        make_measure(name, status="in_review", edited_by=account)
        make_measure(f"draft of {name}", status="draft", entered_by=account)
        for status in ("open", "sent_back"):
            propose(make_measure(f"{name}, {status}"), account, status, root)

    seen = {account.username: titles("in_review", person(account))
            for account in (publisher, root)}  # fmt: skip
    assert seen == {"publisher": {"editor"}, "superuser": {"editor", "publisher"}}
    assert titles("mine", person(editor)) == {"draft of editor"}
    assert changed("proposed", publisher) == ["editor, open"]
    assert changed("proposed", root) == ["editor, open", "publisher, open"]
    assert changed("sent_back", editor) == ["editor, sent_back"]


def propose(measure, author, status="open", publisher=None):
    decided = {"decided_by": publisher, "decided_at": timezone.now(), "comment": "Say more."}
    return Proposal.objects.create(
        measure=measure, base={}, proposed={}, author=author, reason="It is.", status=status,
        **decided if status != "open" else {},
    )  # fmt: skip


def changed(name, account):
    rows = BY_NAME[name].rows(Proposal.objects.all(), person(account), TODAY)
    return sorted(rows.values_list("measure__title", flat=True))


# --- the front page and its lists -------------------------------------------------------------


@pytest.fixture
def full(db):
    """A record in which something waits in every queue, in more than one section."""
    root = make_role("superuser", "root")
    session = make_session(end_on="2023-12-31")
    for place in ("MA", make_place()):
        make_measure("Own draft", place, status="draft", entered_by=root)
        make_measure("In review", place, status="in_review")
        sent = make_measure("Sent for review", place, status="in_review")
        write_note(sent, NoteKind.FOR_REVIEW, root)
        back = make_measure("Sent back", place, status="draft", entered_by=root)
        write_note(back, NoteKind.SENT_BACK, root, "Add the vote.")
        write_note(make_measure("Given", place, status="draft"), NoteKind.ASSIGNED, root, to=root)
        make_measure("Heard", place, [INTRODUCED, ("hearing", ahead(3))])
        make_measure("Begins", place, [("enacted", "2020-01-01"), ("effective", ahead(3))])
        make_measure("Written twice", place)
        make_measure("Written twice", place)
    make_measure("An order", "MA", kind="policy")
    over = make_measure("Over", "MA", [("introduced", "2023-02-01")], session=session)
    for status in ("open", "sent_back"):
        propose(over, root, status, root)
    Correction.objects.create(text="It ended.", path="/", form_key="1")
    run_of(told())
    SeenPage.objects.create(url="https://example.gov/gone", problem="the server answered 404")
    return root


def front(client):
    page = client.get("/admin/")
    assert page.status_code == 200
    return page.context["queues"]


def test_every_count_is_that_of_the_lists_it_opens(client, full):
    client.force_login(full)
    lines = flatten([group.lines for group in front(client)])

    assert [line.queue.name for line in lines] == list(BY_NAME)
    for line in lines:
        assert line.count == sum(part.count for part in line.parts)
        shown = 0
        for part in line.parts:
            page = client.get(part.address)
            assert page.status_code == 200, part.address
            assert page.context["cl"].result_count == part.count, part.address
            assert "Here is the whole list" not in page.content.decode()
            shown += part.count
        model = Measure if line.queue.noun == "measure" else NOUNS[line.queue.noun][0]
        waiting = line.queue.rows(model.objects.all(), person(full), TODAY)
        assert shown == waiting.count(), line.queue.name


def test_an_empty_queue_says_so(client):
    client.force_login(make_role("superuser", "root"))
    page = client.get("/admin/").content.decode()
    groups = front(client)
    assert flatten([group.lines for group in groups]) == []
    assert [group.title for group in groups] == list(QUEUES)
    assert "Empty: Hearings within 7 days · Taking effect" in page


TO_DO = {"mine", "assigned", "returned", "sent_back", "waits", "hearings", "turning", "waiting"}
FOR_EDITORS = {"for_review", "unverified", "undecided", "unofficial", "duplicates", "unsearched",
               "dead", "off"}  # fmt: skip
# What one may do nothing about is in no queue of one's own.
SEEN = {
    "contributor": TO_DO,
    "administrator": {"hearings", "turning", "sent_back", "waits"},
    "editor": TO_DO | FOR_EDITORS,
    "publisher": set(BY_NAME),
}


@pytest.mark.parametrize("role", SEEN)
def test_what_a_role_may_not_see_is_not_shown(role, full):
    client = Client()
    account = make_role(role)
    client.force_login(account)
    Measure.objects.filter(status="draft").update(entered_by=account)
    StaffNote.objects.filter(kind="assigned").update(to=account)
    Proposal.objects.filter(status="sent_back").update(author=account, decided_by=full)
    propose(Measure.objects.get(title="Over"), account)

    lines = flatten([group.lines for group in front(client)])
    assert {line.queue.name for line in lines} == SEEN[role]
    page = client.get("/admin/").content.decode()
    hidden = [BY_NAME[name].title for name in BY_NAME.keys() - SEEN[role]]
    assert [title for title in hidden if title in page] == []
    for section in ("bill", "ordinance", "order"):
        asked = client.get(f"/admin/laws/{section}/?queue=in_review")
        offered = "Drafts to publish" in asked.content.decode()
        assert offered == ("in_review" in SEEN[role])


def test_staff_without_a_role_see_no_queue(client):
    account = make_role("superuser", "nobody")
    account.is_superuser = False
    account.save()
    client.force_login(account)
    assert front(client) == []
    assert "You have no role yet" in client.get("/admin/").content.decode()


def test_the_front_page_asks_little_of_ten_times_the_record(
    client, full, django_assert_max_num_queries
):
    places = [make_place(f"Town {number}") for number in range(40)]
    many = Measure.objects.bulk_create(
        Measure(slug=f"m{n}", title=f"{n * 7919:x} {n:x}", jurisdiction=places[n % 40],
                kind="ordinance", effect="ban", regulates=["police"], status="published")
        for n in range(4800)
    )  # fmt: skip
    StageSpan.objects.bulk_create(
        StageSpan(measure=one, stage="in_committee", from_on=TODAY, basis="recorded")
        for one in many
    )
    analyze()
    client.force_login(full)
    # What checks the whole record, and what compares all titles, asks once for each state of it.
    with django_assert_max_num_queries(26):
        groups = front(client)
    with django_assert_max_num_queries(15):
        front(client)
    unverified = next(line for group in groups for line in group.lines
                      if line.queue.name == "unverified")  # fmt: skip
    assert unverified.count > 4800


@pytest.mark.parametrize("section", ["bill", "proposal", "jurisdiction", "correction"])
def test_a_queue_that_is_not_there_shows_the_whole_list(client, full, section):
    client.force_login(full)
    for name in ("x", "dead", "mine%00", ""):
        assert client.get(f"/admin/laws/{section}/?queue={name}").status_code in (200, 302)
