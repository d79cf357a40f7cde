"""Which chosen measures of local governments state law limits or rules out, as far as we looked."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from dashboard.pages.what_if.data import WhatIf
from dashboard.words.may_act import ON_USE, said
from dashboard.words.names import in_sentence
from laws.counting.may_act import Answer, may_act_by_state
from laws.counting.on_date import is_on_businesses
from laws.counting.what_if import Supposed
from laws.vocabulary import LocalSubject, MayAct, Regulates

IN_THE_WAY = (MayAct.NO, MayAct.LIMITED)


def answers_for(scenario: WhatIf) -> dict[str, list[Answer]]:
    """What is known for the uses that each chosen local measure is about, by its slug. One query,
    or none where no local measure is chosen.
    """
    local = [measure for measure in scenario.measures if measure.place.is_local]
    if not local:
        return {}
    keys = {state.state_code: state.pk for state in scenario.states}
    codes = {measure.place.state_code for measure in local}
    of_states = may_act_by_state([keys[code] for code in codes], scenario.as_of.on)
    return {
        measure.slug: [
            answer
            for answer in of_states[keys[measure.place.state_code]]
            if answer.subject in _uses(measure)
        ]
        for measure in local
    }


def _uses(measure: Supposed) -> set[str]:
    """The uses of face recognition that a measure is about."""
    if is_on_businesses(measure):
        return {LocalSubject.BUSINESSES}
    both = Regulates.PRIVATE in measure.regulates
    return {LocalSubject.GOVERNMENT, *([LocalSubject.BUSINESSES] if both else [])}


def in_the_way(scenario: WhatIf, answers: dict[str, list[Answer]]) -> list[dict[str, Any]]:
    """The state laws that rule out what was chosen, or limit it, each with the measures that it
    concerns; those that rule it out come first.
    """
    found: dict[tuple[str, str], list[Supposed]] = defaultdict(list)
    rows: dict[tuple[str, str], Answer] = {}
    for measure in scenario.measures:
        for answer in answers.get(measure.slug, ()):
            if answer.word in IN_THE_WAY:
                key = measure.place.state_code, answer.subject
                found[key].append(measure)
                rows[key] = answer
    lines = [_line(scenario, key, rows[key], found[key]) for key in sorted(found)]
    return sorted(lines, key=lambda line: line["answer"].key != MayAct.NO)


def _line(
    scenario: WhatIf, key: tuple[str, str], answer: Answer, measures: Sequence[Supposed]
) -> dict[str, Any]:
    state_code, subject = key
    return {
        "state": in_sentence(scenario.state_names[state_code]),
        "code": state_code.lower(),
        "use": ON_USE[subject].lower(),
        "answer": said([answer], scenario.as_of.on)[0],
        "measures": [
            {"slug": one.slug, "name": f"{one.place.display_name}: {one.name}"} for one in measures
        ],
    }
