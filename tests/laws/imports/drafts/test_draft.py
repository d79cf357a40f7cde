"""What becomes of an incoming bill: a document that staff look at, and what was not understood."""

from datetime import date

import pytest

from laws.editing.snapshot import apply, document
from laws.imports.drafts.draft import draft_of
from laws.imports.drafts.lookups import Lookups
from laws.imports.types import (
    LEGISCAN,
    OPENSTATES,
    OWN,
    IncomingAction,
    IncomingMeasure,
    IncomingRelation,
    IncomingSource,
    Where,
)
from laws.models import Measure
from laws.text.dates import PartialDate
from tests.support.makers import (
    make_measure,
    make_place,
    make_question,
    make_relation,
    make_session,
    make_state,
)

pytestmark = pytest.mark.django_db
PAGE = "https://example.gov/bill/1"


def incoming(*actions, **fields):
    """A bill of Massachusetts as another record tells it."""
    known = {
        "record": OPENSTATES, "record_id": "1", "version": "1", "where": Where("bills.json", 1),
        "jurisdiction": "ocd-division/country:us/state:ma", "identifier": "S 9001",
        "title": "An Act about a test", "session_names": ("193rd",), "years": (2023, 2024),
        "sources": (IncomingSource("https://example.org/x"), IncomingSource(PAGE, True)),
    }  # fmt: skip
    told = tuple(
        IncomingAction(date.fromisoformat(day), text, order, *rest)
        for order, (day, text, *rest) in enumerate(actions, 1)
    )
    return IncomingMeasure(**known | {"actions": told} | fields)


def stored(draft):
    """The draft as a measure of the record."""
    measure = Measure(status="draft")
    apply(draft.document, measure)
    return measure


def kinds(draft):
    return [row["kind"] for row in draft.document["actions"].values()]


@pytest.fixture
def session():
    return make_session("MA", "193rd", "2023-01-04", "2024-12-31", name="193rd Legislature")


def test_a_draft_is_a_document_that_the_record_takes(session):
    draft = draft_of(
        incoming(
            ("2023-02-16", "Referred to the committee on The Judiciary", "upper"),
            ("2023-06-20", "Hearing scheduled for 07/10/2023 from 01:00 PM in A-2"),
            ("2023-09-01", "Bill reported favorably by committee", "upper"),
            ("2023-11-01", "Passed to be engrossed (yeas 30 to nays 8)", "upper"),
        )
    )
    measure = stored(draft)

    assert document(measure)["own"][""] == draft.document["own"][""]
    assert (measure.identifier, measure.session) == ("S.9001", session)
    assert kinds(draft) == ["referred", "hearing", "reported", "passed_chamber"]
    rows = list(measure.actions.values_list("day", "source_urls"))
    assert rows[1] == (date(2023, 7, 10), [PAGE])
    assert list(measure.sources.values_list("url", "official")) == [
        (PAGE, True), ("https://example.org/x", None),
    ]  # fmt: skip
    assert measure.notes.startswith("From Open States")
    assert (measure.effect, measure.regulates, measure.confidence) == ("other", ["other"], "medium")
    assert any("until you choose" in sentence for sentence in draft.notes)
    assert not {"effect", "regulates", "notes"} & set(draft.stated)


def test_what_is_in_force_needs_a_law_and_its_day(session):
    signed = ("2023-05-01", "Signed by the Governor, Chapter 7 of the Acts of 2023", "executive")
    draft = draft_of(incoming(signed))
    assert stored(draft).effective_on == date(2023, 5, 1)
    assert any("no effective date was found" in sentence for sentence in draft.notes)

    later = ("2023-05-02", "Effective date July 1, 2024")
    assert stored(draft_of(incoming(signed, later, identifier="S 2"))).effective_on.year == 2024
    both = ("2023-05-01", "Approved by Governor-Chapter 5 (effective 7/1/24)", "executive")
    short = ("2023-05-01", "Signed by Governor; Chapter 156; Eff: 08/06/2023", "executive")
    assert stored(draft_of(incoming(short, identifier="S 5"))).effective_on == date(2023, 8, 6)
    two = draft_of(incoming(both, identifier="S 3"))
    assert kinds(two) == ["enacted", "effective"]
    assert stored(two).effective_on == date(2024, 7, 1)
    assert stored(draft_of(incoming(later, identifier="S 4"))).effective_on is None


def test_a_resolution_that_is_chaptered_is_no_law(session):
    chaptered = ("2023-05-01", "Chaptered by Secretary of State - Res. Chapter 12", "")
    assert kinds(draft_of(incoming(chaptered, kind="resolution"))) == ["passed"]
    signed = ("2023-05-01", "Signed by Governor", "executive")
    assert kinds(draft_of(incoming(signed, kind="resolution"))) == ["enacted"]


def test_a_local_vote_does_not_make_it_bind():
    place = make_place()
    draft = draft_of(
        incoming(
            ("2023-05-01", "Passed", "council", ("passage",)),
            ("2023-05-02", "Sent to the Mayor", "council"),
            jurisdiction=place.division_id, kind="ordinance", session_names=(), identifier="O 1",
        )
    )  # fmt: skip
    assert stored(draft).effective_on is None
    assert any("change it to “passed”" in sentence for sentence in draft.notes)


@pytest.mark.parametrize(
    ("state", "identifier", "name", "days", "told", "years"),
    [
        ("MA", "191st", "191st Legislature (2019-2020)", (2019, 2020), "191st General Court", None),
        ("MA", "191st", "191st Legislature (2019-2020)", (2019, 2020), "2019-2020 Session", None),
        ("CA", "20192020", "2019-2020 Regular Session", (2019, 2020), "2019-2020", (2019, 2020)),
        ("VT", "2019-2020", "2019-2020 Regular Session", (2019, 2020), "20192020", None),
        ("CO", "2022A", "2022 Regular Session", (2022, 2022), "2022 Regular Session", (2022, 2022)),
        ("KY", "2023RS", "2023 Regular Session", (2023, 2023), "2023rs", None),
        ("IL", "103rd", "103rd Regular Session", (2023, 2024), "103rd General Assembly", None),
        ("TX", "89R", "89th Legislature (2025)", (2025, 2025), "89th Legislature Regular", None),
        ("AK", "34", "34th Legislature (2025-2026)", (2025, 2026), "34th Legislature", None),
        ("GA", "2023_24", "2023-2024 Regular Session", (2023, 2024), "2023-2024", (2023, 2024)),
        ("NY", "2023-2024", "2023 Regular Session", (2023, 2024), "2023-2024 Assembly", None),
        ("NY", "2023-2024", "2023 Regular Session", (2023, 2024), "", (2023, 2024)),
        ("LA", "2020s1", "2020 First Extraordinary Session", (2020, 2020),
         "2020 1st Extraordinary Session", None),
        ("CA", "20092010 Special Session 3", "2009-2010, 3rd Special Session", (2009, 2010),
         "2009-2010 Third Special Session", None),
        ("TX", "881", "88th Legislature, 1st Called Session (2023)", (2023, 2023),
         "88th Legislature 1st Special Session", (2023, 2023)),
    ],
)  # fmt: skip
def test_a_session_is_found_in_any_spelling(state, identifier, name, days, told, years):
    for year in (2007, 2015):
        make_session(state, f"other {year}", f"{year}-01-01", f"{year + 1}-12-31", name=f"{year}")
    if "pecial" not in name and "xtra" not in name and "alled" not in name:
        special = f"{days[0]} Second Special Session"
        make_session(state, f"{days[0]}s2", f"{days[0]}-08-01", f"{days[0]}-08-09", name=special)
    wanted = make_session(state, identifier, f"{days[0]}-01-04", f"{days[1]}-12-31", name=name)
    found, said = Lookups().session(wanted.jurisdiction, [told], years)
    assert (found, said) == (wanted, "")


def test_of_two_sessions_that_fit_none_is_guessed():
    for number in ("184th", "185th"):
        name = f"{number} Legislature (2007-2008)"
        make_session("MA", number, "2007-01-03", "2008-12-31", name=name)
    for names, years in ((("2007-2008",), None), ((), (2007, 2008))):
        draft = draft_of(incoming(session_names=names, years=years))
        assert draft.session is None
        assert draft.document["own"][""]["session_id"] is None
        assert any("184th or 185th" in sentence for sentence in draft.notes)
    assert "not in our database" in " ".join(
        draft_of(incoming(session_names=("1st",), years=None)).notes
    )


@pytest.mark.parametrize(
    ("state", "record", "told", "written"),
    [
        ("MA", OPENSTATES, "H1946", "H.1946"), ("MA", LEGISCAN, "S0927", "S.927"),
        ("MI", LEGISCAN, "SB0342", "SB 342"), ("NY", LEGISCAN, "A01045", "A.1045"),
        ("NY", OPENSTATES, "S 3699A", "S.3699"), ("CO", LEGISCAN, "SB143", "SB23-143"),
        ("CO", OPENSTATES, "SB 25-143", "SB25-143"), ("NJ", OPENSTATES, "A 1210", "A1210"),
        ("VT", OPENSTATES, "H 91", "H.91"), ("MT", OPENSTATES, "SB 163", "SB 163"),
        ("CA", OPENSTATES, "ACR 5 X1", "ACR 5 X1"), ("", LEGISCAN, "HB7363", "H.R. 7363"),
        ("", OPENSTATES, "HR 7363", "H.R. 7363"), ("", LEGISCAN, "SB681", "S. 681"),
        ("", OPENSTATES, "S 681", "S. 681"), ("DC", OPENSTATES, "B25-0123", "B25-0123"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_its_state_writes_it(state, record, told, written):
    from laws.text.bill_numbers import official_number

    assert official_number(told, state, record == LEGISCAN, 2023) == written


def test_relations_reach_only_what_is_on_record(session):
    other = make_measure("The companion", "MA", session=session, identifier="H.9002")
    before = make_session("MA", "192nd", "2021-01-06", "2022-12-31", name="192nd Legislature")
    earlier = make_measure("Before", "MA", session=before, identifier="S.8000")
    told = incoming(
        relations=(
            IncomingRelation("companion", "HB9002"), IncomingRelation("companion", "H 9002"),
            IncomingRelation("reintroduces", "S8000", "192nd"), IncomingRelation("related", "H 1"),
            IncomingRelation("dances with", "H 9002"), IncomingRelation("related", "S 9001"),
        )
    )  # fmt: skip
    keys = {f"companion {other.pk}", f"reintroduces {earlier.pk}"}
    assert set(draft_of(told).document["relations"]) == keys

    mine = make_measure("Mine", "MA", session=session, identifier="S.9001")
    make_relation(other, "companion", mine)
    assert set(draft_of(told).document["relations"]) == keys - {f"companion {other.pk}"}


def test_what_does_not_fit_is_cut_and_said(session):
    draft = draft_of(
        incoming(
            ("2023-01-20", "Word " * 100, "upper"), ("0999-01-01", "Too early"),
            title="Facts " * 100, sources=(IncomingSource("javascript:alert(1)"),),
        )
    )  # fmt: skip
    own = draft.document["own"][""]
    assert len(own["title"]) <= 400
    assert own["title"].endswith("Facts…")
    said = " ".join(draft.notes)
    for part in (
        "was cut to 400",
        "is not a web address",
        "names no source",
        "lies far from its session",
        "1 of 1 actions",
    ):
        assert part in said
    assert len(draft.document["actions"]["new-1"]["description"]) <= 300
    assert stored(draft).actions.count() == 1


def test_our_own_columns_are_taken_as_stated(session):
    own = {
        "effect": "ban",
        "regulates": ["police", "schools"],
        "summary": "Bars it.",
        "slug": "ma-s9001-193rd-x",
        "use_modes": ["live"],
        "verified_on": "2024-02-28",
    }
    actions = (
        IncomingAction(date(2023, 5, 1), "Vetoed", 1, kind="passed", basis="assumed"),
        IncomingAction(date(2023, 1, 1), "Signed", 2, kind="enacted", precision="year"),
    )
    source = IncomingSource("https://example.gov/a", seen_on=date(2023, 6, 1))
    draft = draft_of(
        incoming(record=OWN, own=own, identifier="S.9001", actions=actions, sources=(source,))
    )
    told = draft.document["own"][""]
    assert told | own == told
    assert own.keys() < set(draft.stated)
    assert "confidence" not in draft.stated
    assert kinds(draft) == ["passed", "enacted"]
    assert draft.document["actions"]["new-1"]["basis"] == "assumed"
    assert draft.document["sources"][source.url]["seen_on"] == "2023-06-01"
    assert not told["notes"]
    assert stored(draft).slug == own["slug"]


def test_answers_and_relations_of_our_own_are_taken(session):
    question, other = make_question("audit"), make_measure("Another", "MA", slug="ma-other")
    answers = (
        {"question": "audit", "answer": "yes", "pinpoint": "§ 2", "effective_on": "2027-07"},
        {"question": "weather", "answer": "yes"},
    )
    relations = (
        {"to_measure": "ma-other", "kind": "amends"},
        {"to_measure": "ma-none", "kind": "amends"},
    )
    action = IncomingAction(date(2023, 5, 1), "A vote", 1, kind="passed", basis="disputed")
    draft = draft_of(
        incoming(record=OWN, provisions=answers, relations_by_slug=relations, actions=(action,))
    )
    measure = stored(draft)
    assert measure.provisions.get().question == question
    assert measure.provisions.get().effective_on == PartialDate.parse("2027-07")
    assert measure.relations_from.get().to_measure == other
    assert measure.actions.get().basis == "disputed"
    assert "weather" in " ".join(draft.notes)
    assert "ma-none" in " ".join(draft.notes)


def test_odd_input_raises_nothing():
    odd = "a\0b\ud800 \u202e '\""
    draft = draft_of(
        incoming(
            ("2023-01-20", odd, odd, (odd,)),
            jurisdiction=odd, title=odd, identifier=odd, kind=odd, session_names=(odd, ""),
            sources=(IncomingSource(odd, None, odd),), relations=(IncomingRelation(odd, odd, odd),),
        )
    )  # fmt: skip
    assert draft.place is None
    assert "choose one" in draft.notes[0]

    make_state("MA")
    draft = draft_of(incoming(("2023-01-20", odd), title=odd, identifier=odd, summary=odd))
    assert stored(draft).title == "a b \u202e '\""


def test_a_run_asks_the_record_few_times(session, django_assert_max_num_queries):
    known = Lookups()
    told = incoming(relations=(IncomingRelation("companion", "H 9002"),))
    draft_of(told, known)
    with django_assert_max_num_queries(3):
        draft_of(told, known)
    with django_assert_max_num_queries(6):
        again = draft_of(told)
    assert again.document == draft_of(told, known).document


@pytest.mark.parametrize(
    ("noted", "text", "day"),
    [
        ("2023-10-08", "approved by the Governor 10/07/2023 12:14 PM", "2023-10-07"),
        ("2023-12-01", "Introduced 01/07/2024 and referred to Judiciary HJ 1", "2024-01-07"),
        ("2023-05-01", "Signed by Governor, effective 7/1/2023", "2023-05-01"),
        ("2023-05-01", "Signed by Governor 5/1/1923", "2023-05-01"),
    ],
)
def test_an_act_has_its_own_day_where_its_entry_tells_one(session, noted, text, day):
    (row, *_) = draft_of(incoming((noted, text, "lower"))).document["actions"].values()

    assert row["day"] == day
