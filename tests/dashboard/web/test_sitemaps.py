"""What programs that read the whole site find: robots.txt, the sitemap, the icons."""

from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_provision
from tests.support.public_pages import PAGES, make_record
from tests.support.shared_rows import shared

SECTIONS = ["pages", "states", "places", "measures", "questions", "cases", "editions"]
pytestmark = pytest.mark.django_db
record = shared(make_record)


def located(client, section):
    found = read(client.get(f"/sitemap-{section}.xml")).all("loc")
    return [address.text.removeprefix("http://testserver") for address in found]


def test_robots_may_read_all_but_the_staff_pages(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"].startswith("text/plain")
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\n\nSitemap: http://testserver/sitemap.xml\n"
    )


def test_the_sitemap_names_its_sections_at_the_host_that_was_asked(client):
    found = [address.text for address in read(client.get("/sitemap.xml")).all("loc")]
    assert found == [f"http://testserver/sitemap-{section}.xml" for section in SECTIONS]


def test_every_page_of_the_site_is_listed_but_the_search_and_the_reports(client):
    listed = [path for section in SECTIONS for path in located(client, section)]

    hidden = ("search", "correction-new", "correction", "api-docs", "follow", "follow-sent",
              "number")  # fmt: skip
    unlisted = {PAGES[name] for name in hidden}
    assert set(PAGES.values()) - set(listed) == unlisted
    assert len(listed) == len(set(listed))


def test_each_listed_address_is_a_page(client):
    for section in SECTIONS:
        for path in located(client, section):
            assert client.get(path).status_code == 200, path


def test_places_are_listed_where_they_have_a_measure_of_their_own(client):
    make_place("Boston")
    other = make_place("Cambridge")
    make_measure(jurisdiction=other, actions=[("introduced", "2020-01-01")])

    assert located(client, "places") == ["/places/ma/cambridge/", "/places/ma/somerville/"]


def test_drafts_are_nowhere_in_the_sitemap(client):
    make_measure(jurisdiction=make_place("Boston"), slug="secret", status="draft")

    assert not [path for path in located(client, "measures") if "secret" in path]
    assert "/places/ma/boston/" not in located(client, "places")


def test_a_page_is_dated_by_the_last_change_of_what_is_published_on_it(client):
    measure = make_measure(jurisdiction=make_place(), slug="later")
    make_provision(measure)
    type(measure).objects.filter(pk=measure.pk).update(changed_at="2031-05-06T12:00Z")
    draft = make_measure(jurisdiction=make_place(), slug="draft", status="draft")
    type(draft).objects.filter(pk=draft.pk).update(changed_at="2039-01-01T12:00Z")

    for section in SECTIONS:
        text = client.get(f"/sitemap-{section}.xml").content.decode()
        # A case is dated by its own revisions, an edition never changes.
        own = {"cases": timezone.now().date(), "editions": "2026-11-22"}
        day = own.get(section, "2031-05-06")
        assert f"<lastmod>{day}</lastmod>" in text, section
        assert "2039" not in text


@pytest.mark.parametrize("path", ["/sitemap.xml", *(f"/sitemap-{s}.xml" for s in SECTIONS)])
def test_a_sitemap_asks_the_database_little_however_many_rows(client, path):
    for number in range(30):
        make_measure(jurisdiction=make_place(f"Town {number}"), actions=[("passed", "2020-01-01")])

    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200

    assert len(queries) <= 10


@pytest.mark.parametrize("path", ["/sitemap-drafts.xml", "/sitemap-pages.xml?p=99"])
def test_a_section_that_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_icon_is_found_where_programs_look_for_it(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert response["Location"] == "/static/favicon.ico"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("favicon.ico", b"\x00\x00\x01\x00"),
        ("favicon.svg", b"<svg"),
        ("apple-touch-icon.png", b"\x89PNG"),
    ],
)
def test_every_icon_that_a_page_names_is_there(client, name, begins):
    with open(finders.find(name), "rb") as file:
        assert file.read().startswith(begins)
    icons = read(client.get("/")).all("head link")
    assert f"/static/{name}" in [icon["href"] for icon in icons]


def test_whom_to_tell_of_a_hole_is_said_for_half_a_year(client, settings):
    settings.SECURITY_CONTACT = "mailto:desk@facelaw.example"

    lines = client.get("/.well-known/security.txt").content.decode().splitlines()

    fields = dict(line.split(": ") for line in lines)
    assert fields["Contact"] == "mailto:desk@facelaw.example"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    left = date.fromisoformat(fields["Expires"].removesuffix("T00:00:00Z")) - date.today()
    assert 170 < left.days < 190


@pytest.mark.parametrize(
    ("path", "origin"),
    [("/map.svg", "cross-origin"), ("/measures.csv", "cross-origin"), ("/", "same-origin"),
     ("/admin/login/", "same-origin"), ("/static/site.json", "same-origin")],
)  # fmt: skip
def test_other_sites_may_show_pictures_and_data_and_nothing_else(client, path, origin):
    headers = client.get(path).headers
    assert headers["Cross-Origin-Resource-Policy"] == origin
    assert "camera=()" in headers["Permissions-Policy"]
