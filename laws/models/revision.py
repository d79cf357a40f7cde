"""What happened to the record: one row for each insert, update and delete, whoever made it.

Triggers of the database write these rows, so that the desk, a load, an import, a shell and plain
SQL all leave them; the database refuses to change or delete one. Reckoned columns are left out:
they follow from what is kept here.
"""

import pghistory
import pgtrigger
from django.db import models

from laws.models.action import Action
from laws.models.codebook import Provision, Question
from laws.models.court_case import CaseEffect, CourtCase
from laws.models.explained_finding import ExplainedFinding
from laws.models.jurisdiction import Chamber, Jurisdiction, LegislativeSession
from laws.models.measure import Measure
from laws.models.milestone import Milestone
from laws.models.preemption import Preemption
from laws.models.quotation import Quotation
from laws.models.relation import Relation
from laws.models.search import Search
from laws.models.source import Source
from laws.models.sponsorship import Sponsorship
from laws.models.subject_word import SubjectWord

# Columns that follow from others (who did it stands in the context), or that only the machinery of
# loading and saving reads.
FOLLOWING = {
    "shipped_digest", "identifier_key", "search_name", "changed_at",
    "entered_by", "edited_by", "published_by", "made_by",
    "population_outside",
    "first_action_on", "last_action_on", "enacted_on", "effective_on", "ended_on",
}  # fmt: skip


def revisions_of(model, index=None, following=FOLLOWING):
    """The model that keeps the revisions of another: every column of its own, when, what and who.

    `pgh_label` is insert, update or delete; `pgh_context` names who and why; a delete keeps the
    row as it was, all others keep it as it became.
    """
    columns = [f.name for f in model._meta.local_fields]
    noun = model._meta.model_name
    found = [models.Index(fields=["pgh_created_at"], name=f"{noun}_rev_day")]
    if index:
        found.append(models.Index(fields=[index], name=f"{noun}_rev_of"))
    return pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=[name for name in columns if name in following],
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
        obj_field=pghistory.ObjForeignKey(related_name="revisions", related_query_name="revision"),
        append_only=True,
        model_name=f"{model.__name__}Revision",
        abstract=False,
        level=pgtrigger.Statement,
        meta={"indexes": found},
    )


MeasureRevision = revisions_of(Measure)
ActionRevision = revisions_of(Action, "measure")
# From when, and until when, an answer holds is read from the text, and follows from nothing.
ProvisionRevision = revisions_of(Provision, "measure", FOLLOWING - {"effective_on", "ended_on"})
SourceRevision = revisions_of(Source, "measure")
RelationRevision = revisions_of(Relation, "from_measure")
ExplainedFindingRevision = revisions_of(ExplainedFinding, "measure")
SearchRevision = revisions_of(Search, "jurisdiction")
PreemptionRevision = revisions_of(Preemption, "jurisdiction")
SponsorshipRevision = revisions_of(Sponsorship, "measure")
# Where it was last found is what a program saw, and no one said.
QuotationRevision = revisions_of(Quotation, "measure", FOLLOWING | {"found_on", "missing_since"})
JurisdictionRevision = revisions_of(Jurisdiction)
SessionRevision = revisions_of(LegislativeSession)
ChamberRevision = revisions_of(Chamber)
QuestionRevision = revisions_of(Question)
MilestoneRevision = revisions_of(Milestone)
CourtCaseRevision = revisions_of(CourtCase)
CaseEffectRevision = revisions_of(CaseEffect, "case")
SubjectWordRevision = revisions_of(SubjectWord)
