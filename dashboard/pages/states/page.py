"""What the template of a state's page shows, from the state's record."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe

from dashboard.charts.svg import shapes
from dashboard.charts.svg.rows import PlaceMark
from dashboard.charts.svg.scales import look
from dashboard.charts.svg.state_map import plain_lines, state_map
from dashboard.filters.bill_list import list_of_bills
from dashboard.map.law_changes import date_slider, law_changes
from dashboard.pages.states import text as state_text
from dashboard.pages.states.data import StateRecord
from dashboard.pages.states.rows import (
    MOST_PENDING,
    ended_row,
    law_row,
    local_rows,
    no_bills,
    pending_locally,
    pending_rows,
    place_marks,
    sessions,
    source_rows,
)
from dashboard.pages.states.text import rank_words
from dashboard.web.as_of import AsOf
from dashboard.web.downloads import Downloads, downloads
from dashboard.web.embedding import embed_of
from dashboard.web.page_url import Address
from dashboard.words import may_act
from dashboard.words.basis import IN_DOUBT, named_basis
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence
from dashboard.words.numbers import (
    about,
    counted,
    figures,
    in_words,
    ordinal,
    population_of,
    say_share,
)
from dashboard.words.people import about_covered
from dashboard.words.searches import in_searches
from dashboard.words.tense import tense_of
from laws.counting.counts import OwnRule
from laws.counting.coverage import Coverage
from laws.counting.firsts import Order
from laws.models import Jurisdiction
from laws.vocabulary import Basis, JurisdictionKind, StateRule

KINDS = {JurisdictionKind.DISTRICT: "district", JurisdictionKind.TERRITORY: "territory"}


def state_context(record: StateRecord, as_of: AsOf) -> dict[str, Any]:
    """The whole context of the page."""
    kept = as_of.query
    return words(record, as_of) | local(record, kept) | tables(record, as_of) | dates(record, as_of)


def words(record: StateRecord, as_of: AsOf) -> dict[str, Any]:
    """The state, and what the page says of it in sentences."""
    state, kept = record.state, as_of.query
    return {
        "state": state,
        "code": state.state_code.lower() or "us",
        "in_sentence": in_sentence(state.name),
        "kind": KINDS.get(state.kind, "state"),
        "record_of": record,
        "embed": embed_of("state", Address(""), state.state_code.lower() or "us"),
        "title": state_text.page_title(record),
        "lead": state_text.headline(record, tense_of(as_of)),
        "grounds": [law_row(law, kept) for law in record.rule.measures],
        "pending": state_text.pending_sentence(record, tense_of(as_of)),
        "search": state_text.search_sentence(record),
        "searched": state_text.searched_on(record),
        "facts": federal_facts(record) if record.is_country else facts(record),
        "doubts": doubts(record),
        "basis_means": Basis(record.rule.basis).meaning.lower(),
    }


def local(record: StateRecord, kept: str) -> dict[str, Any]:
    """The local measures as a table and a map, their history, and the state's ranks."""
    marks = place_marks(record, kept)
    return {
        "local": local_rows(record, kept),
        **drawn_map(record.state, marks),
        **may_its_cities_act(record),
        "marks_drawn": any(mark.lon is not None for mark in marks),
        "files": _files(record.state, kept),
        "not_drawn": [mark.name for mark in marks if mark.lon is None],
        "ranks": [] if record.is_country else ranks(record),
    }


def may_its_cities_act(record: StateRecord) -> dict[str, Any]:
    """Whether its local governments may pass laws of their own; nothing for the country."""
    if record.is_country:
        return {}
    return {
        "may_act_question": may_act.question(record.state),
        "may_act": may_act.together(may_act.said(record.may_act, record.on)),
        "may_act_state": record.state.state_code.lower(),
    }


def _files(state: Jurisdiction, kept: str) -> Downloads | None:
    """The pictures of the map, and the data of the page."""
    day = kept.partition("=")[2]
    address = Address("", (("on", day),) if day else ())
    code = state.state_code.lower()
    return downloads("state", address, code) if code else None


def drawn_map(state: Jurisdiction, marks: list[PlaceMark]) -> dict[str, Any]:
    """The map with the address of its county lines, and the lines for where no script runs."""
    if not marks or state.state_code not in shapes.states():
        return {"map": ""}
    lines = static(f"counties/{state.state_code.lower()}.svg")
    drawn = state_map(state.state_code, marks, state.name, lines)
    return {
        "map": mark_safe(drawn),
        "map_gathers": 'class="cluster"' in drawn,
        "map_fills": any(mark.county for mark in marks),
        "plain_lines": mark_safe(plain_lines(state.state_code, lines)),
    }


def tables(record: StateRecord, as_of: AsOf) -> dict[str, Any]:
    """The state's own laws, laws on businesses, and bills."""
    kept = as_of.query
    businesses = record.on_businesses
    return {
        "laws": [law_row(one, kept) for one in record.own_in_force if one not in businesses],
        "businesses": [law_row(one, kept) for one in businesses],
        "cases": record.cases,
        "ended": [ended_row(measure, kept) for measure in record.ended],
        "pending_bills": pending_rows(record, kept),
        "pending_left": max(0, len(record.pending_bills) - MOST_PENDING),
        "sources": source_rows(record),
        "sessions": sessions(record, as_of),
        "bills": len(record.bills),
        "list_of_bills": list_of_bills(as_of, record.state.state_code),
        "no_bills": no_bills(record, kept),
        "pending_locally": pending_locally(record, kept),
    }


def dates(record: StateRecord, as_of: AsOf) -> dict[str, Any]:
    """The slider, with the days on which the state's law or its governments' changed."""
    own = [row for row in law_changes() if row.state_code == record.state.state_code]
    path = reverse("state", args=[record.state.state_code.lower() or "us"])
    pairs = (("on", as_of.parameter),) if as_of.parameter else ()
    return date_slider(own, as_of, Address(path, pairs))


def facts(record: StateRecord) -> list[dict[str, Any]]:
    """The strip of three: the rule, the municipal bans, the people covered."""
    return [rule_fact(record), bans_fact(record), people_fact(record)]


def rule_fact(record: StateRecord) -> dict[str, Any]:
    """The state's own rule, what it rests on, on whom and since when."""
    rule = record.rule
    return {
        "term": f"{KINDS.get(record.state.kind, 'statewide').capitalize()} rule",
        "key": rule.rule,
        "value": look(rule.rule).word,
        "basis": named_basis(rule.basis),
        "more": _rule_more(rule),
        "rule": "R8",
    }


def bans_fact(record: StateRecord) -> dict[str, Any]:
    """The municipal bans, and how they stand among the states."""
    governments = record.count.governments if record.count else ()
    certain = record.count.certain if record.count else 0
    return {
        "term": "Municipal bans, broad count",
        "key": "" if governments else _unknown(record),
        "value": figures(len(governments), certain) if governments else _none(record),
        "basis": IN_DOUBT if certain != len(governments) else "",
        "more": rank_words(record),
        "rule": "R7",
    }


def people_fact(record: StateRecord) -> dict[str, Any]:
    """The people covered by a ban."""
    share, more = people_words(record.coverage)
    return {
        "term": "People covered by a ban",
        "key": "" if share else _unknown(record),
        "value": share or _none(record),
        "basis": IN_DOUBT if record.coverage.in_doubt else named_basis(record.coverage.basis),
        "more": more,
        "rule": "R10",
    }


def _none(record: StateRecord) -> str:
    """What is said of nothing: of a state that nobody searched not even that."""
    return "None known" if record.state.searched_on else "Not known"


def _unknown(record: StateRecord) -> str:
    """The mark beside it: the hatch of what nobody searched."""
    return "" if record.state.searched_on else StateRule.NOT_RESEARCHED


def people_words(coverage: Coverage) -> tuple[str, str]:
    """How many of a state's people a ban covers: the share, or nothing where we know of no ban,
    and what it is calculated from.
    """
    if not coverage.possible:
        share, more = "", "no ban in effect that we know of"
    elif not coverage.population:
        share, more = about_covered(coverage), "the population of the whole is not known"
    else:
        share = say_share(coverage.covered / coverage.population)
        share += f" or {say_share(coverage.possible_share)}" if coverage.in_doubt else ""
        more = f"{about_covered(coverage)}, of {about(coverage.population)}"
    if coverage.possible and coverage.years:
        more += f"; {population_of(coverage.years)}"
    if coverage.unknown:
        more += f"; without {', '.join(coverage.unknown)}, whose population is not known"
    return share, more


def _rule_more(rule: OwnRule) -> str:
    if rule.rule == "none_found":
        return f"for that day, {in_searches([rule.searched_on])}"
    if not rule.measures:
        return "we have not searched it"
    first = min(rule.measures, key=lambda law: law.starts_on).starts.say()
    if rule.rule == "narrow":
        return f"the oldest since {first}"
    return f"on {state_text.whom(rule.measures)}, since {first}"


def federal_facts(record: StateRecord) -> list[dict[str, Any]]:
    """The strip of three for the country."""
    limits = sum(b.limits_government for b in record.own_in_force)
    on_businesses = sum(b in record.on_businesses for b in record.own_in_force)
    return [
        {
            "term": "Federal measures in effect",
            "value": len(record.own_in_force) or "None",
            "more": f"{in_words(on_businesses)} of them on businesses" if on_businesses else "",
        },
        {
            "term": "Of these, limits on police or government",
            "value": limits or "None",
            "more": "of general reach",
            "rule": "R8",
        },
        {"term": "Pending", "value": len(record.pending_bills) or "None", "more": "federal bills"},
    ]


def doubts(record: StateRecord) -> list[str]:
    """Why the rule is not certain, a sentence for each ground; nothing where it is recorded."""
    if not record.is_in_doubt:
        return []
    if record.rule.doubts:
        return list(record.rule.doubts)
    uncertain = [b for b in record.rule.measures if b.start_basis != Basis.RECORDED]
    return [
        f"{b.name}: its first day in effect, {b.starts.say()}, is {b.start_basis}"
        + (f" – {b.start_why}" if b.start_why else "")
        for b in uncertain
    ]


def ranks(record: StateRecord) -> list[tuple[str, str]]:
    """How the state stands among the others: pairs of a heading and a sentence."""
    state_code = record.state.state_code
    certain = sum(row.certain for row in record.counts)
    total = figures(sum(row.count for row in record.counts), certain)
    pairs = []
    if record.count:
        heading = f"Municipal bans: {rank_words(record).partition(';')[0]}"
        own = figures(record.count.count, record.count.certain)
        pairs.append((heading, f"{own} of {total} in the country, broad count"))
    else:
        pairs.append(("Municipal bans: none", f"of {total} in the country, broad count"))
    firsts = record.first_bans
    if state_code in firsts:
        day = firsts[state_code][0].day(Order.ADOPTED)
        rank = 1 + sum(bans[0].day(Order.ADOPTED) < day for bans in firsts.values())
        pairs.append(
            (f"First local ban adopted: {ordinal(rank)}", _first_words(firsts, state_code))
        )
    pairs.append(("Its bills", _bills_words(record)))
    return pairs


def _first_words(firsts, state_code):
    own, first = firsts[state_code], next(iter(firsts.values()))
    sentence = _adopted(own)
    if first[0].day(Order.ADOPTED) < own[0].day(Order.ADOPTED):
        return f"{sentence}; the first in the country was {_adopted(first)}"
    return sentence


def _adopted(bans):
    names = listed(dict.fromkeys(ban.place.display_name for ban in bans))
    return f"{names}, {bans[0].adopted.on.say()}"


def _bills_words(record):
    if not record.bills:
        return "none by this date"
    first = min(measure.first_action_on for measure in record.bills).year
    number = len(record.pending_bills)
    pending = f", {in_words(number)} of them pending" if number else ""
    return f"{counted(len(record.bills), 'bill').capitalize()} since {first}{pending}"
