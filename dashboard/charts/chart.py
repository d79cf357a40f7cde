"""A chart of the record: its words, its rows as a table, and the figure that draws them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from dashboard.charts.plotly.frame import Drawing
from dashboard.charts.svg.figure import still
from dashboard.charts.svg.keys import KeyEntry
from dashboard.web.downloads import Downloads, downloads
from dashboard.web.page_url import Address, path_to
from dashboard.web.params import query
from laws.rules.registry import RULES, Rule
from laws.text.dates import PartialDate, say, say_short


class Link(NamedTuple):
    """A cell that opens what it names."""

    text: str
    href: str


class Said(NamedTuple):
    """A cell that says in words what files give as a value."""

    text: str
    value: Any


class Column(NamedTuple):
    """A column of a chart's table: its name in files, its heading, whether it holds numbers."""

    key: str
    heading: str
    is_number: bool = False


Plain = str | int | float | bool | None
Cell = Link | Said | date | PartialDate | Plain
SHOWN_ROWS = 500
WIDTHS = (720, 360)  # pixels for which a page's stills are laid out; each fits others as well


@dataclass(frozen=True)
class Chart:
    """A chart: `title` stands over a copy of it and names its date, `counts` says what it counts.

    `asked` are the parameters that give this chart again; `draw` makes its figure when wanted,
    `draw_alone` the one of a picture, where that leaves out what only the page explains. Its `key`
    says what its marks mean, on the page and in the picture. A picture has its `notes`
    besides, which the page says elsewhere; `file` begins the name of its file where its own name
    would not tell what it shows.
    Cells are text, numbers, dates, `Link`s, `Said`s, or None for what is not known.
    """

    name: str
    title: str
    counts: str
    rules: Sequence[int]
    on: date
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    draw: Callable[[], Drawing]
    height: int = 380
    asked: dict[str, Any] = field(default_factory=dict)
    preset: str = ""
    empty: str = ""
    key: Sequence[KeyEntry] = ()
    draw_alone: Callable[[], Drawing] | None = None
    notes: Sequence[str] = ()
    file: str = ""

    @property
    def query(self) -> str:
        return query(on=self.on.isoformat(), **self.asked)

    @property
    def stills(self) -> SafeString:
        """Its figure as a page shows it before anyone touches it, for broad and narrow rooms."""
        drawing = self.draw()
        drawn = "".join(still(drawing, width, mode="page") for width in WIDTHS)
        return mark_safe(drawn)

    @property
    def figure_url(self) -> str:
        return path_to("chart-json", self.name) + self.query

    @property
    def csv_url(self) -> str:
        return path_to("chart-csv", self.name) + self.query

    @property
    def address(self) -> Address:
        """The parameters that give it again, on the same day."""
        asked = [(name, str(value)) for name, value in self.asked.items() if value]
        return Address("", (("on", self.on.isoformat()), *asked))

    @property
    def files(self) -> Downloads:
        """Its pictures and its data as files."""
        return downloads("chart", self.address, self.name)

    @property
    def rule_list(self) -> list[Rule]:
        """The rules it rests on, with their addresses' anchors."""
        return [RULES[number] for number in self.rules]

    @property
    def rule_words(self) -> str:
        """Its rules, preset and date in one line, as a copy of the picture carries them."""
        rules = ", ".join(f"{rule.name} {rule.title.lower()}" for rule in self.rule_list)
        preset = f" {self.preset.capitalize()} count." if self.preset else ""
        return f"Rule {rules}.{preset} As of {say(self.on)}."

    @property
    def table(self) -> SafeString:
        """Its first rows as the template shows them: a template would take longer than all else."""
        return mark_safe("".join(self._row(row) for row in self.rows[:SHOWN_ROWS]))

    def _row(self, row: Sequence[Cell]) -> str:
        name, *rest = map(_shown, row)
        numbers = (' class="num"' if column.is_number else "" for column in self.columns[1:])
        cells = (f"<td{n}>{cell}</td>" for n, cell in zip(numbers, rest, strict=True))
        return f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>\n'

    @property
    def shown_rows(self) -> int:
        """How many rows its table has."""
        return min(len(self.rows), SHOWN_ROWS)

    @property
    def is_cut(self) -> bool:
        """Whether its table leaves rows to the file."""
        return len(self.rows) > SHOWN_ROWS

    @property
    def records(self) -> list[dict[str, Plain]]:
        """Its rows as data: numbers, ISO dates and text by the columns' keys."""
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, map(plain, row), strict=True)) for row in self.rows]


def plain(value: Cell) -> Plain:
    """A cell as data."""
    if isinstance(value, Link):
        return value.text
    if isinstance(value, Said):
        return plain(value.value)
    return value.isoformat() if isinstance(value, date | PartialDate) else value


def _shown(value: Cell) -> str:
    """A cell as markup."""
    words = escape(str(_words(value)))
    if isinstance(value, Link) and value.href:
        return f'<a href="{escape(value.href)}">{words}</a>'
    return words


def _words(value: Cell) -> str:
    if value is None:
        return "not known"
    if isinstance(value, Link | Said):
        return value.text
    if isinstance(value, date):
        return say_short(value)
    if isinstance(value, PartialDate):
        return value.say_short()
    return f"{value:,}" if isinstance(value, int) else str(value)
