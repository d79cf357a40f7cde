"""edition=N on any page: what this record said when that edition was made, to the byte."""

import re
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from django.utils import timezone

from dashboard.web.editions import may_read_editions
from laws.models import Action, Edition, Measure
from laws.models.edition import edition_read, reading
from laws.open_data.edition_tables import COPIED, LOGGED, NEVER
from laws.open_data.editions import make_edition
from tests.support.elements import read
from tests.support.makers import make_measure
from tests.support.public_pages import ADDRESSES, PAGES, make_record
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
# /data/ leads to the edition's own page and files.
READ = [
    path for path in ADDRESSES.values() if may_read_editions(path) and not path.startswith("/data/")
]
BAN = "/measures/ma-somerville-ban-2019/"
SAYING_IT = [
    BAN, f"{BAN[:-1]}.json", f"{BAN[:-1]}.csv", "/", "/map.json", "/measures.csv", "/states/ma/",
    "/places/ma/somerville.json", "/changes/", "/search/?q=faces", f"/cards{BAN[:-1]}.png",
]  # fmt: skip
TABLE = re.compile(r"\blaws_[a-z_]+\b")


def make():
    make_record()
    Edition.objects.all().delete()
    make_edition(timezone.now())


record = shared(make)


@pytest.fixture
def edition():
    return Edition.objects.get()


def body(response):
    return b"".join(response) if response.streaming else response.content


def asked(client, paths, number=1):
    return {path: body(client.get(path, {"edition": number})) for path in paths}


def without_edition(page):
    """A page of an edition without what says so; blanks folded."""
    page = page.replace(b"\r\n ", b"")  # where a line of a calendar is folded
    page = re.sub(rb"\s+", b" ", page).replace(b"&quot;", b'"')
    page = re.sub(rb'<p class="asof edition">.*?</p>', b"", page)
    page = page.replace(b"Back to the day of the edition", b"Back to today")
    page = re.sub(rb"<p>As this record had it in edition [^<]*</p>", b"", page)
    page = re.sub(rb'<details class="citing.*?</details>', b"", page)
    page = re.sub(rb'<input type="hidden" name="edition" value="\d+">', b"", page)
    page = re.sub(rb'(name="edition" value=")\d*|<p id="keeps">.*?</p>', rb"\1", page)  # /embed/
    page = re.sub(rb', ?"edition": \{[^}]*\}', b"", page)
    page = re.sub(rb" \(edition 1, \w+ \d+, \d+\)", b"", page)  # the title of a feed
    page = re.sub(rb"cursor=[\w-]+", b"", page)  # it holds for its edition
    page = re.sub(rb"(&amp;|&)edition=\d+", b"", page)
    page = re.sub(rb"(%3F|%26)edition%3D\d+", b"", page)
    page = re.sub(rb"\?edition=\d+&", b"?", page)
    return re.sub(rb"\s+", b" ", re.sub(rb"\?edition=\d+", b"", page))


def test_every_page_of_an_edition_is_as_it_was_when_it_was_made_and_reads_nothing_else(
    client, edition
):
    held, found, shown = {model._meta.db_table for model in (*COPIED, *LOGGED)}, {}, {}

    def note(execute, sql, params, many, context):
        if edition_read():
            found.update(dict.fromkeys(TABLE.findall(sql.replace("laws_edition_", "")), path))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        for path in READ:
            shown[path] = body(client.get(path, {"edition": 1}))

    known = {model._meta.db_table for model in apps.get_app_config("laws").get_models()}
    assert {name: found[name] for name in known & found.keys() - held} == {}
    for path in READ:
        assert without_edition(shown[path]) == without_edition(body(client.get(path))), path


def test_a_fact_corrected_later_changes_no_page_of_an_edition(client, edition):
    was = asked(client, SAYING_IT)
    measure = Measure.objects.get(slug="ma-somerville-ban-2019")
    measure.summary = "No police may use it."
    measure.save()
    Action.objects.filter(measure=measure, kind="passed").update(day="2019-06-28")
    make_measure("A draft", "MA", [("introduced", "2024-01-01")], status="draft")
    Edition.objects.update(state="")  # all of a test is one transaction
    second = make_edition(timezone.now())

    assert asked(client, SAYING_IT) == was
    page = client.get(BAN, {"edition": second.number}).content.decode()
    assert "No police may use it." in page
    assert "June 28, 2019" in page
    assert "June 28, 2019" not in was[BAN].decode()
    assert {name for name, rows in second.changed.items() if any(rows.values())} == {
        "laws_measure",
        "laws_action",
    }


def test_every_table_of_the_record_is_held_or_said_never_to_be_read():
    known = {model._meta.model_name: model for model in apps.get_app_config("laws").get_models()}
    proxies = {name for name, model in known.items() if model._meta.proxy}
    never = {name for names in NEVER for name in names.split()}

    held = {model._meta.model_name for model in (*COPIED, *LOGGED)}
    assert never.isdisjoint(held)
    assert held | never == known.keys() - proxies


def test_all_links_of_a_page_stay_in_the_edition(client, edition):
    for path in PAGES.values():
        if not may_read_editions(path):
            continue
        page = read(client.get(path, {"edition": 1}))
        hrefs = {one["href"] for one in page.all("a") if "rel" not in one and "href" in one}
        ours = {href for href in hrefs if href.startswith(("/", "?")) and may_read_editions(href)}
        assert {href for href in ours if "edition=1" not in href} == set(), path
        forms = [one for one in page.all("form") if may_read_editions(one.get("action", ""))]
        assert all(form.find("input[name=edition]")["value"] == "1" for form in forms), path


def test_a_page_of_an_edition_says_so_and_how_to_leave_it(client, edition):
    answer = client.get(BAN, {"edition": 1, "on": "2020-01-01"})

    band = read(answer).find("p.edition")
    assert band.text.startswith("Edition 1 of ")
    assert "as this record knew it then" in band.text
    assert [one["href"] for one in band.all("a")] == ["/data/editions/1/", f"{BAN}?on=2020-01-01"]
    assert read(answer).find("link[rel=canonical]")["href"].endswith("edition=1")
    assert answer["Memento-Datetime"].endswith("GMT")
    assert 'rel="original latest-version"' in answer["Link"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert "max-age=3600" in answer["Cache-Control"]
    twin = client.get(f"{BAN[:-1]}.json", {"edition": 1}).json()
    assert twin["edition"]["number"] == 1
    assert "edition" not in twin["filters"]
    file = client.get("/measures.csv", {"edition": 1})["Content-Disposition"]
    assert file.endswith('-edition-1.csv"')


def test_an_edition_shows_its_own_day_where_no_other_is_asked_for(client, edition, monkeypatch):
    Edition.objects.update(made_at="2024-03-05T12:00:00Z")

    assert client.get("/map.json", {"edition": 1}).json()["on"] == "2024-03-05"
    later = client.get("/map.json", {"edition": 1, "on": "2025-01-01"}).json()
    assert later["notices"] == [
        "This is after the day of the edition: what was known on March 5, 2024, about January 1,"
        " 2025. It may have changed since."
    ]


def test_a_page_of_no_edition_says_which_there_are(client, edition):
    for wrong in ("2", "0", "01", "-1", "one", "99999999999999999999"):
        answer = client.get(BAN, {"edition": wrong})

        assert answer.status_code == 404
        assert f"There is no edition “{wrong}” of this record." in read(answer).text
        assert "numbered from 1 to 1" in read(answer).text


def test_an_edition_is_left_whatever_happens_in_it(edition):
    def path():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('search_path')")
            return cursor.fetchone()[0], edition_read()

    before = path()
    with reading(edition):
        assert path() == ("edition_1, public", edition)
    assert path() == before
    with suppress(ValueError), reading(edition):
        raise ValueError
    assert path() == before
    with pytest.raises(DatabaseError, match="read-only"), reading(edition):
        Measure.objects.update(summary="")
    assert path() == before


def test_files_of_an_edition_are_those_that_were_made_with_it(client, edition):
    assert client.get("/data/", {"edition": 1})["Location"] == "/data/editions/1/"
    file = client.get("/data/measures.csv", {"edition": 1})
    assert file["Location"] == "/data/editions/1/measures.csv"
    assert client.get(file["Location"]).status_code == 200


def test_the_desk_and_reports_of_readers_know_no_edition(client, edition):
    assert client.get("/corrections/new/", {"edition": 7}).status_code == 200
    assert client.get("/admin/login/", {"edition": 7}).status_code == 200
    assert client.get("/healthz", {"edition": 7}).status_code == 200
