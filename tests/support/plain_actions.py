"""Plain acts for the reckoning, written as lines."""

from laws.rules.terms import ActionFacts
from laws.text.dates import PartialDate


def acts(*lines):
    """Acts from lines such as "effective 2021-07" or "expired 2026-07-01 disputed", in order.

    An act that is not simply recorded says why: "expired it was".
    """
    found = []
    for order, line in enumerate(lines, 1):
        kind, when, *basis = line.split()
        said = f"{kind} it was" if basis else ""
        found.append(
            ActionFacts(kind, PartialDate.parse(when), *basis or ["recorded"], said, order)
        )
    return found
