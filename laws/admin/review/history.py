"""The past of a measure at the desk: every save, field by field, and old values to start from."""

from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse

from laws.admin.base.addresses import desk_address
from laws.editing.diff_text import EMPTY, NO_ROW, lines, named
from laws.editing.history import DESK, IMPORT, LOAD, saves
from laws.editing.restore import COPIED, OLD, token
from laws.editing.word_diff import Piece, marked

ON_A_PAGE = 20
MOST_PAGES = 10_000
MANY = 12  # with more lines, a save is folded
MOST_COPIED = 40  # so that the address stays short
NOTHING = {EMPTY, NO_ROW}
NO_PAGE = "“{}” is no page of this history: here is the first. Whole numbers from 1 are allowed."
HOW = {
    DESK: "at the desk",
    LOAD: "with the shipped record",
    IMPORT: "by an import",
    "": "past the desk: in a shell or by plain SQL",
}


class Told(NamedTuple):
    """A difference as the page shows it, with the address that copies the old value."""

    what: str
    before: list[Piece]
    after: list[Piece]
    copy: str


class Entry(NamedTuple):
    """One save in words."""

    made_at: object
    who: str
    how: str
    reason: str
    told: list[Told]
    copy_all: str

    @property
    def is_long(self):
        return len(self.told) > MANY


class HistoryAdmin:
    """A section of measures whose history is what the revisions say, not what the desk noted."""

    def history_view(self, request, object_id, extra_context=None):
        measure = self.get_object(request, unquote(object_id))
        if measure is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, measure):
            raise PermissionDenied
        number = self._page_asked(request)
        found, is_more = saves(measure, (number - 1) * ON_A_PAGE, ON_A_PAGE)
        may = self.has_change_permission(request, measure)
        context = {
            **self.admin_site.each_context(request),
            "title": "History",
            "subtitle": str(measure),
            "opts": self.opts,
            "measure": measure,
            "address": desk_address(measure),
            "entries": entries(found, desk_address(measure) if may else ""),
            "may_copy": may,
            "page": number,
            "newer": number - 1,
            "older": number + 1 if is_more else None,
        }
        return TemplateResponse(request, "admin/laws/review/history.html", context)

    def _page_asked(self, request):
        asked = request.GET.get("page", "1")
        is_number = asked.isascii() and asked.isdigit() and len(asked) < 6
        if is_number and 0 < int(asked) <= MOST_PAGES:
            return int(asked)
        self.message_user(request, NO_PAGE.format(asked), messages.WARNING)
        return 1


def entries(found, address) -> list[Entry]:
    """Saves in words, with old values to copy into the form at an address, if there is one."""
    known = named(*(document for save in found for document in save.documents))
    return [_entry(save, known, address) for save in found]


def _entry(save, known, address):
    told, tokens = [], []
    kept = {(row.part, row.key): row for row in save.rows}
    said = lines(*save.documents, known=known)
    for place, of_row in groupby(said, key=lambda line: line.place[:2]):
        for one, old in _told(kept[place], list(of_row)):
            told.append(one._replace(copy=_copy(address, [old])))
            tokens += [old] if old else []
    copy_all = _copy(address, tokens) if 1 < len(tokens) <= MOST_COPIED else ""
    who = f"{save.author}, accepted by {save.username}" if save.author else save.username
    how = HOW.get(save.origin, f"by {save.origin}")
    return Entry(save.made_at, who, how, save.reason, told, copy_all)


def _told(row, of_row):
    """The differences of a row, each with the token of its old value; one for a row that came or
    went as a whole.
    """
    what = of_row[0].what
    if row.part != "own" and row.before is None:
        yield Told(f"{what}: added", *_plain(NO_ROW, _whole(of_row, 1)), ""), ""
    elif row.part != "own" and row.after is None:
        old = token(row.part, row.kept_in)
        yield Told(f"{what}: removed", *_plain(_whole(of_row, 0), NO_ROW), ""), old
    else:
        for line in of_row:
            if set(line.cells) == NOTHING:
                continue
            pieces = _plain if NOTHING & set(line.cells) else marked
            told = Told(f"{what}: {line.field.lower()}", *pieces(*line.cells), "")
            yield told, _old(row, line.place[2])


def _old(row, column):
    is_kept = row.kept_in and column in COPIED[row.part]
    return token(row.part, row.kept_in, column) if is_kept else ""


def _plain(*cells):
    return [[Piece(cell, False)] for cell in cells]


def _whole(of_row, cell):
    said = [f"{line.field}: {line.cells[cell]}" for line in of_row if line.cells[cell] != EMPTY]
    return "; ".join(said)


def _copy(address, tokens):
    found = [one for one in tokens if one]
    return f"{address}?{urlencode({OLD: found}, doseq=True)}" if address and found else ""
