"""Whatever is asked of the list of laws and bills, it answers, and says what it did not take."""

import pytest
from django.urls import reverse

from tests.support.listed_record import make_record
from tests.support.responses import text
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
record = shared(make_record, once=True)


def get(client, name="measures", **asked):
    return client.get(reverse(name), asked)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"sort": "size"}, "sort=size was not understood"),
        ({"page": "99"}, "page=99 was not understood: a whole number from 1 to 1 is allowed"),
        ({"page": "-1"}, "page=-1 was not understood"),
        ({"effect": "bann"}, "effect=bann was not understood"),
        ({"on": "2023-13-01"}, "“2023-13-01” is not a date"),
    ],
)
def test_a_mistaken_value_is_explained(client, asked, sentence):
    response = get(client, **asked)
    assert response.status_code == 200
    assert sentence in text(response)


HOSTILE = ["\x00", "'\";--", "<script>", "%", "\\", "9" * 250, "١٢", "a" * 5000, "&|!()<->:*", "{}"]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "name", ["q", "state", "level", "effect", "stage", "year", "sort", "page", "on", "per_page"]
)
def test_no_value_breaks_the_list(client, name, value):
    for view in ("measures", "measures-json"):
        response = get(client, view, **{name: value})
        assert response.status_code == 200
        assert b"<script>alert" not in response.content
    assert get(client, "measures-csv", **{name: value}).status_code == 200
