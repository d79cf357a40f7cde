"""The card of a measure: what it does, how far it got, whether it is in effect."""

from dashboard.cards import maps
from dashboard.cards.layout import Card, Fact
from dashboard.charts.svg.scales import ON_THE_MAP
from dashboard.pages.measure_detail.data import MeasureData
from dashboard.pages.measure_detail.text import headline
from dashboard.web.as_of import AsOf
from dashboard.words.basis import basis_note
from dashboard.words.display_class import display_class, display_label
from dashboard.words.tense import tense_of
from laws.models import Measure
from laws.text.dates import say

SAID_BY_STAGE = ("in_force", "failed", "vetoed", "inactive")


def card_of(data: MeasureData, as_of: AsOf) -> Card:
    """The card of a measure on the date of its data."""
    measure, status = data.measure, data.status
    subject, phrase, rest = headline(status, tense_of(as_of))
    in_effect = [] if status.stage in SAID_BY_STAGE else [Fact(status.force_in_short)]
    stage = status.stage_word + (basis_note(status.span.basis) if status.span else "")
    return Card(
        over=_government(measure),
        sentence=(f"{subject} ", phrase, rest),
        day=say(data.on),
        drawing=_drawing(measure, status.in_force),
        facts=[
            Fact(display_label(measure), *maps.mark(display_class(measure))),
            Fact(stage, *maps.steps(status.stage)),
            *in_effect,
        ],
    )


def _government(measure: Measure) -> str:
    """The government, and the session of a bill."""
    government = measure.jurisdiction
    local = [government.display_name] if government.is_local else []
    names = [*local, measure.state_name or government.name]
    if measure.session:
        names.append(measure.session.name)
    return " · ".join(names)


def _drawing(measure: Measure, in_effect: bool) -> str:
    """The government's land: filled where the measure is in effect, else with its mark upon it."""
    government, key = measure.jurisdiction, display_class(measure)
    if not government.state_code:
        return maps.country([], [])
    if government.is_local:
        mark = [maps.place_mark(government, key)] if in_effect and key in ON_THE_MAP else []
        ring = None if mark else maps.point_of(government)
        return maps.state(government.state_code, "", mark, ring=ring)
    if in_effect and key != "other":
        return maps.state(government.state_code, key)
    return maps.state(government.state_code, "", middle="" if key == "other" else key)
