"""The texts that are kept as they were seen."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from laws.editing.suggested import newest_copy
from laws.imports.decisions import accept
from laws.models import Quotation, SourceCopy
from tests.support.imports import PAGE, clerk, entry_of, told
from tests.support.makers import make_measure, make_quotation, make_session, make_source
from tests.support.responses import text

pytestmark = pytest.mark.django_db

TEXT = {"version": "Introduced", "url": PAGE.format("S.9001"), "text": "Be it enacted …",
        "seen_on": date(2025, 2, 1)}  # fmt: skip
ENROLLED = TEXT | {"version": "Enrolled", "url": PAGE.format("S.9001/2"), "text": "An act …"}


@pytest.fixture(autouse=True)
def session():
    return make_session("MA", "194th", "2025-01-01", "2026-12-31")


def test_the_same_text_is_kept_once_with_its_checksum():
    source = make_source(make_measure())
    SourceCopy.objects.keep({"source": source}, [TEXT, TEXT])
    SourceCopy.objects.keep({"source": source}, [TEXT | {"seen_on": date(2025, 3, 1)}])

    copy = SourceCopy.objects.get()
    assert copy.seen_on == date(2025, 2, 1)
    assert copy.sha256 == "a49afb735fd6d7ef58a4b1094d6b4d249a767337aa67fb35bc31279655e5614d"


def test_what_was_seen_never_changes():
    source = make_source(make_measure())
    SourceCopy.objects.keep({"source": source}, [TEXT])

    with pytest.raises(ProgrammingError), transaction.atomic():
        SourceCopy.objects.update(text="Be it repealed …")


def test_texts_of_an_accepted_bill_become_those_of_its_sources():
    entry = entry_of(told())
    SourceCopy.objects.keep({"entry": entry}, [TEXT, ENROLLED])
    measure = accept(entry, clerk("editor"), set(), "").measure

    source = measure.sources.get()
    assert [copy.version for copy in source.copies.all()] == ["Introduced", "Enrolled"]
    assert not entry.copies.exists()


def test_an_official_page_is_kept_where_a_sentence_quoted_from_it_stands_on_it(client):
    law, other = make_measure(), make_measure("Another")
    make_source(law, official=True)
    make_source(other, official=True)
    quoted = make_quotation(law, found_on=date(2026, 1, 2))
    address = quoted.url
    SourceCopy.objects.keep_page(address, "On that day. No agency may use it.", date(2026, 1, 2))
    SourceCopy.objects.keep_page(address, "Later it may.", date(2026, 2, 2))

    copy = SourceCopy.objects.get()
    assert (copy.source.measure, copy.text) == (law, "On that day. No agency may use it.")
    assert newest_copy(law) is None  # a page is not the law's text as a whole
    Quotation.objects.update(missing_since=date(2026, 2, 2))
    said = text(client.get(law.get_absolute_url()))
    assert "No longer found there on February 2, 2026." in said
    assert "We keep the page as it stood on January 2, 2026." in said


@pytest.mark.parametrize("official", [False, None])
def test_a_page_that_no_government_published_is_not_kept(official):
    law = make_measure()
    make_source(law, official=official)
    quoted = make_quotation(law, found_on=date(2026, 1, 2))
    SourceCopy.objects.keep_page(quoted.url, "No agency may use it.", date(2026, 1, 2))
    assert not SourceCopy.objects.exists()
