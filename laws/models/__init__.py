"""The nouns of the record, one to a file."""

from laws.models.action import Action
from laws.models.change_reason import ChangeReason
from laws.models.check import Check
from laws.models.codebook import Provision, Question
from laws.models.correction import Correction, CorrectionStep
from laws.models.court_case import CaseEffect, CourtCase
from laws.models.duplicate import Merge, NotDuplicate, merged_with
from laws.models.edition import Edition
from laws.models.explained_finding import ExplainedFinding
from laws.models.fetching import FetchDay, FetchedBill, FetchMark, MirrorMark
from laws.models.following import Follower, Letter, Subscription, Webhook
from laws.models.inbox import ImportRun, InboxEntry, RawRecord
from laws.models.jurisdiction import Chamber, Jurisdiction, LegislativeSession
from laws.models.measure import Bill, Measure, Order, Ordinance
from laws.models.milestone import Milestone
from laws.models.place_name import PlaceName, ZipCode
from laws.models.preemption import Preemption
from laws.models.proposal import Proposal
from laws.models.public_change import PublicChange
from laws.models.quotation import Quotation
from laws.models.record import LoadedRecord
from laws.models.record_event import EventNote, FollowedRow, RecordEvent
from laws.models.relation import Relation
from laws.models.revision import (
    ActionRevision,
    CaseEffectRevision,
    ChamberRevision,
    CourtCaseRevision,
    ExplainedFindingRevision,
    JurisdictionRevision,
    MeasureRevision,
    MilestoneRevision,
    PreemptionRevision,
    ProvisionRevision,
    QuestionRevision,
    QuotationRevision,
    RelationRevision,
    SearchRevision,
    SessionRevision,
    SourceRevision,
    SponsorshipRevision,
    SubjectWordRevision,
)
from laws.models.search import Search
from laws.models.search_text import SearchText
from laws.models.second_coding import SecondAnswer, SecondCoding
from laws.models.seen_page import SeenPage
from laws.models.sender import Sender
from laws.models.source import Source
from laws.models.source_copy import SourceCopy
from laws.models.sponsorship import Sponsorship
from laws.models.staff_note import Notice, StaffNote
from laws.models.subject_word import SubjectWord
from laws.models.suggestion_decision import SuggestionDecision
from laws.models.term import StageSpan, Term

__all__ = [
    "Action",
    "ActionRevision",
    "Bill",
    "CaseEffect",
    "CaseEffectRevision",
    "Chamber",
    "ChamberRevision",
    "ChangeReason",
    "Check",
    "Correction",
    "CorrectionStep",
    "CourtCase",
    "CourtCaseRevision",
    "Edition",
    "EventNote",
    "ExplainedFinding",
    "ExplainedFindingRevision",
    "FetchDay",
    "FetchMark",
    "FetchedBill",
    "FollowedRow",
    "Follower",
    "ImportRun",
    "InboxEntry",
    "Jurisdiction",
    "JurisdictionRevision",
    "LegislativeSession",
    "Letter",
    "LoadedRecord",
    "Measure",
    "MeasureRevision",
    "Merge",
    "Milestone",
    "MilestoneRevision",
    "MirrorMark",
    "NotDuplicate",
    "Notice",
    "Order",
    "Ordinance",
    "PlaceName",
    "Preemption",
    "PreemptionRevision",
    "Proposal",
    "Provision",
    "ProvisionRevision",
    "PublicChange",
    "Question",
    "QuestionRevision",
    "Quotation",
    "QuotationRevision",
    "RawRecord",
    "RecordEvent",
    "Relation",
    "RelationRevision",
    "Search",
    "SearchRevision",
    "SearchText",
    "SecondAnswer",
    "SecondCoding",
    "SeenPage",
    "Sender",
    "SessionRevision",
    "Source",
    "SourceCopy",
    "SourceRevision",
    "Sponsorship",
    "SponsorshipRevision",
    "StaffNote",
    "StageSpan",
    "SubjectWord",
    "SubjectWordRevision",
    "Subscription",
    "SuggestionDecision",
    "Term",
    "Webhook",
    "ZipCode",
    "merged_with",
]
