"""Addresses that do not get to stand as links on public pages."""

import csv

import pytest
from django.conf import settings

from laws.text.web_addresses import why_unfit


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://user:password@example.gov/", "before “@”"),
        ("https://malegislature.gov@evil.example/", "before “@”"),
        ("https://example.gov/\u202efdp.law", "cannot be seen"),
        ("https://example.gov/a\u200bb", "cannot be seen"),
        ("http://127.0.0.1/", "private network"),
        ("http://[::1]:8000/", "private network"),
        ("http://192.168.0.1/", "private network"),
        ("http://169.254.169.254/latest", "private network"),
        ("http://localhost:8000/", "private network"),
        ("https://printer.local/", "private network"),
    ],
)
def test_an_address_that_misleads_or_leads_nowhere_is_refused(address, reason):
    assert reason in why_unfit(address)


def test_what_the_record_cites_is_taken():
    with (settings.BASE_DIR / "laws" / "data" / "sources.csv").open() as file:
        cited = {row["url"] for row in csv.DictReader(file)}
    assert len(cited) > 500
    assert {address: why for address in cited if (why := why_unfit(address))} == {}
    assert why_unfit("https://example.gov/@council/2023?a=b@c") == ""
    assert why_unfit("https://8.8.8.8/law") == ""
