"""The table of all states, the District and the territories."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count

from dashboard.charts.svg.scales import STRENGTH, look
from dashboard.map.law_changes import DatedChange, daily_changes, date_slider
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import Address, path_to
from dashboard.web.params import query
from dashboard.words.basis import named_basis
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence
from dashboard.words.numbers import figures, in_words, opening
from dashboard.words.searches import in_searches
from dashboard.words.tense import Tense, tense_of
from laws.counting.counts import municipal_bans, own_rules
from laws.counting.shared import law_on, once_per_state
from laws.models import Jurisdiction, Measure
from laws.vocabulary import LIMITS, STATE_LEVEL, Basis, StateRule

HEADINGS = {
    "name": "State or territory",
    "rule": "Statewide rule",
    "bans": "Municipal bans",
    "pending": "Bills pending",
    "searched": "Last searched",
}
SORTS = list(HEADINGS)
# What a table is sorted by: strongest, most and latest first; by name within a tie.
KEYS = {
    "name": lambda row: 0,
    "rule": lambda row: STRENGTH[row["rule"]],
    "bans": lambda row: -row["bans"],
    "pending": lambda row: -row["pending"],
    "searched": lambda row: -row["searched"].toordinal() if row["searched"] else 1,
}


def states_context(as_of: AsOf, sort: str) -> dict[str, Any]:
    """The whole context of the page."""
    on = as_of.on
    rows = state_rows(on, as_of.query)
    rules = Counter(row["rule"] for row in rows)
    number = rules_of_their_own(rules)
    rows.sort(key=lambda row: (KEYS[sort](row), row["name"]))
    return {
        "rows": rows,
        "sort": sort,
        "sorts": {
            "choices": [(key, word.lower()) for key, word in HEADINGS.items()],
            "now": sort,
            "kept": [("on", as_of.parameter)] if as_of.parameter else [],
        },
        "headings": [
            {
                "key": key,
                "word": word,
                "href": query(on=as_of.parameter, sort=None if key == "name" else key) or "?",
                "is_number": key in ("bans", "pending"),
            }
            for key, word in HEADINGS.items()
        ],
        "number": number,
        "have": tense_of(as_of).verb("have", number or 1),
        **date_slider(_changes(), as_of, _address(as_of, sort)),
        "sub": " ".join(
            [
                *counting_sentences(rules, tense_of(as_of)),
                *search_sentences(rows),
                *disputed_sentences(rows),
            ]
        ),
    }


def _changes() -> list[DatedChange]:
    """The changes of the law of states and of their local governments: federal law has no row."""
    return [change for change in daily_changes() if change.level != "country"]


def _address(as_of: AsOf, sort: str) -> Address:
    pairs = (("on", as_of.parameter), ("sort", "" if sort == "name" else sort))
    return Address(path_to("states"), tuple((name, value) for name, value in pairs if value))


def state_rows(on: date, kept: str) -> list[dict[str, Any]]:
    """A row for each: rule, municipal bans, pending bills, day of the last search."""
    law = law_on(on)
    states = list(Jurisdiction.objects.state_level().governments())
    rules, bans = own_rules(law, states), {row.state_code: row for row in municipal_bans(law)}
    pending = pending_by_state(on)
    return [
        {
            "name": state.name,
            "state_code": state.state_code.lower(),
            "href": path_to("state", state.state_code.lower()) + kept,
            "rule": rules[state.state_code].rule,
            "word": look(rules[state.state_code].rule).word,
            "basis": named_basis(rules[state.state_code].basis),
            "bans": bans[state.state_code].count if state.state_code in bans else 0,
            "bans_words": figures(b.count, b.certain) if (b := bans.get(state.state_code)) else "",
            "pending": pending.get(state.state_code, 0),
            "searched": state.searched_on,
        }
        for state in states
    ]


@once_per_state
def pending_by_state(on: date) -> dict[str, int]:
    """How many bills of each state are pending."""
    own = Measure.objects.published().bills().pending(on).filter(jurisdiction__kind__in=STATE_LEVEL)
    counts = own.order_by().values_list("jurisdiction__state_code").annotate(Count("pk"))
    return dict(counts)


def rules_of_their_own(rules: Counter) -> int:
    """How many have a general rule that limits police or government."""
    return sum(rules[str(effect)] for effect in LIMITS)


def disputed_sentences(rows: list[dict[str, Any]]) -> list[str]:
    """Which rules sources conflict over."""
    names = [in_sentence(row["name"]) for row in rows if row["basis"] == Basis.DISPUTED]
    if not names:
        return []
    return [f"Sources conflict over the rule of {listed(sorted(names))}, as its page explains."]


def counting_sentences(rules: Counter, tense: Tense) -> list[str]:
    """What the others have: narrow rules, and permission."""
    sentences = []
    if rules[StateRule.NARROW]:
        number = opening(rules[StateRule.NARROW])
        verb = tense.verb("have", rules[StateRule.NARROW])
        sentences.append(
            f"{number} more {verb} a narrow rule, on specific devices, agencies or places."
        )
    if rules[StateRule.PERMITS]:
        number = rules[StateRule.PERMITS]
        sentences.append(f"{opening(number)} {tense.verb('permit', number)} the use by law.")
    return sentences


def search_sentences(rows: list[dict[str, Any]]) -> list[str]:
    """For how many we searched and found no rule for the day, and when; how many are unsearched."""
    sentences = []
    none = [row["searched"] for row in rows if row["rule"] == StateRule.NONE_FOUND]
    unknown = sum(row["rule"] == StateRule.NOT_RESEARCHED for row in rows)
    if none:
        found_in = in_searches(none)
        sentences.append(f"For {in_words(len(none))} we found none for that day {found_in}.")
    if unknown:
        sentences.append(f"We have not searched the law of {in_words(unknown)}.")
    return sentences
