"""Under which conditions a measure allows a use, in the words of the codebook and its details."""

from collections.abc import Mapping
from typing import NamedTuple

from laws.counting.place_answers import SCHOOLS, Coded, Codes, Ground, Ruling
from laws.vocabulary import Answer, Effect, UseMode

# What a yes to a question comes to, the weightiest first.
WORDS = {
    "warrant_required": "a warrant, emergencies aside",
    "serious_crime_only": "serious crimes only",
    "not_sole_basis": "a match alone is not enough",
    "central_unit_only": "searches through one office",
    "human_review_required": "a person checks each match",
    "governing_body_approval": "approval by an elected body",
    "written_policy_required": "a written policy",
}
APPROVAL = "governing_body_approval"
MOST = 3
CONDITIONAL = (Effect.RESTRICTION, Effect.AUTHORIZATION)


class Conditions(NamedTuple):
    """The conditions of a use in words, and the measures that set them, the one that rules first.

    `also` is what other measures of the same government add, each since its own day. `is_bar`: what
    is coded is not when it is allowed but what is barred. `is_approval`: an elected body must
    approve the use, by the one ground.
    """

    words: str
    grounds: tuple[Ground, ...]
    also: tuple[tuple[Ground, str], ...] = ()
    is_bar: bool = False
    is_approval: bool = False


def of(actor: str, ruling: Ruling, mode: str, codes: Codes) -> Conditions:
    """What a ruling asks for one use."""
    first = ruling.ground
    coded = codes.get(first.measure.slug, {})
    if actor == SCHOOLS:
        return _of_schools(first, coded)
    if first.rule.effect == Effect.OVERSIGHT:
        return _of_oversight(ruling, codes)
    if first.rule.effect not in CONDITIONAL:
        in_part = first.rule.in_part and _detail(coded, "police_use_prohibited", Answer.QUALIFIED)
        return Conditions(in_part or "", (first,))
    return _of_police(ruling, mode, codes)


def _of_police(ruling: Ruling, mode: str, codes: Codes) -> Conditions:
    first = ruling.ground
    coded = codes.get(first.measure.slug, {})
    if mode == UseMode.LIVE and (live := _detail(coded, "live_use_prohibited", Answer.QUALIFIED)):
        return Conditions(live, (first,))
    # In part, a warrant may be asked for one of two uses only.
    if len(first.measure.use_modes) == 1 and (
        warrant := _detail(coded, "warrant_required", Answer.QUALIFIED)
    ):
        return Conditions(warrant, (first,))
    said = [WORDS[question] for question in _asked(coded)][:MOST]
    own, also = "; ".join(said), []
    for ground in (one for one in ruling.beside if one.rule.effect in CONDITIONAL):
        asked = (WORDS[question] for question in _asked(codes.get(ground.measure.slug, {})))
        more = [words for words in asked if words not in said][: MOST - len(said)]
        if more:
            also.append((ground, "; ".join(more)))
            said += more
    if said:
        return Conditions(own, (first, *(ground for ground, _ in also)), tuple(also))
    whose = (f"{who}_use_prohibited" for who in ("police", "government"))
    barred = next(filter(None, (_detail(coded, one, Answer.QUALIFIED) for one in whose)), "")
    return Conditions(barred, (first,), is_bar=bool(barred))


def _of_oversight(ruling: Ruling, codes: Codes) -> Conditions:
    """Approval, from any measure of the same government; else a policy, if it must have one."""
    grounds = (ruling.ground, *ruling.beside)
    asked = {one.measure.slug: _asked(codes.get(one.measure.slug, {})) for one in grounds}
    for ground in grounds:
        if APPROVAL in asked[ground.measure.slug]:
            return Conditions("", (ground,), is_approval=True)
    for ground in grounds:
        if "written_policy_required" in asked[ground.measure.slug]:
            policy = "a written policy is required"
            if ground is ruling.ground:
                return Conditions(policy, (ground,))
            return Conditions("", (ruling.ground, ground), ((ground, policy),))
    return Conditions("", (ruling.ground,))


def _of_schools(first: Ground, coded: Mapping[str, Coded]) -> Conditions:
    if first.rule.effect == Effect.OVERSIGHT and APPROVAL in _asked(coded):
        return Conditions("", (first,), is_approval=True)
    questions = ("school_use_prohibited", "private_consent_required")
    wanted = (Answer.QUALIFIED, Answer.NO) if not first.rule.in_part else (Answer.QUALIFIED,)
    details = (_detail(coded, question, answer) for question in questions for answer in wanted)
    return Conditions(next(filter(None, details), ""), (first,))


def on_businesses(one: Ground, codes: Codes) -> str:
    """What a measure asks of businesses."""
    coded = codes.get(one.measure.slug, {})
    is_barred = one.rule.effect in (Effect.BAN, Effect.MORATORIUM)
    what = ["use_prohibited"] if is_barred else ["consent_required", "use_prohibited"]
    details = (coded[f"private_{key}"].detail for key in what if f"private_{key}" in coded)
    return inside(next(details, ""))


def _asked(coded: Mapping[str, Coded]) -> list[str]:
    """The questions on conditions that are answered with yes."""
    return [one for one in WORDS if one in coded and coded[one].answer == Answer.YES]


def _detail(coded: Mapping[str, Coded], question: str, answer: str) -> str:
    """The detail of an answer inside a sentence, if that is the answer."""
    found = coded.get(question)
    if found is None or found.answer != answer:
        return ""
    return inside(found.detail)


def inside(words: str) -> str:
    """Words that began a sentence, inside one; an acronym keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
