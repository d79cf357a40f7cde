"""One measure on a date, as its page and its JSON show it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime

from dashboard.codebook.answers import NOT_CODED, answer_words
from dashboard.codebook.provision_matrix import answers_of, scored_questions
from dashboard.codebook.strictness import Strictness, is_scored
from dashboard.pages.cases.data import Litigation, effects_on_measure, litigation
from dashboard.pages.measure_detail.evidence import (
    Evidence,
    coded_again_words,
    evidence_of,
    fate_words,
    quotations,
    second_answers,
)
from dashboard.pages.measure_detail.history import sentence
from dashboard.pages.measure_detail.lineage import Lineage
from dashboard.pages.measure_detail.related import RelatedMeasures
from dashboard.pages.measure_detail.status import MeasureStatus
from dashboard.web.page_url import path_to
from dashboard.words.basis import IN_DOUBT, basis_note
from dashboard.words.display_class import display_class, display_label, effect_doubt
from dashboard.words.links import host, is_web, readable
from dashboard.words.lists import listed
from dashboard.words.names import (
    LAW_STAGES,
    full_name,
    government_of,
    in_sentence,
    law_in_sentence,
    measure_name,
)
from dashboard.words.use_modes import use_words
from laws.counting.answers import AnswerOnDate
from laws.counting.counts import own_rule, statewide_limits
from laws.counting.on_date import PUBLIC_USE, LawOnDate, MeasureInForce
from laws.counting.shared import law_on
from laws.counting.tiers import tier
from laws.editing.verification import changed_since_check
from laws.models import (
    Chamber,
    Check,
    CourtCase,
    Jurisdiction,
    Measure,
    SeenPage,
    Source,
    Sponsorship,
)
from laws.models.force import own_days
from laws.models.ready_sql import ready
from laws.text.dates import PartialDate, say
from laws.vocabulary import (
    CASE_ACTIONS,
    STATE_LEVEL,
    ActionKind,
    Answer,
    Basis,
    ChamberKind,
    Confidence,
    MeasureKind,
    Reach,
    Regulates,
    StateRule,
    Tier,
)

COVERS: dict[str, str] = {
    Reach.GENERAL: "Covers all uses, not only certain cameras or agencies",
    Reach.NARROW: f"Covers {Reach.NARROW.meaning.lower()}",
}
RULE_WORDS = {
    StateRule.BAN: "a ban",
    StateRule.MORATORIUM: "a moratorium",
    StateRule.RESTRICTION: "a restriction",
    StateRule.OVERSIGHT: "oversight",
    StateRule.NARROW: "a narrow limit",
    StateRule.PERMITS: "a permission",
}


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """One answered question, with where the text says so."""

    slug: str
    question: str
    href: str
    answer: str
    words: str
    pinpoint: str
    sources: list[tuple[str, str]]
    evidence: Evidence


class MeasureData:
    """A measure with its rows on a date, each kind of row read once; it came with its `own_days`.

    `kept` is the query string that keeps the date in addresses.
    """

    def __init__(self, measure: Measure, on: date, kept: str = ""):
        self.measure, self.on, self.kept = measure, on, kept
        self.actions = list(measure.actions.all())
        self.status = MeasureStatus(
            measure, self.actions, measure.terms.all(), measure.stages.all(), on, measure.own_days
        )

    @cached_property
    def related(self) -> RelatedMeasures:
        return RelatedMeasures(self.measure, self.on)

    @cached_property
    def lineage(self) -> Lineage:
        return Lineage(self.related, self.kept)

    @property
    def own_answers(self) -> list[AnswerOnDate]:
        return list(self.answers[self.measure.slug].values())

    @property
    def own_days(self) -> list[tuple[PartialDate | None, PartialDate | None]]:
        """When its answers begin and end, where that is not when it does."""
        return [(one.begins, one.ends) for one in self.own_answers if one.begins or one.ends]

    @cached_property
    def answers(self):
        """Its coded answers, and those of the laws that it is laid beside."""
        return answers_of([self.measure.slug, *(one.slug for one in self.limits)], self.on)

    @cached_property
    def law(self) -> LawOnDate:
        """The law of its own government, and of the states where it is compared with theirs."""
        own, kinds = self.measure.jurisdiction_id, STATE_LEVEL if is_scored(self.measure) else ()
        whole = law_on(self.on).everything
        return LawOnDate(
            self.on, [one for one in whole if one.place.pk == own or one.place.kind in kinds]
        )

    @cached_property
    def limits(self) -> list[MeasureInForce]:
        return statewide_limits(self.law) if is_scored(self.measure) else []

    @cached_property
    def strictness(self) -> Strictness | None:
        """How strict it is, or None where its effect is none that is scored (R11)."""
        if not is_scored(self.measure):
            return None
        asked = scored_questions()
        return Strictness(self.measure, self.status, self.limits, self.answers, asked)

    @cached_property
    def sources(self) -> list[Source]:
        return list(
            self.measure.sources.annotate(
                archived_url=SeenPage.objects.archived_url(), fate=SeenPage.objects.fate()
            )
        )

    @cached_property
    def sponsors(self) -> list[Sponsorship]:
        return [Sponsorship(**one) for one in self.measure.sponsored]

    @cached_property
    def litigation(self) -> list[Litigation]:
        """The court cases on it that are known by the day."""
        return litigation(self.measure.litigated, self.on)

    @property
    def case_of_action(self) -> dict[tuple[str, PartialDate | None], CourtCase]:
        """The cases that stopped it or put it back, each by the action that it was."""
        tied = (said for said in self.litigation if said.did in CASE_ACTIONS)
        return {(str(said.did), said.when): said.one.case for said in tied}

    @property
    def cases(self) -> list[list[Litigation]]:
        """The same by case: a case may have interpreted it and have been brought under it."""
        by_case: dict[str, list[Litigation]] = {}
        for said in self.litigation:
            by_case.setdefault(said.one.case.slug, []).append(said)
        return list(by_case.values())

    @property
    def source_links(self):
        return [
            (source, readable(source.url), fate_words(source.fate))
            for source in self.sources
            if is_web(source.url)
        ]

    @property
    def tier(self) -> Tier:
        """What stands behind its coding."""
        return Tier(self.measure.tier)

    @property
    def coded_again(self) -> str:
        """In how many of the answers that both coders gave they differ, if it was coded again."""
        return coded_again_words(self.measure)

    @property
    def checked_words(self) -> str:
        """How many of its sources its last check looked at, where that is known."""
        check = self.measure.standing_check
        if not check:
            return ""
        looked, missed = len(check["looked_at"]), len(check["not_looked_at"])
        if not missed:
            return "its source was looked at" if looked == 1 else "all its sources were looked at"
        return f"{looked} of {looked + missed} sources {'was' if looked == 1 else 'were'} looked at"

    @property
    def changed_since(self) -> date | None:
        """The day on which it last changed after its last check, if it did."""
        at = self.measure.changed_since_check
        return at and localtime(at).date()

    @property
    def not_looked_at(self) -> list[str]:
        """The addresses of those that it did not look at."""
        check = self.measure.standing_check
        return check["not_looked_at"] if check else []

    @property
    def chambers(self) -> dict[str, str]:
        """The chambers of its legislature by their own names: the Senate, the Assembly."""
        named = {
            ChamberKind.LOWER: self.measure.lower_name or "House",
            ChamberKind.UPPER: self.measure.upper_name or "Senate",
        }
        return {str(kind): f"the {name}" for kind, name in named.items()}

    # --- what it is ---------------------------------------------------------------------------

    @property
    def government(self) -> str:
        return government_of(self.measure)

    def title(self, room: int) -> str:
        """The title of its page within so many letters: what it is called, whose it is, what it
        does, how far it got, as much of that as has room beside its whole name. What is in doubt
        of that is said.
        """
        measure, standing = self.measure, self.status.standing.lower()
        name = measure_name(measure, self.status.stage in LAW_STAGES)
        does = self.effect_word.rpartition(": ")[2].lower()
        if self.effect_doubt:
            does += f" ({IN_DOUBT})"
        if self.status.force_basis == Basis.DISPUTED:
            standing += basis_note(Basis.DISPUTED)
        named = f"{name}, {measure.jurisdiction.name_in_state}"
        fitting = (f"{named}: {does}, {standing}", f"{named}: {does}", named, name)
        return next((title for title in fitting if len(title) <= room), name)

    @property
    def own_name(self) -> str:
        return full_name(self.measure, self.on)

    @property
    def descriptor(self) -> list[str]:
        """What kind of paper it is: Massachusetts Senate bill, 193rd Legislature."""
        measure, first = self.measure, next(iter(self.actions), None)
        kind = measure.get_kind_display().lower()
        if kind == "bill" and first and first.kind == ActionKind.INTRODUCED:
            kind = f"{self.chambers.get(first.chamber, '').removeprefix('the ')} {kind}".strip()
        cited = [measure.law_citation, measure.code_citation]
        if measure.kind == MeasureKind.BILL and self.status.stage not in LAW_STAGES:
            cited = []  # what came of it later
        names = filter(None, [*cited, measure.identifier])
        return [f"{self.government}, {kind}", *dict.fromkeys(names)]

    @property
    def effect_class(self):
        return display_class(self.measure)

    @property
    def effect_word(self):
        return display_label(self.measure)

    @property
    def effect_doubt(self):
        return effect_doubt(self.measure)

    def effect_words(self):
        """Whom it regulates, which use it reaches and how far it goes."""
        measure = self.measure
        whom = listed(Regulates(key).label.lower() for key in measure.regulates)
        use = use_words(measure.use_modes)
        return [
            f"On {whom}.",
            f"Use: {use}." if measure.use_modes else f"{use.capitalize()}.",
            f"{COVERS[measure.reach]}.",
        ]

    # --- what it says -------------------------------------------------------------------------

    def provisions(self):
        """The answered questions by the groups of the codebook."""
        groups = defaultdict(list)
        for one in self.own_answers:
            groups[one.question.group].append(_answered(one, self.measure))
        return [(group.capitalize(), rows) for group, rows in groups.items()]

    @property
    def effect_evidence(self) -> Evidence:
        """The sentence that its effect rests on."""
        return evidence_of(self.measure, None)

    # --- what applies meanwhile ---------------------------------------------------------------

    @cached_property
    def meanwhile(self):
        """Of a pending measure on public use: the rule of its own government that is in effect."""
        measure, place = self.measure, self.measure.jurisdiction
        if not self.status.is_pending or PUBLIC_USE.isdisjoint(measure.regulates):
            return None
        if place.is_local:
            own = [b for b in self.law.in_force if b.place.pk == place.pk]
            limits = [b for b in own if b.limits_government]
            return self._rule(limits[0].effect, limits[:2]) if limits else None
        rule = own_rule(self.law, place.state_code, place.searched_on)
        if rule.measures:
            return self._rule(rule.rule, rule.measures[:2])
        return {"words": self._none(rule), "laws": []}

    def _rule(self, rule, bindings):
        laws = [(law_in_sentence(one), one.slug) for one in bindings]
        words = f"In effect on {say(self.on)}: {RULE_WORDS[rule]} under"
        return {"words": words, "laws": laws}

    def _none(self, rule):
        place = in_sentence(self.measure.jurisdiction.name)
        if rule.rule == StateRule.NONE_FOUND:
            return (
                f"We last searched the law of {place} on {say(rule.searched_on)} and found no "
                "statewide rule on government use."
            )
        return f"We have not searched the law of {place} for a statewide rule on government use."

    # --- how sure it is -----------------------------------------------------------------------

    @property
    def confidence(self):
        level = Confidence(self.measure.confidence)
        return f"{level.label}: {level.meaning[0].lower()}{level.meaning[1:]}."

    @property
    def doubts(self):
        """The notes of the editors, one a paragraph."""
        return [sentence(note) for note in self.measure.notes.split(" | ") if note.strip()]


def _answered(one: AnswerOnDate, measure: Measure) -> AnsweredQuestion:
    row = one.row
    evidence = evidence_of(measure, row.question.slug)
    return AnsweredQuestion(
        slug=row.question.slug,
        question=row.question.text,
        href=path_to("question", row.question.slug),
        answer="yes" if one.answer == Answer.DATED else one.answer or NOT_CODED,
        words=answer_words(one) + (" ‡" if evidence.is_open else ""),
        pinpoint=row.pinpoint,
        sources=[(url, host(url)) for url in row.source_urls if is_web(url)],
        evidence=evidence,
    )


def find_measure(slug: str) -> Measure:
    """A published measure with its government, session, state, sponsors and chambers’ names."""
    state_code = OuterRef("jurisdiction__state_code")
    state = Jurisdiction.objects.filter(state_code=state_code, kind__in=STATE_LEVEL)
    measures = Measure.objects.published().select_related("jurisdiction", "session")
    measures = measures.annotate(state_name=Subquery(state.values("name")[:1]), **_of_measure())
    return get_object_or_404(measures, slug=slug)


@cache
def _of_measure() -> dict[str, Any]:
    """What is asked of a measure's own rows, whatever the day."""
    chambers = Chamber.objects.filter(jurisdiction=OuterRef("jurisdiction"))
    named = {
        f"{kind}_name": Subquery(chambers.filter(kind=kind).values("name")[:1])
        for kind in (ChamberKind.LOWER, ChamberKind.UPPER)
    }
    columns = ("name", "classification", "party", "district", "source_urls")
    sponsors = Sponsorship.objects.filter(measure=OuterRef("pk"))
    sponsored = sponsors.values(said=JSONObject(**{one: one for one in columns}))
    return ready(
        named
        | {
            "standing_check": Check.objects.that_stands(),
            "changed_since_check": changed_since_check(),
            "tier": tier(),
            "own_days": own_days(),
            "quoted": quotations(),
            "coded_again": second_answers(),
            "litigated": effects_on_measure(),
            "sponsored": ArraySubquery(sponsored),
        }
    )
