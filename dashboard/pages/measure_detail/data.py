"""All that the record holds on one measure, as its page and its twin tell it on a date."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404

from dashboard.codebook.matrix import provisions_of
from dashboard.codebook.strictness import Strictness, is_scored
from dashboard.pages.measure_detail.history import sentence
from dashboard.pages.measure_detail.lineage import Lineage
from dashboard.pages.measure_detail.relations import Family
from dashboard.pages.measure_detail.status import Standing
from dashboard.web.page_url import path_to
from dashboard.words.display_class import display_class, display_label
from dashboard.words.links import host, is_web, readable
from dashboard.words.lists import listed
from dashboard.words.names import full_name, government_of, law_name
from dashboard.words.use_modes import use_words
from laws.counting.counts import own_rule
from laws.counting.on_date import PUBLIC_USE, law_on
from laws.counting.safeguards import statewide_limits
from laws.models import Chamber, Jurisdiction, Measure, SeenPage
from laws.text.dates import say
from laws.vocabulary import (
    STATE_LEVEL,
    ActionKind,
    Answer,
    ChamberKind,
    Confidence,
    Reach,
    Regulates,
    StateRule,
)

LONGEST_NAME = 36  # in a title
RULE_WORDS = {
    StateRule.BAN: "a ban",
    StateRule.MORATORIUM: "a moratorium",
    StateRule.RESTRICTION: "a restriction",
    StateRule.OVERSIGHT: "oversight",
    StateRule.NARROW: "a narrow limit",
    StateRule.PERMITS: "a permission",
}


@dataclass(frozen=True, slots=True)
class Provision:
    """One answered question, with where the text says so."""

    question: str
    href: str
    answer: str
    said: str
    meaning: str
    pinpoint: str
    sources: list


class Dossier:
    """A measure with its rows, each kind of row read once."""

    def __init__(self, measure, on):
        self.measure, self.on = measure, on
        self.actions = list(measure.actions.all())
        self.standing = Standing(
            measure, self.actions, measure.terms.all(), measure.stages.all(), on
        )

    @cached_property
    def family(self):
        return Family(self.measure, self.on)

    @cached_property
    def lineage(self):
        return Lineage(self.family)

    @property
    def provision_rows(self):
        return list(self.answers[self.measure.slug].values())

    @cached_property
    def answers(self):
        """Its coded answers, and those of the laws that it is laid beside."""
        return provisions_of([self.measure.slug, *(one.slug for one in self.limits)])

    @cached_property
    def law(self):
        """What binds of its own government's, and of the states' where it is laid beside them."""
        own = Q(pk=self.measure.jurisdiction_id)
        states = Q(kind__in=STATE_LEVEL) if is_scored(self.measure) else Q()
        return law_on(self.on, places=Jurisdiction.objects.filter(own | states).order_by())

    @cached_property
    def limits(self):
        return statewide_limits(self.law) if is_scored(self.measure) else []

    @cached_property
    def strictness(self):
        """How strict it is, or None where its effect is none that is scored (R11)."""
        if not is_scored(self.measure):
            return None
        return Strictness(self.measure, self.standing, self.limits, self.answers)

    @cached_property
    def sources(self):
        return list(self.measure.sources.annotate(archived_url=SeenPage.objects.archived_url()))

    @property
    def source_links(self):
        return [(source, readable(source.url)) for source in self.sources if is_web(source.url)]

    @property
    def chambers(self):
        """The chambers of its legislature by their own names: the Senate, the Assembly."""
        named = {
            ChamberKind.LOWER: self.measure.lower_name or "House",
            ChamberKind.UPPER: self.measure.upper_name or "Senate",
        }
        return {str(kind): f"the {name}" for kind, name in named.items()}

    # --- what it is ---------------------------------------------------------------------------

    @property
    def government(self):
        return government_of(self.measure)

    @property
    def title(self):
        """The title of its page: what it is called, whose it is, what it does, how far it got."""
        name, first = self.standing.name, self.measure.first_action_on
        if len(name) > LONGEST_NAME:
            name = name[:LONGEST_NAME].rpartition(" ")[0] + "…"
        # Each session numbers its bills anew.
        elif name == self.measure.identifier and first and str(first.year) not in name:
            name = f"{name} ({first.year})"
        does = self.effect_word.rpartition(": ")[2].lower()
        government = self.measure.jurisdiction.name_in_state
        return f"{name}, {government}: {does}, {self.standing.stage_word.lower()}"

    @property
    def own_name(self):
        return full_name(self.measure, self.on)

    @property
    def descriptor(self):
        """What kind of paper it is: Massachusetts Senate bill, 193rd Legislature."""
        measure, first = self.measure, next(iter(self.actions), None)
        kind = measure.get_kind_display().lower()
        if kind == "bill" and first and first.kind == ActionKind.INTRODUCED:
            kind = f"{self.chambers.get(first.chamber, '').removeprefix('the ')} {kind}".strip()
        said = [f"{self.government}, {kind}"]
        named = (measure.law_citation, measure.code_citation, measure.identifier)
        said += [name for name in named if name]
        return said

    @property
    def effect_class(self):
        return display_class(self.measure)

    @property
    def effect_word(self):
        return display_label(self.measure)

    def effect_words(self):
        """Whom it regulates, which use it reaches and how far it goes."""
        measure = self.measure
        whom = listed(Regulates(key).label.lower() for key in measure.regulates)
        use = use_words(measure.use_modes)
        return [
            f"On {whom}.",
            f"Use: {use}." if measure.use_modes else f"{use.capitalize()}.",
            f"{Reach(measure.reach).label} reach: {Reach(measure.reach).meaning.lower()}.",
        ]

    # --- what it says -------------------------------------------------------------------------

    def provisions(self):
        """The answered questions by the groups of the codebook."""
        groups = defaultdict(list)
        for row in self.provision_rows:
            groups[row.question.group].append(_provision(row))
        return [(group.capitalize(), rows) for group, rows in groups.items()]

    # --- what binds meanwhile -----------------------------------------------------------------

    @cached_property
    def meanwhile(self):
        """Of a pending measure on public use: the rule of its own government that binds now."""
        measure, place = self.measure, self.measure.jurisdiction
        if not self.standing.is_pending or PUBLIC_USE.isdisjoint(measure.regulates):
            return None
        if place.is_local:
            own = [b for b in self.law.in_force if b.place.pk == place.pk]
            found = [b for b in own if b.limits_government]
            return self._rule(found[0].effect, found[:2]) if found else None
        rule = own_rule(self.law, place.state_code, place.searched_on)
        if rule.bindings:
            return self._rule(rule.rule, rule.bindings[:2])
        return {"words": self._none(rule), "laws": []}

    def _rule(self, rule, bindings):
        laws = [(law_name(one), one.slug) for one in bindings]
        words = f"On {say(self.on)} the rule that binds is {RULE_WORDS[rule]} by"
        return {"words": words, "laws": laws}

    def _none(self, rule):
        place = self.measure.jurisdiction.name
        if rule.rule == StateRule.NONE_FOUND:
            return (
                f"Until then no rule of {place}’s own on government use was found; "
                f"last searched on {say(rule.searched_on)}."
            )
        return f"Whether {place} has a rule of its own on government use is not researched yet."

    # --- how sure it is -----------------------------------------------------------------------

    @property
    def confidence(self):
        level = Confidence(self.measure.confidence)
        return f"{level.label}: {level.meaning[0].lower()}{level.meaning[1:]}."

    @property
    def doubts(self):
        """The notes of the editors, one a paragraph."""
        return [sentence(note) for note in self.measure.notes.split(" | ") if note.strip()]


def _provision(row):
    said = say(row.answer_on) if row.answer_on else Answer(row.answer).label
    meaning = row.question.yes_means if row.answer == Answer.YES else row.question.qualified_means
    detail = row.detail or ("" if row.answer in (Answer.NO, Answer.DATED) else meaning)
    return Provision(
        question=row.question.text,
        href=path_to("question", row.question.slug),
        answer="yes" if row.answer == Answer.DATED else row.answer,
        said=f"{said}: {detail[:1].lower()}{detail[1:]}" if detail else said,
        meaning=meaning,
        pinpoint=row.pinpoint,
        sources=[(url, host(url)) for url in row.source_urls if is_web(url)],
    )


def find_measure(slug):
    """A published measure with its government, session, state and the names of its chambers."""
    state_code = OuterRef("jurisdiction__state_code")
    state = Jurisdiction.objects.filter(state_code=state_code, kind__in=STATE_LEVEL)
    chambers = Chamber.objects.filter(jurisdiction=OuterRef("jurisdiction"))
    named = {
        f"{kind}_name": Subquery(chambers.filter(kind=kind).values("name")[:1])
        for kind in (ChamberKind.LOWER, ChamberKind.UPPER)
    }
    measures = Measure.objects.published().select_related("jurisdiction", "session")
    measures = measures.annotate(state_name=Subquery(state.values("name")[:1]), **named)
    return get_object_or_404(measures, slug=slug)
