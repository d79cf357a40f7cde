"""What two measures cannot be merged, and why: every refusal is a sentence, and "" means yes."""

from laws.editing.suggested import unconfirmed
from laws.models import Measure, Merge
from laws.vocabulary import ORDER_KINDS, EditorialStatus, MergeStatus, ProposalStatus

OTHER_GOVERNMENT = "The two are of different governments, so they cannot be one."
OTHER_SESSION = (
    "The two are of different sessions, so they cannot be one. If a session is wrong, correct it "
    "first."
)
OTHER_KIND = (
    "One of the two is an order, rule or policy of the executive and the other is not, so they "
    "cannot be one. If a kind is wrong, correct it first."
)
KEEP_PUBLIC = "Keep the published one: its address would otherwise lead nowhere."
IS_WITHDRAWN = "One of the two is withdrawn. There is nothing to merge."
PROPOSALS = "{} has a proposed change that waits. Decide that one first."
WAS_PUBLIC = "{} was public and is not now. Publish it again first: its address has to lead on."
HOLDS_OTHERS = "Another draft was merged into {}. Keep that one, or undo the other merge first."
IS_ASKED = "To merge {} was asked already. Decide that first, or undo it."
SUGGESTED = "{} says what no one but who took it from its text confirmed. Confirm that first."
TAKEN = (MergeStatus.OPEN, MergeStatus.DONE)


def refusal(kept: Measure, gone: Measure, this: int = 0) -> str:
    """Why one cannot be merged into the other; `this` is the key of the merge that is decided."""
    if EditorialStatus.WITHDRAWN in (kept.status, gone.status):
        return IS_WITHDRAWN
    if why_two := _refusal_of_two(kept, gone):
        return why_two
    if gone.was_public and not gone.is_public:
        return WAS_PUBLIC.format(gone)
    if gone.was_public and not kept.is_public:
        return KEEP_PUBLIC
    if is_taken := _taken(kept, gone, this):
        return is_taken
    if unconfirmed(gone):
        # The mark would go with the draft, and what it marks could come into something public.
        return SUGGESTED.format(gone)
    waits = gone.proposals.filter(status=ProposalStatus.OPEN).exists()
    return PROPOSALS.format(gone) if waits else ""


def _refusal_of_two(kept: Measure, gone: Measure) -> str:
    """Why two measures cannot be one, whatever they say."""
    if kept.jurisdiction_id != gone.jurisdiction_id:
        return OTHER_GOVERNMENT
    if kept.session_id and gone.session_id and kept.session_id != gone.session_id:
        return OTHER_SESSION
    return OTHER_KIND if (kept.kind in ORDER_KINDS) != (gone.kind in ORDER_KINDS) else ""


def _taken(kept: Measure, gone: Measure, this: int) -> str:
    """Why another merge stands in the way."""
    # The merge that is decided now is not another one.
    others = Merge.objects.exclude(pk=this)
    merged = others.filter(gone__in=[kept, gone], status__in=TAKEN)
    waits = others.filter(kept=gone, status=MergeStatus.OPEN)
    if first := (merged | waits).first():
        return IS_ASKED.format(kept if first.gone_id == kept.pk else gone)
    # With a draft that is deleted, what was merged into it could not be undone any more.
    holds = others.filter(kept=gone, status=MergeStatus.DONE).exists()
    return HOLDS_OTHERS.format(gone) if holds and not gone.was_public else ""


def barred(one: Measure, other: Measure) -> str:
    """Why the two cannot be merged, whichever is kept; or nothing."""
    first = refusal(one, other)
    return first and refusal(other, one) and first


def between(one: Measure, other: Measure) -> Merge | None:
    """The merge of the two that waits or is done."""
    both = [one.pk, other.pk]
    return Merge.objects.filter(kept__in=both, gone__in=both, status__in=TAKEN).first()
