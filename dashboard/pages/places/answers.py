"""The four lines under a place's headline: police, state police, schools, and shops."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from dashboard.charts.svg.scales import DOUBT_SIGN
from dashboard.pages.places import conditions
from dashboard.pages.places.data import PlaceRecord
from dashboard.pages.places.pieces import Piece
from dashboard.words.basis import basis_note
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence, kind_word, law_name
from dashboard.words.numbers import in_words
from dashboard.words.searches import own_search
from dashboard.words.tense import Tense
from laws.counting.place_answers import (
    BUSINESSES,
    LOCAL_POLICE,
    SCHOOLS,
    STATE_POLICE,
    Ground,
    PlaceAnswer,
    Ruling,
    rule_for,
)
from laws.models import Jurisdiction, Term
from laws.text.dates import say_short
from laws.vocabulary import ActionKind, Answer, Effect, JurisdictionKind, Regulates, UseMode

LABELS = {
    LOCAL_POLICE: "Local police",
    STATE_POLICE: "State police",
    SCHOOLS: "Schools",
    BUSINESSES: "Shops, stadiums, landlords",
}
OF_TERRITORY = "Territory’s police"
MODES = {UseMode.LIVE: "live video", UseMode.RETROSPECTIVE: "searching photos"}
BOTH = ", live video and searching photos alike"
NOT_SAID = ", live or photos: not known"
RULES: dict[str, str] = {
    Effect.BAN: "barred",
    Effect.MORATORIUM: "barred for now",
    Effect.RESTRICTION: "only under conditions",
    Effect.OVERSIGHT: "no limit found, but oversight",
    Effect.AUTHORIZATION: "permitted",
}
ON_BUSINESSES: dict[str, str] = {
    **RULES,
    Effect.RESTRICTION: "consent needed",
    Effect.PRIVATE_SECTOR: "rules apply",
}
APPROVED = "only after approval by an elected body"
SETTINGS: dict[str, str] = {
    Regulates.BODY_CAMERAS: "body cameras",
    Regulates.DRONES: "drones",
    Regulates.LICENSING: "driver licensing",
    Regulates.TRANSIT: "transit",
}
OF_A_YEAR = re.compile(r"\d{4} [a-z]")  # the 2020 ban
SHOWN = 2  # measures named outright in a line


class Line(NamedTuple):
    """What the law at a place says to one of the four, as a line of its page."""

    actor: str
    label: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        return "".join(piece.words for piece in self.pieces).strip()

    @property
    def html(self) -> SafeString:
        return format_html_join("", "{}", ((piece.html(),) for piece in self.pieces))


def lines(record: PlaceRecord, tense: Tense, kept: str) -> list[Line]:
    """The lines of a place: local police, state police, schools, businesses."""
    says = _Says(record, tense, kept)
    return [
        Line(actor, _label(actor, record), tuple(says.of(answer)))
        for actor, answer in record.answers.items()
    ]


def _label(actor: str, record: PlaceRecord) -> str:
    is_territory = record.state and record.state.kind == JurisdictionKind.TERRITORY
    return OF_TERRITORY if actor == STATE_POLICE and is_territory else LABELS[actor]


class _Says:
    """Puts the answers of one place into words."""

    def __init__(self, record: PlaceRecord, tense: Tense, kept: str) -> None:
        self.record, self.tense, self.kept = record, tense, kept

    def of(self, answer: PlaceAnswer) -> Iterator[Piece]:
        """A line: what holds, else what is narrow, else that nothing is known."""
        if answer.actor == BUSINESSES:
            yield from self._businesses(answer)
        elif answer.actor == STATE_POLICE and self._is_as_local(answer):
            yield Piece("The same", is_finding=True)
            yield Piece(" as for local police.")
        elif answer.is_empty:
            yield from self._nothing_general(answer)
        else:
            yield from self._rulings(answer.actor, answer.live, answer.photos)
            yield from self._own(answer)
            both = (answer.live, answer.photos)
            if not all(one and one.ground.measure.is_certain for one in both):
                yield from self._perhaps_over(answer.actor)

    def _is_as_local(self, answer: PlaceAnswer) -> bool:
        """Whether the same holds for the state's police, of whichever police its law speaks."""
        rulings = filter(None, (answer.live, answer.photos))
        of_some = any(ruling.ground.rule.in_part for ruling in rulings)
        return not of_some and answer.is_as(self.record.answers[LOCAL_POLICE])

    # --- police and schools -------------------------------------------------------------------

    def _rulings(self, actor: str, live: Ruling | None, photos: Ruling | None) -> Iterator[Piece]:
        by_mode = {UseMode.LIVE: live, UseMode.RETROSPECTIVE: photos}
        if live and photos and _is_same(live.ground, photos.ground):
            yield from self._both(actor, live, photos)
            return
        # What is known comes before what is not.
        for mode, ruling in sorted(by_mode.items(), key=lambda pair: pair[1] is None):
            yield Piece(f"{_opened(MODES[mode])}: ")
            if ruling:
                yield from self._ruled(actor, ruling, mode)
            else:
                yield Piece(f"{self._none()}.")
            yield Piece(" ")

    def _own(self, answer: PlaceAnswer) -> Iterator[Piece]:
        """The city's own rules where those of a government above it are stronger."""
        live, photos = (one and one.own for one in (answer.live, answer.photos))
        if live or photos:
            yield Piece(f"The {kind_word(self._whose())}’s own rules: ")
        if live and photos:
            yield from self._rulings(answer.actor, live, photos)
        elif live or photos:
            mode = UseMode.LIVE if live else UseMode.RETROSPECTIVE
            yield Piece(f"{MODES[mode]} ")
            yield from self._ruled(answer.actor, live or photos, mode)
            yield Piece(" ")

    def _both(self, actor: str, live: Ruling, photos: Ruling) -> Iterator[Piece]:
        """One rule for both uses, with its conditions for each where they differ."""
        by_mode = [
            conditions.of(actor, ruling, mode, self.record.codes)
            for mode, ruling in ((UseMode.LIVE, live), (UseMode.RETROSPECTIVE, photos))
        ]
        one, other = by_mode
        yield from self._rule(actor, live, one, opens=True)
        if (one.words, one.also) == (other.words, other.also):
            both = BOTH if live.ground.measure.use_modes else NOT_SAID
            yield Piece(both if "police" in actor else "")
            yield from self._set(one)
        else:
            for words, found in zip(MODES.values(), by_mode, strict=True):
                if found.words or found.also:
                    yield Piece(f". {_opened(words)}")
                    yield from self._set(found)
        yield from self._cited([*one.grounds, *other.grounds])
        # What permits a use may be on photos alone.
        yield from self._aside(max(live, photos, key=lambda ruling: len(ruling.beside)))
        yield Piece(" ")

    def _ruled(self, actor: str, ruling: Ruling, mode: str) -> Iterator[Piece]:
        found = conditions.of(actor, ruling, mode, self.record.codes)
        yield from self._rule(actor, ruling, found, opens=False)
        yield from self._set(found)
        yield from self._cited(found.grounds)
        yield from self._aside(ruling)

    def _set(self, found: conditions.Conditions) -> Iterator[Piece]:
        """The conditions, and since when another measure adds some."""
        yield Piece(f": {found.words}" if found.words else "")
        for ground, words in found.also:
            yield Piece("; also")
            yield from self._dated(ground)
            yield Piece(f": {words}")

    def _rule(
        self, actor: str, ruling: Ruling, found: conditions.Conditions, opens: bool
    ) -> Iterator[Piece]:
        """The rule with its sign of doubt, and since when."""
        words = RULES[ruling.ground.rule.effect]
        if ruling.ground.rule.in_part or found.is_bar:
            words = "barred in part"
        if found.is_approval:
            words = APPROVED
        yield Piece(_opened(words) if opens else words, is_finding=True)
        yield from self._dated(found.grounds[0] if found.is_approval else ruling.ground)

    def _aside(self, ruling: Ruling) -> Iterator[Piece]:
        """What a measure beside a ban permits, and what holds should the ban be in doubt."""
        permits = [one for one in ruling.beside if one.rule.effect == Effect.AUTHORIZATION]
        if permits and ruling.ground.rule.effect in (Effect.BAN, Effect.MORATORIUM):
            yield Piece(" ")
            yield from self._named(permits[0])
            yield Piece(" permits some use.")
        if ruling.otherwise:
            yield Piece(f" If that does not hold: {RULES[ruling.otherwise.rule.effect]}")
            yield from self._cited([ruling.otherwise])

    # --- nothing in general -------------------------------------------------------------------

    def _nothing_general(self, answer: PlaceAnswer) -> Iterator[Piece]:
        yield from self._perhaps_over(answer.actor)
        yield from self._lifted(answer.actor)
        if answer.narrow:
            first = answer.narrow[0]
            yield Piece("Only a narrow rule", is_finding=True)
            yield Piece(_setting(first.measure))
            yield from self._dated(first)
            yield from self._cited(answer.narrow)
            yield Piece(" ")
        for one in answer.apart[:1]:
            yield from self._named(one)
            yield Piece(f" is on agencies; {self._leaves_out(one)}. ")
        yield from self._searched(answer)
        yield from self._later(answer.actor)

    def _perhaps_over(self, actor: str) -> Iterator[Piece]:
        """What would hold by a law whose end is disputed, and which is counted as over."""
        for term in self.record.perhaps_over(actor):
            rules = {mode: rule_for(actor, mode, term.measure, self.record.codes) for mode in MODES}
            said = [f"{MODES[mode]} {RULES[rule.effect]}" for mode, rule in rules.items() if rule]
            yield Piece("In doubt", is_finding=True)
            yield Piece(": whether ")
            yield self._link(term.measure)
            yield Piece(f" is still in effect. If so: {', '.join(said)}. ")

    def _lifted(self, actor: str) -> Iterator[Piece]:
        """The last ban on the local police that ended."""
        for term in self._undone(actor)[-1:]:
            yield Piece("No longer barred", is_finding=True)
            on = "on " if term.ends.precision == "day" else "in "
            whose = kind_word(self._whose())
            yield Piece(f": the {whose}’s own {term.measure.effect} ended {on}")
            yield Piece(f"{term.ends.say_short()}. See ")
            yield self._link(term.measure)
            yield Piece(". ")

    def _undone(self, actor: str) -> list[Term]:
        undone = self.record.undone(min(self.record.on, self.tense.today))
        on_police = [one for one in undone if Regulates.POLICE in one.measure.regulates]
        return on_police if actor == LOCAL_POLICE else []

    def _whose(self) -> Jurisdiction:
        """The local government whose law is the nearest: the place's, or the city's around it."""
        return self.record.city.jurisdiction if self.record.city else self.record.place

    def _leaves_out(self, one: Ground) -> str:
        police = self.record.codes[one.measure.slug].get("police_use_prohibited")
        is_out = police and police.answer == Answer.NO
        return "it leaves police out" if is_out else "whether it covers police is not known"

    def _searched(self, answer: PlaceAnswer) -> Iterator[Piece]:
        """What was searched and when, and what was not: never that there is no law."""
        state, place = self.record.state, self.record.place
        own = "" if place.searched_on else f"the {kind_word(place)}’s own"
        undone = self._undone(answer.actor)
        of_state = answer.actor == STATE_POLICE or undone
        name = f"{in_sentence(state.name)} law" if state else "its law"
        day = state.searched_on if state else None
        other = " general" if answer.narrow or answer.apart or undone else ""
        other = " other" if self.record.perhaps_over(answer.actor) else other
        finding = f"No{other} rule found"
        if day:
            yield Piece(finding, is_finding=True)
            yield Piece(f" in {name}{self.tense.that_day} (searched {say_short(day)}).")
            yield Piece("" if of_state else own_search(kind_word(place), place.searched_on))
        else:
            rest = answer.narrow or undone
            yield Piece("For the rest" if rest else "Not known", is_finding=True)
            yield Piece(
                f": we have not searched {name}{f' or {own}' if own and not of_state else ''}."
            )

    def _later(self, actor: str) -> Iterator[Piece]:
        term = self.record.first_later(actor)
        if term:
            yield Piece(f" A rule {self._begins(term)}: ")
            yield self._link(term.measure)
            yield Piece(".")

    def _begins(self, term: Term) -> str:
        if term.may_start_on and term.may_start_on <= self.record.on:
            return f"may already be in effect ({term.starts.say_short()})"
        took = "takes" if term.starts_on > self.tense.today else "took"
        on = "on" if term.starts.precision == "day" else "in"
        return f"{took} effect {on} {term.starts.say_short()}"

    def _none(self) -> str:
        """That one of two uses has no rule, as far as we looked."""
        state = self.record.state
        if state and state.searched_on:
            return f"no rule found{self.tense.that_day} (searched {say_short(state.searched_on)})"
        return "no rule that we know of"

    # --- businesses ---------------------------------------------------------------------------

    def _businesses(self, answer: PlaceAnswer) -> Iterator[Piece]:
        near = [one for one in answer.each if one.level != "country"]
        federal = [one for one in answer.each if one.level == "country"]
        if not near:
            yield Piece("No state or local rule that we know of", is_finding=True)
            yield Piece(".")
        for one in near[:SHOWN]:
            yield from self._on_business(one)
            yield Piece(" ")
        more = len(near[SHOWN:])
        if more:
            yield Piece(f"{_opened(in_words(more))} more below. ")
        if federal and not near:
            yield Piece(" One federal rule is on businesses: ")
            yield self._link(federal[0].measure)
            yield Piece(".")
        if not near:
            yield from self._later(answer.actor)

    def _on_business(self, one: Ground) -> Iterator[Piece]:
        who = "Landlords" if Regulates.HOUSING in one.measure.regulates else ""
        modes = [words for mode, words in MODES.items() if mode in one.measure.use_modes]
        use = _opened(modes[0]) if len(modes) == 1 else ""
        before = ", ".join(filter(None, [who, use.lower() if who else use]))
        words = ON_BUSINESSES[one.rule.effect]
        if one.rule.in_part:
            words += " in part"
        if before:
            yield Piece(f"{before}: ")
        yield Piece(words if before else _opened(words), is_finding=True)
        yield from self._dated(one)
        detail = conditions.on_businesses(one, self.record.codes)
        yield Piece(f": {detail}" if detail else "")
        yield from self._cited([one])

    # --- dates and names ----------------------------------------------------------------------

    def _dated(self, one: Ground) -> Iterator[Piece]:
        """The sign of doubt, with why, and since when."""
        if one.measure.doubts:
            yield Piece(f" {DOUBT_SIGN}", why=f"In doubt: {'; '.join(one.measure.doubts)}")
        yield Piece(f" {_since(self.record.term_of[one.measure.slug])}")

    def _cited(self, grounds: Iterable[Ground]) -> Iterator[Piece]:
        """The measures behind it, each with its page, after the period of what they do."""
        by_slug = {one.measure.slug: one for one in grounds}
        shown = list(by_slug.values())[:SHOWN]
        more = len(by_slug) - len(shown)
        yield Piece(". See ")
        for number, one in enumerate(shown):
            yield Piece((", " if more else " and ") if number else "")
            yield Piece("the " if OF_A_YEAR.match(law_name(one.measure)) else "")
            yield self._link(one.measure)
        last = law_name(shown[-1].measure)
        yield Piece(
            f" and {in_words(more)} more below." if more else "" if last[-1] == "." else "."
        )

    def _named(self, one: Ground) -> Iterator[Piece]:
        yield self._link(one.measure)
        if one.measure.doubts:
            yield Piece(f" {DOUBT_SIGN}", why=f"In doubt: {'; '.join(one.measure.doubts)}")

    def _link(self, measure: Any) -> Piece:
        return Piece(law_name(measure), reverse("measure", args=[measure.slug]) + self.kept)


def _is_same(one: Ground, other: Ground) -> bool:
    return one.measure.slug == other.measure.slug and one.rule == other.rule


def _setting(measure: Any) -> str:
    named = [words for key, words in SETTINGS.items() if key in measure.regulates]
    return f", on {listed(named)}," if named else ""


def _since(term: Term) -> str:
    """From when it is in effect, as precisely as known, and what the date rests on."""
    first, last = term.may_start_on or term.starts_on, term.starts_on
    if first != last and term.starts.precision == "day":
        return f"since some day from {say_short(first)} to {say_short(last)}"
    vote = "a vote of " if term.start_kind == ActionKind.PASSED else ""
    return f"since {vote}{term.starts.say_short()}{basis_note(term.start_basis)}"


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]
