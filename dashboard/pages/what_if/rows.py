"""The rows of /what-if/: what is counted, what would change, and the list to choose from."""

from collections import Counter

from dashboard.charts.svg.marks import effect, steps
from dashboard.charts.svg.scales import ON_THE_MAP, look
from dashboard.map.selection import class_of
from dashboard.pages.what_if.data import NO_MARK
from dashboard.pages.what_if.params import GROUPS
from dashboard.pages.what_if.text import group_words, outcome
from dashboard.web.page_url import path_to
from dashboard.web.params import on_parameter, query
from dashboard.words.display_class import effect_mark
from dashboard.words.names import name_with_government, name_with_state
from dashboard.words.numbers import say_share
from laws.vocabulary import Basis, Stage, StateRule

LINES_SHOWN, IDLE_UNFOLDED = 60, 5
LEVELS = {"": "All levels", "country": "Country", "state": "State", "local": "Local"}


def facts(found):
    """The three counts, before and after."""
    before, after = found.before, found.after
    people = found.population or 1
    return {
        "bans": (before.all_bans, after.all_bans),
        "ban_states": (before.with_bans, after.with_bans),
        "rules": (before.with_rule, after.with_rule),
        "covered": (before.covered, after.covered),
        "shares": (say_share(before.covered / people), say_share(after.covered / people)),
        "years": sorted({*before.years, *after.years}),
    }


def legend(found):
    """The two lists of the legend with what each counts, before and after."""
    rules = [Counter(o.rule for o in view.own_rules.values()) for view in _views(found)]
    marks = [Counter(map(class_of, view.governments.values())) for view in _views(found)]
    return [
        ("Fill: the state’s own rule on police or government use", True,
         _entries(StateRule.values, *rules)),
        ("Mark: a city, town or county", False, _entries(ON_THE_MAP, *marks)),
    ]  # fmt: skip


def _views(found):
    return found.before, found.after


def _entries(keys, before, after):
    return [(key, look(key).word, before[key], after[key]) for key in keys]


def state_rows(found):
    """The states of which something that is counted would change, before and after."""
    kept = query(on=on_parameter(found.law.on))
    return [
        {
            "name": name,
            "href": path_to("state", state_code.lower()) + kept,
            "rules": [_class(before.own.rule), _class(after.own.rule)],
            "rule_changes": before.own.rule != after.own.rule,
            "bans": (before.bans, after.bans),
            "covered": (before.coverage.covered, after.coverage.covered),
            "shares": (_share(before.coverage), _share(after.coverage)),
            "unknown": after.coverage.unknown,
        }
        for name, state_code, before, after in found.counted_states
    ]


def _share(coverage):
    return say_share(coverage.covered / coverage.population) if coverage.population else ""


def _class(key):
    if key == NO_MARK:
        return effect("none_found", "No general measure")
    return effect(key)


def lines(chosen, found):
    """Each chosen measure with what it would change; those that change something come first."""
    by_slug = {one.slug: one for one in found.chosen}
    kept = query(on=on_parameter(chosen.on))
    made = [_line(chosen, row, by_slug[row.slug], found, kept) for row in chosen.rows]
    return sorted(made, key=lambda line: not line["changes"])


def _line(chosen, row, measure, found, kept):
    changes = [change for change in found.changes if measure in change.causes]
    government = name_with_state(row.government, chosen.names)
    return {
        "slug": row.slug,
        "name": row.identifier or f"“{row.title}”",
        "title": row.title if row.identifier else "",
        "href": path_to("measure", row.slug) + kept,
        "government": government,
        "effect": effect_mark(row),
        "changes": [
            {
                "who": "" if change.name == government else change.name,
                "rules": (_class(change.before), _class(change.after)),
                "keys": (change.before, change.after),
                "government": change.name,
            }
            for change in changes
        ],
        "words": outcome(measure, found),
        "without": "" if row.slug in chosen.grouped else chosen.address.toggled("m", row.slug),
    }


def parts(lines):
    """The lines that are shown, in two tables: what would change something, and what nothing."""
    shown = lines[:LINES_SHOWN]
    idle = [line for line in shown if not line["changes"]]
    busy = shown[: len(shown) - len(idle)]
    return {"busy": busy, "idle": idle, "folds": bool(busy) and len(idle) > IDLE_UNFOLDED}


# --- to choose from ---------------------------------------------------------------------------


def picks(chosen, rows):
    """The boxes to tick."""
    ticked = {row.slug for row in chosen.rows}
    return [
        {
            "slug": row.slug,
            "name": name_with_government(row.government, row, chosen.names),
            "title": row.title if row.identifier else "",
            "effect": effect_mark(row),
            "steps": steps(row.stage),
            "stage": _stage(row),
            "ticked": row.slug in ticked,
            "grouped": row.slug in chosen.grouped,
        }
        for row in rows
    ]


def _stage(row):
    label = Stage(row.stage).label
    return label if row.stage_basis == Basis.RECORDED else f"{label}, {row.stage_basis}"


def group_links(chosen):
    """One-click choices: each with its words, how many it holds, and the address that takes it."""
    offered = [*GROUPS, *(code for code in chosen.address.get("state") if code not in GROUPS)]
    return [
        {"words": group_words(group, chosen), "count": len(chosen.in_group(group)),
         "href": chosen.address.having("all", *chosen.groups, group)}
        for group in offered
        if group not in chosen.groups and chosen.in_group(group)
    ]  # fmt: skip


def group_chips(chosen):
    """The groups chosen, each with its number and the address without it."""
    return [
        (group_words(group, chosen), len(chosen.in_group(group)),
         chosen.address.toggled("all", group))
        for group in chosen.groups
    ]  # fmt: skip


def state_options(chosen):
    """The states that have something pending, with how much; and the one that is chosen."""
    counts = Counter(row.government.state_code for row in chosen.pending)
    now = next(iter(chosen.address.get("state")), "")
    named = [("us", "United States", counts[""])]
    named += [
        (state_code.lower(), name, counts[state_code]) for state_code, name in chosen.names.items()
    ]
    return [(code, name, count, code == now) for code, name, count in named if count or code == now]


def level_options(chosen):
    """The levels of government, and the one that is chosen."""
    now = next(iter(chosen.address.get("level")), "")
    return [(key, label, key == now) for key, label in LEVELS.items()]


def hidden(chosen, shown):
    """What the form carries along beside its own boxes, one value a field."""
    own = {"on", "from", "q", "m"}
    seen = set()
    carried = []
    for name, value in chosen.address.pairs:
        if name in ("state", "level") and name not in seen:
            seen.add(name)
        elif name not in own:
            carried.append((name, value))
    ticked_elsewhere = [slug for slug in chosen.named if slug not in shown]
    return carried + [("m", slug) for slug in ticked_elsewhere]
