"""A file that is sent to the desk: shown first, in the inbox when someone says so."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import laws.imports.uploads
from laws.models import ImportRun, InboxEntry
from tests.support.elements import read
from tests.support.imports import clerk
from tests.support.makers import make_session
from tests.support.source_bills import API_BILL, TITLE

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/laws/importrun/add/"


@pytest.fixture(autouse=True)
def session():
    return make_session("MA", "2098-2099", "2098-01-01", "2099-12-31")


def desk(role):
    client = Client()
    client.force_login(clerk(role))
    return client


def page_of(run):
    return f"/admin/laws/importrun/{run.pk}/change/"


def bill(number="S 9901", **fields):
    return API_BILL | {"id": f"ocd-bill/{number}", "identifier": number} | fields


def send(client, *bills, name="bills.json", content=None):
    answer = {"results": bills, "pagination": {"page": 1, "max_page": 1}}
    content = json.dumps(answer) if content is None else content
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content.encode())})


def test_a_file_is_shown_first_and_goes_into_the_inbox_when_someone_says_so():
    client = desk("editor")
    off, broken = (
        bill("S 9902", title="An Act on signs", other_titles=[]),
        bill("S 9903", identifier=""),
    )
    response = send(client, bill(), off, broken)
    run = ImportRun.objects.get()
    assert response["Location"] == page_of(run)
    text = client.get(page_of(run)).content.decode()
    assert (
        "3 records read: 1 new, 0 changed, 0 unchanged, 1 not about face recognition, 1 refused."
        in text
    )
    assert f"new: Massachusetts S.9901, {TITLE}" in text
    assert not InboxEntry.objects.exists()
    assert run.made_by.username == "editor"

    client.post(page_of(run), {"decision": "commit"})
    run.refresh_from_db()
    assert (run.upload, run.is_finished, run.new, run.read) == (None, True, 1, 3)
    assert sorted(one.kind for one in InboxEntry.objects.all()) == ["new", "refused"]
    client.post(page_of(run), {"decision": "commit"})
    assert InboxEntry.objects.count() == 2

    send(client, bill())
    again = ImportRun.objects.first()
    assert (again.new, again.unchanged) == (0, 1)
    client.post(page_of(again), {"decision": "discard"})
    assert list(ImportRun.objects.all()) == [run]


def test_what_is_off_the_subject_is_named_with_the_reason_and_can_be_taken():
    client = desk("editor")
    signs, parks = (
        bill(f"S 990{number}", title=f"An Act on {what}", other_titles=[])
        for number, what in ((2, "signs"), (3, "parks"))
    )
    send(client, signs, parks)
    run = ImportRun.objects.get()
    page = read(client.get(page_of(run)))
    assert "An Act on signs No subject word in its title" in page.text
    ids = [box["value"] for box in page.all("[name=wanted]")]
    assert len(ids) == 2

    client.post(page_of(run), {"decision": "commit", "wanted": ids[:1]})
    run.refresh_from_db()
    assert [entry.title for entry in InboxEntry.objects.all()] == ["An Act on signs"]
    assert (run.new, run.off_subject) == (1, 1)
    assert [one["called"].endswith("parks") for one in run.left_out] == [True]
    page = read(client.get(page_of(run)))
    assert "An Act on parks" in page.text
    assert not page.all("[name=wanted]")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bills.txt", "x", "does not end in .json, .csv, .zip"),
        ("bills.json", "", "The file is empty"),
        ("bills.json", "not at all", "bills.json"),
        ("bills.zip", "PK not at all", "bills.zip"),
        ("../../etc/passwd.csv", "a,b\n1,2\n", "passwd.csv"),
    ],
)
def test_a_file_that_is_not_understood_is_refused_in_a_sentence(name, content, sentence):
    response = send(desk("editor"), name=name, content=content)
    assert response.status_code == 200
    assert sentence in " ".join(response.context["form"].errors.get("file", []))
    assert not ImportRun.objects.exists()


def test_a_file_of_too_many_records_is_left_to_the_command(monkeypatch):
    monkeypatch.setattr(laws.imports.uploads, "MOST_RECORDS", 1)
    response = send(desk("editor"), bill(), bill("S 9902"))
    assert "the most that an upload may have" in str(response.context["form"].errors)


def test_a_contributor_sends_no_file_and_commits_none():
    send(desk("editor"), bill())
    run, client = ImportRun.objects.get(), desk("contributor")
    assert send(client, bill()).status_code == 403
    assert client.post(page_of(run), {"decision": "commit"}).status_code == 403
    assert not InboxEntry.objects.exists()
