"""Where the shipped record comes in: laws/data, or a folder of the same form, into the database.

A load is all or nothing and can be repeated: a second one changes nothing. Order matters only in
that a row must find what it names: governments first, then sessions, measures, relations.
"""

import hashlib
import json
from collections import defaultdict
from contextlib import suppress
from itertools import chain
from pathlib import Path

from django.db import DataError, IntegrityError, transaction

from laws.dataset import changes, schema
from laws.dataset.cases import load_cases
from laws.dataset.cells import FileProblem, LoadRefused, read_rows, text
from laws.dataset.evidence import load_evidence
from laws.dataset.measures import load_measures, reckon_in_batches
from laws.dataset.names import load_names
from laws.dataset.preemption import load_preemption
from laws.dataset.searches import load_searches
from laws.dataset.upsert import Tally, analyze, match
from laws.models import (
    Chamber,
    ExplainedFinding,
    Jurisdiction,
    LegislativeSession,
    LoadedRecord,
    Measure,
    Merge,
    Milestone,
    Question,
    Relation,
)
from laws.models.jurisdiction import count_people_outside
from laws.models.reckoned import rules_digest
from laws.text.normalize import normalize_name
from laws.vocabulary import CarryOver, JurisdictionKind

UNREADABLE = (OSError, ValueError, KeyError, TypeError)
POINTERS = ("same_as", "covering_city")
DATA = Path(__file__).resolve().parent.parent / "data"


class Load:
    """One load: the folder it reads, what it refused, and what became of the rows."""

    def __init__(self, folder=DATA, say=lambda line: None):
        self.folder = Path(folder)
        self.say = say
        self.problems = []
        self.tallies = []
        self.keys = defaultdict(set)

    def run(self, dry_run: bool = False) -> list[Tally]:
        """Load everything, or raise LoadRefused and change nothing. Returns the tallies."""
        try:
            with transaction.atomic():
                self._load()
                if self.problems:
                    raise LoadRefused(self.problems)
                if dry_run:
                    transaction.set_rollback(True)
        except (IntegrityError, DataError) as error:
            # What no single row shows: the database's own rules have the last word.
            said = str(error).splitlines()
            problem = FileProblem(
                self.folder.name, 0, "", said[:2][-1], f"what the database allows ({said[0]})"
            )
            raise LoadRefused(self.problems or [problem]) from error
        analyze()
        return self.tallies

    def _load(self):
        self._jurisdictions()
        self.places = dict(Jurisdiction.objects.values_list("division_id", "pk"))
        self.states = dict(
            Jurisdiction.objects.exclude(kind="county")
            .filter(division_id__regex="^ocd-division/country:us(/(state|district|territory):..)?$")
            .values_list("state_code", "pk")
        )
        self.version = self._version()
        changes.read_reasons(self)
        self._sessions()
        self._simple(Chamber, "chambers.csv", schema.CHAMBERS, ("jurisdiction_id", "kind"))
        self._questions()
        self._measures()
        self._relations()
        self._exceptions()
        load_evidence(self)
        load_cases(self)
        self._simple(Milestone, "milestones.csv", schema.MILESTONES, ("day", "title"))
        load_searches(self)
        load_preemption(self)
        load_names(self)
        changes.load_reasons(self)
        self._note_version()

    def releases(self) -> dict[str, str]:
        """The release in the folder, and the one that is loaded: kept with each revision."""
        latest = LoadedRecord.objects.first()
        with suppress(*UNREADABLE):
            return {"version": version_of(self.folder), "after": latest.version if latest else ""}
        return {}

    def _rows(self, name, columns, key):
        """The rows of a file as dicts; a key that comes twice is refused."""
        seen = {}
        for line, row in read_rows(self.folder / name, columns, self.problems):
            identity = tuple(row[column] for column in key)
            if identity in seen:
                said = " ".join(str(part) for part in identity)
                self.refuse(
                    name, line, "+".join(key), said, f"once, and it stands in line {seen[identity]}"
                )
                continue
            seen[identity] = line
            if name in changes.FILES:
                self.keys[name].add(changes.key_of(name, row))
            yield line, row

    def refuse(self, name, line, column, value, allowed):
        self.problems.append(FileProblem(name, line, column, value, allowed))

    def _match(self, table, key, rows, noun, elsewhere=()):
        """Match rows with a table; those named `elsewhere` are shipped, but not among the rows."""
        tally = Tally(noun)
        rows = iter(rows)
        first = next(rows, None)
        rows = iter(()) if first is None else chain([first], rows)
        match(table, key, tuple(first or key), rows, tally)
        tally.left = [name for name in tally.left if name not in elsewhere]
        return self._done(tally)

    def _done(self, tally):
        self.tallies.append(tally)
        self.say(str(tally))
        return tally

    def _find(self, known, name, line, column, value, allowed):
        """The primary key that a cell stands for, or None with a problem noted."""
        if value in known:
            return known[value]
        self.refuse(name, line, column, value, allowed)
        return None

    def _jurisdictions(self):
        pointing = {}
        places, key = Jurisdiction.objects, ("division_id",)
        rows = self._governments(pointing)
        first_ids = self._match(places.all(), key, rows, "jurisdictions", elsewhere=pointing)
        # What a row points at has a key by now.
        known = dict(places.exclude(division_id__in=pointing).values_list("division_id", "pk"))
        for line, column, division_id, row in pointing.values():
            said = "a division id that stands in this file and is no second id itself"
            name = "jurisdictions.csv.gz"
            row[f"{column}_id"] = self._find(known, name, line, column, division_id, said)
        rows = [row for _, column, _, row in pointing.values() if row[f"{column}_id"]]
        others = places.filter(division_id__in=pointing)
        second_ids = self._match(others, key, rows, "second ids and covered counties")
        self.is_stale = bool(first_ids.updated or second_ids.updated)
        if self.is_stale or first_ids.created:
            # Planned for a table as it was before, the count would take a minute.
            analyze()
        count_people_outside()

    def _governments(self, pointing):
        """The rows of governments; those that point at another row go to `pointing`."""
        name, addresses = "jurisdictions.csv.gz", {}
        for line, row in self._rows(name, schema.JURISDICTIONS, ("division_id",)):
            row["state_code"], division_id = row.pop("state"), row["division_id"]
            others = {column: row.pop(column) for column in POINTERS}
            row |= {"search_name": normalize_name(row["name"])}
            row |= {f"{column}_id": None for column in POINTERS}
            pointers = [column for column in POINTERS if others[column]]
            if addresses.setdefault((row["state_code"], row["slug"]), line) != line:
                self.refuse(name, line, "slug", row["slug"], "a slug once in a state")
            elif (row["state_code"] == "") != (row["kind"] == JurisdictionKind.COUNTRY):
                self.refuse(
                    name, line, "state", row["state_code"], "a state for all but the country"
                )
            elif (row["latitude"] is None) != (row["longitude"] is None):
                said = str(row["longitude"] or "")
                self.refuse(name, line, "longitude", said, "one with a latitude, none without")
            elif len(pointers) > 1:
                said = "nothing where same_as says that it is another government"
                self.refuse(name, line, "covering_city", others["covering_city"], said)
            elif pointers:
                pointing[division_id] = line, pointers[0], others[pointers[0]], row
            else:
                yield row

    def _in_states(self, name, columns, key):
        for line, row in self._rows(name, columns, key):
            said = "a state on the record"
            row["jurisdiction_id"] = self._find(
                self.states, name, line, "state", row.pop("state"), said
            )
            if row["jurisdiction_id"]:
                yield line, row

    def _sessions(self):
        key = "jurisdiction_id", "identifier"
        tally = self._match(LegislativeSession.objects, key, self._session_rows(), "sessions")
        self.is_stale |= bool(tally.updated)
        self.sessions = {
            (place, identifier): pk
            for pk, place, identifier in LegislativeSession.objects.values_list(
                "pk", "jurisdiction", "identifier"
            )
        }

    def _session_rows(self):
        for line, row in self._in_states("sessions.csv", schema.SESSIONS, ("state", "identifier")):
            if row["end_on"] and row["end_on"] < row["start_on"]:
                said = "a day on or after start_on, or nothing"
                self.refuse("sessions.csv", line, "end_on", str(row["end_on"]), said)
            elif row["carried_until"] and not _carries_on(row):
                said = "a day after end_on where carry_over is all or chosen, or nothing"
                self.refuse("sessions.csv", line, "carried_until", str(row["carried_until"]), said)
            else:
                yield row

    def _simple(self, model, name, columns, key):
        if model is Chamber:
            rows = (row for _, row in self._in_states(name, columns, ("state", "kind")))
        else:
            rows = self._milestones(name, columns)
        self._match(model.objects, key, rows, name.removesuffix(".csv"))

    def _milestones(self, name, columns):
        for line, row in self._rows(name, columns, ("date", "title")):
            when, row["state_code"] = row.pop("date"), row.pop("state")
            case, said = row.pop("case"), "the slug of a case in cases.csv, or nothing"
            found = self._find(self.cases, name, line, "case", case, said) if case else None
            yield row | {"day": when.day, "precision": when.precision, "case_id": found}

    def _questions(self):
        rows = self._rows("questions.csv", schema.QUESTIONS, ("slug",))
        numbered = (row | {"order": order} for order, (_, row) in enumerate(rows, 1))
        self._match(Question.objects, ("slug",), numbered, "questions")

    def _measures(self):
        self._done(load_measures(self))
        if self.is_stale and not self.problems:
            # A session's end dates the bills that failed with it, whether or not those changed.
            reckon_in_batches(list(Measure.objects.all()))

    def _relations(self):
        if self.problems:
            return  # every row would be refused for want of the measures it names
        name, known = "relations.csv", dict(Measure.objects.values_list("slug", "pk"))
        # What was merged at the desk stays so: its relations are those of the one that was kept.
        merged = Merge.kept_by_slug()
        known |= merged
        seen = set()

        def rows():
            for line, row in self._rows(
                name, schema.RELATIONS, ("from_measure", "to_measure", "kind")
            ):
                for end in ("from_measure", "to_measure"):
                    pk = self._find(known, name, line, end, row.pop(end), "a measure on the record")
                    row[f"{end}_id"] = pk
                identity = row["from_measure_id"], row["to_measure_id"], row["kind"]
                is_merged = not set(merged.values()).isdisjoint(identity[:2])
                if is_merged and (identity in seen or identity[0] == identity[1]):
                    continue
                seen.add(identity)
                if row["from_measure_id"] == row["to_measure_id"]:
                    self.refuse(name, line, "to_measure", "the same", "another measure")
                elif row["from_measure_id"] and row["to_measure_id"]:
                    yield row

        self._match(
            Relation.objects, ("from_measure_id", "to_measure_id", "kind"), rows(), "relations"
        )

    def _exceptions(self):
        if self.problems:
            return  # as with relations
        name, known = "exceptions.csv", dict(Measure.objects.values_list("slug", "pk"))

        def rows():
            for line, row in self._rows(name, schema.EXCEPTIONS, ("measure", "rule", "about")):
                slug, said = row.pop("measure"), "a measure on the record"
                row["measure_id"] = self._find(known, name, line, "measure", slug, said)
                if row["measure_id"]:
                    yield row

        table, key = ExplainedFinding.objects, ("measure_id", "rule", "about")
        self._match(table, key, rows(), "explained findings")

    def _version(self):
        """The version of the record in the folder; "" with a problem noted."""
        try:
            return version_of(self.folder)
        except UNREADABLE:
            said = 'an object with a "version" of 1 to 20 characters'
            self.refuse("record.json", 0, "", "", said)
            return ""

    def _note_version(self):
        """Remember which record the database now holds."""
        checksum = checksum_of(self.folder)
        latest = LoadedRecord.objects.first()
        if latest is None or (latest.version, latest.checksum) != (self.version, checksum):
            # Only the first load calculates everything by the rules of today.
            rules = latest.rules if latest else rules_digest()
            latest = LoadedRecord(version=self.version, checksum=checksum, rules=rules)
        latest.kept = [f"{tally.noun} {name}" for tally in self.tallies for name in tally.differing]
        latest.save()


def version_of(folder: Path) -> str:
    """What record.json calls the record; raises one of UNREADABLE."""
    about = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    return text(20, required=True)(about["version"])


def _carries_on(session: dict) -> bool:
    """Whether bills of a row of sessions.csv can be carried over until the day that it gives."""
    last = session["end_on"]
    carries = session["carry_over"] in (CarryOver.ALL, CarryOver.CHOSEN)
    return carries and bool(last) and last < session["carried_until"]


def checksum_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of the record's files."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.csv*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
