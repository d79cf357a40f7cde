"""Two measures that are one: kept as two, merged, and brought back."""

import pytest

from laws.editing import merging
from laws.editing.duplicates import ask_again, possible_duplicates, say_two
from laws.editing.revisions import changes
from laws.models import Measure, Merge, NotDuplicate, Proposal, Relation
from laws.refusals import Refusal
from tests.support.desk_roles import accept_merge, make_role
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_relation,
    make_session,
    make_source,
    make_state,
)

pytestmark = pytest.mark.django_db

PAGE, OTHER = "https://example.gov/1", "https://example.org/2"
WHY = "The same bill, entered twice."


@pytest.fixture
def editor():
    return make_role("editor")


@pytest.fixture
def publisher():
    return make_role("publisher")


@pytest.fixture
def both():
    """The one to keep and the other, both published, with rows of their own."""
    session = make_session("MA")
    passed = ("introduced", "2023-02-01", {"source_urls": [PAGE]})
    kept = make_measure("A bill on faces", "MA", [passed], identifier="S.1", session=session)
    hearing = ("hearing", "2023-05-02", {"source_urls": [OTHER]})
    gone = make_measure(
        "A bill on faces", "MA", [passed, hearing], identifier="S 01", kind="statute",
        session=session,
    )  # fmt: skip
    make_source(kept, PAGE)
    make_source(gone, OTHER)
    make_provision(gone, "warrant_required", "yes")
    return kept, gone


def hearing_of(gone):
    return f"actions/{gone.actions.get(kind='hearing').pk}"


def test_what_is_two_leaves_the_queue_until_a_number_or_a_title_changes(both, editor):
    kept, gone = both
    assert len(possible_duplicates()) == 1
    with pytest.raises(Refusal, match="Say why"):
        say_two(gone, kept, editor, "")
    with pytest.raises(Refusal, match="Only an editor"):
        say_two(gone, kept, make_role("contributor"), "No.")
    said = say_two(gone, kept, editor, "One is the law.")
    assert (said.first, said.by, said.reason) == (kept, editor, "One is the law.")
    assert possible_duplicates() == []
    gone.summary = "Another summary."
    gone.save()
    assert possible_duplicates() == []
    gone.title = "A bill on the faces"
    gone.save()
    assert len(possible_duplicates()) == 1
    say_two(kept, gone, editor, "Still.")
    assert possible_duplicates() == []
    ask_again(NotDuplicate.objects.get(), editor)
    assert len(possible_duplicates()) == 1


def test_what_is_public_is_merged_once_a_second_person_agrees(both, editor, publisher):
    kept, gone = both
    friend = make_measure("A friend", "MA", identifier="H.2")
    make_relation(friend, "companion", gone)
    make_relation(gone, "amends", friend)
    make_relation(kept, "related", gone)
    asked = merging.ask(kept, gone, [hearing_of(gone), "sources/" + OTHER], editor, WHY)
    assert asked.is_open
    assert Measure.objects.get(pk=gone.pk).is_public
    for person in (editor, make_role("publisher", "author")):
        Merge.objects.update(author=person)
        with pytest.raises(Refusal):
            accept_merge(asked, person)
    Merge.objects.update(author=editor)

    accept_merge(asked, publisher)

    kept, gone = (Measure.objects.get(pk=one.pk) for one in (kept, gone))
    assert (gone.status, kept.status) == ("withdrawn", "published")
    assert gone.withdrawn_reason.startswith("It is the same as Massachusetts S.1.")
    assert (kept.edited_by, kept.published_by) == (editor, publisher)
    assert list(kept.actions.values_list("kind", flat=True)) == ["introduced", "hearing"]
    assert not kept.provisions.exists()
    relations = set(Relation.objects.filter(from_measure__status="published")
                    .values_list("from_measure", "kind", "to_measure"))  # fmt: skip
    assert relations == {(friend.pk, "companion", kept.pk), (kept.pk, "amends", friend.pk)}
    assert f"({gone.slug}) until" in kept.notes
    logged, _ = changes(kept.pk)
    assert {change.reason for change in logged} >= {f"Merged with {gone.slug}: {WHY}"}
    with pytest.raises(Refusal, match="already been decided"):
        accept_merge(asked, publisher)


def test_a_merge_is_undone_and_what_comes_back_is_reviewed_like_any_other(both, editor, publisher):
    kept, gone = both
    friend = make_measure("A friend", "MA", identifier="H.2")
    make_relation(friend, "companion", gone)
    asked = merging.ask(kept, gone, [hearing_of(gone)], editor, WHY)
    with pytest.raises(Refusal, match="not merged"):
        merging.undo(asked, publisher, "They are two.")
    accept_merge(asked, publisher)
    with pytest.raises(Refusal, match="Only a publisher"):
        merging.undo(asked, editor, "They are two.")
    back = merging.undo(asked, publisher, "They are two.")
    assert (back.pk, back.status, back.actions.count()) == (gone.pk, "draft", 2)
    assert Relation.objects.get(from_measure=friend).to_measure == back
    proposal = Proposal.objects.get()
    assert proposal.measure == kept
    assert [row["kind"] for row in proposal.proposed["actions"].values()] == ["introduced"]
    assert proposal.proposed["own"][""]["notes"] == ""
    assert not Merge.kept_by_slug()


def test_two_drafts_are_merged_at_once_and_the_other_can_be_brought_back(both, editor, publisher):
    session = both[0].session
    one = make_measure("One draft", "MA", identifier="S.7", session=session, status="draft")
    two = make_measure(
        "One draft", "MA", [("hearing", "2024-01-02")], identifier="S.07", session=session,
        kind="statute", status="in_review",
    )  # fmt: skip
    slug = two.slug
    asked = merging.ask(one, two, [hearing_of(two)], editor, WHY)
    assert (asked.status, asked.gone) == ("done", None)
    assert one.actions.get().kind == "hearing"
    assert not Measure.objects.filter(slug=slug).exists()
    back = merging.undo(asked, publisher, "They are two.")
    assert (back.slug, back.status, back.actions.get().kind) == (slug, "draft", "hearing")
    assert not one.actions.exists()


@pytest.mark.parametrize(
    ("why", "fields"),
    [
        ("different governments", {"jurisdiction": lambda: make_state("CA")}),
        ("different governments", {"jurisdiction": make_place}),
        ("different sessions", {"session": lambda: make_session("MA", "194th")}),
        ("order, rule or policy", {"kind": lambda: "executive_order"}),
    ],
)
def test_what_cannot_be_one_is_not_merged_whatever_it_says(both, editor, publisher, why, fields):
    kept, gone = both
    asked = merging.ask(kept, gone, [], editor, WHY)
    for name, make in fields.items():
        setattr(gone, name, make())
    if "jurisdiction" in fields:
        gone.session = None
    gone.save()
    for first, second in ((kept, gone), (gone, kept)):
        with pytest.raises(Refusal, match=why):
            merging.ask(first, second, [], editor, WHY)
    with pytest.raises(Refusal, match=why):
        accept_merge(asked, publisher)
    assert Measure.objects.published().count() == 2


def test_a_merge_that_would_lead_nowhere_is_refused(both, editor):
    kept, gone = both
    draft = make_measure("A draft", "MA", identifier="S.9", status="draft")
    with pytest.raises(Refusal, match="Keep the published one"):
        merging.ask(draft, gone, [], editor, WHY)
    with pytest.raises(Refusal, match="Say why"):
        merging.ask(kept, gone, [], editor, "")
    asked = merging.ask(kept, gone, [], editor, WHY)
    with pytest.raises(Refusal, match="was asked already"):
        merging.ask(kept, gone, [], editor, WHY)
    merging.take_back(asked, editor)
    Proposal.objects.create(measure=gone, base={}, proposed={}, author=editor, reason="x")
    with pytest.raises(Refusal, match="has a proposed change that waits"):
        merging.ask(kept, gone, [], editor, WHY)
    assert Merge.objects.get().status == "taken_back"
