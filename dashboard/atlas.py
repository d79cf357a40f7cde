"""The rows of the map: states, marks and the legend, from a choice and its counts."""

from collections import Counter

from dashboard.address import path_to
from dashboard.asking import on_parameter, query
from dashboard.charts.rows import PlaceMark, StateFill
from dashboard.charts.scales import ON_THE_MAP, look
from dashboard.choice import class_of
from dashboard.templatetags.wording import counted
from laws.dates import say_short
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
    return [_fill(choice, state, counts.get(state.usps, 0), kept) for state in states]


def _fill(choice, state, count, kept):
    own = choice.own_rules[state.usps]
    return StateFill(
        usps=state.usps,
        name=state.name,
        rule=own.rule,
        municipal_bans=count,
        href=path_to("state", state.usps.lower()) + kept,
        title=_state_title(state.name, own, count),
        chosen=choice.shows_fill(state.usps),
        doubt=DISPUTED if own.doubts else "",
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
        usps=place.usps,
        effect_class=key,
        lon=lon,
        lat=lat,
        population=place.population,
        href=path_to("place", place.usps.lower(), place.slug) + kept,
        title=f"{place.display_name}, {names[place.usps]}: {look(key).word.lower()}{doubt}",
        doubt=DISPUTED if government.doubts else "",
    )


def legend(choice):
    """The two lists of the legend; each count is of what its entry would show."""
    own = choice.own_rules
    rules = Counter(own[u].rule for u in own if choice.shows_fill_but_for_rules(u))
    marks = Counter(class_of(government) for government in choice.governments)
    entries = [
        ("Fill: the state’s own rule on police or government use", "rule", StateRule.values, rules),
        ("Mark: a city, town or county", "mark", ON_THE_MAP, marks),
    ]
    return [
        {
            "heading": heading,
            "is_fill": name == "rule",
            "entries": [_entry(choice, name, key, counts[key]) for key in keys],
        }
        for heading, name, keys, counts in entries
    ]


def _entry(choice, name, key, count):
    return {
        "key": key,
        "word": look(key).word,
        "count": count,
        "href": str(choice.address.toggled(name, key)),
        "chosen": key in (choice.rules if name == "rule" else choice.marks),
    }


def doubts(choice, names):
    """What is disputed among what is shown: whose law, and why. Each once."""
    found = [
        (names[usps], why)
        for usps, own in choice.own_rules.items()
        if choice.shows_fill(usps)
        for why in own.doubts
    ]
    found += [(g.place.display_name, why) for g in choice.marked for why in g.doubts]
    return list(dict.fromkeys(found))


# --- the twin ---------------------------------------------------------------------------------


def state_rows(choice, states, counts):
    """The states of /map.json. The rule is the state's own whatever is chosen."""
    return [_state_row(choice, state, counts.get(state.usps, 0)) for state in states]


def _state_row(choice, state, count):
    own = choice.own_rules[state.usps]
    return {
        "state": state.usps,
        "name": state.name,
        "rule": own.rule,
        "measures": [binding.slug for binding in own.bindings],
        "municipal_bans": count,
        "chosen": choice.shows_fill(state.usps),
        "basis": own.basis,
        "doubts": list(own.doubts),
        "searched_on": own.searched_on and own.searched_on.isoformat(),
        "url": path_to("state", state.usps.lower()),
    }


def marker_rows(choice):
    """The markers of /map.json. Without `lat` and `lon` where only the county's point is known."""
    return [_marker_row(government) for government in choice.marked]


def _marker_row(government):
    place = government.place
    lon, lat = place.point or (None, None)
    return {
        "state": place.usps,
        "place": place.slug,
        "name": place.display_name,
        "effect": government.effect,
        "measures": [binding.slug for binding in government.bindings],
        "lat": lat,
        "lon": lon,
        "population": place.population,
        "basis": government.basis,
        "doubts": list(government.doubts),
        "url": path_to("place", place.usps.lower(), place.slug),
    }
