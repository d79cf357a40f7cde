"""What holds of the rules of consistency for any dates, however exactly they are known."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from laws.editing.consistency import findings
from laws.editing.consistency.facts import Act
from laws.rules.stages import Session
from laws.text.dates import PartialDate
from laws.vocabulary import ActionKind, Basis, ChamberKind, MeasureKind
from tests.support.plain_facts import CITY, STATE, TODAY, facts

PRECISIONS = st.sampled_from(["day", "month", "year"])
KINDS, BASES = st.sampled_from(ActionKind.values), st.sampled_from(Basis.values)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
VOTES = st.none() | st.integers(0, 500)
ACTS = st.builds(
    Act, KINDS, st.builds(PartialDate, DAYS, PRECISIONS), BASES, st.text(max_size=9),
    st.integers(0, 9), st.sampled_from(["", *ChamberKind.values]), VOTES, VOTES,
)  # fmt: skip

LIFE = ("introduced", "referred", "hearing", "reported", "passed_chamber lower",
        "passed_chamber upper", "passed", "vetoed", "veto_overridden", "effective", "enjoined",
        "reinstated", "extended", "amended", "repealed")  # fmt: skip
"""A life in which everything happens that can, one thing after the other."""
FIRST = date(2020, 1, 13)


@given(
    st.lists(ACTS, max_size=9),
    st.sampled_from(MeasureKind.values),
    st.sampled_from([STATE, CITY, None]),
    st.text(max_size=9),
    st.builds(Session, DAYS, st.none() | DAYS),
)
@settings(max_examples=150)
def test_whatever_is_entered_is_answered(acts, kind, place, identifier, session):
    fields = {"kind": kind, "place": place or STATE, "identifier": identifier, "session": session}

    for finding in findings(facts(**fields, acts=tuple(acts))):
        assert finding.sentence.endswith((".", ":"))
        assert finding.rule
        assert finding.about


@given(st.sets(st.integers(0, 2000), min_size=len(LIFE), max_size=len(LIFE)), st.data())
@settings(max_examples=150)
def test_what_happened_in_order_is_never_off(days, data):
    lines = []
    for kind, after in zip(LIFE, sorted(days), strict=True):
        when = PartialDate(FIRST + timedelta(after), data.draw(PRECISIONS)).isoformat()
        name, *by = kind.split()
        lines.append(" ".join([name, when, *by]))
        if name == "effective":
            lines.append("expires 2026")
    lines.append("expires 2030-01")

    assert FIRST + timedelta(2000) < TODAY
    assert findings(facts(*lines)) == []
