"""The latest changes of one measure, for its own page."""

from dashboard.pages.changes.data import entries
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from laws.editing.revisions import changes

MOST = 10
# What a page has not read anyway is not worth a query of its own: the whole log names it.
UNNAMED = {
    "jurisdiction_id": "another government",
    "session_id": "another session",
    "question_id": "a question",
    "to_measure_id": "another measure",
}


class NamesAtHand:
    """What the keys in changed rows stand for, as far as a measure's page has read it."""

    def __init__(self, dossier, found):
        family = dossier.family.rows
        self.measures = {dossier.measure.pk: dossier.measure}
        near = [*family.values(), dossier.measure]
        for one in near:
            if one.session:
                # A session is one of its measure's government, which is read already.
                one.session.jurisdiction = one.jurisdiction
        named = {
            "jurisdiction_id": {one.jurisdiction_id: str(one.jurisdiction) for one in near},
            "session_id": {one.session_id: str(one.session) for one in near if one.session},
            "question_id": {row.question_id: str(row.question) for row in dossier.provision_rows},
            "to_measure_id": {pk: str(one) for pk, one in family.items()},
        }
        rows = [row for change in found for row in (change.before, change.after) if row]
        self.known = {
            column: {row[column]: names.get(row[column], UNNAMED[column])
                     for row in rows if row.get(column)}
            for column, names in named.items()
        }  # fmt: skip


class LatestChanges:
    """At most ten changes of a measure in words, and where all of them are. One query."""

    def __init__(self, dossier):
        found, self.is_more = changes(dossier.measure.pk, number=MOST)
        self.entries = entries(found, NamesAtHand(dossier, found))
        self.address = address_of_changes(dossier.measure)


def address_of_changes(measure, twin=False):
    """Where the changes of a measure are, as a page or as data."""
    return path_to("changes-json" if twin else "changes") + query(measure=measure.slug)
