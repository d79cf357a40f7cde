"""Comparisons to begin with: a bill beside the laws of its day that share most with it."""

from datetime import date

from dashboard.codebook.provision_matrix import coded_of
from dashboard.pages.compare.params import MOST
from dashboard.pages.compare.subjects import ComparedMeasure
from dashboard.web.params import query
from dashboard.words.lists import listed
from dashboard.words.numbers import in_words
from laws.counting.counts import statewide_limits
from laws.counting.shared import law_on
from laws.models import Jurisdiction, Measure
from laws.text.dates import say

USPS, NUMBER, ON = "MA", "s927", date(2023, 7, 20)


def examples():
    """Addresses with their words, as far as the record has what they need."""
    limits = statewide_limits(law_on(ON))
    bill = _bill() if limits else None
    if not bill:
        return []
    laws = _sharing_most(bill, limits)
    named = {law.place.state_code: law.place.name for law in laws}
    found = [_with_laws(bill, laws)]
    return [*found, _of_states(named)] if len(named) > 1 else found


def _sharing_most(bill, limits):
    """The laws with the most questions that are coded for them and for the bill."""
    answers = coded_of([bill.slug, *(one.slug for one in limits)])
    own = answers[bill.slug].keys()
    shared = {law.slug: len(own & answers[law.slug].keys()) for law in limits}
    return sorted(limits, key=lambda law: (-shared[law.slug], law.slug))[: MOST - 1]


def _bill():
    state = Jurisdiction.objects.state_level().filter(state_code=USPS)
    bills = Measure.objects.published().pending(ON).filter(identifier_key=NUMBER)
    return bills.filter(jurisdiction=state[:1]).select_related("jurisdiction", "session").first()


def _with_laws(bill, laws):
    noun = "statewide law" if len(laws) == 1 else "statewide laws"
    name = ComparedMeasure(bill, ON).name
    return {
        "href": query(m=[bill.slug, *(one.slug for one in laws)], on=ON.isoformat()),
        "words": f"{name} beside the {in_words(len(laws))} {noun} of {say(ON)} that answer the "
        "most of the same questions",
    }


def _of_states(named):
    return {
        "href": query(p=[state_code.lower() for state_code in named], on=ON.isoformat()),
        "words": f"What applied in {listed(named.values())} on {say(ON)}",
    }
