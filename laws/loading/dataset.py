"""Where the shipped record comes in: laws/data, or a folder of the same form, into the database.

A load is all or nothing and can be repeated: a second one changes nothing. Order matters only in
that a row must find what it names: governments first, then sessions, measures, relations.
"""

import hashlib
import json
from pathlib import Path

from django.db import IntegrityError, transaction

from laws.loading import files
from laws.loading.matching import Tally, match
from laws.loading.measures import load_measures
from laws.loading.reading import Refusal, Refused, read_rows
from laws.models import (
    Chamber,
    Jurisdiction,
    LegislativeSession,
    LoadedRecord,
    Measure,
    Milestone,
    Question,
    Relation,
)
from laws.spelling import normalize_name

DATA = Path(__file__).resolve().parent.parent / "data"


class Load:
    """One load: the folder it reads, what it refused, and what became of the rows."""

    def __init__(self, folder=DATA, say=lambda line: None):
        self.folder = Path(folder)
        self.say = say
        self.refusals = []
        self.tallies = []

    def run(self, dry_run=False):
        """Load everything, or raise Refused and change nothing. Returns the tallies."""
        try:
            with transaction.atomic():
                self._load()
                if self.refusals:
                    raise Refused(self.refusals)
                if dry_run:
                    transaction.set_rollback(True)
        except IntegrityError as error:
            # What no single row shows: the database's own rules have the last word.
            said = str(error).splitlines()
            refusal = Refusal(
                self.folder.name, 0, "", said[-1], f"what the database allows ({said[0]})"
            )
            raise Refused([refusal]) from error
        return self.tallies

    def _load(self):
        self._jurisdictions()
        self.places = dict(Jurisdiction.objects.values_list("division_id", "pk"))
        self.states = dict(
            Jurisdiction.objects.exclude(kind="county")
            .filter(division_id__regex="^ocd-division/country:us(/(state|district|territory):..)?$")
            .values_list("usps", "pk")
        )
        self._sessions()
        self._simple(Chamber, "chambers.csv", files.CHAMBERS, ("jurisdiction_id", "kind"))
        self._questions()
        self._measures()
        self._relations()
        self._simple(Milestone, "milestones.csv", files.MILESTONES, ("day", "title"))
        self._note_version()

    def _rows(self, name, columns, key):
        """The rows of a file as dicts; a key that comes twice is refused."""
        seen = {}
        for line, row in read_rows(self.folder / name, columns, self.refusals):
            identity = tuple(row[column] for column in key)
            if identity in seen:
                said = " ".join(str(part) for part in identity)
                self.refuse(
                    name, line, "+".join(key), said, f"once, and it stands in line {seen[identity]}"
                )
                continue
            seen[identity] = line
            yield line, row

    def refuse(self, name, line, column, value, allowed):
        self.refusals.append(Refusal(name, line, column, value, allowed))

    def _match(self, table, key, rows, noun):
        tally = Tally(noun)
        rows = iter(rows)
        first = next(rows, None)
        if first is not None:
            match(table, key, tuple(first), _again(first, rows), tally)
        self._done(tally)

    def _done(self, tally):
        self.tallies.append(tally)
        self.say(str(tally))

    def _find(self, known, name, line, column, value, allowed):
        """The primary key that a cell stands for, or None with a refusal."""
        if value in known:
            return known[value]
        self.refuse(name, line, column, value, allowed)
        return None

    def _jurisdictions(self):
        name, second_ids, addresses = "jurisdictions.csv.gz", [], {}

        def governments():
            for line, row in self._rows(name, files.JURISDICTIONS, ("division_id",)):
                row["usps"], same_as = row.pop("state"), row.pop("same_as")
                row |= {"search_name": normalize_name(row["name"]), "same_as_id": None}
                if addresses.setdefault((row["usps"], row["slug"]), line) != line:
                    self.refuse(name, line, "slug", row["slug"], "a slug once in a state")
                elif same_as:
                    second_ids.append((line, same_as, row))
                else:
                    yield row

        places, key = Jurisdiction.objects, ("division_id",)
        self._match(places.filter(same_as=None), key, governments(), "jurisdictions")
        # A government's second id points at its first, which has a key by now.
        known = dict(places.values_list("division_id", "pk"))
        for line, same_as, row in second_ids:
            said = "a division id that stands in this file and is no second id itself"
            row["same_as_id"] = self._find(known, name, line, "same_as", same_as, said)
        rows = [row for _, _, row in second_ids if row["same_as_id"]]
        self._match(places.exclude(same_as=None), key, rows, "second ids of jurisdictions")

    def _in_states(self, name, columns, key):
        for line, row in self._rows(name, columns, key):
            said = "a state on the record"
            row["jurisdiction_id"] = self._find(
                self.states, name, line, "state", row.pop("state"), said
            )
            if row["jurisdiction_id"]:
                yield row

    def _sessions(self):
        rows = self._in_states("sessions.csv", files.SESSIONS, ("state", "identifier"))
        self._match(LegislativeSession.objects, ("jurisdiction_id", "identifier"), rows, "sessions")
        self.sessions = {
            (place, identifier): pk
            for pk, place, identifier in LegislativeSession.objects.values_list(
                "pk", "jurisdiction", "identifier"
            )
        }

    def _simple(self, model, name, columns, key):
        if model is Chamber:
            rows = self._in_states(name, columns, ("state", "kind"))
        else:
            rows = self._milestones(name, columns)
        self._match(model.objects, key, rows, name.removesuffix(".csv"))

    def _milestones(self, name, columns):
        for _, row in self._rows(name, columns, ("date", "title")):
            when, row["usps"] = row.pop("date"), row.pop("state")
            yield row | {"day": when.day, "precision": when.precision}

    def _questions(self):
        rows = self._rows("questions.csv", files.QUESTIONS, ("slug",))
        numbered = (row | {"order": order} for order, (_, row) in enumerate(rows, 1))
        self._match(Question.objects, ("slug",), numbered, "questions")

    def _measures(self):
        self._done(load_measures(self))

    def _relations(self):
        if self.refusals:
            return  # every row would be refused for want of the measures it names
        name, known = "relations.csv", dict(Measure.objects.values_list("slug", "pk"))

        def rows():
            for line, row in self._rows(
                name, files.RELATIONS, ("from_measure", "to_measure", "kind")
            ):
                for end in ("from_measure", "to_measure"):
                    pk = self._find(known, name, line, end, row.pop(end), "a measure on the record")
                    row[f"{end}_id"] = pk
                if row["from_measure_id"] == row["to_measure_id"]:
                    self.refuse(name, line, "to_measure", "the same", "another measure")
                elif row["from_measure_id"] and row["to_measure_id"]:
                    yield row

        self._match(
            Relation.objects, ("from_measure_id", "to_measure_id", "kind"), rows(), "relations"
        )

    def _note_version(self):
        """Remember which record the database now holds."""
        about = json.loads((self.folder / "record.json").read_text())
        checksum = checksum_of(self.folder)
        latest = LoadedRecord.objects.first()
        if latest is None or (latest.version, latest.checksum) != (about["version"], checksum):
            LoadedRecord.objects.create(version=about["version"], checksum=checksum)


def checksum_of(folder):
    """SHA-256 over the names and bytes of the record's files."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.csv*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _again(first, rest):
    yield first
    yield from rest
