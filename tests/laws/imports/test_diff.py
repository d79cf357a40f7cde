"""What an import may propose: nothing over a value that a person set."""

from itertools import count

import pytest

from laws.imports.diff import (
    KEPT,
    PROPOSED,
    apply_differences,
    compare,
    content_of,
    matched_keys,
    reviewed_content,
)

OWN = {"kind": "bill", "session_id": 7, "identifier": "S.9001", "title": "An Act", "summary": "",
       "effect": "ban", "notes": "Ours."}  # fmt: skip
STATED = ["kind", "session_id", "identifier", "title", "actions"]


def act(day="2025-01-10", kind="introduced", text="Filed", order=1, **fields):
    known = {"order": order, "day": day, "precision": "day", "kind": kind, "chamber": "",
             "yes": None, "no": None, "description": text, "basis": "recorded",
             "source_urls": []}  # fmt: skip
    return known | fields


def doc(*actions, sources=(), **own):
    return {
        "own": {"": OWN | own},
        "actions": {str(key): row for key, row in enumerate(actions, 100)},
        "provisions": {},
        "sources": {url: {"url": url, "official": None, "note": ""} for url in sources},
        "relations": {},
        "sponsorships": {},
    }


def coming(*actions, stated=STATED, **fields):
    return content_of(doc(*actions, **fields), stated)


def found(said, now, comes):
    return [(one.part, one.column or one.name, one.standing) for one in compare(said, now, comes)]


def after(now, comes, came=()):
    """What is remembered once all of an import was decided about; it brought the actions named."""
    return reviewed_content(None, comes, matched_keys(None, now, comes), came)


HEARD = act("2025-02-01", "hearing", "Heard", 2)
NAMES = ("2025-01-10 filed", "2025-02-01 heard")


def test_what_the_record_says_in_another_spelling_is_no_difference():
    now = doc(act(text="Filed."), identifier="S 9001", title="AN  ACT.")
    assert found(None, now, coming(act(), identifier="S9001")) == []


def test_a_value_that_nobody_imported_was_set_by_a_person():
    now = doc(title="Ours", summary="")
    comes = coming(title="Theirs", summary="Theirs.", stated=[*STATED, "summary"])
    assert found(None, now, comes) == [("own", "title", KEPT), ("own", "summary", PROPOSED)]


def test_a_value_stands_for_the_import_until_a_person_changes_it():
    first, second = coming(title="First"), coming(title="Second")
    said = after(doc(title="First"), first)
    assert found(said, doc(title="First"), second) == [("own", "title", PROPOSED)]
    assert found(said, doc(title="A person's"), second) == [("own", "title", KEPT)]
    assert found(said, doc(title="A person's"), first) == []


def test_what_an_import_does_not_state_is_never_proposed_away():
    said = after(doc(), coming(summary="Once", stated=[*STATED, "summary"]))
    now = doc(effect="ban", summary="Ours", notes="Ours.")
    assert found(said, now, coming(effect="other", summary="", notes="")) == []


def test_an_action_comes_and_is_not_proposed_again_once_left_out():
    now, comes = doc(act()), coming(act(), act("2025-02-01", "hearing", "Heard", 2))
    assert found(None, now, comes) == [("actions", "2025-02-01 heard", PROPOSED)]
    assert found(after(now, comes), now, comes) == []


def test_an_action_is_known_by_its_kind_and_the_span_of_its_day():
    now = doc(act("2025-01-01", precision="month", text="In January"))
    assert found(None, now, coming(act("2025-01-10"))) == []
    assert found(None, now, coming(act("2025-02-10"))) == [
        ("actions", "2025-02-10 filed", PROPOSED)
    ]


def test_what_is_merely_noted_is_known_by_its_words():
    now = doc(act(kind="other", text="Ordered printed"))
    comes = coming(act(kind="other", text="Ordered printed"), act(kind="other", text="Laid over"))
    assert found(None, now, comes) == [("actions", "2025-01-10 laid over", PROPOSED)]


def test_two_notes_of_one_day_in_other_words_stay_two():
    comes = coming(act(kind="other", text="Laid over"))
    assert found(None, doc(act(kind="other", text="Ordered printed")), comes) == [
        ("actions", "2025-01-10 laid over", PROPOSED)
    ]


def test_votes_that_the_record_lacks_are_proposed_and_those_it_has_stay():
    comes = coming(act(yes=30, no=9))
    assert found(None, doc(act(yes=31)), comes) == [("actions", "no", PROPOSED)]


def test_a_kind_that_a_person_put_right_stays_and_one_the_import_changes_is_proposed():
    first, second = coming(act(kind="reported")), coming(act(kind="referred"))
    now = doc(act(kind="reported"))
    said = after(now, first)
    assert found(said, now, second) == [("actions", "kind", PROPOSED)]
    assert found(said, doc(act(kind="hearing")), second) == [("actions", "kind", KEPT)]
    assert found(said, doc(act(kind="hearing")), first) == []


def test_an_action_that_the_import_brought_and_takes_back_goes_unless_a_person_touched_it():
    now, first, second = doc(act(), HEARD), coming(act(), HEARD), coming(act())
    said = after(now, first, NAMES)
    assert found(said, now, second) == [("actions", "2025-02-01 heard", PROPOSED)]
    touched = doc(act(), HEARD | {"day": "2025-02-02"})
    assert found(said, touched, second) == [("actions", "2025-02-01 heard", KEPT)]


def test_an_action_that_stood_before_the_import_never_goes_by_it():
    now = doc(act(), HEARD)
    said = after(now, coming(act(), HEARD))
    assert found(said, now, coming(act())) == [("actions", "2025-02-01 heard", KEPT)]


def test_no_action_goes_when_none_or_not_all_are_told():
    now, first = doc(act(), HEARD), coming(act(), HEARD)
    said = after(now, first, NAMES)
    part = [name for name in STATED if name != "actions"]
    for told in (coming(), coming(stated=part), coming(act(), stated=part)):
        assert found(said, now, told) == []
        # What was not told this time is remembered all the same.
        later = reviewed_content(said, told, matched_keys(said, now, told))
        assert later["actions"] == said["actions"]
        assert found(later, now, coming(act())) == [("actions", "2025-02-01 heard", PROPOSED)]


def test_an_action_in_other_words_is_one_that_changed():
    printed = act(kind="other", text="Ordered to be printed", order=3)
    now, first = doc(act(), HEARD, printed), coming(act(), HEARD, printed)
    said = after(now, first, NAMES)
    again = HEARD | {"description": "Heard by the committee on towns"}
    second = coming(act(), again, printed | {"description": "Ordered to be printed and bound"})
    assert [(one.key, one.column, one.standing) for one in compare(said, now, second)] == [
        ("101", "description", PROPOSED), ("102", "description", PROPOSED),
    ]  # fmt: skip
    content, came = apply_differences(now, compare(said, now, second), count(500))
    assert content["actions"]["101"]["description"] == "Heard by the committee on towns"
    assert came == {}
    keys = matched_keys(said, now, second)
    assert found(reviewed_content(said, second, keys), content, second) == []
    # One that staff left out stays out, whatever its words.
    left_out = reviewed_content(None, first, {NAMES[0]: "100"})
    assert found(left_out, doc(act()), second) == []


def test_of_two_actions_in_other_words_the_likeliest_is_the_one_that_changed():
    now, said = doc(HEARD), after(doc(HEARD), coming(HEARD), NAMES)
    likely = HEARD | {"description": "Heard by committee"}
    unlikely = HEARD | {"description": "Zoning of parks discussed", "order": 3}
    for comes in (coming(likely, unlikely), coming(unlikely, likely)):
        changed, new = sorted(compare(said, now, comes), key=lambda one: one.column, reverse=True)
        assert (changed.key, changed.coming["description"]) == ("100", "Heard by committee")
        assert (new.key, new.coming["description"]) == ("", "Zoning of parks discussed")


def test_an_action_of_another_day_or_kind_is_another():
    now, said = doc(HEARD), after(doc(HEARD), coming(HEARD), NAMES)
    for other in ({"day": "2025-02-02"}, {"kind": "reported"}):
        told = coming(HEARD | other | {"description": "Held"})
        comes, goes = compare(said, now, told)
        assert (comes.present, goes.key, goes.coming) == (None, "100", None), other
    told = coming(HEARD | {"chamber": "upper", "description": "Held"})
    assert found(said, now, told) == [("actions", "chamber", PROPOSED)]


def test_a_day_a_few_days_from_ours_is_a_difference_and_no_new_action():
    now = doc(HEARD)
    told = coming(HEARD | {"day": "2025-02-03"})
    (one,) = [one for one in compare(None, now, told) if one.column in ("", "day")]
    assert (one.key, one.column, one.standing, one.is_minor) == ("100", "day", PROPOSED, True)
    content, came = apply_differences(now, [one], count(500))
    assert (content["actions"]["100"]["day"], came) == ("2025-02-03", {})
    # Left as it is, it is not offered again.
    kept = reviewed_content(None, told, matched_keys(None, now, told))
    assert found(kept, now, told) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (HEARD, act("2025-02-02", "hearing", "Heard", 2)),
        (act("2025-02-01", "other", "Laid over", 2), act("2025-02-02", "other", "Laid over.", 2)),
    ],
)
def test_a_day_that_the_same_record_moves_is_one_difference(first, second):
    now, comes = doc(act(), first), coming(act(), first)
    said = after(now, comes, comes["actions"])
    assert found(said, now, coming(act(), second)) == [("actions", "day", PROPOSED)]


def test_what_the_same_record_tells_weeks_later_or_in_other_words_is_another_action():
    for first, second in [
        (HEARD, act("2025-02-20", "hearing", "Heard", 2)),
        (act("2025-02-01", "other", "Laid over"), act("2025-02-02", "other", "Printed")),
    ]:
        now, comes = doc(act(), first), coming(act(), first)
        said = after(now, comes, comes["actions"])
        assert len(found(said, now, coming(act(), second))) == 2


def test_of_two_days_the_nearer_is_ours_and_what_is_farther_is_new():
    told = coming(HEARD | {"day": "2025-01-29"}, HEARD | {"day": "2025-02-02", "order": 3})
    offered = [one for one in compare(None, doc(HEARD), told) if one.column in ("", "day")]
    assert [(one.coming["day"], one.column) for one in offered] == [
        ("2025-01-29", ""), ("2025-02-02", "day"),
    ]  # fmt: skip
    for other in ({"day": "2025-02-10"}, {"day": "2025-02-02", "kind": "reported"}):
        (new, *_) = compare(None, doc(HEARD), coming(HEARD | other))
        assert new.present is None


def test_an_answer_comes_once_and_stays_when_a_person_gave_it():
    row = {"question_id": 5, "answer": "yes", "answer_on": None, "detail": "", "pinpoint": "s. 1",
           "effective_on": None, "ended_on": None, "source_urls": []}  # fmt: skip
    now, comes = doc(), coming() | {"provisions": {"5": row}}
    assert [(one.part, one.key, one.column) for one in compare(None, now, comes)] == [
        ("provisions", "5", "")
    ]
    content, _ = apply_differences(now, compare(None, now, comes), count(500))
    assert content["provisions"] == {"5": row}
    assert found(after(now, comes), now, comes) == []
    other = doc() | {"provisions": {"5": row | {"answer": "no", "pinpoint": ""}}}
    assert found(None, other, comes) == [
        ("provisions", "answer", KEPT), ("provisions", "pinpoint", PROPOSED),
    ]  # fmt: skip
    newer = coming() | {"provisions": {"5": row | {"answer": "qualified"}}}
    assert found(after(content, comes), content, newer) == [("provisions", "answer", PROPOSED)]


def test_a_source_comes_once():
    now, comes = doc(), coming(sources=["https://example.gov/1"])
    assert found(None, now, comes) == [("sources", "", PROPOSED)]
    assert found(after(now, comes), now, comes) == []


def test_two_actions_alike_are_two():
    comes = coming(act(), act(order=2))
    assert list(comes["actions"]) == ["2025-01-10 filed", "2025-01-10 filed (2)"]
    assert found(None, doc(act()), comes) == [("actions", "2025-01-10 filed (2)", PROPOSED)]


def test_what_is_taken_stands_by_its_day_and_moves_no_more_than_it_must():
    now = doc(act("2025-01-10"), act("2025-03-01", "reported", "Reported", 5))
    comes = coming(
        act("2025-01-10"),
        act("2025-02-01", "hearing", "Heard", 2),
        act("2025-03-01", "reported", "Reported", 3),
        act("2025-04-01", "passed", "Passed", 4),
        sources=["https://example.gov/1"],
    )
    content, came = apply_differences(now, compare(None, now, comes), count(500))
    assert [(row["order"], row["kind"]) for row in content["actions"].values()] == [
        (1, "introduced"), (2, "hearing"), (5, "reported"), (6, "passed"),
    ]  # fmt: skip
    assert came == {"2025-02-01 heard": "500", "2025-04-01 passed": "501"}
    assert list(content["sources"]) == ["https://example.gov/1"]
    assert now == doc(act("2025-01-10"), act("2025-03-01", "reported", "Reported", 5))


def test_what_is_taken_stands_after_what_was_there_on_its_day():
    now = doc(act("2025-02-01", "reported", "Reported"), act("2025-03-01", "passed", "Passed", 2))
    comes = coming(act("2025-02-01", "hearing", "Heard"))
    content, _ = apply_differences(now, compare(None, now, comes), count(500))
    assert [(row["order"], row["kind"]) for row in content["actions"].values()] == [
        (1, "reported"), (2, "hearing"), (3, "passed"),
    ]  # fmt: skip


def test_a_value_and_a_row_that_goes_are_taken():
    first, second = coming(act(), act(text="Again"), title="A"), coming(act(), title="B")
    now = doc(act(), act(text="Again", order=2), title="A")
    said = after(now, first, ("2025-01-10 filed", "2025-01-10 again"))
    content, came = apply_differences(now, compare(said, now, second), count(500))
    assert content["own"][""]["title"] == "B"
    assert (list(content["actions"]), came) == (["100"], {})
