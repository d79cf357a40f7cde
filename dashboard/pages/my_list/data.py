"""A reader's own list of measures and places, read from one address; nothing of it is stored."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from dashboard.feeds.entries import Entry, latest_entries
from dashboard.feeds.selection import Selection, of_measures, of_place, of_state
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.web.parameters import EARLIEST, Parameters
from dashboard.web.params import query
from dashboard.words.measure_rows import with_all
from dashboard.words.numbers import opening
from dashboard.words.place_addresses import address_of, places_at
from laws.counting.stacks import Level, stacks_at
from laws.models import Jurisdiction, Measure
from laws.models.edition import edition_read
from laws.open_data.tables import TABLE

MOST = 60
LONGEST_NOTE = 200
LISTED, NOT_YET, MERGED, WITHDRAWN, UNKNOWN = "listed", "later", "merged", "withdrawn", "unknown"


@dataclass(frozen=True, slots=True)
class Item:
    """A measure of the list: as it was asked for, what became of it, and the measure that stands
    for it, if any.
    """

    asked: str
    became: str
    measure: Any = None
    reason: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True)
class PlaceItem:
    """A place of the list, with what applies there by level; None where none has the address."""

    asked: str
    place: Jurisdiction | None
    levels: tuple[Level, ...] = ()


class MyList:
    """The measures and places of an address, each in the order asked for, on a date."""

    def __init__(self, parameters: Parameters, as_of: AsOf):
        self.parameters, self.as_of, self.on = parameters, as_of, as_of.on
        wanted = [("m", one) for one in dict.fromkeys(map(_slug, parameters.all("m")))]
        wanted += [("p", one) for one in dict.fromkeys(map(_address, parameters.all("p")))]
        if len(wanted) > MOST:
            parameters.notice(
                f"{opening(len(wanted))} measures and places were asked for; a list takes {MOST}, "
                "and the first are shown."
            )
        self.keys = wanted[:MOST]
        self.note = parameters.first("note")
        if len(self.note) > LONGEST_NOTE:
            self.note = self.note[:LONGEST_NOTE]
            parameters.notice(f"The note was cut: it takes {LONGEST_NOTE} characters.")

    @cached_property
    def since(self) -> date | None:
        """The day from which the list tells what changed; None where none was asked for."""
        if not self.parameters.first("since"):
            return None
        day = self.parameters.day("since", EARLIEST, "the latest changes are shown", EARLIEST)
        return None if day == EARLIEST else day

    @cached_property
    def measures(self) -> list[Item]:
        """The measures of ?m=, with what became of those that are published no more."""
        slugs = self._asked("m")
        if not slugs:
            return []
        found = {one.slug: one for one in with_all(_published(slugs), self.on)}
        gone = _gone([slug for slug in slugs if slug not in found])
        kept = {row["merged_into"] for row in gone.values()} - {None}
        found |= {one.slug: one for one in with_all(_published(kept), self.on)} if kept else {}
        return [self._item(slug, found, gone) for slug in slugs]

    @cached_property
    def places(self) -> list[PlaceItem]:
        """The places of ?p=, each with what applies there. Three queries."""
        asked = self._asked("p")
        if not asked:
            return []
        known = {address_of(one): one.same_as or one for one in places_at(asked)}
        shown = [known[address] for address in asked if address in known]
        levels = iter(stacks_at(shown, self.on)) if shown else iter(())
        return [
            PlaceItem(one, known[one], tuple(next(levels)))
            if one in known
            else PlaceItem(one, None)
            for one in asked
        ]

    @cached_property
    def changes(self) -> list[Entry]:
        """What changed of the list, the latest first, since the day that was asked for; nothing
        while an edition is read, which knows no later change.
        """
        if edition_read() or not self.keys:
            return []
        found = latest_entries(self.selection, self.as_of.today)
        return [one for one in found if self.since is None or one.day >= self.since]

    @property
    def selection(self) -> Selection:
        """What the feed of the list follows: also what became of merged and withdrawn measures."""
        slugs = {item.asked for item in self.measures if item.became != UNKNOWN}
        slugs |= {item.into for item in self.measures if item.into}
        events, covers = of_measures(slugs)
        rules = [covers]
        for item in self.places:
            if item.place is None:
                continue
            of = of_place(item.place.division_id)
            if not item.place.is_local:
                of = of_state(item.place.state_code or "us")
            events, rules = events | of[0], [*rules, of[1]]
        title = f"Facelaw: {self.note}" if self.note else "Facelaw: a list"
        home = path_to("list") + self.address()
        return Selection(title, home, events, lambda one: any(rule(one) for rule in rules))

    def address(self, keys: Iterable[tuple[str, str]] | None = None, **more: Any) -> str:
        """The query string of this list, or of one with other entries."""
        keys = self.keys if keys is None else list(keys)
        by_name = {name: [value for kind, value in keys if kind == name] for name in ("m", "p")}
        kept = {"since": self.since and self.since.isoformat(), "on": self.as_of.parameter}
        return query(**by_name, note=self.note, **kept | more) or "?"

    def without(self, key: tuple[str, str]) -> str:
        """The query string of the list without one entry."""
        return self.address(other for other in self.keys if other != key)

    def _asked(self, name: str) -> list[str]:
        return [value for kind, value in self.keys if kind == name]

    def _item(self, slug: str, found: dict[str, Any], gone: dict[str, Any]) -> Item:
        if slug in found:
            measure = found[slug]
            is_known = measure.first_action_on and measure.first_action_on <= self.on
            return Item(slug, LISTED if is_known else NOT_YET, measure)
        row = gone.get(slug)
        if row is None:
            return Item(slug, UNKNOWN)
        into = row["merged_into"] or ""
        became = MERGED if into in found else WITHDRAWN
        return Item(
            slug, became, found.get(into), row["reason"] or "", into if into in found else ""
        )


def _published(slugs: Iterable[str]) -> Any:
    return Measure.objects.published().filter(slug__in=list(slugs))


def _gone(slugs: list[str]) -> dict[str, dict[str, Any]]:
    """What became of measures that are published no more; of one merged twice, where it is now."""
    if not slugs:
        return {}
    rows = {row["slug"]: dict(row) for row in TABLE["withdrawn_measures"].rows()}
    for slug in slugs:
        seen = {slug}
        while (into := rows.get(slug, {}).get("merged_into")) in rows and into not in seen:
            seen.add(into)
            rows[slug]["merged_into"] = rows[into]["merged_into"] or into
    return {slug: rows[slug] for slug in slugs if slug in rows}


def _slug(text: str) -> str:
    """The slug in what was given: a slug, or the address of a measure's page."""
    return _path(text).removeprefix("measures/")


def _address(text: str) -> str:
    """The address of a place in what was given: ma/somerville, or the address of its page."""
    return _path(text.lower()).removeprefix("places/").removeprefix("states/")


def _path(text: str) -> str:
    """The path of an address, without the slashes around it; what is no address, as it is."""
    text = text.strip()
    with suppress(ValueError):
        text = urlsplit(text).path if "://" in text else text
    return text.strip("/")
