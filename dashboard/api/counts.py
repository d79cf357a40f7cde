"""What is counted of a day by the API: states, local governments, rankings, people covered."""

from typing import Any

from django.http import Http404

from dashboard.api.columns import COVERED, MARKED, ONE_STATE, RANKED, RANKING, STATE_ON_DAY
from dashboard.api.measures import FILTERS
from dashboard.api.operation import Asked, Listing, Operation, Part, Row, part_of
from dashboard.api.parameters import one_of
from dashboard.map.api import marker_rows, selected_state_rows
from dashboard.map.selection import MapSelection, read_selection
from dashboard.map.states import all_states
from dashboard.pages.rankings.base import Ranking
from dashboard.pages.rankings.views import RANKINGS
from dashboard.pages.states.api import as_json as state_json
from dashboard.pages.states.data import state_record
from laws.counting.counts import PRESETS, municipal_bans
from laws.counting.coverage import people_covered, people_covered_nationwide
from laws.counting.shared import history, law_on
from laws.rules.registry import RULES

PRESET = one_of(
    "preset", "Which bans count: " + "; ".join(f"{key}: {text}" for key, text in PRESETS.items()),
    PRESETS, "broad",
)  # fmt: skip


def rule(*numbers: int) -> str:
    """The text of rules, as /method/ prints it."""
    return "\n\n".join(f"{RULES[n].name} {RULES[n].title}. {RULES[n].text}" for n in numbers)


class OfMap(Listing):
    """Rows of the map, for the measures that the filters let through."""

    own_parameters = (*FILTERS, PRESET)
    rule = rule(7, 8)
    page = "home"

    def selection(self, asked: Asked) -> MapSelection:
        return read_selection(asked.parameters, asked.as_of, all_states())


class States(OfMap):
    """The states of /map.json."""

    name, path, title = "states", "states", "States on a day"
    about = (
        "Every state, the District and each territory with its statewide rule and its municipal "
        "bans on the day. The filters choose which measures count as municipal bans; the statewide "
        "rule is that of all measures, and chosen says whether the filters show the state."
    )
    columns = STATE_ON_DAY
    example = {"on": "2023-07-20", "limit": "1"}

    def part(self, asked: Asked) -> Part:
        selection = self.selection(asked)
        counted = municipal_bans(selection.counted, asked.first("preset", "broad"))
        counts = {row.state_code: row for row in counted}
        rows = selected_state_rows(selection, selection.rows, counts)
        rows = [row | {"url": asked.site + row["url"]} for row in rows]
        part = part_of(rows, lambda row: [row["state"]], asked)
        return part._replace(in_doubt=sum(bool(row["doubts"]) for row in rows))


class Places(OfMap):
    """The markers of /map.json."""

    name, path, title = "places", "places", "Local governments with law in effect"
    about = (
        "The local governments that stand on the map of the day: those with a measure of general "
        "reach on police or government use in effect, with its effect."
    )
    columns = MARKED
    own_parameters = FILTERS
    example = {"state": "ma", "limit": "1"}

    def part(self, asked: Asked) -> Part:
        rows = marker_rows(self.selection(asked))
        rows = [row | {"url": asked.site + row["url"]} for row in rows]
        part = part_of(rows, lambda row: [row["state"], row["place"]], asked)
        return part._replace(in_doubt=sum(bool(row["doubts"]) for row in rows))


class OneState(Operation):
    """A state, as at /states/<state>/."""

    name, path, title = "state", "states/<slug:state_code>", "One state"
    about = "A state, a territory, or the country as us: its rule, laws, bans and bills on the day."
    rule = rule(7, 8, 10)
    columns = ONE_STATE
    is_list = False
    example = {"fields": "state,rule,basis,doubts,municipal_bans,municipal_bans_beyond_doubt"}
    example_of = {"state_code": "ma"}
    page = "state"

    def content(self, asked: Asked) -> dict[str, Any]:
        code = asked.named["state_code"].lower()
        return {"result": state_json(state_record(code, asked.on))}


class Rankings(Listing):
    """Which rankings there are."""

    name, path, title = "rankings", "rankings", "Rankings"
    about = "The rankings of states and laws that this site makes, with what each counts."
    columns = RANKING
    example = {"limit": "1"}
    page = "rankings"

    def part(self, asked: Asked) -> Part:
        rows = [
            {
                "ranking": one.key,
                "title": one.heading,
                "counts": one.counts,
                "has_presets": one.has_presets,
                "rules": [RULES[number].name for number in one.rules],
                "api": f"{asked.site}{asked.path}/{one.key}",
            }
            for one in RANKINGS.values()
        ]
        return part_of(rows, lambda row: [row["ranking"]], asked)


class OneRanking(Operation):
    """A ranking on a day, as at /rankings/."""

    name, path, title = "ranking", "rankings/<slug:ranking>", "One ranking"
    about = "The states, or laws, in the order of the ranking on the day; those with nothing last."
    columns = RANKED
    own_parameters = (PRESET,)
    is_paged = False
    example_of = {"ranking": "bans"}

    def content(self, asked: Asked) -> dict[str, Any]:
        kind = RANKINGS.get(asked.named["ranking"])
        if kind is None:
            raise Http404(f"Allowed are {', '.join(RANKINGS)}.")
        ranking = kind(history(), all_states(), asked.as_of, asked.first("preset", "broad"))
        rows = [*ranked_rows(ranking, asked)]
        return {
            "rule": rule(*ranking.rules),
            "page": f"{asked.site}/rankings/?by={kind.key}&on={asked.on.isoformat()}",
            "title": ranking.heading,
            "counts": ranking.counts,
            "preset": ranking.preset or None,
            "count": len(rows),
            "in_doubt": sum(
                bool(row["basis"]) or row["certain"] not in (None, row["amount"]) for row in rows
            ),
            "results": rows,
        }


def ranked_rows(ranking: Ranking, asked: Asked) -> list[Row]:
    """The entries of a ranking on the day."""
    on = asked.on
    return [
        {
            "position": position or None,
            "key": entry.key,
            "name": entry.name,
            "amount": entry.amount,
            "words": entry.words,
            "certain": entry.certain,
            "basis": entry.basis or None,
            "includes": entry.inside or None,
        }
        for entry, position in zip(ranking.entries(on), ranking.positions(on), strict=True)
    ]


class PeopleCovered(Operation):
    """The people whom bans cover, by state."""

    name, path, title = "people-covered", "people-covered", "People covered"
    about = (
        "How many people a ban covers where they live, by state and in all, on the day. What is "
        "beyond doubt and what is in doubt are two numbers. States in which no ban covers anyone "
        "have zero; a population that is not known is empty."
    )
    rule = rule(10)
    columns = COVERED
    own_parameters = (PRESET,)
    is_paged = False
    example = {"on": "2023-07-20", "fields": "state,covered,in_doubt"}

    def content(self, asked: Asked) -> dict[str, Any]:
        preset, states, law = asked.first("preset", "broad"), all_states(), law_on(asked.on)
        found = [(state, people_covered(law, state, preset)) for state in states]
        total = people_covered_nationwide(law, states, preset)
        rows = [
            {"state": state.state_code, "name": state.name} | covered(one) for state, one in found
        ]
        return {
            "page": f"{asked.site}/rankings/?by=covered&on={asked.on.isoformat()}",
            "preset": preset,
            "total": covered(total),
            "count": len(rows),
            "in_doubt": sum(bool(one.in_doubt) for _, one in found),
            "results": rows,
        }


def covered(one: Any) -> Row:
    """The people covered, with what is not certain of the number."""
    return {
        "covered": one.covered,
        "in_doubt": one.in_doubt,
        "doubtful": list(one.doubtful),
        "population": one.population or None,
        "population_years": list(one.years),
        "share": one.share,
        "possible_share": one.possible_share,
        "not_known": list(one.unknown),
        "basis": str(one.basis),
    }
