"""The map of a state as a picture that stands alone."""

from collections import Counter

from dashboard.cards.sheet import Sheet
from dashboard.charts.svg.keys import KeyEntry, KeyPart
from dashboard.charts.svg.scales import DOUBT_SIGN, LOOKS, look
from dashboard.charts.svg.state_map import county_lines, state_map
from dashboard.map.sheet import doubt_lines, signs
from dashboard.pages.states.data import StateRecord
from dashboard.pages.states.rows import place_marks
from dashboard.pages.states.text import headline, pending_sentence, search_sentence
from dashboard.web.as_of import AsOf
from dashboard.words.basis import basis_note
from dashboard.words.numbers import figures
from dashboard.words.tense import tense_of

COUNTED = (
    "Local measures of general reach on police or government use that are in effect; local bans "
    "are counted by R7, bans and moratoria of every legal form, the statewide rule by R8."
)
COUNTY_LINES = "County lines of 2017."


def state_sheet(record: StateRecord, as_of: AsOf, *, with_counties: bool = True) -> Sheet:
    """The map of a state with its local measures; its drawing is empty for a territory."""
    state, rule, marks = record.state, record.rule, place_marks(record)
    lines = county_lines(state.state_code) if with_counties else ""
    drawing = state_map(state.state_code, marks, state.name, within=lines)
    number = Counter(mark.effect_class for mark in marks)
    certain = Counter(mark.effect_class for mark in marks if not mark.doubt)
    local = [
        KeyEntry(f"m-{key}", one.word, figures(number[key], certain[key]))
        for key, one in LOOKS.items()
        if number[key]
    ]
    word = f"{look(str(rule.rule)).word}{basis_note(rule.basis)}"
    sign = DOUBT_SIGN if rule.doubts else ""
    tense = tense_of(as_of)
    return Sheet(
        name=f"map-{state.state_code.lower()}",
        title="".join(headline(record, tense)) + sign,
        sub=" ".join(filter(None, [pending_sentence(record, tense), search_sentence(record)])),
        on=record.on,
        drawing=drawing,
        key=[
            KeyPart("Statewide rule", [KeyEntry(str(rule.rule), word)]),
            KeyPart("Local measures", local or [KeyEntry("", "none that we know of")]),
            KeyPart("", list(signs(drawing))),
        ],
        counts=[
            f"{COUNTED} {COUNTY_LINES}" if lines else COUNTED,
            *_left_out(marks),
            *doubt_lines(_doubts(record)),
        ],
    )


def _left_out(marks):
    names = [mark.name for mark in marks if mark.lon is None and not mark.county]
    if not names:
        return []
    return [f"Not drawn, since only the county’s point is known: {', '.join(names)}."]


def _doubts(record: StateRecord) -> list[tuple[str, str]]:
    """What is in doubt: whose law, and why."""
    own = [(record.state.name, why) for why in record.rule.doubts]
    return own + [(g.place.display_name, why) for g in record.marked for why in g.doubts]
