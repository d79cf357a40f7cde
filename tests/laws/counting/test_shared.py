"""The law that threads share: of the record's state now, inside a transaction of nobody else's."""

import gc
import weakref
from threading import Thread
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dashboard.web.public_form import FORM
from laws.counting import on_date
from laws.counting.counts import municipal_bans
from laws.counting.history import History
from laws.counting.shared import history, law_on
from laws.models import Measure
from laws.models.edition import reading
from laws.open_data.editions import make_edition
from tests.support.makers import day, make_measure, make_place

ON = day("2021-01-01")


@pytest.fixture
def ban():
    return make_measure("Ban", make_place("Boston"), [("effective", "2020-01-01")], slug="ban")


def titles(on=ON):
    return [one.title for one in law_on(on).in_force]


@pytest.mark.django_db(transaction=True)
def test_threads_share_it_until_the_record_changes(ban):
    found = [history()]

    def read():
        found.append(history())
        connection.close()

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert found[0] is found[1]
    assert law_on(ON) is law_on(ON)
    assert law_on(ON).everything == on_date.law_on(ON).everything

    Measure.objects.filter(pk=ban.pk).update(title="Another")
    assert titles() == ["Another"]
    make_measure("Second ban", make_place("Salem"), [("effective", "2020-01-01")], slug="second")
    assert titles() == ["Another", "Second ban"]


@pytest.mark.django_db(transaction=True)
def test_what_the_record_replaces_is_gone_without_waiting_for_the_collector(ban):
    gc.disable()
    try:
        assert municipal_bans(law_on(ON))
        before = weakref.ref(history())
        Measure.objects.filter(pk=ban.pk).update(title="Another")
        assert titles() == ["Another"]
        assert before() is None
    finally:
        gc.enable()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_sees_its_own_changes_and_leaves_no_one_else_with_them(ban):
    assert titles() == ["Ban"]
    with transaction.atomic():
        Measure.objects.filter(pk=ban.pk).update(title="Changed")
        assert titles() == ["Changed"]
        transaction.set_rollback(True)
    assert titles() == ["Ban"]


@pytest.mark.django_db(transaction=True)
def test_an_edition_is_read_once_beside_todays_record_until_another_is_asked_for(ban):
    first = make_edition(timezone.now())
    Measure.objects.filter(pk=ban.pk).update(title="Another")
    second = make_edition(timezone.now())
    today = history()

    def read_in(edition):
        with reading(edition), CaptureQueriesContext(connection) as queries:
            return titles(), history(), len(queries)

    said, of_first, number = read_in(first)
    assert (said, number) == (["Ban"], 1)
    assert read_in(first) == (["Ban"], of_first, 0)
    assert history() is today
    assert titles() == ["Another"]
    said, of_second, number = read_in(second)
    assert (said, number) == (["Another"], 1)
    assert of_second is not of_first


@pytest.mark.django_db(transaction=True)
def test_what_only_reads_asks_for_the_state_once_however_it_was_asked(client, ban):
    tool = {"name": "what_applies", "arguments": {"place": "ma/boston"}}
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": tool}
    check = {"q": "/places/ma/boston/?on=2021-01-01"}
    for send in (
        lambda: client.post("/mcp", asked, content_type="application/json"),
        lambda: client.post("/check/", urlencode(check), content_type=FORM),
    ):
        send()
        with CaptureQueriesContext(connection) as queries:
            assert send().status_code == 200
        # To bring the log of events up to date is another question.
        said = [one["sql"] for one in queries if "eventnote" not in one["sql"]]
        assert sum("laws_publicchange" in one for one in said) == 1


@pytest.mark.django_db
def test_a_count_is_made_once_in_a_law_that_is_shared_and_its_list_is_the_callers_own(ban):
    past = History(on_date.all_terms(), is_shared=True)
    first, second = (municipal_bans(past.law(ON)) for _ in range(2))
    assert first == second == municipal_bans(on_date.law_on(ON))
    assert first[0] is second[0]
    first.clear()
    assert municipal_bans(past.law(ON)) == second
    assert municipal_bans(past.law(ON), "strict") is not second


@pytest.mark.django_db
def test_what_a_government_rests_on_is_found_once_however_often_pages_ask(ban, monkeypatch):
    [row] = municipal_bans(on_date.law_on(ON))
    [government] = row.governments
    assert (government.basis, government.doubts, row.certain) == ("recorded", (), 1)
    monkeypatch.setattr("laws.counting.counts.strongest_ground", None)
    assert (government.basis, government.doubts, row.certain) == ("recorded", (), 1)
