"""How other records write dates, texts and tables, and what follows for a bill."""

from datetime import date

import pytest

from laws.imports.drafts.draft import draft_of
from laws.imports.drafts.sessions import find
from laws.imports.readers import detect, legiscan, openstates
from laws.imports.types import RefusedRecord, Where
from laws.models import LegislativeSession
from laws.rules.reckoning import reckon
from laws.rules.terms import ActionFacts
from laws.text.bill_numbers import official_number
from laws.text.date_parsing import day_in
from laws.text.dates import PartialDate
from tests.support.imports import entry_of, told
from tests.support.makers import make_measure, make_place, make_state
from tests.support.source_bills import API_BILL, changed

HERE = Where("test.json", 1)
HEADER = ["division_id", "title", "effect", "regulates"]
ROW = ["ocd-division/country:us/state:ma/place:lowell", "Règle on faces", "ban", "police"]


def read(**fields):
    return openstates.measure_of(changed(API_BILL, **fields), HERE)


def entries(*rows):
    return [{"description": text, "date": day, "classification": []} for day, text in rows]


def drafted(*actions, **fields):
    draft = draft_of(read(votes=[], actions=entries(*actions), **fields))
    rows = draft.document["actions"].values()
    return [(row["day"], row["kind"]) for row in rows], draft


def in_force(kinds, on):
    acts = [ActionFacts(kind, PartialDate(date.fromisoformat(day))) for day, kind in kinds]
    return any(term.covers(date.fromisoformat(on)) for term in reckon(acts).terms)


# --- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", [
    "2025-01-14T05:00:00+00:00", "2025-07-14T04:00:00Z", "2025-01-14T06:00:00+00:00",
    "2025-01-14T00:00:00-05:00", "2025-01-14T10:00:00Z", "2025-01-14",
])  # fmt: skip
def test_midnight_anywhere_in_the_country_is_a_day_written_as_a_time(written):
    alabama = "ocd-jurisdiction/country:us/state:al/government"
    bill = read(jurisdiction=alabama, actions=[{"description": "Filed", "date": written}])

    assert bill.actions[0].day.day == 14


def test_a_local_time_late_in_the_evening_stays_that_day():
    california = "ocd-jurisdiction/country:us/state:ca/government"
    late = {"description": "Filed", "date": "2025-01-09T23:00:00-08:00"}

    assert read(jurisdiction=california, actions=[late]).actions[0].day == date(2025, 1, 9)


@pytest.mark.parametrize(("entered", "text", "day"), [
    ("2026-07-03", "(H) LAW W/O GOV SIGNATURE 6/22 CH 28 SLA 26", "2026-06-22"),
    ("2025-07-30", "(S) Signed into law 6/24 CHAPTER 17 SLA 25", "2025-06-24"),
    ("2026-07-03", "(H) VETOED BY GOVERNOR 6/24/26", "2026-06-24"),
    ("2026-01-09", "(H) LAW W/O GOV SIGNATURE 12/30 CH 1 SLA 26", "2025-12-30"),
    ("2025-07-22", "Signed by Governor Ayotte 07/15/2025; Chapter 163; eff. 09/13/2025",
     "2025-07-15"),
    ("2025-08-04", "Signed by the Governor on 08/01/2025; Chapter 0295", "2025-08-01"),
    ("2025-04-11", "Signed by Governor 04/10", "2025-04-10"),
    ("2025-04-10", "Approved by Governor on Monday, April 7, 2025", "2025-04-07"),
    ("2026-03-30", "Reported Signed by Governor on March 26, 2026 Session Law Chapter 162 "
     "Effective: 07/01/2026", "2026-03-26"),
    ("2025-05-27", "Becomes law without Governor's signature 05/25/2025", "2025-05-25"),
    ("2026-05-26", "Act 028, 05/22/2026 (Gov. Msg. No. 1128).", "2026-05-22"),
    ("2025-05-21", "Enacted in accordance with Article 44 Part II of the N.H. Constitution "
     "without the signature of the governor 5/17/2025 eff. 07/13/2025", "2025-05-17"),
    ("2025-04-10", "Vetoed by Governor; Returned to House on Thursday, April 3, 2025",
     "2025-04-03"),
    ("2025-06-13", "Approved by Governor. Effective July 1, 2025", "2025-06-13"),
    ("2025-06-13", "Approved by Governor with line item veto 1/1/2024", "2025-06-13"),
])  # fmt: skip
@pytest.mark.django_db
def test_the_day_that_an_entry_tells_of_a_signature_or_a_veto_counts(entered, text, day):
    kinds = drafted(("2025-01-08", "Introduced"), (entered, text), session="2025-2026")[0]

    assert {when for when, kind in kinds if kind in ("enacted", "vetoed")} <= {day}
    assert day in [when for when, _ in kinds]


@pytest.mark.django_db
def test_michigans_law_with_immediate_effect_began_on_the_day_it_was_filed():
    kinds = drafted(
        ("2025-06-30", "passed; given immediate effect"),
        ("2026-07-21", "APPROVED BY GOVERNOR 7/21/2026 12:50 PM"),
        ("2026-07-29", "FILED WITH SECRETARY OF STATE 7/21/2026 2:20 PM"),
        ("2026-07-29", "ASSIGNED PA 0021'26 WITH IMMEDIATE EFFECT"),
        session="2025-2026", jurisdiction="ocd-jurisdiction/country:us/state:mi/government",
    )[0]  # fmt: skip

    assert ("2026-07-21", "effective") in kinds


@pytest.mark.django_db
def test_kansas_has_an_unsigned_law_ten_days_after_the_governor_got_it():
    kansas = {"jurisdiction": "ocd-jurisdiction/country:us/state:ks/government"}
    kansas["session"] = "2025-2026"
    make_state(state_code="KS", name="Kansas")
    kinds, draft = drafted(
        ("2025-03-28", "Conference Committee Report was adopted; Yea 88, Nay 37"),
        ("2025-04-08", "Enrolled and presented to Governor on Friday, April 4, 2025"),
        ("2025-04-10", "Will become law without Governor's signature"),
        **kansas,
    )
    row = next(row for row in draft.document["actions"].values() if row["kind"] == "enacted")

    assert (row["day"], row["basis"]) == ("2025-04-14", "inferred")
    assert not in_force(kinds, "2025-06-30")  # it waits for its publication
    assert any("Check that no veto came" in note for note in draft.notes)


def test_times_of_day_give_the_order_of_one_day():
    texts = ("Failed 12-19", "Reconsidered", "Passed 17-14")
    times = ("T21:28:00Z", "T21:26:00Z", "T17:39:00Z")
    bill = read(actions=entries(*zip([f"2025-02-20{time}" for time in times], texts, strict=True)))

    assert [action.text for action in bill.actions] == ["Passed 17-14", "Reconsidered",
                                                        "Failed 12-19"]  # fmt: skip


def test_a_history_with_the_newest_first_is_turned_around():
    bill = read(actions=entries(("2025-03-02", "c"), ("2025-03-02", "b"), ("2025-03-01", "a")))

    assert [action.text for action in bill.actions] == ["a", "b", "c"]


def test_a_fraction_of_a_vote_is_no_date():
    assert day_in("Hearing held; 2/3 vote required.", date(2025, 4, 20)) is None
    assert day_in("Hearing 2/3 at 1 p.m.", date(2025, 1, 20)) == date(2025, 2, 3)
    assert day_in("Effective by 3/5 majority", date(2025, 1, 20)) is None


@pytest.mark.django_db
def test_an_empty_time_stamp_is_left_out_and_told():
    make_state("MA")
    kinds, draft = drafted(("1969-12-31", "Referred"), ("2098-01-06", "Referred to Rules"))

    assert [day for day, _ in kinds] == ["2098-01-06"]
    assert any("December 31, 1969" in note for note in draft.notes)


@pytest.mark.django_db
@pytest.mark.parametrize("effect", [
    "Chapter 9; effective 90 days after adjournment", "Effective date: 91 days after sine die",
    "Chapter 9. Effective upon certification by the voters",
])  # fmt: skip
def test_a_law_that_takes_effect_on_a_day_it_does_not_name_is_not_in_effect(effect):
    make_state("MA")
    kinds, draft = drafted(("2098-05-01", "Signed by Governor"), ("2098-05-03", effect))

    assert ("2098-05-03", "effect_delayed") in kinds
    assert not in_force(kinds, "2098-12-31")
    assert any("does not name" in note for note in draft.notes)


@pytest.mark.django_db
def test_the_first_day_is_read_where_the_number_follows_the_signature():
    make_state("MA")
    kinds, _ = drafted(
        ("2098-05-01", "Signed by Governor"),
        ("2098-05-03", "Session Law Chapter 9 Effective: 07/01/2098"),
    )

    assert ("2098-07-01", "effective") in kinds


@pytest.mark.django_db
def test_several_first_days_in_one_entry_are_told_and_none_is_taken():
    make_state("MA")
    kinds, draft = drafted(
        ("2098-05-01", "Signed by Governor"),
        ("2098-05-03", "Effective date Art. 1 07/01/2098; Art. 2 08/01/2098"),
    )

    assert "effective" not in dict(map(reversed, kinds))
    assert any("several days" in note for note in draft.notes)


# --- sessions, numbers, texts -------------------------------------------------------------------


@pytest.mark.parametrize("name", [
    "2023-2024 #1", "2023-2024 1st Special Session", "2023-2024S1", "2023-2024 SS1",
    "2023-2024 First Extraordinary Session",
])  # fmt: skip
def test_a_special_session_is_never_taken_for_the_regular_one(name):
    regular, special = (
        LegislativeSession(identifier=identifier, name=name, classification=kind,
                           start_on=date(2023, 1, 3), end_on=date(2024, 11, 30))
        for identifier, name, kind in (
            ("2023-2024", "2023-2024 Regular Session", "primary"),
            ("2023-2024S1", "2023-2024 Special Session 1", "special"))
    )  # fmt: skip

    assert find([regular, special], [name])[0] == special
    assert find([regular], [name])[0] is None


@pytest.mark.parametrize(("written", "state", "number"), [
    ("CS/CS/HB 9", "fl", "HB 9"), ("HCS HB 12", "mo", "HB 12"), ("SS SCS SB 3", "mo", "SB 3"),
    ("ESSB 6280", "wa", "SB 6280"),
])  # fmt: skip
def test_the_letters_of_a_substitute_are_no_part_of_the_number(written, state, number):
    assert official_number(written, state) == number


def test_congress_is_no_local_government():
    congress = "ocd-jurisdiction/country:us/government"
    city = "ocd-jurisdiction/country:us/state:ny/place:new_york/government"

    assert read(jurisdiction=congress, identifier="HR 9", classification=["bill"]).kind == "bill"
    assert read(jurisdiction=city, classification=["bill"]).kind == "ordinance"


def test_a_text_of_the_web_is_read_as_a_reader_sees_it():
    title = "Face &amp; Fin\u00adger\u200b Scans &#8211; Prince George&amp;#39;s County"

    assert read(title=title).title == "Face & Finger Scans – Prince George's County"
    assert read(title="Research &develop; R&D").title == "Research &develop; R&D"


def test_the_history_of_legiscan_is_put_in_order_too():
    bill = {
        "bill_id": 9, "state": "MA", "bill_number": "S9", "title": "Faces", "change_hash": "1",
        "history": [{"date": "2025-03-02", "action": "b"}, {"date": "2025-03-01", "action": "a"}],
    }  # fmt: skip

    assert [action.text for action in legiscan.measure_of(bill, HERE).actions] == ["a", "b"]


# --- tables -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("separator", "encoding"), [
    (",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8"), (",", "cp1252"),
])  # fmt: skip
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path, separator, encoding):
    lines = [[*HEADER, ""], [*ROW, ""], [""] * 5]
    file = tmp_path / "measures.csv"
    file.write_bytes("\n".join(separator.join(line) for line in lines).encode(encoding))

    (measure,) = detect.read(file)

    assert (measure.title, measure.jurisdiction) == (ROW[1], ROW[0])


def test_a_heading_is_read_as_people_write_it(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Division ID,Title\n" + ",".join(ROW[:2]))

    (measure,) = detect.read(file)

    assert measure.title == ROW[1]


def test_a_table_without_our_columns_is_told_what_is_missing(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Place,Law\nLowell,Ban\n")

    with pytest.raises(detect.Refusal, match="names place, law, and division_id and title is miss"):
        list(detect.read(file))


def test_a_quotation_mark_that_is_never_closed_costs_its_line_alone(tmp_path):
    file = tmp_path / "measures.csv"
    file.write_text(f'division_id,title\n{ROW[0]},"A title\n{ROW[0]},Another\n')

    broken, good = detect.read(file)

    assert isinstance(broken, RefusedRecord)
    assert (broken.where.number, good.title) == (2, "Another")


# --- what may be on the record ------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(("adopted", "is_hinted"), [
    ("2025-06-27", True), ("2025-07-20", True), ("2025-12-01", False),
])  # fmt: skip
def test_an_ordinance_without_a_number_names_the_one_that_it_may_be(adopted, is_hinted):
    place = make_place()
    banned = make_measure("The ban", place, [("passed", "2025-06-27")], effect="ban")
    entry = entry_of(
        told(
            "", actions=[(adopted, "Ban", "passed")], jurisdiction=place.division_id, record="own",
            kind="ordinance", title="A ban on facial recognition in a list", session_names=(),
        )
    )  # fmt: skip

    assert (banned.slug in " ".join(entry.not_understood)) == is_hinted
