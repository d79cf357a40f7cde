"""fetch_legiscan and fetch_openstates against a server here: what they take, and when again."""

import traceback
from datetime import UTC, date, datetime
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from laws.imports.fetch.queries import in_its_text, query
from laws.imports.subject.match import is_on_subject, matches
from laws.management.fetching import FetchCommand
from laws.models import (
    FetchDay,
    FetchedBill,
    FetchMark,
    ImportRun,
    InboxEntry,
    RawRecord,
    SubjectWord,
)
from tests.support.api_bills import LegiScan, OpenStates, legiscan_bill, openstates_bill
from tests.support.api_server import KEY, Api, answer
from tests.support.makers import make_session

pytestmark = pytest.mark.django_db
BUSY = answer({}, 500)


@pytest.fixture
def api(monkeypatch, settings):
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(FetchCommand, "wait", staticmethod(lambda seconds: None))
    settings.LEGISCAN_KEY = settings.OPENSTATES_KEY = KEY
    with Api() as running:
        settings.LEGISCAN_ADDRESS = settings.OPENSTATES_ADDRESS = running.address
        yield running


@pytest.fixture(autouse=True)
def subject(db):
    make_session(start_on="2023-01-04", end_on="2024-12-31")
    SubjectWord.objects.all().delete()
    SubjectWord.objects.create(pattern="face recognition", kind="names")
    SubjectWord.objects.create(pattern="facial recognition", kind="names")
    SubjectWord.objects.create(pattern="biometric*", kind="hints")
    SubjectWord.objects.create(pattern="surveillance ordinance", kind="names", where=["title"])


@pytest.fixture(autouse=True)
def nothing_tells_the_key(db, capfd, caplog):
    """No row of the database, no line of a log and nothing printed has the key in it."""
    yield
    assert KEY not in "".join([*capfd.readouterr(), caplog.text])
    names = connection.introspection.table_names()
    rows = " UNION ALL ".join(f'SELECT t::text FROM "{name}" t' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM ({rows}) AS r (said) WHERE said ILIKE %s", [f"%{KEY}%"]
        )
        assert cursor.fetchone() == (0,)


def fetch(name, **options):
    """What a command says, and its error with all that Python would print of it."""
    said, error = StringIO(), ""
    try:
        call_command(f"fetch_{name}", stdout=said, stderr=said, **options)
    except CommandError as problem:
        error = str(problem)
        said.write("".join(traceback.format_exception(problem)))
    assert KEY not in said.getvalue()
    return said.getvalue(), error


def operations(api):
    """What the server was asked since we looked last, shortly."""
    asked, api.asked = api.asked, []
    return [
        f"{one.query.get('op', '')} {one.query.get('id', one.query.get('page'))}".strip()
        for one in asked
    ]


@pytest.mark.parametrize("name", ["legiscan", "openstates"])
def test_without_a_key_one_sentence_says_how_to_get_one(api, settings, name):
    settings.LEGISCAN_KEY = settings.OPENSTATES_KEY = ""
    error = fetch(name)[1]

    assert "needs a key: register at https://" in error
    assert f"set it as {name.upper()}_KEY." in error
    assert api.asked == []


@pytest.mark.parametrize("name", ["legiscan", "openstates"])
@pytest.mark.parametrize("option", ["most", "delay", "timeout"])
def test_numbers_that_make_no_sense_are_refused(api, name, option):
    for value in (-1, float("nan"), float("inf")):
        said = f"--{option} {value!r} is refused; allowed: a "
        assert fetch(name, **{option: value})[1].startswith(said)


def test_a_word_with_any_ending_is_searched_for_with_some():
    assert query("faceprint") == '"faceprint"'
    said = '"biometric identif" OR "biometric identify" OR "biometric identifier" OR '
    assert query("biometric identif*") == said + '"biometric identification"'


def test_the_words_by_which_a_service_found_a_bill_count_as_its_text(db):
    SubjectWord.objects.create(pattern="biometric identif*", kind="names")
    bill = SimpleNamespace(title="", summary="", subjects=(), text="")
    bill.text = in_its_text("LegiScan", ["biometric identif*"])
    assert is_on_subject(matches(bill, SubjectWord.objects.words()))


# --- LegiScan -----------------------------------------------------------------------------------


@pytest.fixture
def legiscan(api):
    """Three bills by one phrase, one by the other too; the last says so in its text only."""
    first, second = legiscan_bill(1), legiscan_bill(2)
    third = legiscan_bill(3, "An act on police", description="An act on police")
    api.speak = LegiScan(facial_recognition=[first, second, third], face_recognition=[first])
    return api


SEARCHED = ["getSearchRaw 1", "getSearchRaw 1", "getSearchRaw 2"]


def test_a_dry_run_tells_and_a_second_one_asks_for_no_bill_again(legiscan):
    said, error = fetch("legiscan")
    assert error == ""
    assert "Requests sent: 6. Bills received: 3." in said
    assert "3 new" in said
    assert operations(legiscan) == [*SEARCHED, "getBill 1", "getBill 2", "getBill 3"]
    assert not InboxEntry.objects.exists()
    assert not ImportRun.objects.exists()

    said, _ = fetch("legiscan", commit=True)
    assert "Requests sent: 3. Bills received: 0." in said
    assert operations(legiscan) == SEARCHED
    entries = {entry.raw.record_id: entry for entry in InboxEntry.objects.all()}
    assert sorted(entries) == ["1", "2", "3"]
    assert entries["3"].words == ["facial recognition"]
    assert "LegiScan found in its text" in str(entries["3"].matches)
    run = ImportRun.objects.get()
    assert (run.origin, run.record, run.new) == ("fetch", "legiscan", 3)
    assert run.finished_at


def test_only_a_bill_that_changed_is_asked_for_again(legiscan):
    fetch("legiscan", commit=True)
    second = legiscan.speak.found['"facial recognition"'][1]
    second["change_hash"], second["title"] = "b2", "An act on facial recognition by schools"
    operations(legiscan)
    said, _ = fetch("legiscan", commit=True)

    assert operations(legiscan) == [*SEARCHED, "getBill 2"]
    assert "1 record read: 1 new" in said
    assert "Nothing is new or changed." in fetch("legiscan", commit=True)[0]


def test_a_bill_that_a_file_brought_is_not_asked_for(legiscan):
    fetch("legiscan", commit=True)
    FetchedBill.objects.all().delete()
    operations(legiscan)
    fetch("legiscan", commit=True)
    assert operations(legiscan) == SEARCHED


def test_the_budget_is_for_the_day(legiscan):
    said, error = fetch("legiscan", most=4, commit=True)
    assert error == ""
    assert "Today's 4 requests to LegiScan are used up. The next run continues" in said
    assert "Bills received: 1." in said
    assert FetchDay.objects.get().asked == 4
    assert "Requests sent: 0." in fetch("legiscan", most=4)[0]

    FetchDay.objects.update(day=date(2020, 1, 1))
    operations(legiscan)
    assert "Bills received: 2." in fetch("legiscan", commit=True)[0]
    assert operations(legiscan)[3:] == ["getBill 2", "getBill 3"]
    assert InboxEntry.objects.count() == 3


def test_what_was_told_before_the_service_broke_is_not_lost(legiscan):
    speak = legiscan.speak
    legiscan.speak = lambda asked: BUSY if asked.query.get("id") == "2" else speak(asked)
    error = fetch("legiscan", commit=True)[1]
    assert error == "LegiScan answered 500. It was asked 5 times: run this again later."
    assert InboxEntry.objects.get().raw.record_id == "1"

    legiscan.speak = speak
    operations(legiscan)
    assert fetch("legiscan", commit=True)[1] == ""
    assert operations(legiscan) == [*SEARCHED, "getBill 2", "getBill 3"]


def test_a_bill_that_it_does_not_know_any_more_holds_up_no_other(legiscan):
    speak = legiscan.speak
    gone = speak.alert(f"Unknown bill id for {KEY}")
    legiscan.speak = lambda asked: gone if asked.query.get("id") == "2" else speak(asked)
    said, error = fetch("legiscan", commit=True)

    assert "Bill 2: LegiScan answered: “Unknown bill id for (key)”." in said
    assert error == ""
    assert "Bills received: 2." in said


def test_many_alerts_in_a_row_end_the_run(legiscan):
    speak = legiscan.speak
    over = speak.alert("Queries for this month are spent")
    legiscan.speak = lambda asked: over if asked.query["op"] == "getBill" else speak(asked)
    assert fetch("legiscan")[1] == "LegiScan answered: “Queries for this month are spent”."
    assert len(legiscan.asked) == 6


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"status": "ERROR", "alert": {"message": f"Invalid API key {KEY}"}}, "key (key)"),
        ({"status": "ERROR", "alert": "no"}, "LegiScan answered: “ERROR”."),
        ({"status": "OK"}, "did not answer with a list of bills"),
        ({"status": "OK", "searchresult": []}, "did not answer with a list of bills"),
        ({"searchresult": {"summary": {"page_total": "many"}}}, "how many pages"),
    ],
)
def test_a_strange_answer_is_a_sentence(legiscan, content, said):
    legiscan.speak = lambda asked: answer(content)
    assert said in fetch("legiscan")[1]


def test_a_list_in_the_other_form_and_odd_rows_are_read(legiscan):
    row = {"bill_id": 1, "change_hash": "a1"}
    rows = {"summary": {"page_total": 1}, "0": row, "1": None, "2": {"bill_id": 9}}
    legiscan.script = [answer({"status": "OK", "searchresult": rows})] * 2
    assert "Bills received: 1." in fetch("legiscan")[0]


def test_nothing_found_is_nothing_brought(api):
    api.speak = LegiScan()
    assert "Nothing is new or changed." in fetch("legiscan", commit=True)[0]
    assert not ImportRun.objects.exists()
    assert {asked.query["year"] for asked in api.asked} == {"2"}
    fetch("legiscan", all_years=True)
    assert api.asked[-1].query["year"] == "1"


def test_a_bill_that_cannot_be_read_is_refused_and_the_rest_comes(legiscan):
    found = legiscan.speak.found['"facial recognition"']
    found[1]["history"] = "none"
    found[2]["title"] = f"An act on facial recognition {KEY}"
    said, _ = fetch("legiscan", commit=True)

    assert "2 new" in said
    assert "1 refused" in said
    assert InboxEntry.objects.get(kind="refused").where == "LegiScan, 2"


# --- Open States --------------------------------------------------------------------------------


@pytest.fixture
def openstates(api):
    """Five bills by one phrase: three pages."""
    bills = [openstates_bill(n, stamp=f"2023-02-1{n}T05:00:00+00:00") for n in range(1, 6)]
    api.speak = OpenStates(facial_recognition=bills)
    return api


def test_all_pages_are_read_and_the_next_sweep_asks_for_what_changed(openstates):
    said, error = fetch("openstates", commit=True)
    assert error == ""
    assert "5 new" in said
    assert operations(openstates) == ["1", "1", "2", "3"]
    assert "Ada Member" not in str(RawRecord.objects.values_list("raw"))
    mark = FetchMark.objects.get(search="facial recognition")
    assert (mark.page, mark.began_on) == (1, None)

    FetchMark.objects.update(since=date(2023, 2, 15))
    bill = openstates.speak.found['"facial recognition"'][0]
    bill["updated_at"], bill["title"] = "2023-03-01T00:00:00+00:00", "Facial recognition, revised"
    said, _ = fetch("openstates", commit=True)
    assert "Bills received: 1." in said
    assert {one.query["updated_since"] for one in openstates.asked} == {"2023-02-15"}
    assert set(openstates.asked[0].many["include"]) >= {"actions", "sources", "abstracts"}
    assert openstates.asked[0].query["sort"] == "updated_desc"
    assert FetchMark.objects.filter(since__gt=date(2023, 2, 15)).count() == 2


def test_a_sweep_that_broke_goes_on_at_its_page(openstates):
    speak = openstates.speak
    openstates.speak = lambda asked: BUSY if asked.query["page"] == "3" else speak(asked)
    assert "answered 500" in fetch("openstates", commit=True)[1]
    assert InboxEntry.objects.count() == 4
    operations(openstates)

    openstates.speak = speak
    assert fetch("openstates", commit=True)[1] == ""
    assert operations(openstates) == ["3", "1"]
    assert InboxEntry.objects.count() == 5


def test_a_small_budget_leaves_no_search_out_for_ever(openstates):
    fetch("openstates", most=1)
    FetchDay.objects.update(asked=0)
    fetch("openstates", most=1)
    assert [asked.query["q"] for asked in openstates.asked] == [
        '"face recognition"',
        '"facial recognition"',
    ]


def test_a_sweep_whose_page_is_gone_is_over(openstates):
    FetchMark.objects.create(
        record="openstates", search="facial recognition", began_on=date(2023, 2, 1), page=9
    )
    assert fetch("openstates")[1] == ""
    mark = FetchMark.objects.get(search="facial recognition")
    assert (mark.since, mark.page) == (date(2023, 1, 31), 1)


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (answer({"detail": f"Invalid API Key {KEY}."}, 401), "does not accept the key in OPENST"),
        (answer({"detail": "no page"}, 404), "Open States answered 404, “no page”."),
        (answer({"results": 3}), "did not answer with a page of bills"),
        (answer({"results": [{"id": 1}]}), "did not answer with a page of bills"),
        (answer({"results": []}), "did not say how many pages"),
    ],
)
def test_a_strange_page_is_a_sentence_and_no_mark(openstates, turn, said):
    openstates.script = [turn]
    assert said in fetch("openstates")[1]
    assert not FetchMark.objects.exclude(page=1).exists()


def test_a_day_is_a_day_of_the_sites_own_zone(api, monkeypatch):
    api.speak = LegiScan()
    evening = datetime(2024, 3, 1, 23, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: evening)
    with timezone.override("Asia/Tokyo"):
        fetch("legiscan")

    assert FetchDay.objects.get().day == date(2024, 3, 2)
