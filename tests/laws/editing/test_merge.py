"""Documents compared and brought together: the laws of merging, on any documents."""

from hypothesis import given, settings
from hypothesis import strategies as st

from laws.editing.merge import aligned, differences, merge

WORDS = st.sampled_from(["", "a", "b", "c"])
COLUMNS = ("title", "kind", "session_id", "jurisdiction_id")
OWN = st.fixed_dictionaries(dict.fromkeys(COLUMNS, WORDS))
SOURCES = st.dictionaries(WORDS, st.fixed_dictionaries({"url": WORDS, "note": WORDS}), max_size=3)


@st.composite
def actions(draw):
    """Actions under keys that are never given out twice, each with a number of its own."""
    keys = draw(st.lists(st.integers(1, 5), unique=True, max_size=4))
    orders = draw(st.permutations(range(1, len(keys) + 1)))
    return {
        str(key): {"order": order, "day": draw(WORDS), "precision": draw(WORDS), "kind": "other"}
        for key, order in zip(keys, orders, strict=True)
    }


DOCUMENTS = st.builds(
    lambda own, acts, sources: {"own": {"": own}, "actions": acts, "sources": sources},
    OWN, actions(), SOURCES,
)  # fmt: skip
ANY = settings(max_examples=60, deadline=None)


@ANY
@given(DOCUMENTS)
def test_a_document_does_not_differ_from_itself(a):
    assert differences(a, a) == []
    assert merge(a, a, a) == (a, [])


@ANY
@given(DOCUMENTS, DOCUMENTS)
def test_documents_that_differ_say_where(a, b):
    assert bool(differences(a, b)) == (a != b)


@ANY
@given(DOCUMENTS, DOCUMENTS)
def test_what_one_of_two_changed_stands(base, changed):
    assert merge(base, base, changed) == (changed, [])
    assert merge(base, changed, base) == (changed, [])


@ANY
@given(DOCUMENTS, DOCUMENTS)
def test_what_both_changed_alike_stands(base, changed):
    assert merge(base, changed, changed) == (changed, [])


@ANY
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_the_same_places_are_at_odds_whoever_comes_first(base, one, other):
    here = {conflict.place for conflict in merge(base, one, other).conflicts}
    there = {conflict.place for conflict in merge(base, other, one).conflicts}
    assert here == there


@ANY
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_without_odds_it_does_not_matter_who_comes_first(base, one, other):
    here, there = merge(base, one, other), merge(base, other, one)
    if not here.conflicts:
        numberless = [{k: v for k, v in one.document.items() if k != "actions"} for one in
                      (here, there)]  # fmt: skip
        assert numberless[0] == numberless[1]
        assert here.document["actions"].keys() == there.document["actions"].keys()


@ANY
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_at_odds_the_choice_decides_and_nothing_is_lost_without_being_named(base, theirs, mine):
    merged = merge(base, theirs, mine)
    chosen = merge(base, theirs, mine, {one.place: "theirs" for one in merged.conflicts})
    for conflict in merged.conflicts:
        row = merged.document[conflict.part].get(conflict.key)
        other = chosen.document[conflict.part].get(conflict.key)
        for column in set(conflict.columns) - {"order"}:
            assert row[column] == conflict.mine[column]
            assert other[column] == conflict.theirs[column]
        if not conflict.columns:
            assert (row is None) == (conflict.mine is None)
            assert (other is None) == (conflict.theirs is None)


@ANY
@given(DOCUMENTS, DOCUMENTS, DOCUMENTS)
def test_no_two_actions_end_with_one_number(base, one, other):
    orders = [row["order"] for row in merge(base, one, other).document["actions"].values()]
    assert len(orders) == len(set(orders))


def small(**own):
    return {"own": {"": {"title": "T", "notes": ""} | own}, "actions": {}, "sources": {}}


def test_two_people_in_two_fields_both_keep_theirs():
    merged = merge(small(), small(title="Their title"), small(notes="My note"))
    assert merged == (small(title="Their title", notes="My note"), [])


def test_a_date_and_its_precision_are_one_value():
    def acted(day, precision):
        row = {"order": 1, "kind": "passed", "day": day, "precision": precision}
        return {"own": {"": {}}, "actions": {"7": row}}

    base = acted("2023-07-01", "month")
    merged = merge(base, acted("2023-07-01", "day"), acted("2023-08-01", "month"))
    assert [one.columns for one in merged.conflicts] == [("day", "precision")]


def test_a_row_removed_here_and_changed_there_is_at_odds_as_a_whole():
    with_row, changed, without = small(), small(), small()
    with_row["sources"] = {"u": {"url": "u", "note": ""}}
    changed["sources"] = {"u": {"url": "u", "note": "read"}}
    merged = merge(with_row, changed, without)
    assert [(one.part, one.key, one.columns) for one in merged.conflicts] == [("sources", "u", ())]


def test_an_action_stored_anew_under_another_key_is_the_same_action():
    row = {"order": 1, "kind": "passed", "day": "2023-07-01", "precision": "day"}
    base, now = small() | {"actions": {"7": row}}, small() | {"actions": {"8": row}}
    assert aligned(base, now) == base
