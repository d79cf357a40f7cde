"""/data/: what can be taken along, and its files, served from disk."""

import sys

import pytest
from django.urls import reverse

from dashboard.pages.data import maker as making
from laws.open_data import shelf
from laws.open_data.files import NAMES
from tests.support.elements import read
from tests.support.makers import day, make_measure
from tests.support.responses import text
from tests.support.schema_org import facts, mistakes, nodes

pytestmark = pytest.mark.django_db

FILE = "/data/measures.csv"


@pytest.fixture(autouse=True)
def asked(monkeypatch, settings, tmp_path):
    """How often files were asked to be made; they lie in a folder of the test."""
    settings.FILES_FOLDER, settings.MAKE_FILES = tmp_path, True
    number = []
    monkeypatch.setattr(making.maker, "ask", lambda: number.append(1))
    return number


@pytest.fixture
def made(tmp_path):
    make_measure("A ban", actions=[("introduced", "2019"), ("enacted", "2019-06-27")])
    return shelf.make(day("2026-11-30"))


def body(response):
    return b"".join(response)


def test_a_file_is_the_same_bytes_as_on_the_disk_with_its_tag(client, made):
    response = client.get(FILE, headers={"Accept-Encoding": "gzip"})

    assert body(response) == (made.folder / "measures.csv").read_bytes()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["ETag"] == f'"{made.files["measures.csv"].sha256[:32]}"'
    assert "Content-Encoding" not in response
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get(FILE, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    again = client.get(FILE, headers={"If-Modified-Since": response["Last-Modified"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked_for", "status", "part"),
    [
        ("bytes=0-4", 206, slice(0, 5)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=999999999-", 416, slice(0, 0)),
        ("bytes=5-2", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(client, made, asked_for, status, part):
    whole = (made.folder / "measures.csv").read_bytes()

    response = client.get(FILE, headers={"Range": asked_for, "Accept-Encoding": "gzip"})

    assert response.status_code == status
    assert body(response) == whole[part]
    if status == 206:
        assert response["Content-Length"] == str(len(whole[part]))
        stale = {"Range": asked_for, "If-Range": '"another"'}
        assert body(client.get(FILE, headers=stale)) == whole


def test_head_says_how_long_a_file_is(client, made):
    response = client.head(FILE)
    assert response["Content-Length"] == str(made.files["measures.csv"].bytes)
    assert body(response) == b""


@pytest.mark.parametrize("name", ["nothing.csv", "index.json", "..%2flatest", "measures.html"])
def test_no_other_file_is_served(client, made, name):
    assert client.get(f"/data/{name}").status_code == 404


def test_files_that_are_not_made_yet_say_so(client, asked):
    response = client.get(FILE)
    assert (response.status_code, response["Retry-After"], len(asked)) == (503, "60", 1)
    assert "being made" in response.content.decode()
    page = client.get("/data/")
    assert (page.status_code, page["Cache-Control"]) == (200, "no-cache")


@pytest.mark.django_db(transaction=True)
def test_after_a_change_readers_get_the_files_before_until_new_ones_are_made(client, asked):
    measure = make_measure("A ban", actions=[("enacted", "2019-06-27")])
    before = shelf.make(day("2026-11-30"))
    make_measure("Another ban", actions=[("enacted", "2020-06-27")])

    response = client.get(FILE)
    assert measure.slug in body(response).decode()
    assert "another" not in (before.folder / "measures.csv").read_text().lower()
    assert asked

    after = shelf.make(day("2026-11-30"))
    assert after.key != before.key
    assert "Another ban" in body(client.get(FILE)).decode()
    assert before.folder.exists()  # someone may be reading it


def test_the_folder_never_grows(made, tmp_path):
    (tmp_path / shelf.UNFINISHED).mkdir(exist_ok=True)  # of a maker that was killed
    for number in range(1, 5):
        shelf.make(day(f"2026-12-0{number}"))
    folders = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert len(folders) == 2
    assert {path.name for path in shelf.newest().folder.iterdir()} == {*NAMES, shelf.INDEX}


def test_one_maker_at_a_time(made):
    with shelf._alone():
        assert shelf.make(day("2026-12-24")) is None
    assert shelf.newest() == made


def test_a_maker_is_started_once_however_many_ask(monkeypatch):
    started = []
    monkeypatch.setattr(making, "COMMAND", (sys.executable, "-c", "pass"))
    maker = making.Maker()
    start = maker._start
    monkeypatch.setattr(maker, "_start", lambda: started.append(start()) or started[-1])
    for _ in range(20):
        maker.ask()
    assert len(started) == 1
    assert started[0].wait() == 0


def test_the_page_names_every_file_with_its_size_and_every_column(
    client, made, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        response = client.get(reverse("data"))

    links = {link["href"] for link in read(response).all("a[href]")}
    for name in NAMES.keys() - {"facelaw.metadata.json"}:
        assert f"/data/{name}" in links
    assert "What it does when it is in effect." in text(response)
    assert "The record has changed" not in text(response)


def test_the_page_is_a_dataset_with_its_files(client, made):
    response = client.get(reverse("data"))
    said = facts(response)
    assert mistakes(nodes(response)) == []
    assert said["@type"] == "Dataset"
    assert said["temporalCoverage"] == "2019-01-01/.."
    found = {one["contentUrl"]: one for one in said["distribution"]}
    archive = found["http://testserver/data/facelaw.csv.zip"]
    assert archive["encodingFormat"] == "application/zip"
    assert archive["sha256"] == made.files["facelaw.csv.zip"].sha256
    assert archive["contentSize"] == f"{made.files['facelaw.csv.zip'].bytes} B"
