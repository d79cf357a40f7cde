"""Answers that are kept nowhere are compressed as well, as their reader takes them."""

import gzip

import brotli
import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

PAGE, DESK = reverse("method"), reverse("admin:login")


def ask(client, path, accepted):
    return client.get(path, headers={"accept-encoding": accepted})


@pytest.fixture(autouse=True)
def nothing_is_kept(settings):
    settings.KEEP_PAGES = False


def test_a_page_is_sent_as_its_reader_takes_it(client):
    plain = ask(client, PAGE, "")
    as_gzip, as_br = ask(client, PAGE, "gzip"), ask(client, PAGE, "gzip, br")
    refusing = ask(client, PAGE, "gzip, br;q=0")

    assert "Content-Encoding" not in plain
    assert (as_gzip["Content-Encoding"], as_br["Content-Encoding"]) == ("gzip", "br")
    assert gzip.decompress(as_gzip.content) == brotli.decompress(as_br.content) == plain.content
    assert as_br["Content-Length"] == str(len(as_br.content))
    assert "Accept-Encoding" in as_br["Vary"]
    assert (plain["ETag"][0], as_br["ETag"]) == ('"', f"W/{plain['ETag']}")
    assert refusing["Content-Encoding"] == "gzip"


def test_the_desk_has_its_length_hidden(client):
    answers = [ask(client, DESK, "gzip, br") for _ in range(9)]

    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert len({len(answer.content) for answer in answers}) > 1
