"""Two measures that are one: kept as two, merged, and brought back."""

from datetime import date

import pytest

from laws.editing import merging
from laws.editing.duplicates import ask_again, possible_duplicates, say_two
from laws.editing.handover import assign, comment, last_step, write_note
from laws.editing.revisions import changes
from laws.models import (
    ExplainedFinding,
    Measure,
    MeasureRevision,
    Merge,
    NotDuplicate,
    Proposal,
    Relation,
    SourceCopy,
)
from laws.refusals import Refusal
from tests.support.desk_roles import accept_merge, make_role
from tests.support.makers import (
    make_case,
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


def test_what_court_cases_did_goes_along_and_comes_back(both, editor, publisher):
    kept, gone = both
    make_case("Doe v. State", effects=[(kept, "upheld", None), (gone, "upheld", None)])
    case = make_case("Roe v. State", effects=[(gone, "challenged", None)])
    merge = merging.ask(kept, gone, [], editor, WHY)
    accept_merge(merge, publisher)
    assert case.effects.get().measure == kept

    merging.undo(merge, publisher, "They are two.")
    assert case.effects.get().measure == gone


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


def publish(measure, by):
    """Bring a draft to the public, as another than its last editor."""
    for status in ("in_review", "published"):
        measure.status, measure.published_by = status, by
        measure.edited_by = None
        measure.save()


def test_what_was_public_and_is_a_draft_is_merged_again_once_it_is_public(both, editor, publisher):
    kept, gone = both
    accept_merge(merging.ask(kept, gone, [], editor, WHY), publisher)
    back = merging.undo(Merge.objects.get(), publisher, "They are two.")
    third = make_measure("A bill on faces", "MA", identifier="H.9")
    for other in (kept, third):
        with pytest.raises(Refusal, match=r"S 01 was public and is not now. Publish it again"):
            merging.ask(Measure.objects.get(pk=other.pk), back, [], editor, WHY)
    publish(back, publisher)
    asked = merging.ask(third, back, [], editor, WHY)
    # Withdrawn and made a draft again while the merge waited.
    Measure.objects.filter(pk=back.pk).update(status="withdrawn", withdrawn_reason="So.")
    Measure.objects.filter(pk=back.pk).update(status="draft")
    with pytest.raises(Refusal, match="was public and is not now"):
        accept_merge(asked, publisher)
    merging.send_back(asked, publisher, "Not now.")


def test_what_the_database_refuses_is_said_and_nothing_is_changed(both, editor, publisher):
    kept, gone = both
    merge = merging.ask(kept, gone, [], editor, WHY)
    accept_merge(merge, publisher)
    gone.refresh_from_db()
    gone.status = "published"
    gone.save()
    # What was published again stays so when the merge is undone.
    assert merging.undo(merge, publisher, "They are two.").status == "published"

    one = make_measure("One", "MA", identifier="S.7", status="draft")
    two = make_measure("Two", "MA", identifier="S.8", status="draft")
    merge = merging.ask(one, two, [], editor, WHY)
    make_measure("Three", "MA", identifier="S.8", status="draft", session=two.session)
    with pytest.raises(Refusal, match="the database does not allow it"):
        merging.undo(merge, publisher, "They are two.")
    merge.refresh_from_db()
    assert merge.status == "done"


def test_a_merged_draft_loses_no_word_and_comes_back_as_it_was(editor, publisher):
    author = make_role("contributor")
    one = make_measure("One draft", "MA", identifier="S.7", status="draft")
    two = make_measure("One draft", "MA", identifier="S.07", kind="statute", status="in_review",
                       entered_by=author)  # fmt: skip
    other = make_measure("One draft", "MA", identifier="S.70", status="draft")
    comment(two, author, "The clerk has the text.")
    assign(two, editor, author)
    write_note(two, "sent_back", editor, "Add the vote.")
    make_explained = ExplainedFinding.objects.create(measure=two, rule="x", about="y", reason="z")
    say_two(two, other, editor, "Another bill.")
    key, history = two.pk, MeasureRevision.objects.filter(pgh_obj=two.pk).count()

    asked = merging.ask(one, two, [], editor, WHY)
    said = [note.text for note in one.staff_notes.all()]
    of = f"About Massachusetts S.07 ({two.slug}), which was merged with this: "
    assert said == [
        f"{of}The clerk has the text.", f"{of}assigned it to contributor.",
        f"{of}sent it back. Add the vote.",
    ]  # fmt: skip
    assert last_step(one) == ""
    assert not Measure.objects.filter(pk=key).exists()

    back = merging.undo(asked, publisher, "They are two.")
    back = Measure.objects.get(pk=back.pk)
    assert (back.pk, back.entered_by, back.status) == (key, author, "draft")
    assert [(note.kind, note.text) for note in back.staff_notes.all()] == [
        ("comment", "The clerk has the text."), ("assigned", ""), ("sent_back", "Add the vote."),
    ]  # fmt: skip
    assert not one.staff_notes.exists()
    assert list(back.explained_findings.all()) == [make_explained]
    assert NotDuplicate.objects.get().reason == "Another bill."
    assert MeasureRevision.objects.filter(pgh_obj=key).count() > history


def test_the_texts_of_a_merged_draft_go_along_and_come_back(editor, publisher):
    one = make_measure("One draft", "MA", identifier="S.7", status="draft")
    two = make_measure("One draft", "MA", identifier="S.07", kind="statute", status="draft")
    make_source(one, PAGE)
    text = {"version": "Filed", "url": OTHER, "text": "An Act", "seen_on": date(2024, 1, 2)}
    SourceCopy.objects.keep({"source": make_source(two, OTHER)}, [text])

    asked = merging.ask(one, two, [], editor, WHY)
    assert SourceCopy.objects.get().source.measure == one

    back = merging.undo(asked, publisher, "They are two.")
    assert SourceCopy.objects.get(source__measure=back).text == "An Act"


def test_a_later_merge_is_undone_before_an_earlier_one(both, editor, publisher):
    kept, gone = both
    last = make_measure("A bill on faces", "MA", identifier="H.9")
    inner = merging.ask(kept, gone, [hearing_of(gone)], editor, WHY)
    accept_merge(inner, publisher)
    kept = Measure.objects.get(pk=kept.pk)
    rows = [f"actions/{action.pk}" for action in kept.actions.all()]
    outer = merging.ask(last, kept, rows, editor, WHY)
    accept_merge(outer, publisher)
    with pytest.raises(Refusal, match="undo the later merge first"):
        merging.undo(inner, publisher, "They are two.")
    assert merging.later(inner) == outer
    merging.undo(outer, publisher, "They are two.")
    merging.undo(inner, publisher, "They are two.")
    assert not Proposal.objects.get().proposed["actions"]

    one, two, three = (
        make_measure(f"Draft {n}", "MA", identifier=f"S.{n}", status="draft") for n in (5, 6, 7)
    )
    merging.ask(two, one, [], editor, WHY)
    with pytest.raises(Refusal, match=r"Another draft was merged into Massachusetts S.6"):
        merging.ask(three, two, [], editor, WHY)
    merging.ask(two, three, [], editor, WHY)


def test_no_merge_is_asked_that_another_one_contradicts(both, editor):
    kept, gone = both
    third = make_measure("A bill on faces", "MA", identifier="H.9")
    merging.ask(kept, gone, [], editor, WHY)
    for keep, other in ((gone, kept), (gone, third), (third, kept), (third, gone)):
        with pytest.raises(Refusal, match="was asked already"):
            merging.ask(keep, other, [], editor, WHY)
    assert merging.ask(kept, third, [], editor, WHY).is_open
