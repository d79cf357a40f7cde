"""/data/editions/: the list, one edition with what changed and why, its files, its metadata."""

import hashlib

import pytest
from django.utils import timezone

from laws.models import Edition, Measure
from laws.open_data.editions import make_edition
from tests.support.elements import read
from tests.support.makers import make_measure
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
ONE, TWO = "/data/editions/1/", "/data/editions/2/"


def make():
    make_measure("An Act", "MA", [("effective", "2021-07-01")], slug="ma-an-act")
    make_edition(timezone.now())
    Edition.objects.update(state="", made_at="2026-11-01T12:00:00Z")
    Measure.objects.update(summary="New words.")
    make_edition(timezone.now())


record = shared(make)


def had(client, path, **headers):
    """The bytes of a file or of a part of it, and the answer."""
    answer = client.get(path, headers=headers)
    return b"".join(answer), answer


def test_the_list_names_each_edition_with_its_day_what_changed_and_its_digest(client):
    page = read(client.get("/data/editions/"))

    assert "This record has two editions." in page.find("h1").text
    newest, first = page.all("tbody tr")
    assert "Edition 2" in newest.text
    assert "Laws and bills: 1 changed" in newest.text
    assert "November 1, 2026" in first.text
    assert Edition.objects.get(number=1).digest in first.text


def test_its_files_are_what_their_digests_say_and_may_be_had_in_parts(client):
    files = client.get(f"{TWO[:-1]}.json").json()["files"]
    by_name = {one["name"]: one for one in files}
    assert {"record.zip", "facelaw.csv.zip", "facelaw.sqlite", "measures.csv"} <= by_name.keys()

    one = by_name["measures.csv"]
    path = f"{TWO}measures.csv"
    every, answer = had(client, path)
    assert (hashlib.sha256(every).hexdigest(), len(every)) == (one["sha256"], one["bytes"])
    assert "immutable" in answer["Cache-Control"]
    part, answer = had(client, path, range="bytes=2-4", **{"accept-encoding": "gzip"})
    assert (answer.status_code, part) == (206, every[2:5])
    assert answer["Content-Range"] == f"bytes 2-4/{len(every)}"
    assert had(client, path, range="bytes=-3")[0] == every[-3:]
    nothing, answer = had(client, path, range="bytes=999999-")
    assert (answer.status_code, nothing) == (416, b"")
    assert answer["Content-Range"] == f"bytes */{len(every)}"
    of_other = {"range": "bytes=2-4", "if-range": '"other"'}
    assert had(client, path, **of_other)[0] == every
    unchanged = client.get(path, headers={"if-none-match": answer["ETag"]})
    assert unchanged.status_code == 304


def test_a_corrected_fact_leaves_the_files_of_the_earlier_edition_as_they_were(client):
    first, second = (had(client, f"{at}measures.csv")[0] for at in (ONE, TWO))

    assert (b"New words." in first, b"New words." in second) == (False, True)
    lines = zip(first.splitlines(), second.splitlines(), strict=True)
    assert sum(before != after for before, after in lines) == 1
    digests = [{f["name"]: f["sha256"] for f in one.files} for one in Edition.objects.all()]
    assert digests[0]["actions.csv"] == digests[1]["actions.csv"]


def test_programs_find_its_parts_and_a_person_its_metadata_for_a_doi(client):
    answer = client.get(TWO)

    assert answer["Memento-Datetime"].endswith("GMT")
    links = answer["Link"].split(", ")
    assert f'<http://testserver{TWO}>; rel="cite-as"' in links
    assert f'<http://testserver{ONE}>; rel="predecessor-version"' in links
    assert len(answer["Link"]) < 4000
    (own,) = client.get(f"{TWO}linkset.json").json()["linkset"]
    assert len(own["item"]) == len(Edition.objects.get(number=2).files)
    data = client.get(f"{TWO}datacite.json").json()["data"]["attributes"]
    assert data["version"] == "2"
    assert data["types"]["resourceTypeGeneral"] == "Dataset"
    assert {one["relationType"] for one in data["relatedIdentifiers"]} == {
        "IsVersionOf",
        "IsNewVersionOf",
    }


@pytest.mark.parametrize("path", ["3/", "01/", "x/", "1/other.csv", "3.json", "1/..%2Fsettings"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(f"/data/editions/{path}").status_code == 404
