"""The rankings, and their twins as JSON and CSV."""

from dashboard.address import Address
from dashboard.asking import (
    answer_json,
    asked_choice,
    asked_date,
    on_parameter,
    page,
    query,
)
from dashboard.changes import events, when
from dashboard.csv_files import csv_response
from dashboard.views.covered_states import covered_states
from dashboard.views.ranked_states import ranked_states
from dashboard.views.ranking_words import VERBS, following_sentences, leading_sentence
from laws.counting import PRESETS
from laws.in_force import law_on
from laws.models import Jurisdiction
from laws.rules import RULES

COLUMNS = [
    "state", "rank", "count", "slug", "name", "effect", "measure", "in_force_since", "basis", "on",
    "preset",
]  # fmt: skip


def rankings(request):
    """States by municipal bans, and by people covered, on the date asked for."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    law, states = law_on(on), _states()
    ranked = ranked_states(law, states, preset)
    context = {
        "preset": preset,
        "presets": [
            {"key": key, "text": text, "href": _address(on, key), "chosen": key == preset}
            for key, text in PRESETS.items()
        ],
        "lead": leading_sentence(ranked, on),
        "sub": following_sentences(ranked, preset),
        "ranked": ranked,
        "zeros": len(states) - len(ranked),
        "covered": covered_states(law, states, preset),
        "verb": VERBS[preset],
        "twin_query": query(on=on.isoformat(), preset=preset),
        **when(_bans_that_change(), on, _here(request, on, preset)),
    }
    return page(request, "dashboard/rankings.html", context, on=on, nav="rankings")


def _bans_that_change():
    """The starts and ends of bans and moratoria, for the slider."""
    return [one for one in events() if one.shown_as in ("ban", "moratorium")]


def _here(request, on, preset):
    asked = (("on", on_parameter(on)), ("preset", "" if preset == "broad" else preset))
    return Address(request.path, tuple((name, value) for name, value in asked if value))


def _states():
    return list(Jurisdiction.objects.state_level().governments().order_by("name"))


def _address(on, preset):
    kept = query(on=on_parameter(on), preset=None if preset == "broad" else preset)
    return kept or "?"


def ranking_json(request):
    """The ranking as JSON: `on`, `preset` and `rows`, each with `state` (postal code), `count` and
    `jurisdictions` (`slug`, `name`); beside them `rank`, `tied`, and what each government's count
    rests on. Only states with at least one; by count, then by name.
    """
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    ranked = ranked_states(law_on(on), _states(), preset)
    rows = [
        {
            "state": row.count.usps,
            "count": row.count.count,
            "rank": row.count.rank,
            "tied": row.count.is_tied,
            "jurisdictions": [_government(one) for one in row.count.governments],
        }
        for row in ranked
    ]
    rule = f"{RULES[7].name} {RULES[7].title}, {preset}: {PRESETS[preset]}"
    return answer_json(request, on, rule, {"preset": preset, "rows": rows})


def _government(government):
    return {
        "slug": government.place.slug,
        "name": government.place.display_name,
        "effect": government.effect,
        "measures": [binding.slug for binding in government.bindings],
        "in_force_since": min(b.starts_on for b in government.bindings).isoformat(),
        "basis": government.basis,
        "doubts": list(government.doubts),
    }


def ranking_csv(request):
    """The ranking as CSV: one row for each government that counts."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    rows = []
    for state in ranked_states(law_on(on), _states(), preset):
        for one in state.count.governments:
            first = min(one.bindings, key=lambda b: b.starts_on)
            counted = [state.count.usps, state.count.rank, state.count.count]
            place = [one.place.slug, one.place.display_name, one.effect]
            rows.append([*counted, *place, first.slug, first.starts_on, one.basis, on, preset])
    return csv_response(f"municipal-bans-{preset}-{on}.csv", COLUMNS, rows)
