"""The sentences of /what-if/: its first ones, and what each selected measure would change."""

from collections.abc import Mapping

from dashboard.pages.measure_detail.data import RULE_WORDS
from dashboard.pages.what_if.data import NO_MARK, WhatIf
from dashboard.pages.what_if.fills import LawFill, counted_changes, fill_that_changes
from dashboard.pages.what_if.params import GROUPS, PendingSelection
from dashboard.words.display_class import display_class, is_on_businesses
from dashboard.words.lists import listed
from dashboard.words.names import law_name, name_with_government
from dashboard.words.numbers import about, counted, in_words
from dashboard.words.presets import VERBS
from laws.counting.what_if import Supposed
from laws.text.dates import say
from laws.vocabulary import Effect, JurisdictionKind, MeasureKind, StateRule

USE = "police or government use of face recognition"
AS_RULES = RULE_WORDS | {
    StateRule.NONE_FOUND: "no rule found",
    StateRule.NOT_RESEARCHED: "not researched",
    NO_MARK: "no general measure",
}


def headline(
    selection: PendingSelection,
    scenario: WhatIf,
    preset: str,
    fills: Mapping[str, LawFill],
    fill: str,
) -> dict[str, str]:
    """The first sentence in three parts, about the fill of the map, and its condition alone for
    the title.
    """
    if not selection.rows:
        return {
            "title": "What if pending measures were law",
            "before": "What if ",
            "finding": "pending measures were law?",
            "after": f" {_to_select_from(selection)}",
        }
    subject = _subject(selection)
    if fill in fills and fill != fill_that_changes(scenario, fills):
        finding, after = _of_fill(fill, fills[fill])
    else:
        finding, after = _finding(scenario, preset, fills)
    return {
        "title": f"What if {subject} were law",
        "before": f"If {subject} were law on {say(selection.day)}, ",
        "finding": finding,
        "after": after,
    }


def _to_select_from(selection: PendingSelection) -> str:
    number, on = len(selection.pending), say(selection.on)
    if number > 1:
        return f"Choose among the {in_words(number)} pending on {on}."
    return f"One is pending on {on}." if number else f"None is pending on {on}."


def _subject(selection: PendingSelection) -> str:
    rows, number = selection.rows, len(selection.rows)
    if number == 1:
        return name_with_government(rows[0].government, rows[0], selection.state_names)
    noun = "bill" if all(row.kind == MeasureKind.BILL for row in rows) else "measure"
    group = selection.groups[0] if len(selection.groups) == 1 and not selection.named else ""
    if group == "passed_one_chamber":
        return f"the {in_words(number)} pending {noun}s that passed one chamber"
    pending = counted(number, f"pending {noun}")
    if group in ("", "pending"):
        return f"all {pending}" if group else pending
    return f"all {pending} of {_place(group, selection)}"


def _place(code: str, selection: PendingSelection) -> str:
    return "the United States" if code == "us" else selection.state_names[code.upper()]


def _finding(scenario: WhatIf, preset: str, fills: Mapping[str, LawFill]) -> tuple[str, str]:
    before, after = scenario.before, scenario.after
    states = _instead(after.with_rule, before.with_rule, "state")
    rule = "would have a general statewide rule"
    if after.all_bans != before.all_bans:
        rest = f" would {' or '.join(VERBS[preset])} {USE}"
        more = f", and {states} {rule}" if after.with_rule != before.with_rule else ""
        doubt = after.certain_bans, before.certain_bans
        bans = _instead(after.all_bans, before.all_bans, "local government", doubt)
        return bans, f"{rest}{more}."
    if len(scenario.changes) == 1:
        change = scenario.changes[0]
        old, new = AS_RULES[change.before], AS_RULES[change.after]
        return f"{change.name} would go from {old} to {new}", "."
    if after.with_rule != before.with_rule:
        return states, f" {rule}."
    if scenario.changes:
        return several(scenario), " would change."
    gained = gains(fills)
    if not gained:
        return "nothing on the map", " would change."
    return "no rule on police or government use", f" would change, but {gained}."


def _of_fill(key: str, fill: LawFill) -> tuple[str, str]:
    """What would change on a fill that was asked for, whatever would change on the others."""
    who = counted_in_words(fill)
    if not who:
        return f"nothing on the map of {LAWS[key]}", " would change."
    return who, f" would {'gain' if _grows(fill) else 'change'} {LAWS[key]}."


LAWS = {"school": "laws on schools", "business": "laws on businesses"}


def gains(fills: Mapping[str, LawFill]) -> str:
    """Who would have more laws, or fewer, on schools and on businesses; empty where no one would:
    two states would gain laws on schools and one city laws on businesses.
    """
    said = [(counted_in_words(fill), LAWS[key]) for key, fill in fills.items()]
    parts = [(who, laws) for who, laws in said if who]
    return listed(
        f"{who} would {'gain' if all(_grows(fill) for fill in fills.values()) else 'change'} {laws}"
        for who, laws in parts
    )


def counted_in_words(fill: LawFill) -> str:
    """How many states and local governments would change on a fill; empty for none."""
    states, local = counted_changes(fill)
    parts = [(states, "state"), (local, "local government")]
    return listed(counted(number, noun) for number, noun in parts if number)


def _grows(fill: LawFill) -> bool:
    return all(one.after > one.before for one in fill.changes)


def _instead(
    after: int, before: int, noun: str, certain: tuple[int | None, int | None] = (None, None)
) -> str:
    """Two local governments instead of one; 25 or 26 instead of 24 or 25."""
    number = counted(after, noun, certain[0]) if after else f"no {noun}"
    return f"{number} instead of {in_words(before, certain[1])}"


def several(scenario: WhatIf) -> str:
    """Of how many states the rule would change, and of how many governments the marker."""
    parts = [
        f"the rule of {counted(len(scenario.state_changes), 'state')}",
        f"the marker of {counted(len(scenario.place_changes), 'local government')}",
    ]
    rows = (scenario.state_changes, scenario.place_changes)
    return listed(part for part, changes in zip(parts, rows, strict=True) if changes)


def sub(selection: PendingSelection, scenario: WhatIf) -> str:
    """The next fact: who would be covered, and why a single measure would change nothing."""
    if not selection.rows:
        return (
            "We then count the map and the people covered by the same rules as the law itself, "
            "with what you choose treated as in effect."
        )
    if len(scenario.measures) == 1 and not scenario.changes:
        return f"{outcome(scenario.measures[0], scenario)} {people(scenario)}"
    return people(scenario)


def people(scenario: WhatIf) -> str:
    """How many people would live under a ban."""
    now, then = scenario.before.covered, scenario.after.covered
    doubt = f" Bans in doubt could add {about(then.in_doubt)}." if then.in_doubt else ""
    if now.covered == then.covered:
        same = "A ban would cover as many people as current law does"
        return f"{same}: {about(now.covered)}.{doubt}"
    return f"A ban would cover {about(then.covered)} people, not {about(now.covered)}.{doubt}"


def group_words(group: str, selection: PendingSelection) -> str:
    """What a group is called: all that passed one chamber, all of Massachusetts."""
    if group in GROUPS:
        return "all that is pending" if group == "pending" else "all that passed one chamber"
    return "all that is federal" if group == "us" else f"all of {_place(group, selection)}"


# --- measure by measure -----------------------------------------------------------------------


def outcome(measure: Supposed, scenario: WhatIf) -> str:
    """Why a selected measure changes nothing on the map; empty where it changes something."""
    if any(measure in change.causes for change in scenario.changes):
        return ""
    if measure.slug in {law.slug for law in scenario.before.law.in_force}:
        return "It is in effect on that day anyway."
    ending = [other for other in scenario.measures if measure.slug in other.undoes]
    if ending:
        return f"{ending[0].name}, chosen too, takes its place."
    return _by_what_it_is(measure) or _beside_others(measure, scenario)


def _by_what_it_is(measure: Supposed) -> str:
    """Why no measure of its sort would show."""
    if measure.place.kind == JurisdictionKind.COUNTRY:
        return "A federal measure is not a statewide rule (R8)."
    if is_on_businesses(measure):
        return "It regulates businesses, not police or government use (R8)."
    if measure.effect == Effect.REPEAL:
        ends = "What it would repeal shows nothing on that day."
        return ends if measure.undoes else "We know of no measure that it would repeal."
    if measure.effect in (Effect.STUDY, Effect.OTHER):
        return "It sets no limit on use."
    shows = measure.limits_government or measure.permits_government
    if not shows and measure.place.is_local:
        return "It applies only narrowly, so it gets no marker."
    if not shows and not measure.is_narrow_limit:
        return "It does not cover police or government use generally."
    return ""


def _beside_others(measure: Supposed, scenario: WhatIf) -> str:
    """What is in effect with it and shows instead."""
    if measure.place.is_local:
        beside = scenario.after.governments[measure.place.government].measures
    else:
        beside = scenario.own_rules[measure.place.state_code].measures
    others = [law for law in beside if law.slug != measure.slug]
    if not others:
        return "The rule stays as it is."
    other = others[0]
    chosen = ", chosen too" if other in scenario.measures else ""
    strength = "as strong" if display_class(other) == display_class(measure) else "stronger"
    return f"Another law is {strength}: {law_name(other)}{chosen}."


def rest_stays(scenario: WhatIf) -> str:
    """What is said of the states of which nothing that is counted would change."""
    number = len(scenario.states) - len(scenario.counted_states)
    if not scenario.counted_states:
        return "Every state and territory keeps its rule and its counts."
    stays = "state or territory stays as it is" if number == 1 else "states and territories stay"
    return f"The other {in_words(number)} {stays}{'' if number == 1 else ' as they are'}."
