"""What an embed says and shows: the sheet of a picture or a chart, as a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from dashboard.cards.sheet import LINK, Sheet
from dashboard.charts.chart import Chart
from dashboard.charts.svg.keys import KeyPart


class Figure(NamedTuple):
    """A drawing with its key; `room` is the class of the rooms that it is made for."""

    key: Sequence[KeyPart]
    drawing: SafeString
    room: str = ""


@dataclass(frozen=True, slots=True)
class Embed:
    """An embed: a sentence of a day, its figures, and what is counted and in doubt."""

    title: str
    on: date
    figures: Sequence[Figure]
    counts: Sequence[str]
    sub: str = ""
    within: str = "map"


def of_sheets(*sheets: Sheet) -> Embed:
    """The embed of a drawing; of two, the first is for broad rooms, the other for narrow ones."""
    rooms = ("is-broad", "is-narrow") if len(sheets) > 1 else ("",)
    first = sheets[0]
    return Embed(
        title=first.title,
        sub=first.sub,
        on=first.on,
        figures=[
            Figure(_told(sheet.key), unlinked(sheet.drawing), room)
            for sheet, room in zip(sheets, rooms, strict=True)
        ],
        counts=first.counts,
    )


def federal(sheet: Sheet) -> Embed:
    """The embed of the country's own law, which has no map."""
    return Embed(sheet.title, sheet.on, figures=[], counts=[], sub=sheet.sub)


def of_chart(chart: Chart) -> Embed:
    """The embed of a chart; where nothing is drawn, its words say why."""
    key = _told([KeyPart("", chart.key)])
    # Without what only the page explains.
    alone = replace(chart, draw=chart.draw_alone or chart.draw)
    drawn = [Figure(key, unlinked(alone.stills))] if chart.rows else []
    return Embed(
        title=chart.title,
        sub="" if chart.rows else chart.empty,
        on=chart.on,
        figures=drawn,
        counts=[chart.counts, *chart.notes, chart.rule_words],
        within="chart",
    )


def _told(key: Sequence[KeyPart]) -> list[KeyPart]:
    return [part for part in key if part.entries]


def unlinked(drawing: str) -> SafeString:
    """A drawing whose links are taken off: it would lead away inside a frame."""
    return mark_safe(LINK.sub("<g>", drawing).replace("</a>", "</g>"))
