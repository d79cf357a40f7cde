"""A pasted table of actions, read into rows of the form; nothing of it is saved yet."""

from django.http import QueryDict
from django.utils import timezone

from laws.admin.autocomplete.options import KEY
from laws.admin.base.dates import read_typed
from laws.admin.measures.pasting import columns, put
from laws.admin.measures.preview import PREVIEW
from laws.imports.pasted_actions import MOST_ROWS, read_actions
from laws.models import Jurisdiction, LegislativeSession

READ = "_read_table"
BOX = "table"
PREFIX = "actions"
NO_DATES = "No line of this starts with a date or has one in a column of its own, as in: 3/11/2025"
GUESSED = "What happened is guessed from the words: compare each row with the page."


class PastedRowsAdmin:
    """A section of measures whose form reads a table of actions into its rows."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and READ in request.POST:
            # With its rows filled in, it is a form that was sent for a preview.
            request.POST, told = _with_rows(request.POST)
            extra_context = {"table_told": told} | (extra_context or {})
        return super().changeform_view(request, object_id, form_url, extra_context)


def _with_rows(sent: QueryDict) -> tuple[QueryDict, list[str]]:
    """A form as it was sent with the rows of its pasted table, and sentences on what was read."""
    boxes = sent.copy()
    boxes[PREVIEW] = "page"
    rows = _rows(boxes)
    table = read_actions(
        boxes.get(BOX, ""), _place(boxes), boxes.get("kind", ""), _last_sources(boxes, rows),
        _year_of_session(boxes), timezone.localdate().year,
    )  # fmt: skip
    if not table.rows:
        return boxes, [NO_DATES, *table.notes]
    known = {_event(boxes, row) for row in rows}
    new = [row for row in table.rows if (row["day"], row["kind"]) not in known]
    free = [row for row in rows if _is_empty(boxes, row)]
    first = len(rows)
    places = [*free, *range(first, first + len(new))][: len(new)]
    places = [place for place in places if place < MOST_ROWS]
    for place, row in zip(places, new, strict=False):
        _fill(boxes, place, row)
    boxes[f"{PREFIX}-TOTAL_FORMS"] = str(max([first, *(place + 1 for place in places)]))
    boxes[BOX] = ""
    return boxes, list(_told(table, len(places), len(new)))


def _told(table, filled, new):
    yield f"{_count(filled, 'row')} read, not saved yet. {GUESSED}"
    if len(table.rows) > new:
        yield f"{_count(len(table.rows) - new, 'action')} of the table had a row already."
    if new > filled:
        yield f"{_count(new - filled, 'action')} did not fit: a measure has {MOST_ROWS} at most."
    for line in table.left_out:
        yield f"Left out, as it has no date: “{line}”"
    yield from table.notes


def _count(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _rows(boxes):
    total = boxes.get(f"{PREFIX}-TOTAL_FORMS", "")
    return range(min(int(total), MOST_ROWS) if total.isascii() and total.isdecimal() else 0)


def _box(boxes, row, name):
    return boxes.get(f"{PREFIX}-{row}-{name}", "").strip()


def _is_empty(boxes, row):
    """Whether no one wrote into a row yet but a source, which is taken over: what the row came with
    does not count."""
    untouched = _box(boxes, row, "kind") == boxes.get(f"initial-{PREFIX}-{row}-kind", "")
    typed = ("when", "yes", "no", "description", "id")
    return untouched and not any(_box(boxes, row, name) for name in typed)


def _event(boxes, row):
    try:
        day = read_typed(_box(boxes, row, "when")).first.isoformat()
    except ValueError:
        day = ""
    return day, _box(boxes, row, "kind")


def _last_sources(boxes, rows):
    """The addresses that the last row cites that has any; they are taken over."""
    cited = [_box(boxes, row, "source_urls").split() for row in rows]
    return next((addresses for addresses in reversed(cited) if addresses), [])


def _place(boxes):
    key = boxes.get("jurisdiction", "")
    return Jurisdiction.objects.filter(pk=key).first() if KEY.fullmatch(key) else None


def _year_of_session(boxes):
    """The year of the session that the form names; 0 if there is none or it has several."""
    key = boxes.get("session", "")
    session = LegislativeSession.objects.filter(pk=key).first() if KEY.fullmatch(key) else None
    if session is None or (session.end_on or session.start_on).year != session.start_on.year:
        return 0
    return session.start_on.year


def _fill(boxes, place, row):
    for name, value in columns(row | {"order": None, "guessed": row["kind"]}).items():
        put(boxes, f"{PREFIX}-{place}-{name}", value)
