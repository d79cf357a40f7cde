"""The database itself refuses what the record must never hold, past all code of ours."""

from copy import copy
from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from laws.models import (
    CaseEffect,
    Chamber,
    ChangeReason,
    Check,
    Correction,
    CorrectionStep,
    CourtCase,
    EventNote,
    ExplainedFinding,
    FetchDay,
    FetchedBill,
    FetchMark,
    FollowedRow,
    Follower,
    ImportRun,
    InboxEntry,
    Letter,
    Measure,
    Merge,
    Milestone,
    NotDuplicate,
    Notice,
    PlaceName,
    Preemption,
    Proposal,
    PublicChange,
    Quotation,
    RawRecord,
    RecordEvent,
    Search,
    SecondAnswer,
    SecondCoding,
    SeenPage,
    SourceCopy,
    StaffNote,
    SubjectWord,
    Subscription,
    SuggestionDecision,
)
from tests.support.desk_forms import make_staff
from tests.support.makers import (
    day,
    make_measure,
    make_place,
    make_provision,
    make_question,
    make_relation,
    make_session,
    make_source,
    make_sponsor,
    make_state,
)

pytestmark = pytest.mark.django_db

PAGE = "https://example.gov/law"


def make_sound():
    """One sound row of every noun."""
    session = make_session(start_on="2023-01-04", end_on="2024-12-31")
    bill = make_measure("A bill", "MA", session=session, identifier="S.927")
    ban = make_measure(
        actions=[("passed", "2019-06-27"), ("repealed", "2021-01-01")], identifier="Ord. 2019-16"
    )
    run = ImportRun.objects.create(origin="command", name="bills.json")
    source = make_source(ban)
    text = {"text": "Be it enacted", "url": PAGE, "sha256": "a" * 64, "seen_on": date(2023, 1, 4)}
    raw = RawRecord.objects.create(record="openstates", record_id="1", version="1", raw={})
    entry = InboxEntry.objects.create(run=run, raw=raw, kind="new", draft={}, where="bills.json")
    report = Correction.objects.create(text="It was 2020.", form_key="1")
    coding = SecondCoding.objects.create(measure=ban, coder="a reader", text_read="part")
    case = CourtCase.objects.create(
        slug="doe-v-x",
        name="Doe v. X",
        jurisdiction=make_place(),
        subject="law",
        standing="ruled",
        outcome="It dismissed the case.",
        confidence="high",
        source_urls=[PAGE],
        filed_day=date(2023, 1, 4),
        decided_day=date(2023, 2, 4),
    )
    note = EventNote.objects.create(at=timezone.now(), state="1", is_first=True)
    subscription = Subscription.objects.create(
        follower=Follower.objects.create(email="ada@example.org"), what="/feeds/changes.json",
        how_often="daily", asked_at=timezone.now(),
    )  # fmt: skip
    return SimpleNamespace(
        note=note,
        event=RecordEvent.objects.create(
            note=note,
            table="measures",
            key='["a"]',
            did="added",
            kind="first",
            subject="measures a",
        ),
        followed=FollowedRow.objects.create(table="measures", key='["a"]', digest="0", row={}),
        subscription=subscription,
        letter=Letter.objects.create(
            subscription=subscription,
            kind="digest",
            how_often="daily",
            made_at=timezone.now(),
            next_try_at=timezone.now(),
            up_to_event=1,
            up_to_day=date(2023, 1, 4),
        ),
        coding=coding,
        case=case,
        reason=ChangeReason.objects.create(
            version="2026-11-30.1", kind="correction", file="measures.csv", key="x", why="A slip."
        ),
        case_effect=CaseEffect.objects.create(case=case, measure=bill, did="invoked"),
        preemption=Preemption.objects.create(
            jurisdiction=make_state(),
            subject="government",
            answer="yes",
            rests_on="Home rule.",
            citation="Const. art. 1",
            url=PAGE,
            checked_on=date(2023, 1, 4),
        ),
        second_answer=SecondAnswer.objects.create(
            coding=coding, question=make_question(), answer="yes", text_read="part"
        ),
        quotation=Quotation.objects.create(measure=ban, quote="No.", url=PAGE),
        state=make_state(),
        place=make_place(),
        session=session,
        bill=bill,
        draft=make_measure("A draft", status="draft", identifier="Ord. 2"),
        lonely=make_measure("Public, and no row hangs on it", identifier="Ord. 3"),
        ban=ban,
        action=ban.actions.first(),
        term=ban.terms.get(),
        stage=ban.stages.first(),
        report=report,
        run=run,
        raw=raw,
        entry=entry,
        copy=SourceCopy.objects.create(source=source, **text),
        waiting_copy=SourceCopy.objects.create(entry=entry, **text),
        not_read=InboxEntry.objects.create(
            run=run, kind="refused", where="bills.json", why_refused="It is empty."
        ),
        step=CorrectionStep.objects.create(correction=report, by="ada", status="looked_at"),
        fetched=FetchedBill.objects.create(record="legiscan", record_id="1", version="a"),
        fetch_day=FetchDay.objects.create(record="legiscan", day=date(2023, 1, 4)),
        fetch_mark=FetchMark.objects.create(record="openstates", search="face recognition"),
        seen=SeenPage.objects.create(url=PAGE),
        suggestion=SuggestionDecision.objects.create(
            measure=bill, sha256="0" * 64, field="effect", value="ban", is_taken=True
        ),
        search=Search.objects.create(
            jurisdiction=make_place(), day=date(2023, 1, 4), where="Its code", outcome="none"
        ),
        name=PlaceName.objects.create(name="Elm", search_name="elm", state_code="MA"),
        source=source,
        sponsor=make_sponsor(ban, "A. Tester"),
        provision=make_provision(ban),
        question=make_provision(bill, "public_reports").question,
        relation=make_relation(ban, "implements", bill),
        chamber=Chamber.objects.create(
            jurisdiction=make_state(), kind="upper", name="Senate", legislature_name="General Court"
        ),
        proposal=Proposal.objects.create(
            measure=ban, base={}, proposed={}, author=make_staff(), reason="It is so."
        ),
        notice=Notice.objects.create(
            note=StaffNote.objects.create(measure=ban, kind="comment", text="Look."),
            person=make_staff("carl"),
        ),
        check=Check.objects.create(measure=ban, checked_on=date(2023, 1, 4), looked_at=["a"]),
        two=NotDuplicate.objects.create(
            first=bill, second=ban, said={}, reason="Two laws.", by=make_staff("dora")
        ),
        merge=Merge.objects.create(
            kept=bill,
            gone=ban,
            gone_slug=ban.slug,
            called="A",
            reason="One.",
            author=make_staff("eve"),
        ),
        explained=ExplainedFinding.objects.create(
            measure=ban, rule="votes", about="9 of 8", reason="So it says."
        ),
        word=SubjectWord.objects.create(pattern="eye recognition"),
        milestone=Milestone.objects.create(
            day=date(2019, 1, 1), title="A study", category="research", confidence="high"
        ),
    )


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_sound()
        transaction.set_rollback(True)


@pytest.fixture
def sound(stored):
    """Those rows, each read into an object that the test may change."""
    return SimpleNamespace(**{noun: copy(row) for noun, row in vars(stored).items()})


def change(row, without=None, **values):
    """Change a row where it is stored; without another constraint that would refuse it first."""
    if without:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {row._meta.db_table} DROP CONSTRAINT {without}")
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def withdrawn_and_wiped(measure):
    """A draft that was published, with nothing left on it that says so."""
    change(measure, status="withdrawn", withdrawn_reason="A mistake.")
    change(measure, status="draft", withdrawn_reason="")
    return measure


def again(row, **values):
    """Store a second row like it."""
    twin = copy(row)
    twin.pk = twin.id = None
    for name, value in values.items():
        setattr(twin, name, value)
    type(row)._default_manager.bulk_create([twin])


REFUSED = {
    "event_log_begins_once": lambda s: again(s.note),
    "event_did_known": lambda s: again(s.event, did="sung"),
    "event_kind_known": lambda s: again(s.event, kind="sung"),
    "followed_row_once": lambda s: again(s.followed),
    "subscription_once": lambda s: again(s.subscription),
    "subscription_rhythm_known": lambda s: change(s.subscription, how_often="hourly"),
    "subscription_begins_somewhere": lambda s: change(s.subscription, confirmed_at=timezone.now()),
    "letter_waits_once": lambda s: again(s.letter, up_to_event=2),
    "letter_once": lambda s: [
        change(s.letter, sent_at=timezone.now()),
        again(s.letter),
    ],
    "letter_kind_known": lambda s: change(s.letter, kind="love"),
    "letter_rhythm_known": lambda s: change(s.letter, how_often="hourly"),
    "sponsor_once_a_measure": lambda s: again(s.sponsor, party="Independent"),
    "sponsor_has_a_name": lambda s: change(s.sponsor, name=""),
    "sponsor_kind_known": lambda s: change(s.sponsor, classification="friend"),
    "jurisdiction_slug_unique_in_state": lambda s: again(s.place, division_id="another"),
    "jurisdiction_has_slug": lambda s: change(s.place, slug=""),
    "jurisdiction_has_name": lambda s: change(s.place, name=""),
    "jurisdiction_kind_known": lambda s: change(s.place, kind="hamlet"),
    "jurisdiction_state_fits_kind": lambda s: change(s.place, state_code=""),
    "jurisdiction_point_on_earth": lambda s: change(s.place, latitude="90.1", longitude="0"),
    "jurisdiction_not_same_as_itself": lambda s: change(s.place, same_as=s.place),
    "jurisdiction_covered_is_county": lambda s: change(s.place, covering_city=s.place),
    "jurisdiction_area_is_county": lambda s: change(s.place, is_government=False),
    "jurisdiction_wikidata_id_is_one": lambda s: change(s.place, wikidata_id="Q01"),
    "jurisdiction_wikidata_id_once": lambda s: (
        change(s.place, wikidata_id="Q62"),
        change(s.bill.jurisdiction, wikidata_id="Q62"),
    ),
    "case_filed_fits_precision": lambda s: change(s.case, filed_precision="month"),
    "case_decided_fits_precision": lambda s: change(s.case, decided_precision="month"),
    "case_filed_precision_known": lambda s: change(
        s.case, without="case_filed_fits_precision", filed_precision="week"
    ),
    "case_decided_precision_known": lambda s: change(
        s.case, without="case_decided_fits_precision", decided_precision="week"
    ),
    "case_subject_known": lambda s: change(s.case, subject="faces"),
    "case_standing_known": lambda s: change(s.case, standing="lost"),
    "case_confidence_known": lambda s: change(s.case, confidence="sure"),
    "case_filed_before_decided": lambda s: change(s.case, decided_day=date(2022, 1, 1)),
    "case_has_a_source": lambda s: change(s.case, source_urls=[]),
    "case_says_what_it_did": lambda s: change(s.case, outcome=""),
    "case_effect_once": lambda s: again(s.case_effect),
    "case_effect_precision_fits_date": lambda s: change(
        s.case_effect, day=date(2023, 1, 4), precision="month"
    ),
    "case_effect_precision_known": lambda s: change(
        s.case_effect, without="case_effect_precision_fits_date", precision="week"
    ),
    "case_effect_did_known": lambda s: change(s.case_effect, did="liked"),
    "case_effect_on_force_has_a_day": lambda s: change(s.case_effect, did="enjoined"),
    "preemption_once_a_day": lambda s: again(s.preemption),
    "preemption_subject_known": lambda s: change(s.preemption, subject="faces"),
    "preemption_answer_known": lambda s: change(s.preemption, answer="maybe"),
    "preemption_basis_known": lambda s: change(s.preemption, basis="guessed"),
    "preemption_says_what_it_rests_on": lambda s: change(s.preemption, citation=""),
    "public_change_once": lambda s: again(PublicChange.objects.latest("pk")),
    "change_explained_once_a_release": lambda s: again(s.reason),
    "change_reason_kind_known": lambda s: change(s.reason, kind="whim"),
    "change_reason_says_why": lambda s: change(s.reason, why=""),
    "place_name_once": lambda s: again(s.name, name="ELM"),
    "place_name_has_letters": lambda s: change(s.name, search_name=""),
    "chamber_once_a_legislature": lambda s: again(s.chamber, name="Upper House"),
    "chamber_kind_known": lambda s: change(s.chamber, kind="middle"),
    "session_identifier_unique_in_jurisdiction": lambda s: again(s.session, name="Another"),
    "session_ends_after_it_starts": lambda s: change(s.session, end_on=day("2023-01-03")),
    "session_carries_bills_past_its_end": lambda s: change(
        s.session, carry_over="all", carried_until=s.session.end_on
    ),
    "session_carry_over_in_vocabulary": lambda s: change(s.session, carry_over="some"),
    "session_has_identifier": lambda s: change(s.session, identifier=""),
    "measure_number_unique_in_session": lambda s: again(s.bill, slug="another"),
    "measure_has_slug": lambda s: change(s.ban, slug=""),
    "measure_has_title": lambda s: change(s.ban, title=""),
    "measure_kind_known": lambda s: change(s.ban, kind="decree"),
    "measure_effect_known": lambda s: change(s.ban, effect="frown"),
    "measure_reach_known": lambda s: change(s.ban, reach="wide"),
    "measure_effect_basis_known": lambda s: change(s.ban, effect_basis="guessed"),
    "measure_county_reach_known": lambda s: change(s.ban, county_reach="far"),
    "measure_unsure_effect_says_why": lambda s: change(s.ban, effect_basis="not_read"),
    "measure_confidence_known": lambda s: change(s.ban, confidence="certain"),
    "measure_status_known": lambda s: change(s.ban, status="secret"),
    "measure_regulates_someone_known": lambda s: change(s.ban, regulates=[]),
    "measure_use_modes_known": lambda s: change(s.ban, use_modes=["live", "dreamt"]),
    "measure_ends_after_it_takes_effect": lambda s: change(s.ban, ended_on=s.ban.effective_on),
    "measure_withdrawn_says_why": lambda s: change(s.ban, status="withdrawn"),
    "measure_on_its_way": lambda s: change(s.ban, status="in_review"),
    "measure_never_deleted": lambda s: s.ban.delete(),
    "measure_published_by_another": lambda s: change(
        s.ban, edited_by=s.proposal.author, published_by=s.proposal.author
    ),
    "proposal_status_known": lambda s: change(
        s.proposal, without="proposal_decided_by_someone", status="lost"
    ),
    "proposal_says_why": lambda s: change(s.proposal, reason=""),
    "proposal_decided_by_someone": lambda s: change(s.proposal, status="accepted"),
    "proposal_accepted_by_another": lambda s: change(
        s.proposal, status="accepted", decided_by=s.proposal.author, decided_at=timezone.now()
    ),
    "proposal_taken_back_by_its_author": lambda s: change(
        s.proposal,
        status="taken_back",
        decided_by=make_staff("ben"),
        decided_at=timezone.now(),
    ),
    "proposal_sent_back_says_why": lambda s: change(
        s.proposal, status="sent_back", decided_by=s.proposal.author, decided_at=timezone.now()
    ),
    "check_looked_at_a_source": lambda s: change(s.check, looked_at=[]),
    "not_duplicate_once_a_pair": lambda s: again(s.two),
    "not_duplicate_in_order": lambda s: change(s.two, first=s.ban, second=s.bill),
    "not_duplicate_says_why": lambda s: change(s.two, reason=""),
    "merge_status_known": lambda s: change(s.merge, status="sung"),
    "merge_says_why": lambda s: change(s.merge, reason=""),
    "merged_once": lambda s: again(s.merge),
    "finding_explained_once": lambda s: again(s.explained),
    "explained_says_why": lambda s: change(s.explained, reason=""),
    "proposal_of_one_thing": lambda s: change(s.proposal, noun="session"),
    "staff_note_kind_known": lambda s: change(s.notice.note, kind="sung"),
    "staff_note_of_something": lambda s: change(s.notice.note, measure=None),
    "staff_note_says_something": lambda s: change(s.notice.note, text=""),
    "notice_once_a_person": lambda s: again(s.notice),
    "action_order_unique_in_measure": lambda s: again(s.action, kind="other"),
    "action_precision_fits_date": lambda s: change(s.action, precision="month"),
    "action_kind_known": lambda s: change(s.action, kind="mooted"),
    "action_precision_known": lambda s: change(
        s.action, without="action_precision_fits_date", precision="week"
    ),
    "action_basis_known": lambda s: change(s.action, basis="rumoured"),
    "action_chamber_known": lambda s: change(s.action, chamber="star"),
    "action_votes_not_negative": lambda s: change(s.action, yes=-1),
    "question_has_slug": lambda s: change(s.question, slug=""),
    "provision_once_a_question": lambda s: again(s.provision, answer="no"),
    "provision_answer_known": lambda s: change(s.provision, answer="maybe"),
    "provision_ends_after_it_begins": lambda s: change(
        s.provision, effective_on="2027-07", ended_on="2027-07"
    ),
    "provision_date_fits_answer": lambda s: change(s.provision, answer="dated"),
    "relation_once_a_pair": lambda s: again(s.relation, note="again"),
    "relation_not_to_itself": lambda s: change(s.relation, to_measure=s.ban),
    "relation_kind_known": lambda s: change(s.relation, kind="inspires"),
    "source_once_a_measure": lambda s: again(s.source, note="again"),
    "source_is_a_web_address": lambda s: change(s.source, url="javascript:alert(1)"),
    "subject_word_once": lambda s: again(s.word, pattern="Eye Recognition"),
    "subject_word_is_words": lambda s: change(s.word, pattern="eye|recognition"),
    "subject_word_kind_known": lambda s: change(s.word, kind="shouts"),
    "subject_word_counts_somewhere": lambda s: change(s.word, where=[]),
    "milestone_once_a_day": lambda s: again(s.milestone, category="court"),
    "milestone_precision_fits_date": lambda s: change(
        s.milestone, precision="year", day=date(2019, 2, 1)
    ),
    "milestone_precision_known": lambda s: change(
        s.milestone, without="milestone_precision_fits_date", precision="week"
    ),
    "milestone_confidence_known": lambda s: change(s.milestone, confidence="certain"),
    "term_ends_after_it_starts": lambda s: change(s.term, ends_on=s.term.starts_on),
    "terms_of_a_measure_do_not_overlap": lambda s: again(
        s.term, starts_on=day("2020-12-31"), ends_on=None
    ),
    "term_may_start_before_it_certainly_does": lambda s: change(
        s.term, may_start_on=day("2019-06-28")
    ),
    "stage_known": lambda s: change(s.stage, stage="limbo"),
    "stage_ends_after_it_starts": lambda s: change(s.stage, until_on=s.stage.from_on),
    "stages_of_a_measure_do_not_overlap": lambda s: again(s.stage),
    "correction_status_known": lambda s: change(s.report, status="shelved", answer="Yes."),
    "correction_says_something": lambda s: change(s.report, text=""),
    "correction_closed_with_an_answer": lambda s: change(s.report, status="corrected"),
    "correction_step_status_known": lambda s: again(s.step, status="shelved"),
    "import_run_origin_known": lambda s: change(s.run, origin="dream"),
    "import_run_record_known": lambda s: change(s.run, record="hearsay"),
    "import_run_finishes_after_it_starts": lambda s: change(s.run, finished_at="2001-01-01T00:00Z"),
    "import_run_finished_keeps_no_file": lambda s: change(
        s.run, finished_at=timezone.now(), upload=b"x"
    ),
    "raw_record_once": lambda s: again(s.raw, version="2"),
    "raw_record_of_known_record": lambda s: change(s.raw, record="hearsay"),
    "raw_record_has_id_and_version": lambda s: change(s.raw, version=""),
    "inbox_entry_kind_known": lambda s: change(s.entry, kind="odd"),
    "inbox_entry_status_known": lambda s: change(s.entry, status="lost"),
    "inbox_entry_waits_once": lambda s: again(s.entry, kind="changed"),
    "inbox_entry_has_what_was_read": lambda s: change(s.entry, draft=None),
    "inbox_entry_refused_says_why": lambda s: change(s.not_read, why_refused=""),
    "inbox_entry_decided_by_someone": lambda s: change(s.entry, status="accepted"),
    "inbox_entry_rejected_says_why": lambda s: change(
        s.entry, status="rejected", decided_by=s.proposal.author, decided_at=timezone.now()
    ),
    "fetched_bill_once": lambda s: again(s.fetched, version="b"),
    "fetch_day_once": lambda s: again(s.fetch_day, asked=1),
    "fetch_mark_once": lambda s: again(s.fetch_mark, page=2),
    "source_copy_of_one": lambda s: change(s.copy, source=None),
    "source_copy_has_text_and_checksum": lambda s: again(s.copy, sha256="0"),
    "source_copy_once_a_source": lambda s: again(s.copy),
    "source_copy_once_an_entry": lambda s: again(s.waiting_copy),
    "quotation_once_a_question": lambda s: again(s.quotation, quote="Never."),
    "quotation_quotes": lambda s: change(s.quotation, quote=""),
    "quotation_has_an_address": lambda s: change(s.quotation, url="a shelf"),
    "second_coding_once_a_coder": lambda s: again(s.coding),
    "second_coding_one_open_at_a_time": lambda s: [
        change(s.coding, is_open=True, by=s.notice.person),
        again(s.coding, measure=s.bill, is_open=True, by=s.notice.person),
    ],
    "second_coding_text_known": lambda s: change(s.coding, text_read="a bit"),
    "second_coding_effect_known": lambda s: change(s.coding, effect="wish"),
    "second_answer_once_a_question": lambda s: again(s.second_answer),
    "second_answer_known": lambda s: change(s.second_answer, answer="maybe"),
    "second_answer_first_known": lambda s: change(s.second_answer, first_answer="maybe"),
    "second_answer_settled_known": lambda s: change(
        s.second_answer, settled_answer="maybe", settled_why="So it says."
    ),
    "second_answer_text_known": lambda s: change(s.second_answer, text_read="a bit"),
    "second_answer_settled_says_why": lambda s: change(s.second_answer, settled_answer="no"),
    "suggestion_taken_into_something": lambda s: change(
        s.suggestion, without="suggestion_confirmed_of_a_draft", measure=None
    ),
    "suggestion_confirmed_of_a_draft": lambda s: change(
        s.suggestion, is_taken=False, measure=None, confirmed_at=timezone.now()
    ),
    "suggestion_decided_once": lambda s: again(s.suggestion),
    "search_once_a_day": lambda s: again(s.search),
    "search_precision_fits_date": lambda s: change(s.search, precision="month"),
    "search_precision_known": lambda s: change(
        s.search, without="search_precision_fits_date", precision="week"
    ),
    "search_how_known": lambda s: change(s.search, how="dream"),
    "search_sought_known": lambda s: change(s.search, sought="gold"),
    "search_outcome_known": lambda s: change(s.search, outcome="some"),
    "search_says_where": lambda s: change(s.search, where=""),
    "search_counts_what_it_found": lambda s: change(s.search, found=3),
    "seen_page_archive_is_an_address": lambda s: change(s.seen, archived_url="ftp://old"),
}

OTHER_WAYS = {
    "jurisdiction_state_fits_kind": [
        lambda s: change(s.place, state_code="ma"),
        lambda s: change(s.state, kind="country"),
    ],
    "jurisdiction_point_on_earth": [
        lambda s: change(s.place, latitude="42", longitude=None),
        lambda s: change(s.place, latitude="0", longitude="-180.1"),
    ],
    "measure_number_unique_in_session": [
        lambda s: again(s.ban, slug="without-a-session"),
    ],
    "measure_on_its_way": [
        lambda s: change(s.ban, status="draft"),
        lambda s: sql(f"UPDATE laws_measure SET status = 'draft' WHERE id = {s.ban.pk}"),
        lambda s: [change(s.draft, status="withdrawn", withdrawn_reason="A mistake.")],
    ],
    "measure_never_deleted": [
        lambda s: sql(f"DELETE FROM laws_measure WHERE id = {s.lonely.pk}"),
        lambda s: withdrawn_and_wiped(s.lonely).delete(),
    ],
    "measure_regulates_someone_known": [lambda s: change(s.ban, regulates=["police", "dogs"])],
    "measure_ends_after_it_takes_effect": [lambda s: change(s.ban, effective_on=None)],
    "action_precision_fits_date": [
        lambda s: change(s.action, precision="year", day=date(2019, 2, 1)),
    ],
    "action_votes_not_negative": [lambda s: change(s.action, no=-1)],
    "provision_date_fits_answer": [lambda s: change(s.provision, answer_on=date(2020, 1, 1))],
    "source_is_a_web_address": [
        lambda s: change(s.source, url="https://two words.gov"),
        lambda s: change(s.source, url=""),
    ],
    "inbox_entry_has_what_was_read": [
        lambda s: change(s.entry, raw=None),
        lambda s: change(s.not_read, raw=s.raw, status="superseded"),
    ],
    "inbox_entry_decided_by_someone": [lambda s: change(s.entry, decided_at=timezone.now())],
    "terms_of_a_measure_do_not_overlap": [lambda s: again(s.term)],
}

ATTEMPTS = list(REFUSED.items())
ATTEMPTS += [(name, attempt) for name, attempts in OTHER_WAYS.items() for attempt in attempts]


@pytest.mark.parametrize(("name", "attempt"), ATTEMPTS, ids=[name for name, _ in ATTEMPTS])
def test_the_database_refuses(name, attempt, sound):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        attempt(sound)

    assert refused.value.__cause__.diag.constraint_name == name


def test_every_named_constraint_has_its_test():
    named = {
        constraint.name
        for model in apps.get_app_config("laws").get_models()
        for constraint in model._meta.constraints
    } | {one.name for one in Measure._meta.triggers if one.name.startswith("measure_")}

    assert named == set(REFUSED)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda s: again(s.place, slug="another"),
        lambda s: again(s.ban, identifier="Ord. 1"),
        lambda s: again(s.question),
    ],
    ids=["division id", "slug of a measure", "slug of a question"],
)
def test_an_identity_stands_once(attempt, sound):
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt(sound)


def test_measures_without_a_number_do_not_clash(sound):
    change(sound.ban, identifier="")
    sound.ban.identifier = ""

    again(sound.ban, slug="another-without-a-number")

    measures = sound.ban.jurisdiction.measures
    assert measures.filter(identifier="").count() == 2


def test_one_term_may_begin_on_the_day_another_ends(sound):
    again(sound.term, starts_on=sound.term.ends_on, ends_on=None)

    assert sound.ban.terms.count() == 2
