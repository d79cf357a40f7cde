"""The way of a measure to the public: every move, who may, and what each refusal says."""

from itertools import product

import pytest

from laws.editing import workflow
from laws.editing.workflow import (
    ALONE,
    DRAFT,
    IN_REVIEW,
    PUBLISH,
    PUBLISHED,
    REVIEW,
    WITHDRAWN,
    Person,
)
from laws.vocabulary import WRITE, EditorialStatus

CONTRIBUTOR = Person(1, frozenset({WRITE}))
EDITOR = Person(2, frozenset({WRITE, REVIEW}))
PUBLISHER = Person(3, frozenset({WRITE, REVIEW, PUBLISH}))
SUPERUSER = Person(4, frozenset({WRITE, REVIEW, PUBLISH, ALONE}))
SOMEONE_ELSE = 99

# Who may make each move of what someone else edited, giving a reason.
MAY = {
    (DRAFT, IN_REVIEW): {CONTRIBUTOR, EDITOR, PUBLISHER, SUPERUSER},
    (IN_REVIEW, DRAFT): {EDITOR, PUBLISHER, SUPERUSER},
    (IN_REVIEW, PUBLISHED): {PUBLISHER, SUPERUSER},
    (DRAFT, PUBLISHED): {SUPERUSER},
    (PUBLISHED, WITHDRAWN): {PUBLISHER, SUPERUSER},
    (WITHDRAWN, DRAFT): {PUBLISHER, SUPERUSER},
    (WITHDRAWN, PUBLISHED): {PUBLISHER, SUPERUSER},
}
EVERYONE = (CONTRIBUTOR, EDITOR, PUBLISHER, SUPERUSER)


@pytest.mark.parametrize(("come_from", "to"), [*product(EditorialStatus, repeat=2)])
@pytest.mark.parametrize("person", EVERYONE)
def test_each_move_is_for_those_who_may_and_refused_with_a_sentence_to_all_others(
    come_from, to, person
):
    refused = workflow.refusal(come_from, to, person, SOMEONE_ELSE, "It is due.")

    allowed = come_from == to or person in MAY.get((come_from, to), ())
    assert (refused == "") == allowed
    assert allowed or refused.endswith(".")


@pytest.mark.parametrize("person", EVERYONE)
@pytest.mark.parametrize("status", list(EditorialStatus))
def test_what_is_offered_is_what_is_not_refused(status, person):
    offered = workflow.offered(status, person)

    allowed = [to for to in EditorialStatus
               if not workflow.refusal(status, to, person, SOMEONE_ELSE, "It is due.")]  # fmt: skip
    assert sorted(offered) == sorted(allowed)
    assert offered[0] == status


def test_nobody_publishes_what_they_edited_last():
    refused = workflow.refusal(IN_REVIEW, PUBLISHED, PUBLISHER, PUBLISHER.key, "I am sure.")
    assert refused == workflow.TWO_PEOPLE


def test_a_superuser_publishes_alone_and_says_why():
    alone = (IN_REVIEW, PUBLISHED, SUPERUSER, SUPERUSER.key)
    assert workflow.refusal(*alone, "") == workflow.SAY_WHY_ALONE
    assert workflow.refusal(*alone, "Nobody else is there today.") == ""


def test_withdrawing_needs_a_reason():
    refused = workflow.refusal(PUBLISHED, WITHDRAWN, PUBLISHER, None, "")
    assert refused == workflow.SAY_WHY_WITHDRAWN


@pytest.mark.parametrize(
    ("status", "is_own", "who"),
    [
        (DRAFT, False, {EDITOR, PUBLISHER, SUPERUSER}),
        (DRAFT, True, set(EVERYONE)),
        (IN_REVIEW, True, {EDITOR, PUBLISHER, SUPERUSER}),
        (PUBLISHED, True, {EDITOR, PUBLISHER, SUPERUSER}),
        (WITHDRAWN, True, {PUBLISHER, SUPERUSER}),
    ],
)
def test_who_may_edit(status, is_own, who):
    assert {one for one in EVERYONE if workflow.may_edit(status, is_own, one)} == who


def test_only_a_draft_that_was_never_public_is_deleted():
    assert workflow.may_delete(DRAFT, False, True, CONTRIBUTOR)
    assert not workflow.may_delete(DRAFT, False, False, CONTRIBUTOR)
    assert not workflow.may_delete(DRAFT, True, True, SUPERUSER)
    for status in (IN_REVIEW, PUBLISHED, WITHDRAWN):
        assert not workflow.may_delete(status, False, True, SUPERUSER)


def test_nobody_accepts_their_own_proposal_but_a_superuser_who_says_why():
    assert workflow.refusal_of_acceptance(PUBLISHER, SOMEONE_ELSE, "") == ""
    assert workflow.refusal_of_acceptance(PUBLISHER, PUBLISHER.key, "x") == workflow.NOT_YOURS
    own = SUPERUSER, SUPERUSER.key
    assert workflow.refusal_of_acceptance(*own, "") == workflow.SAY_WHY_ACCEPTED
    assert workflow.refusal_of_acceptance(*own, "Urgent.") == ""
    assert workflow.refusal_of_acceptance(EDITOR, SOMEONE_ELSE, "") != ""


def test_only_its_author_takes_a_proposal_back():
    assert workflow.refusal_of_taking_back(EDITOR, EDITOR.key) == ""
    assert workflow.refusal_of_taking_back(SUPERUSER, EDITOR.key) != ""
    assert workflow.refusal_of_taking_back(CONTRIBUTOR, CONTRIBUTOR.key) != ""


def test_sending_back_needs_a_publisher_and_a_comment():
    assert workflow.refusal_of_sending_back(PUBLISHER, "") == workflow.SAY_WHAT
    assert workflow.refusal_of_sending_back(PUBLISHER, "Name the section.") == ""
    assert workflow.refusal_of_sending_back(EDITOR, "No.") != ""


def test_a_draft_of_another_goes_back_only_with_what_to_do():
    back = workflow.refusal_of_returning
    assert back(EDITOR, SOMEONE_ELSE, "") == workflow.SAY_WHAT
    assert back(EDITOR, SOMEONE_ELSE, "Add the vote.") == ""
    assert back(EDITOR, EDITOR.key, "") == ""
    assert back(CONTRIBUTOR, CONTRIBUTOR.key, "Mine.") != ""


def test_only_editors_and_publishers_pass_on_and_assign():
    for one in EVERYONE:
        reviews = one is not CONTRIBUTOR
        assert (workflow.refusal_of_passing_on(IN_REVIEW, one) == "") == reviews
        assert (workflow.refusal_of_assigning(one) == "") == reviews
    assert workflow.refusal_of_passing_on(DRAFT, EDITOR) != ""
