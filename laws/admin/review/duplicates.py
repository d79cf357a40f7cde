"""Measures that may be one: pair by pair, side by side, and what is decided about them."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from laws.admin.base.addresses import desk_address, section_of
from laws.admin.base.off import with_endings
from laws.admin.base.site import SEEN, desk_page
from laws.admin.review.shown_changes import outlook_within, shown_changes
from laws.editing import duplicates, merging
from laws.editing.consistency import check_measure, see, seen_mark
from laws.editing.diff_text import EMPTY, NO_ROW, DiffLine, lines, names_in
from laws.editing.merge import Document
from laws.editing.merge_refusals import barred, between
from laws.editing.roles import person
from laws.editing.snapshot import document, documents
from laws.models import Measure, Merge, NotDuplicate
from laws.refusals import Refusal
from laws.text.normalize import one_line
from laws.vocabulary import ALONE, PUBLISH, REVIEW, MergeStatus

LONGEST, MOST, FEW = 300, 100, 30
ASKED = "It waits for a publisher: what is public is merged once a second person agrees."
MERGED = "Merged. The other address leads to this one."
TWO = "Kept as two. The pair is out of the queue until a number or a title changes."
DONE = {
    "accept": MERGED,
    "send_back": "Sent back. Its author sees your comment here.",
    "take_back": "Withdrawn.",
    "undo": "They are two again: the other one is a draft, to be reviewed and published.",
}


def listed(request: HttpRequest) -> HttpResponse:
    """The pairs that may be one, the merges that wait, and what was decided."""
    _look(request)
    if request.method == "POST":
        return _ask_again(request)
    pairs = duplicates.possible_duplicates()
    keys = {key for pair in pairs[:MOST] for key in (pair.first, pair.second)}
    measures = Measure.objects.select_related("jurisdiction", "session").in_bulk(keys)
    merges = Merge.objects.select_related("kept__jurisdiction", "author", "by")
    context = {
        "title": "Possible duplicates",
        "count": len(pairs),
        "pairs": [
            (measures[pair.first], measures[pair.second], pair.same_number)
            for pair in pairs[:MOST]
            if {pair.first, pair.second} <= measures.keys()
        ],
        "waiting": merges.filter(status=MergeStatus.OPEN),
        "decided": merges.exclude(status=MergeStatus.OPEN)[:FEW],
        "two": duplicates.known_as_two()[:FEW],
        "may_decide": person(request.user).may(REVIEW),
    }
    return desk_page(request, "admin/laws/review/duplicates.html", context)


def pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Two measures side by side; keep them as two, or merge them (POST)."""
    _look(request)
    rows = Measure.objects.select_related("jurisdiction", "session").in_bulk([first, second])
    if len(rows) < 2:
        raise Http404
    measures = [rows[key] for key in sorted(rows)]
    if not all(request.user.has_perm(f"laws.view_{section_of(one)}") for one in measures):
        raise PermissionDenied
    problem = ""
    if request.method == "POST":
        try:
            return _decide_pair(request, measures)
        except Refusal as refusal:
            problem = str(refusal)
    return _pair_page(request, measures, problem)


def merge(request: HttpRequest, key: int) -> HttpResponse:
    """One merge: what it does, and what a publisher decides about it (POST)."""
    _look(request)
    related = "kept__jurisdiction", "gone__jurisdiction", "author", "by"
    found = Merge.objects.select_related(*related).filter(pk=key).first()
    if found is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            return _decide_merge(request, found)
        except Refusal as refusal:
            problem = str(refusal)
    return _merge_page(request, found, problem)


def waiting_for(user: User) -> int:
    """How many merges a person may decide."""
    who, waiting = person(user), Merge.objects.filter(status=MergeStatus.OPEN)
    if not who.may(PUBLISH):
        return 0
    return (waiting if who.may(ALONE) else waiting.exclude(author=user)).count()


def _look(request):
    if not request.user.has_module_perms("laws"):
        raise PermissionDenied


def _ask_again(request):
    key = request.POST.get("again", "")
    statement = NotDuplicate.objects.filter(pk=key).first() if key.isdecimal() else None
    if not person(request.user).may(REVIEW):
        raise PermissionDenied
    if statement:
        duplicates.ask_again(statement, request.user)
        messages.success(request, "The pair is in the queue again.")
    return HttpResponseRedirect(reverse("admin:duplicates"))


def _typed(request, name):
    return one_line(request.POST.get(name, ""))[:LONGEST]


def _decide_pair(request, measures):
    if not person(request.user).may(REVIEW):
        raise PermissionDenied
    if request.POST.get("do") == "two":
        duplicates.say_two(*measures, request.user, _typed(request, "why_two"))
        messages.success(request, TWO)
        return HttpResponseRedirect(reverse("admin:duplicates"))
    kept = next((one for one in measures if str(one.pk) == request.POST.get("keep")), None)
    if kept is None:
        raise Refusal("Choose the one to keep.")
    gone = next(one for one in measures if one is not kept)
    rows, why = request.POST.getlist("rows"), _typed(request, "why_one")
    asked = merging.ask(kept, gone, rows, request.user, why)
    messages.success(request, ASKED if asked.is_open else MERGED)
    address = reverse("admin:merge", args=[asked.pk]) if asked.is_open else desk_address(kept)
    return HttpResponseRedirect(address)


def _decide_merge(request, found):
    decision, user = request.POST.get("decision"), request.user
    who, comment = person(user), _typed(request, "comment")
    may = decision in DONE and who.may(REVIEW if decision == "take_back" else PUBLISH)
    if not may:
        raise PermissionDenied
    if decision == "accept":
        _accept(request, found, comment if user.pk == found.author_id else "")
    elif decision == "send_back":
        merging.send_back(found, user, comment)
    elif decision == "take_back":
        merging.take_back(found, user)
    else:
        merging.undo(found, user, comment)
    messages.success(request, DONE[decision])
    return HttpResponseRedirect(reverse("admin:duplicates"))


def _accept(request, found, why_alone):
    with transaction.atomic():
        merging.accept(found, request.user, request.POST.get("version", ""), why_alone)
        see(check_measure(found.kept, timezone.localdate()), request.POST.get(SEEN, ""))


def _pair_page(request, measures, problem):
    said = documents(one.pk for one in measures)
    first, second = (said[one.pk] for one in measures)
    found, why_not = between(*measures), barred(*measures)
    may_decide = person(request.user).may(REVIEW)
    context = {
        "title": "Are these one?",
        "measures": [{"measure": one, "address": desk_address(one)} for one in measures],
        "groups": side_by_side(first, merging.beside(first, second)),
        "problem": problem,
        "merge": found,
        "barred": "" if found else why_not,
        "may_decide": may_decide and not found,
        "may_merge": may_decide and not why_not,
        "needs_second": merging.needs_second(*measures),
        "keep": request.POST.get("keep") or _likelier(measures),
        "ticked": request.POST.getlist("rows"),
        "is_new": request.method != "POST",
        "why_two": _typed(request, "why_two"),
        "why_one": _typed(request, "why_one"),
    }
    return desk_page(request, "admin/laws/review/pair.html", context)


def _likelier(measures):
    """The one that is more likely kept: the published one, else the one entered first."""
    return str(min(measures, key=lambda one: (not one.is_public, one.pk)).pk)


def _merge_page(request, found, problem):
    who, is_own = person(request.user), found.author_id == request.user.pk
    is_done = found.status == MergeStatus.DONE
    later = merging.later(found) if is_done else None
    may_accept = found.is_open and who.may(PUBLISH) and (not is_own or who.may(ALONE))
    context = {
        "title": "Merge",
        "merge": found,
        "kept_address": desk_address(found.kept),
        "gone_address": desk_address(found.gone) if found.gone else "",
        "problem": problem,
        **(_foretold(request, found) if found.is_open else {"taken": _taken(found)}),
        "comment": _typed(request, "comment"),
        "may_accept": may_accept,
        "alone": is_own and may_accept,
        "may_send_back": found.is_open and who.may(PUBLISH) and not is_own,
        "may_take_back": found.is_open and is_own and who.may(REVIEW),
        "later": later,
        "may_undo": is_done and not later and who.may(PUBLISH),
        "waits_for_another": found.is_open and is_own and not may_accept,
    }
    return desk_page(request, "admin/laws/review/merge.html", context)


def _taken(found):
    """The rows that were taken over, of a merge that was done."""
    kept, gone = found.before, found.gone_document
    groups = side_by_side(kept, merging.beside(kept, gone)) if kept else []
    return [row for _, rows in groups for row in rows if row["token"] in found.rows]


def _foretold(request, found):
    """What whoever decides is told: what the one that stays would say, what follows, what is off;
    and the version by which it is noticed that any of this has changed since.
    """
    kept, today = found.kept, timezone.localdate()
    before = document(kept)
    try:
        with merging.as_if_merged(found):
            after, off = document(kept), check_measure(kept, today)
        follows = outlook_within(merging.as_if_merged(found), [kept, found.gone], today)
    except Refusal as refusal:
        return {"why_not": str(refusal)}
    return {
        "changes": shown_changes(before, after),
        "moving": merging.moving(kept, found.gone),
        "outlook": follows,
        "findings": with_endings(off),
        "mark": seen_mark(off) if person(request.user).may(PUBLISH) else "",
        "is_seen": request.POST.get(SEEN) == seen_mark(off),
        "version": merging.shown_version(found, kept, found.gone),
    }


def side_by_side(first: Document, second: Document) -> list[tuple[str, list[dict]]]:
    """The two documents row by row under the names of their parts; `differs` marks what is not the
    same, `token` names a row that only one has and the other could take over.
    """
    every = lines({}, first, second, names=names_in(first, second))
    groups = []
    for part, of_part in groupby(every, key=lambda line: line.place[0]):
        rows: list[dict] = []
        if part == "own":
            rows = [_row(line.field, line.cells[1:]) for line in of_part]
        else:
            for (_, key), of_row in groupby(list(of_part), key=lambda line: line.place[:2]):
                rows.append(_whole(part, key, list(of_row)))
        groups.append((PARTS[part], [row for row in rows if set(row["cells"]) != {EMPTY}]))
    return groups


PARTS = {
    "own": "Fields",
    "actions": "Actions",
    "provisions": "Answers",
    "sources": "Sources",
    "relations": "Relations",
    "sponsorships": "Sponsors",
    "quotations": "Quoted sentences",
}


def _row(what: str, cells: tuple[str, ...], token: str = "") -> dict:
    return {"what": what, "cells": cells, "differs": len(set(cells)) > 1, "token": token}


def _whole(part: str, key: str, of_row: list[DiffLine]) -> dict:
    """A row of a part as one line, with all that each of the two says."""
    said = []
    for at in (1, 2):
        is_there = any(line.cells[at] != NO_ROW for line in of_row)
        filled = [line for line in of_row if line.cells[at] not in (EMPTY, NO_ROW)]
        words = "; ".join(f"{line.field}: {line.cells[at]}" for line in filled)
        said.append(words if is_there else NO_ROW)
    is_alone = NO_ROW in said and part in merging.OFFERED
    return _row(of_row[0].what, tuple(said), f"{part}/{key}" if is_alone else "")
