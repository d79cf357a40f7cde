"""The sentences of the pages of editions."""

from dashboard.words.lists import listed
from laws.models import Edition

# What is counted, in the order of the sentence.
COUNTED = {
    "measures": "laws and bills",
    "actions": "dated events",
    "answers": "answers on what they say",
    "sources": "sources",
    "cases": "court cases",
    "searches": "searches",
    "governments": "governments",
}


def holds(edition: Edition) -> str:
    """How much an edition holds: 663 laws and bills, 2,273 dated events, and 39,144 governments."""
    said = [f"{edition.counts[name]:,} {noun}" for name, noun in COUNTED.items()
            if name in edition.counts]  # fmt: skip
    return f"{listed(said)}."
