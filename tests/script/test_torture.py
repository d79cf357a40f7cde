"""What script/torture counts and writes; and a little of what it asks, over a small record."""

import pytest
from measurements import put
from torturing.addresses import examples, patterns
from torturing.dear import Asker, dearest, offered
from torturing.malformed import MARKUP, PAYLOADS, ask_all, fault_of, questions
from torturing.sent import messages
from torturing.table import Row, as_markdown

from tests.support.public_pages import FILES, SIGNED, make_record
from tests.support.shared_rows import shared

ASKED, OF_BODIES = 150, 40
OF_MORE = {"state-png", "state-svg", *FILES, *SIGNED}
"""What has an address only where there is more: a map with counties, files, a reader's letter."""
record = shared(make_record, once=True)


@pytest.mark.django_db
def test_every_public_pattern_has_an_address_that_links_lead_to():
    found = examples()
    unseen = {one.name for one, paths in found.items() if not paths}
    assert {name for name in unseen if not name.startswith("api-")} <= OF_MORE
    assert not any(one.is_of_desk for one in found)
    assert any(one.is_of_desk for one in patterns())


@pytest.mark.django_db
def test_malformed_input_meets_no_fault():
    tally = ask_all(questions(1)[:ASKED])
    assert (tally.asked, tally.faults) == (ASKED, [])


@pytest.mark.django_db
def test_malformed_bodies_meet_no_fault():
    sent = messages(PAYLOADS)
    assert {one.path.split("/")[1] for one in sent} == {"corrections", "follow", "check", "mcp"}
    sample = sent[:: len(sent) // OF_BODIES]
    tally = ask_all([], sample)
    assert (tally.asked, tally.faults) == (len(sample), [])


@pytest.mark.django_db
def test_an_answer_that_gives_markup_back_is_a_fault(client):
    answer = client.get("/where/")
    assert fault_of(answer, 0.1) == ""
    answer.content += MARKUP.encode()
    del answer.headers["Content-Security-Policy"]
    answer.status_code = 500
    said = fault_of(answer, 3.0)
    assert said == "status 500, 3.0 s, the payload as it was sent, no policy"


@pytest.mark.django_db
def test_what_an_answer_costs_is_counted_for_each_value_that_is_offered():
    values = offered(["/measures/"])
    assert "ma" in values["state"]
    costs = dearest(Asker(), "measures.json", "/measures.json", values)
    assert all(one.seconds > 0 and 0 < one.bytes < 200_000 for one in costs)
    assert any("&" in one.address for one in costs)


def test_the_table_is_written_between_its_marks_and_again_in_its_place(tmp_path):
    document = tmp_path / "measurements.md"
    document.write_text("# Measurements\n\nOther figures.\n")
    for rows in (
        [Row("kills", "a load | killed", "5 killed", "0 lost", True)],
        [
            Row("disk", "a full disk", "no disk", "", None),
            Row("slow", "heads", "3 failed", "0 failed", False),
        ],
    ):
        put("torture", "What it stands", as_markdown(rows, 12.4), document)
    text = document.read_text()
    assert text.startswith("# Measurements\n\nOther figures.\n")
    assert text.count("<!-- torture -->") == 1
    assert "| slow | heads | 3 failed | 0 failed | **missed** |" in text
    assert "| disk | a full disk | no disk |  | not tried |" in text
    assert "a load" not in text
