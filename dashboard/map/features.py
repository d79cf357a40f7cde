"""The rows of the map: states, marks and the legend, from a choice and its counts."""

from collections import Counter
from dataclasses import replace

from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.charts.svg.scales import look
from dashboard.map.layers import BUSINESSES, FILLS
from dashboard.map.selection import class_of
from dashboard.web.page_url import path_to
from dashboard.web.params import on_parameter, query
from dashboard.words.numbers import counted
from laws.text.dates import say_short
from laws.vocabulary import Basis, StateRule

OWN_RULES = {
    "ban": "its own rule is a ban",
    "moratorium": "its own rule is a moratorium",
    "restriction": "its own rule is a restriction",
    "oversight": "its own rule is oversight",
    "narrow": "its own rule is narrow",
    "permits": "its own law permits the use",
    "none_found": "no rule of its own found",
    "not_researched": "not researched yet",
}
DISPUTED = "disputed: sources conflict"


def state_fills(choice, states, counts):
    """A row for each state, district and territory; `counts` are municipal bans by postal code."""
    kept = query(on=on_parameter(choice.law.on))
    return [_fill(choice, state, counts.get(state.state_code, 0), kept) for state in states]


def _fill(choice, state, count, kept):
    own = choice.own_rules[state.state_code]
    return StateFill(
        state_code=state.state_code,
        name=state.name,
        rule=own.rule,
        municipal_bans=count,
        href=path_to("state", state.state_code.lower()) + kept,
        title=_state_title(state.name, own, count),
        chosen=choice.shows_fill(state.state_code),
        doubt=DISPUTED if own.doubts else "",
    )


def ink_fills(choice, states, counts):
    """The same rows where the states are filled with anything but their own rule."""
    return [_inked(choice, row) for row in state_fills(choice, states, counts)]


def _inked(choice, row):
    shown = choice.shown[row.state_code]
    return replace(
        row,
        title=f"{row.name}: {shown.said}",
        doubt=shown.doubt,
        ink=choice.fill.step(shown.step).look,
        figure=shown.figure,
    )


def _state_title(name, own, count):
    said = OWN_RULES[own.rule]
    if own.rule == StateRule.NONE_FOUND:
        said += f" (searched {say_short(own.searched_on)})"
    elif own.basis in (Basis.INFERRED, Basis.ASSUMED):
        said += f" ({own.basis})"
    bans = f"; {counted(count, 'local ban')}" if count else ""
    return f"{name}: {said}{bans}"


def place_marks(choice, names):
    """A mark for each local government that the choice shows; `names` are the states' names."""
    kept = query(on=on_parameter(choice.law.on))
    return [_mark(government, names, kept) for government in choice.marked]


def _mark(government, names, kept):
    place, key = government.place, class_of(government)
    lon, lat = place.point or (None, None)
    doubt = f" ({government.basis})" if government.basis in ("inferred", "assumed") else ""
    return PlaceMark(
        name=place.display_name,
        state_code=place.state_code,
        effect_class=key,
        lon=lon,
        lat=lat,
        population=place.population,
        href=path_to("place", place.state_code.lower(), place.slug) + kept,
        title=f"{place.display_name}, {names[place.state_code]}: {look(key).word.lower()}{doubt}",
        doubt=DISPUTED if government.doubts else "",
    )


def legend(choice):
    """The two lists of the legend; each count is of what its entry would show."""
    marks = Counter(class_of(government) for government in choice.governments)
    named = [(key, look(key).word, key) for key in choice.fill.marks]
    of = " with a law for businesses" if BUSINESSES in choice.fill.marks else ""
    return [
        {
            "heading": f"Fill: {choice.fill.question}.",
            "is_fill": True,
            "entries": _fill_list(choice),
        },
        {
            "heading": f"Mark: a city, town or county{of}",
            "entries": _entries(choice, "mark", named, marks, choice.marks),
        },
    ]


def _fill_list(choice):
    shown = [
        state_code for state_code in choice.own_rules if choice.shows_whatever_class(state_code)
    ]
    if not choice.fill.is_rule:
        steps = Counter(choice.shown[state_code].step for state_code in shown)
        named = [(step.key, step.word, step.look) for step in choice.fill.steps]
        return _entries(choice, "class", named, steps, choice.classes)
    rules = Counter(choice.own_rules[state_code].rule for state_code in shown)
    named = [(key, look(key).word, key) for key in StateRule.values]
    return _entries(choice, "rule", named, rules, choice.rules)


def _entries(choice, name, named, counts, chosen):
    return [
        {
            "key": sign,
            "word": word,
            "count": counts[key],
            "href": str(choice.address.toggled(name, key)),
            "chosen": key in chosen,
        }
        for key, word, sign in named
    ]


def fill_links(choice):
    """The switch of fills: word, address, whether it is shown. Classes are a fill's own."""
    kept = choice.address.without("class")
    return [
        (fill.word, str(_filled(kept, choice, fill)), fill is choice.fill)
        for fill in FILLS.values()
    ]


def _filled(address, choice, fill):
    if fill.marks != choice.fill.marks:
        address = address.without("mark")
    return address.having("fill", "" if fill.is_rule else fill.key)


def doubts(choice, names):
    """What is disputed among what is shown: whose law, and why. Each once."""
    found = [
        (names[state_code], why)
        for state_code, own in choice.own_rules.items()
        if choice.shows_fill(state_code)
        for why in own.doubts
    ]
    found += [(g.place.display_name, why) for g in choice.marked for why in g.doubts]
    return list(dict.fromkeys(found))


# --- the twin ---------------------------------------------------------------------------------


def state_rows(choice, states, counts):
    """The states of /map.json. The rule is the state's own whatever is chosen."""
    return [_state_row(choice, state, counts.get(state.state_code, 0)) for state in states]


def _state_row(choice, state, count):
    own = choice.own_rules[state.state_code]
    return {
        "state": state.state_code,
        "name": state.name,
        "rule": own.rule,
        "measures": [binding.slug for binding in own.measures],
        "municipal_bans": count,
        "chosen": choice.shows_fill(state.state_code),
        **_shown_row(choice, state.state_code),
        "basis": own.basis,
        "doubts": list(own.doubts),
        "searched_on": own.searched_on and own.searched_on.isoformat(),
        "url": path_to("state", state.state_code.lower()),
    }


def _shown_row(choice, state_code):
    if choice.fill.is_rule:
        return {"class": choice.own_rules[state_code].rule, "figure": None}
    shown = choice.shown[state_code]
    return {"class": shown.step, "figure": shown.number}


def marker_rows(choice):
    """The markers of /map.json. Without `lat` and `lon` where only the county's point is known."""
    return [_marker_row(government) for government in choice.marked]


def _marker_row(government):
    place = government.place
    lon, lat = place.point or (None, None)
    return {
        "state": place.state_code,
        "place": place.slug,
        "name": place.display_name,
        "effect": government.effect,
        "measures": [binding.slug for binding in government.measures],
        "lat": lat,
        "lon": lon,
        "population": place.population,
        "basis": government.basis,
        "doubts": list(government.doubts),
        "url": path_to("place", place.state_code.lower(), place.slug),
    }
