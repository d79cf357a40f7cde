"""What /what-if/ says: its first sentences, and of each chosen measure what it would change."""

from dashboard.pages.measure_detail.data import RULE_WORDS
from dashboard.pages.what_if.data import NO_MARK
from dashboard.pages.what_if.params import GROUPS
from dashboard.words.display_class import display_class, is_on_businesses
from dashboard.words.lists import listed
from dashboard.words.names import law_name, name_with_government
from dashboard.words.numbers import counted, in_words
from dashboard.words.presets import VERBS
from laws.text.dates import say
from laws.vocabulary import Effect, JurisdictionKind, MeasureKind, StateRule

USE = "police and government use of face recognition"
AS_RULES = RULE_WORDS | {
    StateRule.NONE_FOUND: "no rule found",
    StateRule.NOT_RESEARCHED: "not researched",
    NO_MARK: "no general measure",
}


def headline(chosen, found, preset):
    """The first sentence in three parts, and its condition alone for the title."""
    if not chosen.rows:
        return {
            "title": "What if pending measures were law",
            "before": "What if ",
            "finding": "pending measures were law?",
            "after": f" {_to_choose_from(chosen)}",
        }
    subject = _subject(chosen)
    finding, after = _finding(found, preset)
    return {
        "title": f"What if {subject} were law",
        "before": f"If {subject} were law on {say(chosen.day)}, ",
        "finding": finding,
        "after": after,
    }


def _to_choose_from(chosen):
    number, on = len(chosen.pending), say(chosen.on)
    if number > 1:
        return f"Choose among the {in_words(number)} on their way on {on}."
    return f"One is on its way on {on}." if number else f"None is on its way on {on}."


def _subject(chosen):
    number = len(chosen.rows)
    if number == 1:
        return name_with_government(chosen.rows[0].government, chosen.rows[0], chosen.names)
    noun = "bill" if all(row.kind == MeasureKind.BILL for row in chosen.rows) else "measure"
    group = chosen.groups[0] if len(chosen.groups) == 1 and not chosen.named else ""
    if group == "passed_one_chamber":
        return f"the {in_words(number)} pending {noun}s that passed one chamber"
    pending = counted(number, f"pending {noun}")
    if group in ("", "pending"):
        return f"all {pending}" if group else pending
    return f"all {pending} of {_place(group, chosen)}"


def _place(code, chosen):
    return "the United States" if code == "us" else chosen.names[code.upper()]


def _finding(found, preset):
    before, after = found.before, found.after
    states = _instead(after.with_rule, before.with_rule, "state")
    whose = "its" if after.with_rule == 1 else "their"
    rule = f"would have a general rule of {whose} own"
    if after.all_bans != before.all_bans:
        rest = f" would {VERBS[preset]} {USE}"
        more = f", and {states} {rule}" if after.with_rule != before.with_rule else ""
        return _instead(after.all_bans, before.all_bans, "local government"), f"{rest}{more}."
    if len(found.changes) == 1:
        change = found.changes[0]
        before, after = AS_RULES[change.before], AS_RULES[change.after]
        return f"{change.name} would go from {before} to {after}", "."
    if after.with_rule != before.with_rule:
        return states, f" {rule}."
    if found.changes:
        return _several(found), " would change."
    return "nothing on the map", " would change."


def _instead(after, before, noun):
    """Two local governments instead of one."""
    number = counted(after, noun) if after else f"no {noun}"
    return f"{number} instead of {in_words(before)}"


def _several(found):
    parts = [
        f"the own rule of {counted(len(found.state_changes), 'state')}",
        f"the mark of {counted(len(found.place_changes), 'local government')}",
    ]
    rows = (found.state_changes, found.place_changes)
    return listed(part for part, changes in zip(parts, rows, strict=True) if changes)


def sub(chosen, found):
    """The next fact: who would be covered, and why a single measure would change nothing."""
    if not chosen.rows:
        return (
            "The map, the counts and the people covered are then reckoned again by the same rules "
            "as the law itself, with what you choose treated as in effect."
        )
    if len(found.chosen) == 1 and not found.changes:
        return f"{outcome(found.chosen[0], found)} {people(found)}"
    return people(found)


def people(found):
    """How many people would live under a ban."""
    before, after = found.before.covered, found.after.covered
    if before == after:
        return f"A ban would cover as many people as by law: {in_words(before)}."
    return f"A ban would cover {in_words(after)} people instead of {in_words(before)}."


def group_words(group, chosen):
    """What a group is called: all that passed one chamber, all of Massachusetts."""
    if group in GROUPS:
        return "all that is pending" if group == "pending" else "all that passed one chamber"
    return "all that is federal" if group == "us" else f"all of {_place(group, chosen)}"


# --- measure by measure -----------------------------------------------------------------------


def outcome(measure, found):
    """Why a chosen measure changes nothing on the map; empty where it does change something."""
    if any(measure in change.causes for change in found.changes):
        return ""
    if measure.slug in {b.slug for b in found.before.law.in_force}:
        return "It binds on that day anyway."
    ending = [other for other in found.chosen if measure.slug in other.undoes]
    if ending:
        return f"{ending[0].name}, chosen too, stands in its place."
    return _by_what_it_is(measure) or _beside_others(measure, found)


def _by_what_it_is(measure):
    """Why no measure of its sort would show."""
    if measure.place.kind == JurisdictionKind.COUNTRY:
        return "A measure of the country is no state’s own rule (R8)."
    if is_on_businesses(measure):
        return "It regulates businesses, which is another question than government use (R8)."
    if measure.effect == Effect.REPEAL:
        ends = "What it would undo shows nothing on that day."
        return ends if measure.undoes else "The record names no measure that it would undo."
    if measure.effect in (Effect.STUDY, Effect.OTHER):
        return "It sets no limit on use."
    shows = measure.limits_government or measure.permits_government
    if not shows and measure.place.is_local:
        return "Its reach is narrow: it makes no mark."
    if not shows and not measure.is_narrow_limit:
        return "It says nothing of police or government use at large."
    return ""


def _beside_others(measure, found):
    """What stands beside it and shows instead."""
    if measure.place.is_local:
        beside = found.after.governments[measure.place.government].measures
    else:
        beside = found.own_rules[measure.place.state_code].measures
    others = [b for b in beside if b.slug != measure.slug]
    if not others:
        return "The rule stays as it is."
    one = others[0]
    chosen = ", chosen too" if one in found.chosen else ""
    strength = "One as strong" if display_class(one) == display_class(measure) else "A stronger one"
    return f"{strength} stands beside it: {law_name(one)}{chosen}."


def rest_stays(found):
    """What is said of the states of which nothing that is counted would change."""
    number = len(found.states) - len(found.counted_states)
    if not found.counted_states:
        return "Every state and territory keeps its rule and its counts."
    stays = "state or territory stays as it is" if number == 1 else "states and territories stay"
    return f"The other {in_words(number)} {stays}{'' if number == 1 else ' as they are'}."
