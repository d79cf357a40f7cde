"""The list as a schema.org Dataset, by which the files are found."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from laws.models import LoadedRecord
from tests.support.makers import make_measure
from tests.support.schema_org import facts, mistakes, nodes

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def response(client):
    LoadedRecord.objects.create(version="2026-11-23", checksum="0" * 64)
    make_measure("A ban", actions=[("introduced", "2019-05-09"), ("passed", "2019-06-27")])
    make_measure("SECRET", status="draft", actions=[("introduced", "2001-01-01")])
    return client.get(reverse("measures"))


def test_the_list_says_what_the_data_are_whose_and_under_which_license(response):
    found = facts(response)
    assert (found["@type"], found["url"]) == ("Dataset", f"{SITE}/measures/")
    assert "face recognition" in found["name"]
    assert 50 <= len(found["description"]) <= 5000
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["creator"] == {"@type": "Organization", "name": "Facelaw", "url": f"{SITE}/"}
    assert found["isAccessibleForFree"] is True
    assert found["spatialCoverage"]["name"] == "United States"
    assert (found["version"], found["temporalCoverage"]) == ("2026-11-23", "2019-05-09/..")


def test_each_file_that_it_names_is_there_and_is_what_it_says(client, response):
    files = facts(response)["distribution"]
    assert {one["encodingFormat"] for one in files} == {"text/csv", "application/json"}
    for one in files:
        address = urlsplit(one["contentUrl"])
        assert f"{address.scheme}://{address.netloc}" == SITE
        answer = client.get(address.path)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(one["encodingFormat"])


def test_a_harvester_finds_types_and_properties_of_schema_org_alone(response):
    found = nodes(response)
    assert mistakes(found) == []
    assert f"{SITE}/measures/#dataset" in {node["@id"] for node in found}
