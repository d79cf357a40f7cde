"""What a state's page says in its first sentences, built from the record."""

from collections.abc import Sequence

from dashboard.charts.svg.scales import look
from dashboard.pages.states.data import StateRecord
from dashboard.words.lists import listed
from dashboard.words.names import at_start, in_sentence
from dashboard.words.numbers import counted, in_words, opening, ordinal, plural
from dashboard.words.settings import settings
from dashboard.words.tense import Tense
from laws.counting.counts import OwnRule, StateCount
from laws.counting.on_date import MeasureInForce
from laws.text.dates import say
from laws.vocabulary import Basis, Effect, JurisdictionKind, Regulates

USE = "use of face recognition"
# What a state with the rule does, as a verb and its object.
RULES = {
    "ban": ("ban", "{whom} {use}"),
    "moratorium": ("pause", "{whom} {use}"),
    "restriction": ("limit", "{whom} {use}"),
    "oversight": ("require", "oversight of {whom} {use}"),
    "permits": ("permit", "{whom} {use}"),
}
BANS = {Effect.BAN: "ban", Effect.MORATORIUM: "pause"}
TITLES = {
    "oversight": "statewide rule is oversight",
    "narrow": "narrow statewide rule",
    "permits": "statewide rule permits the use",
    "none_found": "no statewide rule found",
    "not_researched": "statewide rule not researched yet",
}
KINDS = {
    JurisdictionKind.CITY: "cities",
    JurisdictionKind.TOWN: "towns",
    JurisdictionKind.COUNTY: "counties",
    JurisdictionKind.VILLAGE: "villages",
    JurisdictionKind.BOROUGH: "boroughs",
    JurisdictionKind.TOWNSHIP: "townships",
}


def headline(record: StateRecord, tense: Tense) -> tuple[str, str, str]:
    """The first sentence in three parts, of which the middle one is the finding to quote."""
    rule, name = record.rule.rule, record.state.name
    if record.is_country:
        return federal_headline(record, tense)
    local = local_clause(record.count, tense)
    joint = ", but " if rule in ("none_found", "not_researched", "permits") else ", and "
    if record.rule.basis == Basis.DISPUTED:
        clause, finding = disputed_clause(record.rule, name, tense), "disputed"
    else:
        clause, finding = rule_clause(record.rule, name, tense)
    if not local:
        return clause, finding, "."
    number, rest = local
    return clause + finding + joint, number, f"{rest}."


def rule_clause(rule: OwnRule, name: str, tense: Tense) -> tuple[str, str]:
    """The state's own rule as a clause without its full stop, in two parts: the finding last."""
    if rule.rule == "none_found":
        whose = f"the law of {in_sentence(name)}"
        return f"We found no rule on police or government {USE} in {whose}", ""
    if rule.rule == "not_researched":
        return "We have ", f"not searched the law of {in_sentence(name)}"
    return f"{at_start(name)} ", _verb_phrase(rule, tense)


def _verb_phrase(rule: OwnRule, tense: Tense) -> str:
    tense = tense.of_law_since(min(law.starts_on for law in rule.measures))
    if rule.rule == "narrow":
        where = settings(law.regulates for law in rule.measures)
        named = f": {listed(where)}" if where else ""
        return f"{tense.verb('limit')} face recognition only in specific settings{named}"
    verb, what = RULES[rule.rule]
    return f"{tense.verb(verb)} {what.format(whom=whom(rule.measures), use=USE)}"


def _regulates(laws, key):
    return any(key in law.regulates for law in laws)


def whom(laws: Sequence[MeasureInForce]) -> str:
    """Whose use the measures speak of: police, government, both, or one or the other."""
    users = (Regulates.POLICE, Regulates.GOVERNMENT)
    named = [key for key in users if _regulates(laws, key)]
    both = any(set(users) <= set(law.regulates) for law in laws)
    return listed(named or [Regulates.GOVERNMENT], "and" if both else "or")


def disputed_clause(rule: OwnRule, name: str, tense: Tense) -> str:
    """A rule over which sources conflict; never said as if it were settled."""
    if any(law.doubts for law in rule.measures):
        return f"Whether {in_sentence(name)} {_verb_phrase(rule, tense)} is "
    has = tense.verb("have")
    return f"What rule {in_sentence(name)} {has} on police or government {USE} is "


def local_clause(count: StateCount | None, tense: Tense) -> tuple[str, str] | None:
    """How many local governments ban or pause it: (the number and of what, the rest), or None."""
    if count is None:
        return None
    effects = {government.effect for government in count.governments}
    verbs = [verb for effect, verb in BANS.items() if effect in effects]
    verb = tense.verbs(*verbs, number=count.count)
    return (
        f"{in_words(count.count, count.certain)} of its {_kinds(count)}",
        f" {verb} government use",
    )


def _kinds(count):
    kinds = {government.place.kind for government in count.governments}
    named = [words for kind, words in KINDS.items() if kind in kinds]
    return listed(named) if len(named) == len(kinds) <= 2 else "local governments"


def federal_headline(record: StateRecord, tense: Tense) -> tuple[str, str, str]:
    """How many federal measures are in effect, and how many of them limit government use."""
    number = len(record.own_in_force)
    if not number:
        return "As of ", say(record.on), ", we know of no federal measure in effect."
    limits = sum(b.limits_government for b in record.own_in_force)
    nouns = "federal measure" if number == 1 else "federal measures"
    verb = tense.verb("be", number)
    before = f"{opening(number)} {nouns} that we know of {verb} in effect on {say(record.on)}; "
    of_them = f"{in_words(limits)} of them {tense.verb('limit', limits or 1)}"
    if number == 1:
        of_them = f"it {tense.verb('limit') if limits else tense.denied('limit')}"
    return before, f"{of_them} police or government use generally", "."


def page_title(record: StateRecord) -> str:
    """The page's title: the rule and the number of local bans."""
    name, rule = record.state.name, record.rule.rule
    if record.is_country:
        return f"{name}: {plural(len(record.own_in_force), 'federal measure')} in effect"
    word = TITLES.get(rule, f"statewide rule is a {look(rule).word.lower()}")
    if record.rule.basis == Basis.DISPUTED:
        word = "statewide rule is disputed"
    if not record.count:
        return f"{name}: {word}"
    bans = plural(record.count.count, "local ban", certain=record.count.certain)
    return f"{name}: {word}; {bans}"


def pending_sentence(record: StateRecord, tense: Tense) -> str:
    """How many bills of the state are pending."""
    number = len(record.pending_bills)
    if not number:
        return ""
    bills = "bill" if number == 1 else "bills"
    return f"{opening(number)} {bills} {tense.verb('be', number)} pending."


def searched_on(record: StateRecord) -> str:
    """The day of the last search, for the first screen; nothing where nobody searched."""
    day = record.state.searched_on
    return f"We last searched its law on {say(day)}." if day and record.rule.measures else ""


def search_sentence(record: StateRecord) -> str:
    """When we last searched the state's own law, or that we have not."""
    state, name = record.state, in_sentence(record.state.name)
    if state.searched_on:
        note = f" Note of the search: {state.search_note}." if state.search_note else ""
        return f"We last searched the law of {name} on {say(state.searched_on)}.{note}"
    whose = "federal law" if record.is_country else f"the law of {name}"
    sentence = f"We have not yet searched {whose} as a whole"
    if record.measures:
        return f"{sentence}; what is listed here came up in other searches."
    return f"{sentence}; no entry does not mean no law."


def rank_words(record: StateRecord) -> str:
    """How the state's count stands among the states."""
    count = record.count
    if count is None:
        return "that we know of"
    if count.is_tied:
        others = sum(row.count == count.count for row in record.counts) - 1
        return f"tied for {ordinal(count.rank)} with {counted(others, 'other state')}"
    names = {state.state_code: state.name for state in record.states}
    after = [row for row in record.counts if row.rank > count.rank]
    if count.rank == 1 and after and not after[0].is_tied:
        return f"first of all states; {names[after[0].state_code]} follows with {after[0].count}"
    return f"{ordinal(count.rank)} of all states"
