"""What every file says of itself: which state of the record it has, and what it may be used for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from laws.models import LoadedRecord, PublicChange
from laws.open_data.table import Column, Row, Table
from laws.open_data.tables import TABLES

NAME = "facelaw"
TITLE = "Facelaw: the law on face recognition in the United States"
DESCRIPTION = (
    "Laws, bills and bans on face recognition in the United States, by city, county, state and "
    "country: what they say, when they are in effect, how far they got, and what each fact rests "
    "on. A government that is not in the data was not necessarily searched: see the table searches."
)
LICENSE = "CC-BY-4.0"
LICENSE_TITLE = "Creative Commons Attribution 4.0"
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class About:
    """One state of the record: its release, and the last change of what is public."""

    version: str
    changed_at: str

    @classmethod
    def now(cls) -> "About":
        """The state that the database has. Two queries."""
        loaded = LoadedRecord.objects.first()
        since = datetime.fromtimestamp(int(PublicChange.objects.state().since), UTC)
        return cls(loaded.version if loaded else "", since.strftime("%Y-%m-%dT%H:%M:%SZ"))

    @property
    def facts(self) -> dict[str, str]:
        """The same as text, for files of every form."""
        return {
            "title": TITLE,
            "description": DESCRIPTION,
            "version": self.version,
            "changed_at": self.changed_at,
            "license": LICENSE,
            "license_url": LICENSE_URL,
            "homepage": f"{settings.SITE_ADDRESS}/data/",
            "cite_as": f"{TITLE}, version {self.version}, {settings.SITE_ADDRESS}/data/",
        }

    @property
    def table(self) -> Table:
        rows = [{"name": name, "value": value} for name, value in self.facts.items()]
        columns = (
            Column("name", "string", "What is said."), Column("value", "string", "It."),
        )  # fmt: skip
        said = "Which state of the record this file has."
        return Table("about", "About", said, ("name",), columns, lambda: iter(rows))


def _dictionary() -> Iterator[Row]:
    for table in TABLES:
        for place, column in enumerate(table.columns, 1):
            yield {
                "table": table.name,
                "order": place,
                "column": column.name,
                "type": column.type,
                "is_key": column.name in table.key,
                "description": column.description,
                "words": [f"{one.value}: {one.meaning}" for one in column.words or ()],
            }


DICTIONARY = Table(
    "dictionary",
    "Dictionary",
    "What each column of each table means.",
    ("table", "order"),
    (
        Column("table", "string", "The table."),
        Column("order", "integer", "The place of the column in it, from 1."),
        Column("column", "string", "The column."),
        Column(
            "type", "string",
            "string, integer, number, boolean, list, or date: text as precise as it is known, as "
            "2023, 2023-06 or 2023-06-20.",
        ),
        Column("is_key", "boolean", "Whether it is part of what tells one row from another."),
        Column("description", "string", "What it means."),
        Column("words", "list", "The words that it may hold, each with its meaning."),
    ),
    _dictionary,
)  # fmt: skip
