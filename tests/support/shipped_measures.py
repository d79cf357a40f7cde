"""Measures of the shipped record for a test that shows them: facts are read, never written here."""

import csv
from pathlib import Path

from laws.models import Source
from tests.support.makers import action, make_measure, make_place, make_session, make_source

DATA = Path(__file__).resolve().parents[2] / "laws" / "data"
WORDS = ("identifier", "title", "effect", "reach", "summary", "confidence")


def rows(table, **wanted):
    """The rows of one of the record's files that have the values wanted."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file)
                if all(row[name] == value for name, value in wanted.items())]  # fmt: skip


def shipped_session(state, identifier):
    """A session of the record."""
    row = rows("sessions", state=state, identifier=identifier)[0]
    return make_session(state, identifier, row["start_on"], row["end_on"], name=row["name"])


def shipped_actions(slug):
    """The actions of a measure of the record, as the makers take them."""
    return [(row["kind"], row["date"], _of_action(row)) for row in rows("actions", measure=slug)]


def make_shipped(slug, place="MA", first=None, **fields):
    """A measure of the record, of its first actions alone if told so; a bill unless its place is
    given.
    """
    row = rows("measures", slug=slug)[0]
    said = {name: row[name] for name in WORDS} | {"kind": row["kind"], "slug": slug}
    said |= {name: list(filter(None, row[name].split(";"))) for name in ("regulates", "use_modes")}
    found = make_measure(**said | {"jurisdiction": place} | fields)
    acts = shipped_actions(slug)[:first]
    for order, one in enumerate(acts, 1):
        action(found, order, *one).save()
    for source in rows("sources", measure=slug):
        make_source(found, source["url"], official=source["official"] == "1" or None)
    Source.objects.gather(found)
    found.reckon()
    return found


def somerville():
    return make_place("Somerville", "MA")


def _of_action(row):
    votes = {name: int(row[name]) for name in ("yes", "no") if row[name]}
    urls = row["source_urls"].split()
    return {"chamber": row["chamber"], "description": row["description"], "source_urls": urls,
            **votes}  # fmt: skip
