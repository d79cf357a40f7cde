"""What a run of an import asks the database again and again, asked once."""

from collections.abc import Collection, Iterable

from laws.imports.drafts import sessions
from laws.models import Jurisdiction, LegislativeSession, Measure, Question, Relation
from laws.text.normalize import one_line


class Lookups:
    """Governments by division id, their sessions and the codebook's questions, each as it was when
    first asked for; and what a draft asks of measures on the record."""

    def __init__(self):
        self._places, self._sessions, self._questions = {}, {}, None

    def place(self, division_id: str) -> Jurisdiction | None:
        """The government of that id; of a second id, the government's own row."""
        if division_id not in self._places:
            rows = Jurisdiction.objects.select_related("same_as").defer("notes", "search_note")
            row = rows.filter(division_id=one_line(division_id)).first()
            self._places[division_id] = row and (row.same_as or row)
        return self._places[division_id]

    def session(
        self, place: Jurisdiction, names: Iterable[str], years: tuple[int, int] | None
    ) -> tuple[LegislativeSession | None, str]:
        """The session of a place that is meant, and a sentence if that is not clear."""
        if place.pk not in self._sessions:
            rows = LegislativeSession.objects.filter(jurisdiction=place)
            self._sessions[place.pk] = list(rows)
        return sessions.find(self._sessions[place.pk], names, years)

    def measures(self, place: Jurisdiction, keys: Collection[str]) -> dict[str, list[Measure]]:
        """The measures of a place by their number in plain spelling."""
        rows = Measure.objects.filter(jurisdiction=place, identifier_key__in=keys)
        by_number = {}
        for measure in rows.only("pk", "identifier_key", "session_id").order_by("pk"):
            by_number.setdefault(measure.identifier_key, []).append(measure)
        return by_number

    def relations_to(self, measures: Collection[int]) -> set[tuple[str, int]]:
        """The relations to some measures: (kind, key of the measure that each comes from)."""
        if not measures:
            return set()
        rows = Relation.objects.filter(to_measure__in=measures).order_by()
        return set(rows.values_list("kind", "from_measure"))

    def questions(self) -> dict[str, int]:
        """The keys of the codebook's questions, by slug."""
        if self._questions is None:
            self._questions = dict(Question.objects.values_list("slug", "pk"))
        return self._questions

    def keys_of_slugs(self, slugs: Collection[str]) -> dict[str, int]:
        """The keys of measures, by slug."""
        return dict(Measure.objects.filter(slug__in=slugs).values_list("slug", "pk"))
