"""The search of the desk: one box over all of its sections."""

from itertools import groupby

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F, Model, Q, Value
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from laws.admin.autocomplete import options
from laws.admin.base.addresses import desk_address, section_of
from laws.admin.base.site import SECTIONS, desk_page
from laws.admin.finding.lists import MEASURES, list_of, sections_with
from laws.models import (
    Correction,
    CourtCase,
    InboxEntry,
    Measure,
    Milestone,
    Question,
    SeenPage,
    SubjectWord,
)
from laws.search.measures import EXACT, find_measures
from laws.text.normalize import one_line

MOST, FEW, LONGEST = 40, 8, 300

OTHERS: dict[type[Model], tuple[str, tuple[str, ...]]] = {
    InboxEntry: ("title", ("identifier", "title")),
    Question: ("text", ("slug", "text")),
    Milestone: ("title", ("title",)),
    CourtCase: ("name", ("name", "docket")),
    Correction: ("text", ("reference", "text")),
    SeenPage: ("url", ("url",)),
    SubjectWord: ("pattern", ("pattern",)),
}
"""Further sections: the column that names their rows, and those in which words are looked for."""


def page(request: HttpRequest) -> TemplateResponse:
    """What bears the name in the box, by section."""
    if not request.user.has_module_perms("laws"):
        raise PermissionDenied
    words = one_line(request.GET.get("q", ""))[:LONGEST]
    context = {
        "title": "Search",
        "searched_for": words,
        "measures": _measures(request.user, words) if words else [],
        "sections": sections_with(request.user, words) if words else [],
        "groups": _groups(request.user, words) if words else [],
    }
    return desk_page(request, "admin/laws/finding/search.html", context)


def _measures(user, words):
    """The closest measures that the person may see, each with its section."""
    seen = [section for section in MEASURES if user.has_perm(f"laws.view_{section}")]
    rows = find_measures(Measure.objects.select_related("jurisdiction", "session"), words)
    found = [(one, section_of(one)) for one in rows[:MOST]]
    return [
        {
            "measure": one,
            "address": desk_address(one),
            "section": SECTIONS[MEASURES[section]],
            "is_exact": one.closeness == EXACT,
        }
        for one, section in found
        if section in seen
    ]


def _groups(user, words):
    """Rows of the other sections that bear the name."""
    groups = []
    for section, noun in (("jurisdiction", "places"), ("legislativesession", "sessions")):
        if user.has_perm(f"laws.view_{section}"):
            offer = options.OFFERS[noun]
            rows = offer.find(words, "")[:FEW]
            pairs = zip((row.pk for row in rows), offer.labels(rows), strict=True)
            groups.append(_group(section, words, pairs))
    others = sorted(_others(user, words))
    for section, rows in groupby(others, key=lambda row: row[0]):
        groups.append(_group(section, words, [row[1:] for row in rows]))
    return [group for group in groups if group["rows"]]


def _group(section, words, pairs):
    name = next(name for model, name in SECTIONS.items() if model.lower() == section)
    rows = [(reverse(f"admin:laws_{section}_change", args=[key]), label) for key, label in pairs]
    return {"name": name, "address": list_of(section, words), "rows": rows}


def _others(user, words):
    """(section, key, name) of a few rows of each further section. One query."""
    parts = []
    for model, (called, columns) in OTHERS.items():
        section = model._meta.model_name
        if not user.has_perm(f"laws.view_{section}") or model not in admin.site._registry:
            continue
        wanted = Q()
        for column in columns:
            wanted |= Q(**{f"{column}__icontains": words})
        named = {"section": Value(section), "called": F(called)}
        rows = model.objects.order_by().filter(wanted).annotate(**named)
        parts.append(rows.values_list("section", "pk", "called").order_by("-pk")[:FEW])
    return parts[0].union(*parts[1:], all=True) if parts else []
