"""Which rows of which tables an edition holds: those that a public page may read, and no draft.

Every table of the record stands either in COPIED or in NEVER; a test holds it.
"""

from django.db.models import Model

from laws import models
from laws.vocabulary import EditorialStatus, MergeStatus

PUBLISHED = f"SELECT id FROM laws_measure WHERE status = '{EditorialStatus.PUBLISHED.value}'"
SHOWN = f"SELECT id FROM laws_measure WHERE id IN ({PUBLISHED}) OR withdrawn_reason <> ''"
"""Those that were withdrawn have an address that says so."""
ALL = "true"
OF_MEASURE = f"r.measure_id IN ({PUBLISHED})"
ENDED_CODING = f"""r.coding_id IN (
    SELECT id FROM laws_secondcoding WHERE NOT is_open AND measure_id IN ({PUBLISHED}))"""
CITED = f"""r.url IN (
    SELECT url FROM laws_source WHERE measure_id IN ({PUBLISHED})
    UNION SELECT url FROM laws_quotation WHERE measure_id IN ({PUBLISHED}))"""

COPIED: dict[type[Model], str] = {
    models.Jurisdiction: ALL,
    models.LegislativeSession: ALL,
    models.Chamber: ALL,
    models.PlaceName: ALL,
    models.ZipCode: ALL,
    models.Question: ALL,
    models.Measure: f"r.id IN ({SHOWN})",
    models.Action: OF_MEASURE,
    models.Term: OF_MEASURE,
    models.StageSpan: OF_MEASURE,
    models.Provision: OF_MEASURE,
    models.Quotation: OF_MEASURE,
    models.Source: OF_MEASURE,
    models.Sponsorship: OF_MEASURE,
    models.Relation: f"{OF_MEASURE.replace('measure_id', 'from_measure_id')} "
    f"AND {OF_MEASURE.replace('measure_id', 'to_measure_id')}",
    models.Check: OF_MEASURE,
    models.SecondCoding: f"NOT r.is_open AND {OF_MEASURE}",
    models.SecondAnswer: ENDED_CODING,
    models.CourtCase: ALL,
    models.CaseEffect: OF_MEASURE,
    models.Milestone: ALL,
    models.Preemption: ALL,
    models.Search: ALL,
    models.Merge: f"r.status = '{MergeStatus.DONE.value}' AND r.kept_id IN ({PUBLISHED})",
    models.ChangeReason: ALL,
    models.LoadedRecord: ALL,
    models.SearchText: OF_MEASURE,
    models.SubjectWord: ALL,
    models.SeenPage: CITED,
    models.SourceCopy: f"""r.entry_id IS NULL AND r.source_id IN (
        SELECT id FROM laws_source WHERE measure_id IN ({PUBLISHED}))""",
}
"""Each table with the condition on its rows, `r`."""

# --- what was changed, as the log of changes reads it ----------------------------------------

SINCE = f"""(SELECT min(v.pgh_created_at) FROM laws_measurerevision v
    WHERE v.pgh_obj_id = {{}} AND v.status = '{EditorialStatus.PUBLISHED.value}')"""
# Of a part of a measure: what it was when the measure was published, and each change since.
PUBLIC_PAST = f"""r.{{column}} IN ({PUBLISHED}) AND NOT EXISTS (
    SELECT FROM {{table}} later WHERE later.pgh_obj_id = r.pgh_obj_id AND later.pgh_id > r.pgh_id
        AND later.pgh_created_at <= {SINCE.format("r.{column}")})"""
# A load brings thousands of places; only those that were changed since have a past.
CHANGED = """r.pgh_obj_id IN (SELECT pgh_obj_id FROM laws_jurisdictionrevision
    WHERE pgh_label <> 'insert' OR pgh_context->>'origin' = 'desk')"""
PARTS = {
    models.ActionRevision: "measure_id",
    models.ProvisionRevision: "measure_id",
    models.SourceRevision: "measure_id",
    models.RelationRevision: "from_measure_id",
    models.SponsorshipRevision: "measure_id",
    models.QuotationRevision: "measure_id",
}
COPIED |= {
    models.MeasureRevision: f"r.pgh_obj_id IN ({SHOWN}) "
    f"AND r.pgh_created_at >= {SINCE.format('r.pgh_obj_id')}",
    **{
        model: PUBLIC_PAST.format(column=column, table=model._meta.db_table)
        for model, column in PARTS.items()
    },
    models.JurisdictionRevision: CHANGED,
    models.SessionRevision: ALL,
    models.ChamberRevision: ALL,
    models.QuestionRevision: ALL,
    models.MilestoneRevision: ALL,
    models.PreemptionRevision: ALL,
    models.CourtCaseRevision: ALL,
    models.CaseEffectRevision: OF_MEASURE,
}

BESIDE = {
    models.LoadedRecord, models.SearchText, models.SeenPage, models.SourceCopy, models.SubjectWord,
    *(model for model in COPIED if model.__name__.endswith("Revision")),
}  # fmt: skip
"""What says no fact, or follows from those that do: no edition is made for these alone."""

LOGGED = (models.EventNote, models.RecordEvent)
"""The log of events, which nothing in it ever changes: it is not copied, but read up to the moment
at which the edition was made (`laws.open_data.events.log`).
"""

NEVER: dict[str, str] = {
    "edition": "it says of all editions what they are, on pages of no edition",
    "followedrow": "it is the end of the log of events, which is read up to the edition instead",
    "publicchange": "it tells one state of today's record from another",
    "correction correctionstep sender": "reports of readers have pages of today alone",
    "explainedfinding explainedfindingrevision notduplicate searchrevision subjectwordrevision":
        "the desk alone reads them",
    "fetchday fetchedbill fetchmark mirrormark importrun inboxentry rawrecord":
        "imports work with them",
    "follower subscription letter webhook": "readers who follow by mail are in nothing public",
    "proposal staffnote notice suggestiondecision": "they are among staff",
}  # fmt: skip
"""Tables of the record that no page of an edition reads, and why."""
