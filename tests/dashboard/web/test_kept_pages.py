"""Public answers are kept for one state of the record: right at once, and without a query."""

import gzip
from datetime import timedelta

import brotli
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from dashboard.web import kept_pages
from dashboard.web.kept_pages import record_state
from laws.models import Measure, PublicChange
from laws.models.public_change import PRIVATE
from laws.open_data.editions import make_edition
from tests.support.makers import make_measure, make_place

pytestmark = pytest.mark.django_db
PAGE = "/measures/"


@pytest.fixture(autouse=True)
def keeping(settings, monkeypatch):
    settings.KEEP_PAGES = True
    monkeypatch.setattr(kept_pages, "ASKED_EVERY", 3600)
    cache.clear()
    record_state.known = None
    record_state.forget()
    yield
    record_state.known = None


@pytest.fixture
def measure():
    return make_measure("Ban in Boston", make_place("Boston"), [("passed", "2020-06-24")])


def ask(client, path=PAGE, **headers):
    """An answer; what changed since the last one is known at once, as it is after a second."""
    record_state.forget()
    return client.get(path, headers=headers)


def test_what_is_kept_is_answered_without_a_query(client, measure, django_assert_num_queries):
    first = client.get(PAGE)
    with django_assert_num_queries(0):
        again = client.get(PAGE)
        unchanged = client.get(PAGE, headers={"if-none-match": first["ETag"]})

    assert again.content == first.content
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["ETag"] == first["ETag"]


def test_it_is_sent_as_the_reader_takes_it(client, measure):
    plain = client.get(PAGE).content
    as_gzip = client.get(PAGE, headers={"accept-encoding": "gzip"})
    as_br = client.get(PAGE, headers={"accept-encoding": "gzip, br"})

    assert gzip.decompress(as_gzip.content) == brotli.decompress(as_br.content) == plain
    refusing = client.get(PAGE, headers={"accept-encoding": "br;q=0, gzip; q=0.0"})
    assert (refusing.content, "Content-Encoding" in refusing) == (plain, False)
    assert "Accept-Encoding" in as_br["Vary"]
    assert len({client.get(PAGE)["ETag"], as_gzip["ETag"], as_br["ETag"]}) == 3
    assert client.head(PAGE)["ETag"] == client.get(PAGE)["ETag"]


def test_it_says_that_it_may_be_kept_and_from_when_it_is(client, measure):
    answer = client.get(PAGE)

    assert "public" in answer["Cache-Control"]
    assert "s-maxage=1" in answer["Cache-Control"]
    assert answer["Cache-Tag"].startswith("record, record-")
    assert answer["Last-Modified"].endswith("GMT")
    assert answer["Content-Security-Policy"]


@pytest.mark.django_db(transaction=True)
def test_a_change_of_the_record_is_seen_at_once(client, measure):
    assert "Boston" in ask(client).content.decode()
    Measure.objects.filter(pk=measure.pk).update(title="Another name")

    assert "Another name" in ask(client).content.decode()


def test_a_change_of_what_no_page_reads_moves_nothing(client, measure):
    before = PublicChange.objects.state()
    apps.get_model("laws", "ImportRun").objects.all().delete()

    assert PublicChange.objects.state() == before


def test_a_change_is_noted_though_a_transaction_of_that_number_was(measure):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (number,) = cursor.fetchone()
    PublicChange.objects.all().delete()
    PublicChange.objects.create(transaction=number, at=timezone.now() - timedelta(1))
    before = PublicChange.objects.state()
    Measure.objects.filter(pk=measure.pk).update(title="After a restore")

    assert PublicChange.objects.state().name != before.name


def test_old_changes_are_folded_into_one_and_the_state_keeps_its_name(client, measure, monkeypatch):
    now = timezone.now()
    PublicChange.objects.all().delete()
    for days in (2, 30, 20, 10):  # transactions end in another order than they begin
        PublicChange.objects.create(transaction=days, at=now - timedelta(days))
    before = PublicChange.objects.state()
    monkeypatch.setattr(kept_pages, "MOST_CHANGES", 3)
    ask(client)

    after = PublicChange.objects.state()
    assert (after.name, after.since) == (before.name, before.since)
    assert (before.rows, after.rows) == (4, 1)
    # A change of before that ends only now has another name than any so far.
    PublicChange.objects.create(pk=1, transaction=9, at=now - timedelta(days=40))
    assert PublicChange.objects.state().name == before.name.replace("-4-", "-5-")


def test_every_table_moves_the_records_state_or_is_named_as_private():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'note_change'")
        noted = {row[0] for row in cursor.fetchall()}
    tables = {
        model._meta.db_table
        for model in apps.get_app_config("laws").get_models()
        if model._meta.model_name not in PRIVATE and not model.__name__.endswith("Revision")
    }
    assert noted == tables


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("?utm_source=x&state=ma", "?state=ma&fbclid=y"),
        ("?state=ma&state=ma", "?state=ma"),
        ("?year=2020&state=ma", "?state=ma&year=2020"),
    ],
)
def test_addresses_that_mean_the_same_are_one(
    client, measure, one, other, django_assert_num_queries
):
    first = client.get(PAGE + one)
    with django_assert_num_queries(0):
        second = client.get(PAGE + other)

    assert second.content == first.content
    assert b"utm_source" not in first.content


def test_a_value_given_over_and_over_is_taken_once_and_too_many_are_told(client, measure):
    many = "&".join(f"session=s{n}" for n in range(300)) + "&state=ma" * 300
    answer = client.get(f"{PAGE}?{many}").content.decode()

    assert len(answer) < 250_000
    assert "session: a page takes 80 values at most; the rest was left out." in answer


@pytest.mark.parametrize("path", ["/admin/login/", "/corrections/new/", "/healthz"])
def test_what_is_not_the_same_for_everyone_is_never_kept(client, measure, path):
    answer = ask(client, path)

    assert "public" not in answer.get("Cache-Control", "")
    assert not cache._cache


def test_an_answer_that_is_none_is_not_kept(client, measure):
    assert ask(client, "/measures/never-there/").status_code == 404
    assert not cache._cache


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages"])
def test_a_cookie_of_another_site_of_the_domain_changes_nothing(client, measure, name):
    client.cookies[name] = "made-elsewhere"
    first = client.get(PAGE)
    del client.cookies[name]

    assert not first.cookies
    assert "Cookie" not in first["Vary"]
    assert first["ETag"] == client.get(PAGE)["ETag"]


def test_a_file_that_is_sent_row_by_row_is_kept_too(client, measure, django_assert_num_queries):
    first = client.get("/measures.csv")
    with django_assert_num_queries(0):
        again = client.get("/measures.csv")

    assert again.content == first.content
    assert again["Content-Disposition"] == first["Content-Disposition"]


def test_pages_are_made_where_the_server_that_keeps_them_is_away(client, measure, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "dashboard.web.shared_pages.SharedPages",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"MAX_BYTES": 1_000_000},
        }
    }
    assert ask(client).status_code == 200


def test_a_page_of_an_edition_is_kept_whatever_becomes_of_the_record(client):
    make_measure("Ban in Boston", make_place("Boston"), [("passed", "2020-06-24")])
    edition = make_edition(timezone.now())
    path = f"{PAGE}?edition={edition.number}"
    first = ask(client, path)
    PublicChange.objects.create(transaction=1, at=timezone.now())

    def fail(*_):
        raise AssertionError("made again")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_pages.KeepPages, "_make", fail)
        assert ask(client, path).content == first.content
        with pytest.raises(AssertionError):
            ask(client)
