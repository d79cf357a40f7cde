"""The boxes of the desk's forms in which one writes, section by section."""

import re
from contextlib import contextmanager

from django.db import transaction

from tests.support.desk_forms import FormOnPage
from tests.support.elements import read

SECTIONS = {
    "bill": "bill", "ordinance": "ordinance", "order": "order", "public": "ordinance",
    "jurisdiction": "jurisdiction", "legislativesession": "legislativesession",
    "milestone": "milestone", "search": "search", "preemption": "preemption",
    "courtcase": "courtcase", "question": "question", "subjectword": "subjectword",
    "correction": "correction", "seenpage": "seenpage", "user": "user",
}  # fmt: skip
"""Rows that have a page at the desk, and the section of each."""
WRITTEN = ("text", "url", "email", "search")
APART = {"reason", "exemption", "password", "username", "slug", "words", "table", "called"}
"""What is not stored with the row as it is typed: reasons, names, what is looked up or pasted."""


def page_of(name, rows):
    app = "auth" if name == "user" else "laws"
    return f"/admin/{app}/{SECTIONS[name]}/{rows[name]}/change/"


def boxes(page):
    """The names of the boxes of a row's form in which one writes."""
    forms = [form.inside for form in read(page).all("form[method=post]")]
    named = [[one for one in inside if one.get("name")] for inside in map(list, forms)]
    found = [one["name"] for one in max(named, key=len) if _is_written(one)]
    return [name for name in dict.fromkeys(found) if name.rpartition("-")[2] not in APART]


def refused(page):
    """The names of the boxes that a form says are wrong."""
    marked = {one.get("name") for one in read(page).inside if one.get("aria-invalid") == "true"}
    return marked | set(re.findall(r'id="id_([\w-]+)_error"', page.content.decode()))


def _is_written(field):
    if "__prefix__" in field["name"] or "readonly" in field:
        return False
    is_box = field.tag == "input" and field.get("type", "text") in WRITTEN
    return is_box or field.tag == "textarea"


def fill(client, address, value):
    """Write a value into every box that takes it, and save. Which did."""
    page = client.get(address)
    data, tried = FormOnPage(page).data | {"reason": "It is so."}, boxes(page)
    while tried:
        answer = client.post(address, data | dict.fromkeys(tried, value))
        if answer.status_code == 302:
            return tried
        wrong = refused(answer)
        # What another box of a row lacks takes the row's boxes with it.
        rows = tuple(f"{name.rpartition('-')[0]}-" for name in wrong - set(tried) if "-" in name)
        left = [name for name in tried if name not in wrong and not name.startswith(rows)]
        # What is wrong with the whole is tried without the later half.
        tried = left if len(left) < len(tried) else tried[: len(tried) // 2]
    return []


@contextmanager
def undone():
    """What is done in this block is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def takes(client, address, name, value):
    """Whether a box takes a value, which it does not keep."""
    with undone():
        page = client.get(address)
        data = FormOnPage(page).data | {"reason": "It is so.", name: value}
        return client.post(address, data).status_code == 302
