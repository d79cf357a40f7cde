"""The safeguards of states as JSON and CSV."""

from collections.abc import Iterator
from datetime import date

from dashboard.pages.rankings.gaps import Gaps, StateGaps

COLUMNS = [
    "state", "name", "rule", "searched_on", "safeguard", "question", "standing", "laws",
    "bills_adding", "doubts", "on",
]  # fmt: skip
NOT_SEARCHED = "not_searched"


def json_row(one: StateGaps) -> dict:
    """A state: its rule, its safeguards by how they stand, its bills with what each would do."""
    own = one.safeguards
    return {
        "state": one.state.state_code,
        "name": one.state.name,
        "rule": one.own.rule,
        "measures": [law.slug for law in one.laws],
        "searched_on": one.own.searched_on and one.own.searched_on.isoformat(),
        "is_known": own.is_known,
        "missing": list(own.missing),
        "in_part": list(own.partly),
        "present": list(own.present),
        "not_coded": list(own.not_coded),
        "doubts": list(one.own.doubts),
        "bills": [
            {
                "slug": bill.slug,
                "coded": added is not None,
                "adds": list(added.adds) if added else [],
                "completes": list(added.completes) if added else [],
                "sets_not_coded": list(added.sets) if added else [],
            }
            for bill, added in one.bills
        ],
    }


def csv_rows(gaps: Gaps, on: date) -> Iterator[list]:
    """One row for each safeguard of each state."""
    answers = gaps.answers_on(on)
    for one in gaps.on(on):
        for question in gaps.questions:
            slug, standing = question.slug, one.safeguards.standing(question.slug)
            laws = [law.slug for law in one.laws if answers.get(law.slug, {}).get(slug)]
            adding = [bill.slug for bill, own in one.adding if slug in (*own.adds, *own.completes)]
            yield [one.state.state_code, one.state.name, one.own.rule, one.own.searched_on, slug,
                   question.text, standing, " ".join(laws), " ".join(adding),
                   "; ".join(one.own.doubts), on]  # fmt: skip
