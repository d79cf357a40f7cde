"""The court cases of the shipped record: cases.csv and what they did to measures."""

from django.db.models import Exists, OuterRef

from laws.dataset import schema
from laws.dataset.cells import read_rows
from laws.models import Action, CaseEffect, CourtCase, Measure, Merge
from laws.vocabulary import CASE_ACTIONS, CaseStanding, EditorialStatus

CASES, EFFECTS = "cases.csv", "case_effects.csv"
SOURCE = "the address of at least one page that says so"
OUTCOME = "what it did, where it ended or was decided"
ORDER = "a date on or after filed, or nothing"
ACTION = "the date of an action of that kind of this measure in actions.csv"


def load_cases(load):
    """Load the cases, then what they did to measures; milestones come later and may name them."""
    load._match(CourtCase.objects, ("slug",), _cases(load), "court cases")
    load.cases = dict(CourtCase.objects.values_list("slug", "pk"))
    if not load.problems:
        key = "case_id", "measure_id", "did"
        load._match(CaseEffect.objects, key, _effects(load), "what cases did")


def _cases(load):
    for line, row in load._rows(CASES, schema.CASES, ("slug",)):
        before, division = len(load.problems), row.pop("division_id")
        row["jurisdiction_id"] = load._find(
            load.places, CASES, line, "division_id", division, "a government"
        )
        filed, decided = row.pop("filed"), row.pop("decided")
        if filed and decided and decided.last < filed.first:
            load.refuse(CASES, line, "decided", decided.isoformat(), ORDER)
        if not row["source_urls"]:
            load.refuse(CASES, line, "source_urls", "", SOURCE)
        if not row["outcome"] and (decided or row["standing"] != CaseStanding.OPEN):
            load.refuse(CASES, line, "outcome", "", OUTCOME)
        if len(load.problems) == before:
            yield row | _stored("filed_", filed) | _stored("decided_", decided)


def _effects(load):
    # What cases did to a measure that was merged at the desk, they did to the one that was kept.
    measures = dict(Measure.objects.values_list("slug", "pk")) | Merge.kept_by_slug()
    seen = set()
    # By the files: what staff changed of a measure refuses no load.
    acts = {
        (row["measure"], row["kind"], row["date"])
        for _, row in read_rows(load.folder / "actions.csv", schema.ACTIONS, [])
        if row["kind"] in CASE_ACTIONS
    }
    for line, row in load._rows(EFFECTS, schema.CASE_EFFECTS, ("case", "measure", "did")):
        when, case, measure = row.pop("date"), row.pop("case"), row.pop("measure")
        said = "the slug of a case in cases.csv"
        row["case_id"] = load._find(load.cases, EFFECTS, line, "case", case, said)
        said = "a measure on the record"
        row["measure_id"] = load._find(measures, EFFECTS, line, "measure", measure, said)
        if row["did"] in CASE_ACTIONS and (measure, row["did"], when) not in acts:
            load.refuse(EFFECTS, line, "date", when.isoformat() if when else "", ACTION)
        elif row["case_id"] and row["measure_id"]:
            identity = row["case_id"], row["measure_id"], row["did"]
            if identity not in seen:
                seen.add(identity)
                yield row | _stored("", when)


def without_action() -> list[str]:
    """What cases are said to have done to published measures, of which these have no such action
    any more: `load_cases` refuses it.
    """
    same = {name: OuterRef(name) for name in ("measure", "day", "precision")}
    acts = Action.objects.filter(kind=OuterRef("did"), **same)
    rows = CaseEffect.objects.filter(~Exists(acts), did__in=CASE_ACTIONS)
    rows = rows.filter(measure__status=EditorialStatus.PUBLISHED).select_related("case")
    return [
        f"{row.case.slug}: {row.did} {row.measure.slug} on {row.date.isoformat()}"
        for row in rows.select_related("measure")
    ]


def _stored(prefix, when):
    """A date as two columns; the first is empty where it is not known."""
    columns = f"{prefix}day", f"{prefix}precision"
    return dict(zip(columns, (when.day, when.precision) if when else (None, "day"), strict=True))
