"""What changed between two editions, and why: as the log of the later one has it."""

import pghistory
import pytest
from django.utils import timezone

from laws.models import Edition, Measure
from laws.open_data.editions import make_edition
from tests.support.elements import read
from tests.support.makers import make_measure

pytestmark = pytest.mark.django_db(transaction=True)
SECOND = "/data/editions/2/"


def change(reason, **fields):
    with pghistory.context(username="ada.lovelace", reason=reason):
        Measure.objects.filter(slug="ma-an-act").update(**fields)


def test_an_edition_says_what_changed_since_the_one_before_and_why(
    client, django_assert_max_num_queries
):
    make_measure("An Act", "MA", [("effective", "2021-07-01")], slug="ma-an-act")
    change("Not yet said.", summary="Old words.")
    make_edition(timezone.now())
    assert make_edition(timezone.now()) is None
    change("The clerk corrected it.", summary="New words.")
    make_edition(timezone.now())
    change("Changed later.", summary="Later words.")

    with django_assert_max_num_queries(16):  # those of the path of schemas among them
        page = read(client.get(SECOND))
    section = page.find("section[aria-labelledby=changed]")
    assert [one.text for one in section.all("del")] == ["Old words."]
    assert [one.text for one in section.all("ins")] == ["New words."]
    assert "Why: The clerk corrected it." in section.text
    assert "ada.lovelace" not in page.text
    said = client.get(f"{SECOND[:-1]}.json").json()
    assert said["changed"] == [{"noun": "laws and bills", "added": 0, "removed": 0, "changed": 1}]
    assert [one["reason"] for one in said["changes"]] == ["The clerk corrected it."]
    assert "This is the first edition." in read(client.get("/data/editions/1/")).text
    logs = [client.get("/changes.json", {"edition": n}).json()["changes"] for n in (1, 2)]
    reasons = [[one["reason"] for one in log if one["reason"]] for log in logs]
    assert reasons == [["Not yet said."], ["The clerk corrected it.", "Not yet said."]]
    assert Edition.objects.count() == 2
