"""Which safeguards a state's law sets and lacks, and which a bill would add: rule R13."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from laws.counting.on_date import PRIVATE_USE, LawOnDate, MeasureInForce
from laws.counting.safeguards import POINTS, counts
from laws.rules.registry import rule
from laws.vocabulary import Answer, Effect

Answers = Mapping[str, str]  # by the question's slug
# These ask about businesses, not about police or government.
ON_BUSINESSES = frozenset({"private_consent_required", "private_use_prohibited"})
# These ask about one setting, so that a law on that setting alone answers them in full.
OF_A_SETTING = frozenset({"body_camera_ban", "drone_ban", "school_use_prohibited"})


@dataclass(frozen=True, slots=True)
class StateSafeguards:
    """The safeguards of a state by what its law says of them, in the order they were asked in.

    All four are empty of a state whose law nobody searched and of which no law is known.
    """

    present: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    not_coded: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything can be said of it."""
        return bool(self.present or self.partly or self.missing or self.not_coded)

    def standing(self, question: str) -> str:
        """Of one safeguard: present, partly, missing, not_coded or not_searched."""
        names = ("present", "partly", "missing", "not_coded")
        return next((name for name in names if question in getattr(self, name)), "not_searched")


@dataclass(frozen=True, slots=True)
class Added:
    """What a bill would do for its state's safeguards: add what is missing, complete what is there
    in part, or set what the law in effect is not coded for.
    """

    adds: tuple[str, ...]
    completes: tuple[str, ...]
    sets: tuple[str, ...]


@rule(13, "Missing safeguards")
def state_safeguards(
    laws: Iterable[MeasureInForce],
    answers: Mapping[str, Answers],
    asked: Sequence[str],
    is_searched: bool,
) -> StateSafeguards:
    """For each state we ask which safeguards its statewide laws in effect on police or government
    use set: every question of our codebook that scores, without the two on businesses. Laws on
    businesses do not count here.

    A safeguard is there if a law of general reach is coded yes for it, and there in part if the
    best answer is in part. A law of narrow reach sets a safeguard only in part, because it covers
    only some cameras, agencies or settings. A ban on body cameras, on drones or in schools is the
    exception: a law on that setting alone sets it in full.

    A safeguard is missing if a law of general reach is coded no for it and no law sets it. Where
    we searched and found no law of general reach, each safeguard that no narrow law sets is
    missing, as far as that search goes. If the state has a law of general reach, a question that
    is not coded for it is not coded here either, and never counts as missing. A state that we have
    not searched, and of which we know no such law, is set apart.

    A pending bill of the state on police or government use adds a safeguard that is missing if it
    is coded yes or in part for it, and completes one that is there in part if it is coded yes. Of
    a safeguard that is not coded we only say that the bill would set it.
    """
    known = [law for law in laws if _concerns_government(law)]
    if not known and not is_searched:
        return StateSafeguards()
    general = [answers.get(law.slug, {}) for law in known if not law.is_narrow_limit]
    narrow = [answers.get(law.slug, {}) for law in known if law.is_narrow_limit]
    nothing = "missing" if is_searched and not general else "not_coded"
    found: dict[str, list[str]] = {}
    for question in asked:
        found.setdefault(_standing(question, general, narrow) or nothing, []).append(question)
    return StateSafeguards(**{name: tuple(questions) for name, questions in found.items()})


def _standing(question: str, general: Sequence[Answers], narrow: Sequence[Answers]) -> str:
    """What the laws say of a safeguard; empty where no answer tells."""
    best = _best(question, [*general, *narrow] if question in OF_A_SETTING else general)
    if best == Answer.YES:
        return "present"
    if best == Answer.QUALIFIED or _best(question, narrow) in (Answer.YES, Answer.QUALIFIED):
        return "partly"
    return "missing" if best == Answer.NO else ""


def _best(question: str, laws: Iterable[Answers]) -> str:
    said = [law[question] for law in laws if law.get(question) in POINTS]
    return max(said, key=POINTS.__getitem__, default="")


def _concerns_government(law: MeasureInForce) -> bool:
    return law.limits_government or law.permits_government or law.is_narrow_limit


def statewide_laws(law: LawOnDate, state_code: str) -> list[MeasureInForce]:
    """The statewide laws in effect of a state on police or government use."""
    own = law.by_state.get(state_code, ()) if state_code else ()
    return [one for one in own if not one.is_over and _concerns_government(one)]


def is_on_government(effect: str, regulates: Iterable[str]) -> bool:
    """Whether a bill is one on police or government use, schools included (R13)."""
    return effect != Effect.PRIVATE_SECTOR and not PRIVATE_USE.issuperset(regulates)


def added(bill: Answers, state: StateSafeguards, asked: Iterable[str]) -> Added:
    """What a bill of the state would add (R13)."""
    sets = (Answer.YES, Answer.QUALIFIED)
    answers = {q: bill[q] for q in asked if q in bill and counts(q, bill[q]) and bill[q] in sets}
    by: dict[str, list[str]] = {}
    for question, answer in answers.items():
        standing = state.standing(question)
        if standing != "partly" or answer == Answer.YES:
            by.setdefault(standing, []).append(question)
    open_ones = [*by.get("not_coded", ()), *by.get("not_searched", ())]
    return Added(tuple(by.get("missing", ())), tuple(by.get("partly", ())), tuple(open_ones))
