"""What "checked" means, as /method/ says it: the tiers counted, and how far two coders agree."""

from collections.abc import Mapping
from typing import Any

from laws.counting.agreement import Agreement, second_codings
from laws.vocabulary import Tier

FEW = 30  # answers; of fewer, one more disagreement moves κ a long way


def checking(counted: Mapping[str, int]) -> dict[str, Any]:
    """The agreement of second codings beside the measures of each tier, `counted` by its value."""
    found = second_codings()
    return {
        "tiers": [(one.label, one.meaning, counted[one.value]) for one in Tier],
        "measures": found.measures,
        "overall": found.overall,
        "kappa": kappa_words(found.overall),
        "differing": found.settled + found.unsettled,
        "settled": found.settled,
        "unsettled": found.unsettled,
        "rows": [
            {
                "slug": one.slug,
                "question": one.question,
                "agreement": one.agreement,
                "kappa": kappa_words(one.agreement),
            }
            for one in found.questions
        ],
    }


def kappa_words(agreement: Agreement) -> str:
    """κ in two decimals, with its basis where that is narrow."""
    if agreement.kappa is None:
        return "not defined: both gave one and the same answer"
    said = f"{agreement.kappa:.2f}".replace("-", "−")
    return f"{said} (few answers)" if agreement.asked < FEW else said
