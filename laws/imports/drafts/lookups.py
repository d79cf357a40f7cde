"""What a run of an import asks the record again and again, asked once."""

from laws.imports.drafts import sessions
from laws.models import Jurisdiction, LegislativeSession, Measure, Question, Relation
from laws.text.normalize import one_line


class Known:
    """Places by division id and their sessions, as they were when first asked for."""

    def __init__(self):
        self._places, self._sessions, self._questions = {}, {}, None

    def place(self, division_id: str) -> Jurisdiction | None:
        """The government of that id; of a second id, the government's own row."""
        if division_id not in self._places:
            rows = Jurisdiction.objects.select_related("same_as").defer("notes", "search_note")
            found = rows.filter(division_id=one_line(division_id)).first()
            self._places[division_id] = found and (found.same_as or found)
        return self._places[division_id]

    def session(self, place: Jurisdiction, names, years):
        """The session of a place that is meant, and a sentence if that is not clear."""
        if place.pk not in self._sessions:
            rows = LegislativeSession.objects.filter(jurisdiction=place)
            self._sessions[place.pk] = list(rows)
        return sessions.find(self._sessions[place.pk], names, years)

    def measures(self, place: Jurisdiction, keys) -> dict[str, list[Measure]]:
        """The measures of a place by their number in plain spelling."""
        rows = Measure.objects.filter(jurisdiction=place, identifier_key__in=keys)
        found = {}
        for one in rows.only("pk", "identifier_key", "session_id").order_by("pk"):
            found.setdefault(one.identifier_key, []).append(one)
        return found

    def relations_to(self, measures) -> set[tuple[str, int]]:
        """The relations on record to some measures: their kind and the measure they come from."""
        if not measures:
            return set()
        rows = Relation.objects.filter(to_measure__in=measures).order_by()
        return set(rows.values_list("kind", "from_measure"))

    def questions(self) -> dict[str, int]:
        """The codebook's questions by their slug."""
        if self._questions is None:
            self._questions = dict(Question.objects.values_list("slug", "pk"))
        return self._questions

    def keys_of_slugs(self, slugs) -> dict[str, int]:
        """The measures on record by their slug."""
        return dict(Measure.objects.filter(slug__in=slugs).values_list("slug", "pk"))
