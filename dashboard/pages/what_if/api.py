"""/what-if.json: the what-if for programs."""

from typing import Any

from dashboard.map.api import marker_rows, state_row
from dashboard.pages.what_if.data import LABEL, NO_MARK, Change, Counts, StateCounts, WhatIf
from dashboard.pages.what_if.may_act import answers_for
from dashboard.pages.what_if.params import PendingSelection
from dashboard.pages.what_if.text import outcome
from dashboard.web.page_url import path_to
from dashboard.words import may_act
from dashboard.words.names import name_with_state
from laws.counting.counts import PRESETS
from laws.rules.registry import RULES

Row = dict[str, Any]
RULES_TEXT = "\n\n".join(
    f"{RULES[number].name} {RULES[number].title}. {RULES[number].text}" for number in (12, 7, 8, 10)
)


def as_json(selection: PendingSelection, scenario: WhatIf, preset: str, site: str) -> Row:
    """What was selected, and the states, markers and totals, as they would be and by law.

    `site` is the address of the site, which addresses of measures start with.
    """
    return {
        "what_if": True,
        "label": f"{LABEL}. Pending measures are treated as in effect.",
        "from": selection.day.isoformat(),
        "preset": preset,
        "preset_counts": PRESETS[preset],
        "measures": _measures(selection, scenario, site),
        "totals": {"by_law": _totals(scenario.before), "what_if": _totals(scenario.after)},
        "changes": [_change(change) for change in scenario.changes],
        "states": _states(scenario),
        "markers": marker_rows(scenario),
    }


def _measures(selection: PendingSelection, scenario: WhatIf, site: str) -> list[Row]:
    by_slug = {measure.slug: measure for measure in scenario.measures}
    known = answers_for(scenario)
    return [
        {
            "slug": row.slug,
            "url": site + path_to("measure", row.slug),
            "government": name_with_state(row.government, selection.state_names),
            "number": row.identifier,
            "title": row.title,
            "effect": row.effect,
            "stage": row.stage,
            "changes_nothing_because": outcome(by_slug[row.slug], scenario) or None,
            "may_act": may_act.as_json(known[row.slug]) if row.slug in known else None,
        }
        for row in selection.rows
    ]


def _totals(counts: Counts) -> Row:
    return {
        "municipal_bans": counts.all_bans,
        "states_with_municipal_bans": counts.with_bans,
        "states_with_a_general_rule": counts.with_rule,
        "municipal_bans_beyond_doubt": counts.certain_bans,
        "people_covered": counts.covered.covered,
        "people_in_doubt": counts.covered.in_doubt,
        "population_years": list(counts.covered.years),
    }


def _change(change: Change) -> Row:
    return {
        "state": change.state_code,
        "place": change.slug or None,
        "name": change.name,
        "by_law": None if change.before == NO_MARK else change.before,
        "what_if": None if change.after == NO_MARK else change.after,
        "measures": [measure.slug for measure in change.causes],
    }


def _states(scenario: WhatIf) -> list[Row]:
    return [
        state_row(scenario, state_code, name, after.bans, after.certain_bans)
        | {
            "people_covered": after.coverage.covered,
            "people_in_doubt": after.coverage.in_doubt,
            "by_law": _counts(scenario.before.of_state(state_code)),
        }
        for state_code, name in scenario.state_names.items()
        for after in (scenario.after.of_state(state_code),)
    ]


def _counts(state: StateCounts) -> Row:
    return {
        "rule": state.own.rule,
        "municipal_bans": state.bans,
        "people_covered": state.coverage.covered,
        "people_in_doubt": state.coverage.in_doubt,
    }
