"""What a page reads does not grow with the record: only with what it shows."""

import pytest

from laws.models import Measure, StageSpan
from tests.support.makers import make_state
from tests.support.public_pages import make_record
from tests.support.rows_read import rows_read

PAGES = ("/", "/measures/?state=ma", "/measures/?q=surveillance", "/states/", "/timeline/",
         "/rankings/", "/places/ma/somerville/", "/search.json?q=some",
         "/where.json?q=some")  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_bills_of_another_state_add_no_rows_to_what_a_page_reads(client):
    make_record()
    ohio = make_state("OH")
    before = {page: rows_read(client, page) for page in PAGES}
    bills = Measure.objects.bulk_create(
        Measure(
            slug=f"oh-{n}", title="A bill", jurisdiction=ohio, kind="bill", identifier=f"H.{n}",
            identifier_key=f"h{n}", effect="ban", regulates=["police"], status="published",
            first_action_on="2001-01-01", last_action_on="2001-01-01",
        )
        for n in range(500)
    )  # fmt: skip
    StageSpan.objects.bulk_create(
        StageSpan(measure=bill, stage="failed", from_on="2001-01-01", basis="recorded")
        for bill in bills
    )

    assert {page: rows_read(client, page) for page in PAGES} == before
