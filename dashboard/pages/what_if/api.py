"""/what-if.json: the what-if for programs."""

from dashboard.map.features import marker_rows
from dashboard.pages.what_if.data import LABEL, NO_MARK
from dashboard.pages.what_if.text import outcome
from dashboard.web.page_url import path_to
from dashboard.words.names import name_with_state
from laws.counting.counts import PRESETS
from laws.rules.registry import RULES

RULES_TOLD = "\n\n".join(
    f"{RULES[number].name} {RULES[number].title}. {RULES[number].text}" for number in (12, 7, 8, 10)
)


def twin(request, chosen, found, preset):
    """What was chosen, and the states, markers and totals, as they would be and by law."""
    return {
        "what_if": True,
        "label": f"{LABEL}. Pending measures are treated as in effect.",
        "from": chosen.day.isoformat(),
        "preset": preset,
        "preset_counts": PRESETS[preset],
        "measures": _measures(request, chosen, found),
        "totals": {"by_law": _totals(found.before), "what_if": _totals(found.after)},
        "changes": [_change(change) for change in found.changes],
        "states": _states(found),
        "markers": marker_rows(found),
    }


def _measures(request, chosen, found):
    by_slug = {one.slug: one for one in found.chosen}
    return [
        {
            "slug": row.slug,
            "url": request.build_absolute_uri(path_to("measure", row.slug)),
            "government": name_with_state(row.government, chosen.names),
            "number": row.identifier,
            "title": row.title,
            "effect": row.effect,
            "stage": row.stage,
            "changes_nothing_because": outcome(by_slug[row.slug], found) or None,
        }
        for row in chosen.rows
    ]


def _totals(view):
    return {
        "municipal_bans": view.all_bans,
        "states_with_municipal_bans": view.with_bans,
        "states_with_a_general_rule": view.with_rule,
        "people_covered": view.covered,
        "population_years": view.years,
    }


def _change(change):
    return {
        "state": change.state_code,
        "place": change.slug or None,
        "name": change.name,
        "by_law": None if change.before == NO_MARK else change.before,
        "what_if": None if change.after == NO_MARK else change.after,
        "measures": [measure.slug for measure in change.causes],
    }


def _states(found):
    return [
        {
            "state": state_code,
            "name": name,
            **_counts(found.after.of_state(state_code)),
            "measures": [binding.slug for binding in found.own_rules[state_code].measures],
            "basis": found.own_rules[state_code].basis,
            "doubts": list(found.own_rules[state_code].doubts),
            "url": path_to("state", state_code.lower()),
            "by_law": _counts(found.before.of_state(state_code)),
        }
        for state_code, name in found.names.items()
    ]


def _counts(state):
    return {
        "rule": state.own.rule,
        "municipal_bans": state.bans,
        "people_covered": state.coverage.covered,
    }
