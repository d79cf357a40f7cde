"""The rows of /what-if/: what is counted, what would change, and the list to select from."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString

from dashboard.charts.svg.marks import effect, steps
from dashboard.charts.svg.scales import ON_THE_MAP, look
from dashboard.map.filter_form import carried, options
from dashboard.map.layers import LAYERS
from dashboard.map.legend import LegendEntry, LegendPart, marker_heading, state_heading
from dashboard.map.listed_measures import ListedMeasure
from dashboard.map.selection import class_of
from dashboard.pages.what_if.data import NO_MARK, Change, WhatIf
from dashboard.pages.what_if.fills import LawFill
from dashboard.pages.what_if.params import GROUPS, PendingSelection
from dashboard.pages.what_if.text import group_words, outcome, several
from dashboard.web.page_url import Address, path_to
from dashboard.words.basis import named_basis
from dashboard.words.display_class import effect_mark
from dashboard.words.names import name_with_government, name_with_state
from dashboard.words.numbers import about, figures, population_of, say_share
from dashboard.words.people import about_covered, bans_count, covered_surely
from dashboard.words.searches import in_searches, none_found
from laws.counting.counts import OwnRule
from laws.counting.coverage import Coverage
from laws.counting.what_if import Supposed
from laws.text.measure_names import number_with_year
from laws.vocabulary import Stage, StateRule

Row = dict[str, Any]
STAGES: dict[str, str] = dict(Stage.choices)
LINES_SHOWN, IDLE_UNFOLDED = 60, 5
FILL_WORDS = {
    "rule": "Rule on police or government use",
    "school": "Laws on schools",
    "business": "Laws on businesses",
}
LEVELS = (("country", "Country"), ("state", "State"), ("local", "Local"))


def facts(scenario: WhatIf) -> Row:
    """The three counts, before and after."""
    before, after = scenario.before, scenario.after
    people = scenario.population or 1
    covered = before.covered, after.covered
    return {
        "bans": tuple(figures(one.all_bans, one.certain_bans) for one in (before, after)),
        "ban_states": (before.with_bans, after.with_bans),
        "rules": (before.with_rule, after.with_rule),
        "covered": tuple(map(covered_surely, covered)),
        "in_doubt": _in_doubt(*covered),
        "shares": tuple(say_share(one.covered / people) for one in covered),
        "years": population_of(sorted({*before.covered.years, *after.covered.years})),
    }


def _in_doubt(before: Coverage, after: Coverage) -> str:
    """How many more are covered if bans in doubt count; empty where none is in doubt."""
    if not (before.in_doubt or after.in_doubt):
        return ""
    now, then = about(before.possible), about(after.possible)
    numbers = now if now == then else f"{now} → {then}"
    return f"{numbers} if {bans_count(after if after.in_doubt else before)}"


def legend(scenario: WhatIf) -> list[LegendPart]:
    """The two lists of the legend with what each counts, before and after."""
    both = scenario.before, scenario.after
    rules = [Counter(str(own.rule) for own in counts.own_rules.values()) for counts in both]
    marks = [Counter(map(class_of, counts.governments.values())) for counts in both]
    notes = {str(StateRule.NONE_FOUND): _searched(scenario)}
    layer = LAYERS["rule"]
    return [
        LegendPart(state_heading(layer), True, _entries(StateRule.values, rules, notes)),
        LegendPart(marker_heading(layer), False, _entries(ON_THE_MAP, marks, {})),
    ]


def _searched(scenario: WhatIf) -> str:
    """In which searches no rule was found for the states of which that is said."""
    rules = scenario.after.own_rules.values()
    none = (own.searched_on for own in rules if own.rule == StateRule.NONE_FOUND)
    return in_searches(day for day in none if day)


def _entries(
    keys: Iterable[str], counts: Sequence[Counter[str]], notes: Mapping[str, str]
) -> list[LegendEntry]:
    before, after = counts
    return [
        LegendEntry(key, look(key).word, after[key], before=before[key], note=notes.get(key, ""))
        for key in keys
    ]


def fill_lines(
    selection: PendingSelection, scenario: WhatIf, found: Mapping[str, LawFill], shown: str
) -> list[Row]:
    """What would change of each fill, in words, with the address that shows it on the map."""
    said = {"rule": _rule_words(scenario)} | {key: laws_words(one) for key, one in found.items()}
    return [
        {
            "word": FILL_WORDS[key],
            "says": said[key] if selection.rows else "",
            "href": selection.address.having("fill", key),
            "shown": key == shown,
        }
        for key in FILL_WORDS
    ]


def _rule_words(scenario: WhatIf) -> str:
    return several(scenario) + " would change" if scenario.changes else "no change"


def laws_words(fill: LawFill) -> str:
    """Each state with its number of laws, before and after, and the local governments that gain
    one: New York 3 → 6.
    """
    states = [f"{one.name} {one.before or 'none'} → {one.after or 'none'}" for one in fill.changes]
    local = [f"{one.place.display_name}, {one.place.state_code}" for one in fill.new]
    return ", ".join([*states, *local]) or "no change"


def state_rows(scenario: WhatIf) -> list[Row]:
    """The states of which something that is counted would change, before and after."""
    return [
        {
            "name": name,
            "href": path_to("state", state_code.lower()) + scenario.as_of.query,
            "rules": [_rule(before.own), _rule(after.own)],
            "rule_changes": before.own.rule != after.own.rule,
            "bans": (before.bans, after.bans),
            "covered": (about_covered(before.coverage), about_covered(after.coverage)),
            "shares": (_share(before.coverage), _share(after.coverage)),
            "unknown": after.coverage.unknown,
        }
        for name, state_code, before, after in scenario.counted_states
    ]


def _share(coverage: Coverage) -> str:
    return say_share(coverage.covered / coverage.population) if coverage.population else ""


def _rule(own: OwnRule) -> SafeString:
    """A statewide rule as mark and word; where none was found, with the day of the search."""
    if own.rule == StateRule.NONE_FOUND and own.searched_on:
        return effect(own.rule, none_found(own.searched_on))
    return effect(own.rule)


def _class(change: Change, key: str, scenario: WhatIf) -> SafeString:
    """What a government would go from or to, as mark and word."""
    if key == NO_MARK:
        return effect("none_found", "No general measure")
    if key == StateRule.NONE_FOUND:
        return _rule(scenario.before.own_rules[change.state_code])
    return effect(key)


def lines(selection: PendingSelection, scenario: WhatIf) -> list[Row]:
    """Each selected measure with what it would change; those that change something come first."""
    by_slug = {measure.slug: measure for measure in scenario.measures}
    made = [_line(selection, row, by_slug[row.slug], scenario) for row in selection.rows]
    return sorted(made, key=lambda line: not line["changes"])


def _line(
    selection: PendingSelection, row: ListedMeasure, measure: Supposed, scenario: WhatIf
) -> Row:
    changes = [change for change in scenario.changes if measure in change.causes]
    government = name_with_state(row.government, selection.state_names)
    return {
        "slug": row.slug,
        "name": number_with_year(row) or f"“{row.title}”",
        "title": row.title if row.identifier else "",
        "href": path_to("measure", row.slug) + selection.as_of.query,
        "government": government,
        "effect": effect_mark(row),
        "changes": [
            {
                "who": "" if change.name == government else change.name,
                "rules": (
                    _class(change, change.before, scenario),
                    _class(change, change.after, scenario),
                ),
                "keys": (change.before, change.after),
                "government": change.name,
            }
            for change in changes
        ],
        "words": outcome(measure, scenario),
        "without": ""
        if row.slug in selection.grouped
        else selection.address.toggled("m", row.slug),
    }


def parts(lines: Sequence[Row]) -> Row:
    """The lines that are shown, in two tables: what would change something, and what nothing."""
    shown = lines[:LINES_SHOWN]
    idle = [line for line in shown if not line["changes"]]
    busy = shown[: len(shown) - len(idle)]
    return {"busy": busy, "idle": idle, "folds": bool(busy) and len(idle) > IDLE_UNFOLDED}


# --- to select from ---------------------------------------------------------------------------


def picks(selection: PendingSelection, rows: Iterable[ListedMeasure]) -> list[Row]:
    """The boxes to tick."""
    ticked = {row.slug for row in selection.rows}
    return [
        {
            "slug": row.slug,
            "name": name_with_government(row.government, row, selection.state_names),
            "title": row.title if row.identifier else "",
            "effect": effect_mark(row),
            "steps": steps(row.stage),
            "stage": _stage(row),
            "ticked": row.slug in ticked,
            "grouped": row.slug in selection.grouped,
        }
        for row in rows
    ]


def _stage(row: ListedMeasure) -> str:
    named = named_basis(row.stage_basis)
    return STAGES[row.stage] + (f", {named}" if named else "")


def group_links(selection: PendingSelection) -> list[Row]:
    """One-click selections: each with its words, its number and the address that takes it."""
    offered = [*GROUPS, *(code for code in selection.address.get("state") if code not in GROUPS)]
    return [
        {"words": group_words(group, selection), "count": len(selection.in_group(group)),
         "href": selection.address.having("all", *selection.groups, group)}
        for group in offered
        if group not in selection.groups and selection.in_group(group)
    ]  # fmt: skip


def group_chips(selection: PendingSelection) -> list[tuple[str, int, Address]]:
    """The groups selected, each with its number and the address without it."""
    return [
        (group_words(group, selection), len(selection.in_group(group)),
         selection.address.toggled("all", group))
        for group in selection.groups
    ]  # fmt: skip


def state_options(selection: PendingSelection) -> SafeString:
    """The states that have something pending, with how much; and the one that is selected."""
    counts = Counter(row.government.state_code for row in selection.pending)
    now = next(iter(selection.address.get("state")), "")
    states = [("us", "United States", counts[""])]
    states += [(code.lower(), name, counts[code]) for code, name in selection.state_names.items()]
    shown = [(code, f"{name} ({count})") for code, name, count in states if count or code == now]
    return options(tuple(shown), now, "All states")


def level_options(selection: PendingSelection) -> SafeString:
    """The levels of government, and the one that is selected."""
    return options(LEVELS, next(iter(selection.address.get("level")), None), "All levels")


def hidden(selection: PendingSelection, shown: Collection[str]) -> list[tuple[str, str]]:
    """What the form carries along beside its own fields: measures of other pages too."""
    pairs = carried(selection.address, ("state", "level"), ("on", "from", "q", "m"))
    return pairs + [("m", slug) for slug in selection.named if slug not in shown]
