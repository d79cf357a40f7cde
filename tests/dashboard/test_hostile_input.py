import json
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.public_pages import ADDRESSES, PAGES, TAKES_FORMS, make_record
from tests.support.shared_rows import shared

NAMES = ("on", "q", "page", "sort", "state", "effect", "stage", "year", "preset", "map", "level",
         "m", "all", "from", "fill", "class", "rule", "mark", "about")  # fmt: skip
TEXTS = {
    "nothing": "",
    "NUL": "%00",
    "no UTF-8": "%ff%fe%80",
    "half a pair": "%ED%A0%80",
    "broken escapes": "%zz%",
    "very long": "x" * 6000,
    "SQL": quote("'; DROP TABLE laws_measure; --"),
    "markup": quote('"><script>alert(1)</script>'),
    "template": quote("{{ 7*7 }}{% debug %}"),
    "negative": "-1",
    "huge": "9" * 400,
    "no ASCII digits": quote("٣"),
    "not a number": "NaN",
    "pattern": quote("(((((*+?[\\"),
    "wildcards": quote("%_%\\"),
    "query words": quote("a & | ! ( ) : * <-> \"'"),
    "far future": "99999-12-31",
    "no such day": "2023-02-30",
    "right to left": quote("\u202e\u0000\ufeff"),
    "emoji": quote("👩‍👩‍👧‍👦"),
}
pytestmark = pytest.mark.django_db
record = shared(make_record, once=True)


def assert_answered(response, asked):
    assert response.status_code < 500, asked
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        json.loads(response.content)
    elif kind.startswith("text/html") and response.status_code not in (301, 302):
        text = response.content.decode()
        assert "<h1" in text, asked
        assert "<script>alert" not in text, asked


@pytest.mark.parametrize("path", ADDRESSES.values(), ids=ADDRESSES)
def test_nonsensical_values_are_answered_with_a_page(client, path):
    for what, text in TEXTS.items():
        asked = "&".join(f"{name}={text}" for name in NAMES)
        assert_answered(client.get(f"{path}?{asked}"), what)


@pytest.mark.parametrize("path", ADDRESSES.values(), ids=ADDRESSES)
def test_parameters_may_be_many_repeated_nameless_and_unknown(client, path):
    for asked in (
        "&".join(f"p{number}=1" for number in range(3000)),
        "&".join(f"p{number}=1" for number in range(200)),
        "on=2023-07-20&on=2019-01-01&on=nonsense",
        "&".join(["state=ma", "effect=ban"] * 40),
        "=&&==&?&#",
        "%00=%00&%ff=%ff",
        "on[]=1&on.x=2",
    ):
        assert_answered(client.get(f"{path}?{asked}"), asked)


# A number’s address has its day in its path.
@pytest.mark.parametrize("path", [path for name, path in PAGES.items() if name != "number"])
def test_a_mistaken_date_shows_today_and_says_what_is_allowed(client, path):
    text = client.get(f"{path}?on=yesterday").content.decode()

    assert "“yesterday” is not a date" in text
    assert "showing today. Use YYYY-MM-DD." in text


def test_what_was_left_out_is_named(client):
    text = client.get("/where/?q=a%00b&on=2023-07-20").content.decode()

    assert "q was left out: it contains a NUL character." in text
    assert "July 20, 2023" in text


def test_a_page_takes_only_so_many_parameters_and_says_so(client):
    asked = "&".join(f"p{number}=1" for number in range(100))

    text = client.get(f"/where/?{asked}").content.decode()

    assert "p60 was left out: a page takes 60 parameters at most." in text
    assert "p99" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/places/ma/%00/",
        "/places/ma/%ff%fe/",
        "/places/MA/somerville/nothing/",
        "/places/zz/somerville/",
        "/places/ma/" + "x" * 5000 + "/",
        "/measures/%2e%2e%2fetc%2fpasswd/",
        "/measures/نور/",
        "/states/%F0%9F%92%A9/",
        "/states/massachusetts/",
        "/data/editions/ma/",
        "/data/editions/01.json",
        "/data/editions/999999999999/latest.csv",
        "/where/%0d%0aSet-Cookie:x=1",
    ],
)
def test_an_address_that_leads_nowhere_is_a_page(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("host", ['evil"<>', "evil.example", "a" * 300])
def test_an_unknown_host_is_refused_with_a_page(client, host):
    response = client.get("/where/", HTTP_HOST=host)

    assert response.status_code == 400
    assert "<h1" in response.content.decode()


# Assistants send each message to theirs: tests/dashboard/assistants tries it.
READ = {name: path for name, path in ADDRESSES.items() if name != "mcp"}


@pytest.mark.parametrize("path", READ.values(), ids=READ)
def test_nothing_but_a_report_can_be_sent_to_a_public_page(path):
    allowed = "GET, HEAD, POST" if path in TAKES_FORMS else "GET, HEAD"
    for method in {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - set(allowed.split(", ")):
        response = Client(enforce_csrf_checks=True).generic(method, path, b"on=2023-07-20")

        assert response.status_code == 405
        assert response.headers["Allow"] == allowed
        assert "does not accept submissions" in response.content.decode()


@pytest.mark.parametrize("path", READ.values(), ids=READ)
def test_a_head_request_is_answered_like_a_get_without_the_body(client, path):
    response = client.head(path)

    # Browsers ask for the icon at an address of their own, and are sent to the file; /oembed says
    # that it was not told which page.
    assert response.status_code == {"/favicon.ico": 302, "/oembed": 400}.get(path, 200)
    assert response.getvalue() == b""


words = st.text(st.characters(codec="utf-8"), max_size=30)
values = words | st.sampled_from(["2023-07-20", "ma", "ban", "strict", "1", "-since", "pending"])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    path=st.sampled_from(sorted(ADDRESSES.values())),
    asked=st.lists(st.tuples(st.sampled_from(NAMES) | words, values), max_size=6),
)
def test_whatever_is_asked_a_page_answers(path, asked):
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in asked)

    assert_answered(Client().get(f"{path}?{query}"), query)
