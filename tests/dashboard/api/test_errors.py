"""What goes wrong in the API is JSON that names the parameter, the value and what is allowed."""

import pytest
from django.core.cache import cache, caches

from dashboard.api import limits
from dashboard.web.kept_pages import record_state
from laws.models import ChangeReason, Measure
from laws.open_data.events import note_events
from tests.support.makers import make_measure, make_place, make_provision, withdraw

pytestmark = pytest.mark.django_db
LIST = "/api/v1/measures"


@pytest.fixture(autouse=True)
def forgotten():
    caches["limits"].clear()


def problem(response, status):
    """What a problem says, which has the form of all problems."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    said = response.json()
    assert said["status"] == status
    assert said["type"].startswith("/api/#")
    assert said["title"]
    assert said["detail"]
    return said


def test_a_slug_that_names_nothing_is_told_in_words(client):
    said = problem(client.get(f"{LIST}/no-such-law"), 404)

    assert said["detail"] == "We list no measure with this slug; measures?q= finds them."


@pytest.mark.parametrize(
    ("parameter", "value", "allowed"),
    [
        ("utm_source", "x", "allowed here are on, state"),
        ("", "x", "allowed here are on, state"),
        ("on", "2023-7-20", "as YYYY-MM-DD"),
        ("on", "1066-10-14", "from January 1, 1990, to December 31, 2099"),
        ("on", "July 20, 2023", "as YYYY-MM-DD"),
        ("state", "zz", "allowed are ak, al"),
        ("state", "", "allowed are ak, al"),
        ("force", "maybe", "allowed are yes, no"),
        ("session", "ma-1st", "allowed are sessions by state"),
        ("limit", "0", "from 1 to 200"),
        ("limit", "١", "from 1 to 200"),
        ("fields", "slug,shape", "allowed are slug, url"),
        ("fields", "slug,slug", "each name is given once"),
        ("fields", "slug,,url", "allowed are slug, url"),
        ("cursor", "AAAA", "the cursor that"),
    ],
)
def test_a_mistaken_parameter_is_named_with_what_is_allowed(client, parameter, value, allowed):
    make_measure("Act", "MA", [("introduced", "2023-01-20")])
    said = problem(client.get(LIST, {parameter: value}), 400)

    (error,) = said["errors"]
    assert error["parameter"] == parameter
    assert allowed in error["allowed"]
    assert error["allowed"] in said["detail"]


def test_a_value_is_given_once_where_one_is_asked_for(client):
    said = problem(client.get(f"{LIST}?limit=5&limit=6"), 400)

    assert said["errors"] == [{"parameter": "limit", "value": "6", "allowed": "it is given once"}]


@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "q=" + "a" * 400, "q=" + "a" * 1600, "&".join(
    f"p{n}=1" for n in range(70)), "&".join(f"year={n}" for n in range(1990, 2080))])  # fmt: skip
def test_what_no_page_reads_is_an_error_and_never_left_out(client, settings, query):
    settings.KEEP_PAGES = True
    cache.clear()
    client.get(LIST)
    problem(client.get(f"{LIST}?{query}"), 400)


def test_a_measure_that_is_not_there_is_told_from_one_that_was_taken_away(client):
    gone = make_measure("Act", make_place("Boston"), [("passed", "2020-06-24")])
    Measure.objects.filter(pk=gone.pk).update(status="withdrawn", withdrawn_reason="No such law.")

    assert problem(client.get(f"{LIST}/{gone.slug}"), 410)["reason"] == "No such law."
    problem(client.get(f"{LIST}/nothing"), 404)
    problem(client.get("/api/v1/nothing"), 404)
    problem(client.get(f"{LIST}/"), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_sent(client, method):
    response = getattr(client, method)(LIST)

    assert problem(response, 405)["allowed"] == ["GET", "HEAD", "OPTIONS"]
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_page_of_another_site_may_ask_first(client):
    response = client.options(LIST, headers={"origin": "https://example.org"})

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("accepted", "is_answered"),
    [
        ("application/json", True),
        ("text/html,application/xhtml+xml,*/*;q=0.8", True),
        ("application/*", True),
        ("text/html", False),
        ("application/xml", False),
        ("application/json;q=0", False),
    ],
)
def test_only_json_is_sent_though_it_is_kept(client, settings, accepted, is_answered):
    settings.KEEP_PAGES = True
    cache.clear()
    client.get(LIST)
    response = client.get(LIST, headers={"accept": accepted})

    assert response.status_code == 200 if is_answered else problem(response, 406)


def test_an_address_that_asks_too_much_waits_and_others_do_not(client, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 2)
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_050)
    left = [client.get(LIST)["RateLimit"] for _ in range(2)]
    refused = client.get(LIST)

    assert left == ['"address";r=1;t=30', '"address";r=0;t=30']
    assert problem(refused, 429)
    assert refused["Retry-After"] == "30"
    assert client.get(LIST, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert all("127.0.0.1" not in key for key in caches["limits"]._cache)


def test_what_is_kept_is_neither_counted_nor_says_what_another_has_left(client, settings):
    settings.KEEP_PAGES = True
    cache.clear()
    first, again = client.get(LIST), client.get(LIST)
    unchanged = client.get(LIST, headers={"if-none-match": first["ETag"]})

    assert "RateLimit" in first
    assert "RateLimit" not in again
    assert first["RateLimit-Policy"] == again["RateLimit-Policy"]
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert first.kept_of is None
    assert again.kept_of


def test_order_and_repetition_make_no_second_answer_to_keep(client, settings, monkeypatch):
    settings.KEEP_PAGES = True
    cache.clear()
    make_measure("Act", "MA", [("introduced", "2023-01-20")])
    record_state.forget()
    client.get(f"{LIST}?state=ma&limit=5&state=ma")

    assert "RateLimit" not in client.get(f"{LIST}?limit=5&state=ma")


@pytest.mark.parametrize("address", ["terms", "actions", "relations"])
def test_rows_of_a_measure_that_is_none_are_refused_and_not_no_rows(client, address):
    make_measure("Act", "MA", [("introduced", "2023-01-20")], slug="act")
    for slug in ("gone", "merged"):
        make_measure(slug, "MA", [("introduced", "2023-01-20")], slug=slug)
    withdraw(Measure.objects.filter(slug__in=["gone", "merged"]))
    ChangeReason.objects.create(
        version="1", kind="correction", file="measures.csv", key="merged", field="merged",
        into="act", why="Entered twice.",
    )  # fmt: skip

    for slug, why in (("typo", "we list no measure"), ("gone", "it was withdrawn"),
                      ("merged", "it was merged with act")):  # fmt: skip
        (error,) = problem(client.get(f"/api/v1/{address}?measure={slug}"), 404)["errors"]
        assert (error["parameter"], error["value"]) == ("measure", slug)
        assert why in error["allowed"]
    assert client.get(f"/api/v1/{address}?measure=act").status_code == 200


def test_news_of_a_measure_that_is_none_are_refused_and_those_of_one_withdrawn_are_told(client):
    measure = make_measure("Act", "MA", [("introduced", "2023-01-20")], slug="act")
    note_events(anew=True)
    withdraw(Measure.objects.filter(pk=measure.pk))
    note_events(anew=True)

    problem(client.get("/api/v1/changes?measure=typo"), 404)
    (last,) = client.get("/api/v1/changes?measure=act&table=withdrawn_measures").json()["results"]
    assert last["after"]["reason"] == "A mistake."


def test_answers_to_a_question_that_is_none_are_refused(client):
    make_provision(make_measure("Act", "MA", [("introduced", "2023-01-20")]))

    (error,) = problem(client.get("/api/v1/provisions?question=typo"), 404)["errors"]
    assert "/api/v1/questions" in error["allowed"]
    assert client.get("/api/v1/quotations?question=warrant_required").json()["results"] == []


def test_what_tells_news_takes_no_edition(client):
    (error,) = problem(client.get("/api/v1/changes?edition=1"), 400)["errors"]
    assert error["parameter"] == "edition"
