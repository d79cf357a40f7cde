"""The history of a measure at the desk: every save, field by field, with old values to restore."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from laws.admin.base.addresses import desk_address
from laws.admin.base.site import desk_page
from laws.editing.diff_text import EMPTY, NO_ROW, DiffLine, lines, names_in
from laws.editing.history import DESK, IMPORT, LOAD, ChangedRow, RevisionSet, saves
from laws.editing.restore import COPIED, OLD, token
from laws.editing.word_diff import Piece, marked
from laws.text.fields import Names

ON_A_PAGE = 20
MOST_PAGES = 10_000
MANY = 12  # with more lines, a save is folded
MOST_COPIED = 40  # so that the address stays short
NOTHING = {EMPTY, NO_ROW}
NO_PAGE = "This history has no page “{}”. Here is the first one."
HOW = {
    DESK: "at the desk",
    LOAD: "with the shipped data",
    IMPORT: "by an import",
    "": "outside the desk: in a shell or by SQL",
}


class ShownDifference(NamedTuple):
    """A difference as the page shows it, with the address that restores the old value."""

    what: str
    before: list[Piece]
    after: list[Piece]
    copy: str


class ShownSave(NamedTuple):
    """One save in words."""

    made_at: datetime
    who: str
    how: str
    reason: str
    differences: list[ShownDifference]
    copy_all: str

    @property
    def is_long(self):
        return len(self.differences) > MANY


class HistoryAdmin:
    """A section of measures whose history comes from the revisions, not from the desk's log."""

    def saves_of(self, row, first, number):
        """The saves of a row, the latest first, and whether older ones follow."""
        return saves(row, first, number)

    def form_address(self, row):
        """Where a row is edited."""
        return desk_address(row)

    def log_address(self, row):
        """Where the public log has the row's changes; "" while nothing of it is public."""
        return f"{reverse('changes')}?measure={row.slug}" if row.is_public else ""

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        number = self._page_number(request)
        page_saves, is_more = self.saves_of(row, (number - 1) * ON_A_PAGE, ON_A_PAGE)
        may = self.has_change_permission(request, row)
        address = self.form_address(row)
        context = {
            "title": "History",
            "subtitle": str(row),
            "opts": self.opts,
            "row": row,
            "address": address,
            "saves": in_words(page_saves, address if may else ""),
            "may_copy": may,
            "log_address": self.log_address(row),
            "page": number,
            "newer": number - 1,
            "older": number + 1 if is_more else None,
        }
        return desk_page(request, "admin/laws/review/history.html", context)

    def _page_number(self, request):
        page = request.GET.get("page", "1")
        is_number = page.isascii() and page.isdigit() and len(page) < 6
        if is_number and 0 < int(page) <= MOST_PAGES:
            return int(page)
        self.message_user(request, NO_PAGE.format(page), messages.WARNING)
        return 1


def in_words(sets: list[RevisionSet], address: str) -> list[ShownSave]:
    """Saves in words, with addresses that restore old values in the form at an address, if any."""
    names = names_in(*(document for save in sets for document in save.documents))
    return [_save(save, names, address) for save in sets]


def _save(save: RevisionSet, names: Names, address: str) -> ShownSave:
    differences, tokens = [], []
    rows = {(row.part, row.key): row for row in save.rows}
    every = lines(*save.documents, names=names)
    for place, of_row in groupby(every, key=lambda line: line.place[:2]):
        for difference, old in _differences(rows[place], list(of_row)):
            differences.append(difference._replace(copy=_copy(address, [old])))
            tokens += [old] if old else []
    copy_all = _copy(address, tokens) if 1 < len(tokens) <= MOST_COPIED else ""
    who = f"{save.author}, accepted by {save.username}" if save.author else save.username
    how = HOW.get(save.origin, f"by {save.origin}")
    return ShownSave(save.made_at, who, how, save.reason, differences, copy_all)


def _differences(row: ChangedRow, of_row: list[DiffLine]) -> Iterator[tuple[ShownDifference, str]]:
    """The differences of a row, each with the token of its old value; a single one for a row that
    was added or removed as a whole.
    """
    what = of_row[0].what
    if row.part != "own" and row.before is None:
        yield ShownDifference(f"{what}: added", *_plain(NO_ROW, _whole(of_row, 1)), ""), ""
    elif row.part != "own" and row.after is None:
        old = token(row.part, row.old_revision)
        yield ShownDifference(f"{what}: removed", *_plain(_whole(of_row, 0), NO_ROW), ""), old
    else:
        for line in of_row:
            if set(line.cells) == NOTHING:
                continue
            pieces = _plain if NOTHING & set(line.cells) else marked
            name = f"{what}: {line.field.lower()}"
            yield ShownDifference(name, *pieces(*line.cells), ""), _old(row, line.place[2])


def _old(row: ChangedRow, column: str) -> str:
    is_stored = row.old_revision and column in COPIED[row.part]
    return token(row.part, row.old_revision, column) if is_stored else ""


def _plain(*cells: str) -> list[list[Piece]]:
    return [[Piece(cell, False)] for cell in cells]


def _whole(of_row: list[DiffLine], cell: int) -> str:
    filled = (line for line in of_row if line.cells[cell] != EMPTY)
    return "; ".join(f"{line.field}: {line.cells[cell]}" for line in filled)


def _copy(address: str, tokens: list[str]) -> str:
    query = urlencode({OLD: [token for token in tokens if token]}, doseq=True)
    return f"{address}?{query}" if address and query else ""
