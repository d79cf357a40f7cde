"""What was: a measure as it stood on a day, and what staff did on a day."""

from datetime import date
from itertools import groupby

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from laws.admin.base import status_text
from laws.admin.base.addresses import desk_address, section_of
from laws.admin.base.site import desk_page
from laws.admin.review.duplicates import side_by_side
from laws.editing.diff_text import POINTERS, names_in
from laws.editing.history import DESK, IMPORT
from laws.editing.past import EVERY, ChangeOfDay, changed_on, day_of, stood_at
from laws.models import LegislativeSession, Measure, Merge, NotDuplicate, Proposal
from laws.rules.reckoning import reckon
from laws.rules.terms import ActionFacts
from laws.text.dates import PartialDate, say
from laws.text.fields import label, words
from laws.vocabulary import ORDER_KINDS

ON_A_PAGE = 300
NO_DAY = "“{}” is no day: write it as 2026-07-01. Here is today."
NO_ONE = "No account is called “{}”. Here is what everyone did."
NO_PAGE = "There is no page “{}”. Here is the first one."
HOW = {DESK: "", IMPORT: "by an import", "": "outside the desk"}
LEFT_OUT = ("id", "measure_id", "from_measure_id", "precision")


def measure_on(request: HttpRequest, key: int) -> HttpResponse:
    """One measure as it stood at the end of a day, beside what it says now."""
    measure = Measure.objects.select_related("jurisdiction", "session").filter(pk=key).first()
    if measure is None:
        raise Http404
    if not request.user.has_perm(f"laws.view_{section_of(measure)}"):
        raise PermissionDenied
    on, problem = _asked_day(request)
    then = stood_at(measure, day_of(on)[1])
    now = stood_at(measure, timezone.now())
    context = {
        "title": f"As it stood on {say(on)}",
        "subtitle": str(measure),
        "measure": measure,
        "address": desk_address(measure),
        "on": on,
        "problem": problem,
        "was_there": bool(then["own"]),
        "lines": _stood(then, measure, on) if then["own"] else [],
        "groups": side_by_side(then, now) if then["own"] else [],
    }
    return desk_page(request, "admin/laws/review/past.html", context)


def done(request: HttpRequest) -> HttpResponse:
    """What was changed on a day, by one person or by all."""
    if not request.user.has_module_perms("laws"):
        raise PermissionDenied
    on, problem = _asked_day(request)
    people = list(User.objects.filter(is_staff=True).order_by("username"))
    by = request.GET.get("by", "").strip()
    if by and by not in {person.username for person in people}:
        by, problem = "", NO_ONE.format(by[:60])
    page = request.GET.get("page", "1")
    if not (page.isascii() and page.isdecimal() and 0 < int(page[:6]) < 10_000):
        page, problem = "1", NO_PAGE.format(page[:20])
    changes, is_more = changed_on(on, by, (int(page) - 1) * ON_A_PAGE, ON_A_PAGE)
    context = {
        "title": "What was done",
        "on": on,
        "by": by,
        "people": people,
        "problem": problem,
        "saves": _saves(changes, request.user),
        "decisions": _decisions(on, by),
        "newer": int(page) - 1,
        "older": int(page) + 1 if is_more else None,
    }
    return desk_page(request, "admin/laws/review/done.html", context)


def _asked_day(request):
    """The day of the address, today without one; and what is wrong with it."""
    typed = request.GET.get("on", "").strip()
    today = timezone.localdate()
    if not typed:
        return today, ""
    try:
        on = date.fromisoformat(typed)
        day_of(on)
    except (ValueError, OverflowError):
        return today, NO_DAY.format(typed[:40])
    return on, ""


def _stood(then, measure, on):
    """Where it stood that day, from the actions that were entered by then."""
    own = then["own"][""]
    session = LegislativeSession.objects.select_related("jurisdiction").filter(pk=own["session_id"])
    session = session.first() if own["session_id"] else None
    at_once = measure.jurisdiction.is_local or own["kind"] in ORDER_KINDS
    acts = [
        ActionFacts(
            row["kind"], PartialDate(date.fromisoformat(row["day"]), row["precision"]),
            row["basis"], row["description"], row["order"],
        )
        for row in then["actions"].values()
    ]  # fmt: skip
    reckoning = reckon(acts, at_once, session and session.days)
    return [
        ("Stage that day" if name == status_text.STAGE else name, sentence)
        for name, sentence in status_text.sentences(reckoning, on)
    ]


# --- what was done --------------------------------------------------------------------------------


def _saves(changes: list[ChangeOfDay], user: User) -> list[dict]:
    """The changes by save, each in words."""
    rows = [row for one in changes for row in (one.before, one.after) if row]
    names = names_in({"every": dict(enumerate(rows))})
    keys = {one.measure or one.key for one in changes if one.measure or one.noun == "measure"}
    measures = Measure.objects.select_related("jurisdiction", "session").in_bulk(keys)
    saves = []
    for (made_at, _), of_save in groupby(changes, key=lambda one: (one.made_at, one.save)):
        parts = list(of_save)
        context = {name: value for one in parts for name, value in one.context.items() if value}
        who = context.get("username", "")
        if context.get("author"):
            who = f"{context['author']}, accepted by {who}"
        entries = [_entry(one, measures, names, user) for one in parts]
        saves.append({
            "made_at": made_at,
            "who": who or "no account",
            "how": HOW.get(context.get("origin", ""), f"by {context.get('origin')}"),
            "reason": context.get("reason", ""),
            "entries": [entry for entry in entries if entry["said"] or not entry["is_change"]],
        })  # fmt: skip
    return [save for save in saves if save["entries"]]


def _entry(one: ChangeOfDay, measures, names, user) -> dict:
    """One row in words: whose it is, what was done to it, and from what to what."""
    model = EVERY[one.noun][0].pgh_tracked_model
    measure = measures.get(one.measure or one.key) if one.measure or one.noun == "measure" else None
    row = one.after or one.before or {}
    noun = "place" if one.noun == "jurisdiction" else str(model._meta.verbose_name)
    did = {"insert": "added", "delete": "removed"}.get(one.label, "changed")
    is_change = one.before is not None and one.after is not None
    said = _said(model, one.before, one.after, names) if is_change else _called(one.noun, row)
    of_part = one.noun != "measure" and measure
    return {
        "subject": str(measure) if measure else _called(one.noun, row) or noun,
        "address": _address(one, measure, user),
        "what": f"{model._meta.verbose_name!s} {did}" if of_part or not measure else did,
        "said": said,
        "is_change": is_change,
    }


def _said(model, before, after, names) -> str:
    differing = []
    for field in model._meta.local_fields:
        key = field.attname
        if key in LEFT_OUT or key not in after or before.get(key) == after.get(key):
            continue
        known = {column: names.get(column, {}) for column in POINTERS}
        old, new = words(field, before, known), words(field, after, known)
        if old != new:
            differing.append(f"{label(field)}: {old or '–'} → {new or '–'}")
    return "; ".join(differing)


def _called(noun, row) -> str:
    """A row by what it says of itself."""
    if noun == "action":
        when = PartialDate(date.fromisoformat(row["day"]), row["precision"]).say()
        return f"{row['kind'].replace('_', ' ')}, {when}"
    names = ("title", "full_name", "name", "url", "slug", "pattern", "identifier", "kind", "rule")
    return next((str(row[name]) for name in names if row.get(name)), "")


def _address(one, measure, user) -> str:
    if measure:
        is_seen = user.has_perm(f"laws.view_{section_of(measure)}")
        return desk_address(measure).replace("/change/", "/history/") if is_seen else ""
    try:
        return reverse(f"admin:laws_{one.noun}_change", args=[one.key])
    except NoReverseMatch:
        return ""


def _decisions(on: date, by: str) -> list[dict]:
    """Proposals made or decided on the day, merges, and pairs that were kept as two."""
    span = day_of(on)
    mine = Q(author__username=by) if by else Q()
    theirs = Q(decided_by__username=by) if by else Q()
    asked = Proposal.objects.filter(
        Q(made_at__range=span) & mine | Q(decided_at__range=span) & theirs
    )
    asked = asked.select_related("measure__jurisdiction", "author", "decided_by")
    found = [
        {"what": f"Proposal: {one}", "who": f"{one.author}, {one.get_status_display().lower()}"
         + (f" by {one.decided_by}" if one.decided_by else ""),
         "address": reverse("admin:laws_proposal_change", args=[one.pk])}
        for one in asked[:ON_A_PAGE]
    ]  # fmt: skip
    theirs = Q(by__username=by) if by else Q()
    merges = Merge.objects.filter(
        Q(made_at__range=span) & mine | Q(decided_at__range=span) & theirs
    )
    for one in merges.select_related("kept__jurisdiction", "author", "by")[:ON_A_PAGE]:
        who = f"{one.author}, {one.get_status_display().lower()}" + (
            f" by {one.by}" if one.by else ""
        )
        address = reverse("admin:merge", args=[one.pk])
        found.append({"what": f"Merge: {one}. {one.reason}", "who": who, "address": address})
    two = NotDuplicate.objects.filter(theirs, made_at__range=span)
    for one in two.select_related("first__jurisdiction", "second__jurisdiction", "by")[:ON_A_PAGE]:
        address = reverse("admin:pair", args=[one.first_id, one.second_id])
        said = f"Not a duplicate: {one}. {one.reason}"
        found.append({"what": said, "who": str(one.by), "address": address})
    return found
