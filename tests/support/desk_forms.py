"""Forms of the staff desk, filled in as a browser would fill them."""

from html import unescape

from django.contrib.auth.models import User

from tests.support.elements import read

EMPTY_ROWS = {
    f"{rows}-{count}_FORMS": "0"
    for rows in (
        "actions",
        "provisions",
        "quotations",
        "sponsorships",
        "sources",
        "relations_from",
    )
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
        "summary": "Bars the use of face recognition.",
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


class FormOnPage:
    """What a browser would send for the form of a change page, if nothing were touched."""

    def __init__(self, response):
        self.data = {}
        for field in read(response).inside:
            name = field.get("name") or ""
            if field.tag in SENT and not name.startswith(("_", "csrf")) and name:
                self._add(name, field)

    def _add(self, name, field):
        value = SENT[field.tag](field)
        if value is not None and "__prefix__" not in name:
            self.data.setdefault(name, []).append(value)


def _typed(field):
    """The value of a box; none where it is to be ticked and is not, and “on” where it is."""
    if field.get("type") not in ("checkbox", "radio"):
        return field.get("value") or ""
    return field.get("value", "on") if "checked" in field else None


def _chosen(field):
    """The value of a list: what is selected, or what stands first."""
    options = field.all("option[selected]") or field.all("option")
    return options[0]["value"] if options else ""


def _written(field):
    """The text of a large box; a browser drops the line break that stands first."""
    return field.raw.removeprefix("\n")


SENT = {"input": _typed, "select": _chosen, "textarea": _written}
