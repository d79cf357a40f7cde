"""Markup and formulas that staff write, or that came in: shown as they are written, never run.

`script/torture stored` tries each of the ways of `ALL`; here one has a bit of each.
"""

import csv
import io
import json
import os
import re

import pytest
from django.test import Client

from laws.models import Measure, Proposal
from tests.laws.editing.test_roles import SEEN, address_of, rows
from tests.support.desk_boxes import SECTIONS, fill, page_of
from tests.support.desk_forms import make_staff
from tests.support.desk_roles import decide
from tests.support.elements import read
from tests.support.public_pages import ADDRESSES, make_record

pytestmark = pytest.mark.django_db
__all__ = ["rows"]

MARK = "x9q"
IN_SHORT = "=x9q\"'></title></textarea><script>alert(9)</script><x9q onload=alert(9)>{{7*7}}"
ALL = [
    "<script>alert('x9q')</script>", "x9q\" onmouseover=\"alert(9)", "x9q' onfocus='alert(9)",
    "</title></textarea></style><img src=x9q onerror=alert(9)>", "<svg/onload=alert('x9q')>",
    "javascript:alert('x9q')", "data:text/html,<script>x9q</script>", "&lt;script&gt;x9q",
    "<iframe srcdoc='<script>x9q</script>'>", "{{x9q}}{% debug %}", "x9q]]></script><b>",
    "=HYPERLINK(\"http://x9q.example\",\"x\")", "+x9q", "-x9q+1", "@x9q", "\tx9q=1",
    "https://example.gov/\"onclick=alert(9)//x9q", "x9q\u202e\u2028<b>",
]  # fmt: skip
PAYLOADS = [IN_SHORT, *ALL] if os.environ.get("TORTURE") else [IN_SHORT]
LEADING = re.compile(r"(javascript|data|vbscript):", re.I)
FORMULA = re.compile(r"[\s]*[=+@-](?!\d)")


def faults(response):
    """What an answer would do that its writer meant it to do."""
    kind = response.headers.get("Content-Type", "")
    assert response.status_code < 500
    if kind.startswith("application/json"):
        json.loads(response.content)
    elif kind.startswith("text/csv"):
        text = response.getvalue().decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        yield from (cell for cell in cells if MARK in cell and FORMULA.match(cell))
    elif "html" in kind or "svg" in kind:
        for one in read(response.content.decode()).inside:
            yield from faults_of(one)


def faults_of(element):
    """What is wrong with an element: its name, a handler, where it leads or what it loads."""
    if element.tag == "script" and "json" in element.get("type", ""):
        json.loads(element.raw)
    elif element.tag == MARK or (element.tag == "script" and "alert(" in element.raw):
        yield element.tag
    for name, value in element.attributes.items():
        if name.startswith("on") or name == "srcdoc":
            yield f"{element.tag} {name}"
        if name in ("href", "src", "action", "formaction") and value:
            if LEADING.match(value.strip()) and MARK in value:
                yield f"{element.tag} {value}"
            if name == "src" and MARK in value:
                yield f"{element.tag} {value}"


@pytest.fixture
def root():
    client = Client()
    client.force_login(make_staff("pia"))
    return client


def publish(root):
    """Accept what is proposed, and show what was written into drafts to the public."""
    for proposal in Proposal.objects.filter(status="open"):
        decide(root, proposal, "accept", exemption="Alone.")
    Measure.objects.exclude(status="published").update(status="published")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_written_into_any_box_is_shown_and_never_run(
    payload, rows, root, client, record_property
):
    make_record()
    taken = {name: fill(root, page_of(name, rows), payload) for name in SECTIONS}
    written = sum(map(len, taken.values()))
    assert written >= (25 if payload == IN_SHORT else 1), taken
    publish(root)

    asked = [*ADDRESSES.values(), *(one.get_absolute_url() for one in Measure.objects.published())]
    seen = {address: client.get(address) for address in asked}
    desk = [address_of(name, rows) for name in sorted(set(SEEN) - {"logout"})]
    seen |= {address: root.get(address) for address in desk}

    assert {address: found for address, one in seen.items() if (found := list(faults(one)))} == {}
    told = sum(MARK in one.getvalue().decode(errors="replace") for one in seen.values())
    assert told >= (10 if payload == IN_SHORT else 1)
    record_property("tried", written + told)
