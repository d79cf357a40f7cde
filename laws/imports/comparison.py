"""An entry of the inbox beside the record as it is now.

It is compared again whenever somebody looks at it or decides about it, so that whatever a person
set in the meantime stays.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from laws.editing.snapshot import document
from laws.imports.diff import NOTHING, ImportDifference, compare, content_of
from laws.models import Action, InboxEntry, Measure, RawRecord
from laws.text.bill_numbers import plain_keys
from laws.text.dates import PartialDate
from laws.vocabulary import ActionKind

DECISIVE = (ActionKind.PASSED, ActionKind.ENACTED, ActionKind.EFFECTIVE)
WEEKS = timedelta(days=45)


class EntryComparison(NamedTuple):
    """The measure that an entry is about and its document (None for a new bill), what the import
    says, and what the two differ in."""

    measure: Measure | None
    present: dict | None
    coming: dict
    differences: list[ImportDifference]

    @property
    def proposed(self) -> list[ImportDifference]:
        return [difference for difference in self.differences if difference.is_proposed]


def compare_entry(entry: InboxEntry) -> EntryComparison:
    """What an entry would change as things are now."""
    coming = content_of(entry.draft, entry.stated)
    measure = measure_on_record(entry.raw, entry.draft, entry.stated)
    if measure is None:
        return EntryComparison(None, None, coming, compare(None, NOTHING, coming))
    present = document(measure)
    differences = compare(entry.raw.last_reviewed, present, coming)
    return EntryComparison(measure, present, coming, differences)


def measure_on_record(
    raw: RawRecord | None, draft: dict, stated: Collection[str]
) -> Measure | None:
    """The measure that another record means: the one that it was accepted as, else the one of that
    place and session with that number in any spelling; without a number, with that title."""
    if raw is not None and raw.measure_id:
        return raw.measure
    own = draft["own"][""]
    measures = Measure.objects.select_related("jurisdiction").order_by("pk")
    slug = own.get("slug") if "slug" in stated else ""
    if slug and (measure := measures.filter(slug=slug).first()):
        return measure
    of_session = measures.filter(
        jurisdiction_id=own.get("jurisdiction_id"), session_id=own.get("session_id")
    )
    if keys := plain_keys(own.get("identifier") or ""):
        same = of_session.filter(identifier_key__in=keys)
    else:
        same = of_session.filter(identifier_key="", title__iexact=own["title"])
    # A resolution may have the number of a bill.
    return min(same, key=lambda measure: measure.kind != own.get("kind"), default=None)


def may_be(draft: dict) -> list[Measure]:
    """Measures of the same local government that an import without a number may mean: adopted, as
    far as their dates are known, within weeks of it."""
    days = _decisive_days(draft["actions"].values())
    own = draft["own"][""]
    place = own.get("jurisdiction_id")
    if plain_keys(own.get("identifier") or "") or not place or not days:
        return []
    actions = Action.objects.filter(
        measure__jurisdiction=place, measure__session=None, kind__in=DECISIVE
    )
    near = {
        measure
        for measure, day, precision in actions.values_list("measure", "day", "precision")
        for first, last in days
        if first - WEEKS <= PartialDate(day, precision).last
        and PartialDate(day, precision).first <= last + WEEKS
    }
    return list(Measure.objects.select_related("jurisdiction").filter(pk__in=near).order_by("pk"))


def _decisive_days(rows):
    dates = (
        PartialDate(date.fromisoformat(row["day"]), row["precision"])
        for row in rows
        if row["kind"] in DECISIVE
    )
    return [(when.first, when.last) for when in dates]


def stored_differences(
    differences: Iterable[ImportDifference], taken: Collection[str] = ()
) -> list[dict]:
    """Differences as they are kept with an entry; `taken` has the places of those accepted."""
    return [
        each._asdict() | {"place": each.place, "taken": each.place in taken} for each in differences
    ]
