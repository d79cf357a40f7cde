"""Forms of the staff desk, filled in as a browser would fill them."""

from html import unescape
from html.parser import HTMLParser

from django.contrib.auth.models import User

EMPTY_ROWS = {
    f"{rows}-{count}_FORMS": "0"
    for rows in ("actions", "provisions", "sources", "relations_from")
    for count in ("TOTAL", "INITIAL")
}


def make_staff(name="ada", **fields):
    """A staff member who may do everything."""
    return User.objects.create_superuser(name, f"{name}@example.org", "a-long-one-7", **fields)


def filled(place, actions=(), **fields):
    """What is posted for a new measure of a place; fields that matter are given by name."""
    known = {
        "jurisdiction": place.pk,
        "kind": "ordinance" if place.is_local else "bill",
        "title": "An ordinance on face recognition",
        "effect": "ban",
        "reach": "general",
        "regulates": ["police", "government"],
        "status": "draft",
        "confidence": "medium",
    }
    return EMPTY_ROWS | known | fields | action_rows(actions)


def action_rows(actions, first=0):
    """Posted rows of actions from pairs of kind and date, with further fields as a third part."""
    data = {"actions-TOTAL_FORMS": str(first + len(actions))}
    for row, (kind, when, *more) in enumerate(actions, first):
        fields = {"kind": kind, "when": when, "basis": "recorded"} | (more[0] if more else {})
        data |= {f"actions-{row}-{name}": value for name, value in fields.items()}
    return data


def sentences(response):
    """Every sentence about what is wrong on a page."""
    return unescape(" ".join(str(error) for error in response.context["errors"]))


class FormOnPage(HTMLParser):
    """What a browser would send for the form of a change page, if nothing were touched."""

    def __init__(self, response):
        super().__init__()
        self.data, self.select, self.textarea = {}, None, None
        self.feed(response.content.decode())
        self.data = {
            name: values
            for name, values in self.data.items()
            if "__prefix__" not in name and not name.startswith(("_", "csrf"))
        }

    def handle_starttag(self, tag, attributes):
        field = dict(attributes)
        if tag == "input" and field.get("name"):
            if field.get("type") not in ("checkbox", "radio") or "checked" in field:
                self._add(field["name"], field.get("value", ""))
        elif tag == "select":
            self.select = [field["name"], None, None]
        elif tag == "option" and self.select:
            self.select[2] = self.select[2] or field["value"]
            if "selected" in field:
                self.select[1] = field["value"]
        elif tag == "textarea":
            self.textarea = [field["name"], ""]

    def handle_data(self, text):
        if self.textarea:
            self.textarea[1] += text

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            name, chosen, first = self.select
            self._add(name, first or "" if chosen is None else chosen)
            self.select = None
        elif tag == "textarea" and self.textarea:
            # A browser drops the line break that stands first.
            self._add(self.textarea[0], self.textarea[1].removeprefix("\n"))
            self.textarea = None

    def _add(self, name, value):
        self.data.setdefault(name, []).append(value)
