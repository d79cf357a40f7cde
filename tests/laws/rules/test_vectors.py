"""The published test suite of the rules: what anyone may run, this code answers."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import laws.rules
from laws.rules.force import force_on
from laws.rules.reckoning import reckon
from laws.rules.registry import RULES
from laws.rules.stages import Session, reckon_stages, stage_on
from laws.rules.terms import ActionFacts, adoption, in_effect, may_be_in_effect, reckon_terms
from laws.text.dates import PartialDate
from laws.vocabulary import ActionKind, Basis, Force, Stage

SUITE = json.loads((Path(laws.rules.__file__).parent / "vectors.json").read_text())
DAYS_OF_SESSION = ("starts_on", "ends_on", "carried_until")
DAYS_OF_TERM = ("starts_on", "ends_on", "may_start_on", "may_end_on")
DAYS_OF_MEASURE = (
    "first_action_on", "last_action_on", "enacted_on", "effective_on", "ended_on",
)  # fmt: skip
VECTORS = {vector["id"]: vector for vector in SUITE["vectors"]}


def day(text):
    return text and date.fromisoformat(text)


def text(day):
    return day and day.isoformat()


def facts(vector):
    return [
        ActionFacts(
            row["kind"], PartialDate.parse(row["date"]), row["basis"], row["description"], order
        )
        for order, row in enumerate(vector["actions"], 1)
    ]


def session_of(vector):
    """Its session; what is not said takes its default."""
    given = {name: value for name, value in (vector["session"] or {}).items() if value}
    dated = {name: day(value) for name, value in given.items() if name in DAYS_OF_SESSION}
    return Session(**({"ends_on": None} | given | dated)) if given else None


def answer(vector):
    """What a vector expects, as the code at hand has it."""
    acts, session = facts(vector), session_of(vector)
    passage = {"effective_on_passage": True} if vector["effective_on_passage"] else {}
    found, terms = reckon(acts, **passage, session=session), reckon_terms(acts, **passage)
    as_known = {
        f"{name}_as_known": getattr(found, name) and said_day(found, getattr(found, name))
        for name in ("effective_on", "ended_on")
    }
    return as_known | {
        "terms": [
            {name: text(getattr(term, name)) for name in DAYS_OF_TERM}
            | {"start": said(term.start), "end": said(term.end)}
            for term in terms
        ],
        "stages": [
            {"stage": span.stage, "from_on": text(span.from_on), "until_on": text(span.until_on),
             "basis": span.basis, "why": span.why}
            for span in reckon_stages(acts, terms, session, **passage)
        ],
        "force": forces(acts, found, session, passage),
        "adopted_by": said(adoption(acts)),
        "doubts": list(found.doubts),
        **{name: text(getattr(found, name)) for name in DAYS_OF_MEASURE},
    }  # fmt: skip


def said(act):
    return act and {"kind": act.kind, "date": act.on.isoformat()}


def said_day(found, day):
    return found.as_known(day).isoformat()


def forces(acts, found, session, passage):
    """From which day on it has which status, and whether it may be in effect."""
    days = {day for act in acts for day in (act.on.first, act.on.last)}
    days |= {span.from_on for span in found.stages}
    days |= {getattr(term, name) for term in found.terms for name in DAYS_OF_TERM}
    rows = []
    for on in sorted({day + timedelta(step) for day in days - {None} for step in (-1, 0, 1)}):
        span = stage_on(acts, found.terms, session, on, **passage)
        force, _ = force_on(found.terms, span and span.stage, bool(passage), on)
        row = {"force": force, "in_effect": in_effect(found.terms, on),
               "may_be_in_effect": may_be_in_effect(found.terms, on)}  # fmt: skip
        if not rows or row != {name: rows[-1][name] for name in row}:
            rows.append({"from_on": on.isoformat()} | row)
    return rows


def test_every_vector_comes_out_as_published():
    assert [one for one in VECTORS if answer(VECTORS[one]) != VECTORS[one]["expected"]] == []


def test_the_rules_that_they_name_are_those_that_run():
    assert SUITE["rules"] == {f"R{n}": RULES[n].title for n in range(1, 7)}


def test_there_are_enough_and_each_is_another():
    assert len(VECTORS) == len(SUITE["vectors"]) >= 300
    given = {json.dumps([v["actions"], v["session"], v["effective_on_passage"]])
             for v in VECTORS.values()}  # fmt: skip
    assert len(given) == len(VECTORS)


def test_they_call_on_every_kind_of_action_stage_status_and_rule():
    values = VECTORS.values()
    assert {row["kind"] for v in values for row in v["actions"]} == set(ActionKind.values)
    assert {row["basis"] for v in values for row in v["actions"]} == set(Basis.values)
    reached = {span["stage"] for v in values for span in v["expected"]["stages"]}
    assert reached >= set(Stage.values) - {"unknown"}
    assert {row["force"] for v in values for row in v["expected"]["force"]} == set(Force.values)
    assert {rule for v in values for rule in v["rules"]} == {"R1", "R2", "R3", "R4", "R5", "R6"}


@pytest.mark.django_db
def test_the_site_gives_them_to_everyone(client):
    response = client.get("/method/vectors.json")
    assert response.json() == SUITE
    assert response["Access-Control-Allow-Origin"] == "*"
    assert SUITE["license"] == "CC0-1.0"
    assert "/method/vectors.json" in client.get("/method/").content.decode()
