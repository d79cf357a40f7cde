"""The strength of entries that came before it was told: from what was kept with them."""

from types import SimpleNamespace

from laws.imports.subject.match import Match, strength
from laws.models import InboxEntry, SubjectWord
from laws.vocabulary import EntryStatus


def weigh_waiting() -> None:
    """Tell the strength of the entries that wait without one, as far as what was kept tells it."""
    words = tuple(SubjectWord.objects.words())
    rows = InboxEntry.objects.filter(status=EntryStatus.WAITING, strength="", draft__isnull=False)
    for entry in rows.exclude(matches=[]).prefetch_related("copies").iterator(chunk_size=100):
        if told := _strength_of(entry, words):
            InboxEntry.objects.filter(pk=entry.pk).update(strength=told)


def _strength_of(entry, words):
    own = entry.draft["own"][""]
    text = "\n".join(copy.text for copy in entry.copies.all())
    bill = SimpleNamespace(title=entry.title, summary=own.get("summary") or "", text=text)
    found = [Match(*(one[name] for name in Match._fields)) for one in entry.matches]
    return strength(bill, words, found)
