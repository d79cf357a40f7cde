"""What script/bench measures on is a record many times as large, and its table is kept."""

import re

import pytest
from django.db import connection
from measurements import put
from measuring.growing import add
from measuring.table import Goal, Row, as_markdown

from laws.models import Measure
from tests.support.makers import make_measure, make_place


@pytest.mark.django_db
def test_a_larger_record_is_copies_that_pages_show(client):
    make_measure("Ban in Boston", make_place("Boston"), [("passed", "2020-06-24")])
    connection.ensure_connection()
    add(range(1, 3), connection.connection)

    assert Measure.objects.count() == 3
    assert {measure.actions.count() for measure in Measure.objects.all()} == {1}
    page = client.get("/measures/").content.decode()
    slugs = Measure.objects.values_list("slug", flat=True)
    assert all(re.search(f'"/measures/{slug}/', page) for slug in slugs)


def test_the_table_takes_the_place_of_the_former_one(tmp_path):
    document = tmp_path / "measurements.md"
    document.write_text(
        "# Measurements\n\n<!-- torture -->\n\n<!-- bench -->\nold\n<!-- /bench -->\n"
    )
    goals = (Goal("CPU", 0.2, most=0.3), Goal("of static", 0.1, least=0.15))
    text = as_markdown([Row("/ kept", goals=goals)], ["Run on a day."])
    put("bench", "What serving costs", text, document)
    text = document.read_text()

    assert "CPU ≤ 0.3: met; of static ≥ 0.15: **missed**" in text
    assert "old" not in text
    assert (
        text.count("<!-- bench -->")
        == text.count("<!-- /bench -->")
        == text.count("<!-- torture -->")
        == 1
    )
