"""A change of the law in plain words: what took effect, ended, was amended, or waits."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.charts.svg.marks import mark
from dashboard.charts.svg.scales import DOUBT_SIGN
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.words.basis import named_basis
from dashboard.words.display_class import (
    display_class,
    effect_doubt,
    is_on_businesses,
    schools,
)
from dashboard.words.force import ENDED_BY
from dashboard.words.lists import listed
from dashboard.words.names import law_name, name_with_state
from laws.counting.changes import OF_PARTS, Direction, Kind, LawChange
from laws.counting.on_date import MeasureInForce
from laws.text.dates import PartialDate, as_known
from laws.vocabulary import LIMITS, ActionKind, Basis, Effect, Regulates

# What a change is told in: as done, as to come, or as what was to come on a day now past.
PAST, FUTURE, WAS_SET = "past", "future", "was set"
NOT_CERTAIN = "may already have taken effect"
VERBS = {
    Kind.TOOK_EFFECT: {
        PAST: "took effect",
        FUTURE: "takes effect",
        WAS_SET: "was to take effect",
    },
    Kind.ENDED: {PAST: "ended", FUTURE: "ends", WAS_SET: "was to end"},
    Kind.AMENDED: {PAST: "was amended", FUTURE: "is to be amended", WAS_SET: "was to be amended"},
    Kind.PART_BEGAN: {
        PAST: "took effect in a further part",
        FUTURE: "takes effect in a further part",
        WAS_SET: "was to take effect in a further part",
    },
    Kind.PART_ENDED: {
        PAST: "ended in part",
        FUTURE: "ends in part",
        WAS_SET: "was to end in part",
    },
    Kind.ADOPTED: {PAST: "was adopted", FUTURE: "was adopted", WAS_SET: "was adopted"},
}
DIRECTIONS = {
    Direction.TIGHTENED: {PAST: "tightened", FUTURE: "tightens", WAS_SET: "was to tighten"},
    Direction.LOOSENED: {PAST: "loosened", FUTURE: "loosens", WAS_SET: "was to loosen"},
}
NOUNS: dict[str, str] = {
    Effect.STUDY: "a study",
    Effect.REPEAL: "a repeal",
    Effect.PRIVATE_SECTOR: "a rule for businesses",
    Effect.OTHER: "another rule",
}
REGULATES: dict[str, str] = dict(Regulates.choices)
# What a law is about, as changes are chosen by: police and government, businesses, or the rest.
ABOUT = {
    "public": "Police and government",
    "private": "Businesses",
    "other": "Studies and other rules",
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What a line of a list says of a change of the law."""

    when: PartialDate
    note: str  # what the date rests on, where no source states it
    mark: SafeString
    href: str
    government: str
    name: str
    words: str
    sign: SafeString  # that it is in doubt, with why
    direction: str
    more: str  # what the law is about, or how it was amended


def change_row(change: LawChange, as_of: AsOf, state_names: Mapping[str, str]) -> ChangeRow:
    """A change as a line of a list, seen from a date."""
    measure = change.measure
    is_why_told = change.kind in (Kind.AMENDED, *OF_PARTS)
    return ChangeRow(
        when=change.when,
        note=named_basis(change.basis),
        mark=_mark(measure),
        href=path_to("measure", measure.slug) + as_of.query,
        government=name_with_state(measure.place, state_names),
        name=law_name(measure),
        words=say_change(change, as_of),
        sign=_sign(change),
        direction=direction_words(change, as_of),
        more=_sentence(change.why if is_why_told else measure.summary),
    )


def say_change(change: LawChange, as_of: AsOf) -> str:
    """What happened: a ban on police and government use took effect."""
    told = _told(change, as_of)
    verb = VERBS[change.kind][told]
    if is_open(change, as_of):
        return f"{noun_of(change.measure)} {NOT_CERTAIN}"
    if change.act == ActionKind.REINSTATED:
        verb += " again"
    if change.act == ActionKind.EXTENDED:
        verb = verb.replace("amended", "extended")
    if change.kind == Kind.ADOPTED:
        verb += f"; {_told_of_start(change, as_of)}"
    if change.kind == Kind.ENDED and told == PAST and change.act in ENDED_BY:
        verb += f": {ENDED_BY[change.act]}"
    return f"{noun_of(change.measure)} {verb}"


def is_open(change: LawChange, as_of: AsOf) -> bool:
    """Whether an imprecise date leaves open if a law had taken effect by the date (R1)."""
    on = min(as_of.on, as_of.today)
    return change.kind == Kind.TOOK_EFFECT and change.when.first <= on < change.day


def direction_words(change: LawChange, as_of: AsOf) -> str:
    """Whether it tightened or loosened the law; nothing where it did neither."""
    words = DIRECTIONS.get(change.direction)
    return f"{words[_told(change, as_of)]} the law" if words else ""


def noun_of(measure: MeasureInForce) -> str:
    """What a law is: a ban on police use, a narrow restriction (drones), a rule for schools."""
    if measure.effect in NOUNS:
        return NOUNS[measure.effect]
    if measure.effect == Effect.SCHOOLS:
        return f"a rule for {schools(measure)}"
    if measure.effect == Effect.AUTHORIZATION:
        return f"a permission{_for(measure)}"
    word, of = str(measure.effect), "of" if measure.effect == Effect.OVERSIGHT else "on"
    said = word if measure.effect == Effect.OVERSIGHT else f"a {word}"
    if is_on_businesses(measure):
        return f"{said} {of} businesses"
    if display_class(measure) == "narrow":
        return f"{said.replace(word, f'narrow {word}')}{_for(measure)}"
    return f"{said} {of} {_users(measure)} use"


def about(measure: MeasureInForce) -> str:
    """What a law is about: a key of ABOUT."""
    if is_on_businesses(measure):
        return "private"
    is_public = measure.effect in (*LIMITS, Effect.AUTHORIZATION, Effect.SCHOOLS, Effect.REPEAL)
    return "public" if is_public else "other"


def doubt_of(change: LawChange) -> str:
    """Why a change is in doubt, as sentences; empty where it is not."""
    disputed = f"The date is disputed: {change.why}." if change.basis == Basis.DISPUTED else ""
    return " ".join(filter(None, [effect_doubt(change.measure), disputed]))


def _mark(measure: MeasureInForce) -> SafeString:
    """Its mark on the map; law that has no place on it has none."""
    known = display_class(measure)
    return SafeString() if known == "other" else mark(known)


def _sign(change: LawChange) -> SafeString:
    why = doubt_of(change)
    sign = ' <abbr class="doubt" title="{}">{}</abbr>'
    return format_html(sign, why, DOUBT_SIGN) if why else SafeString()


def _told(change: LawChange, as_of: AsOf) -> str:
    if change.day > as_of.today:
        return FUTURE
    return PAST if change.day <= as_of.on else WAS_SET


def _told_of_start(change: LawChange, as_of: AsOf) -> str:
    one = change.measure
    verb = FUTURE if one.starts_on > as_of.today else WAS_SET
    starts = as_known(one.may_start_on, one.starts_on, one.starts_on)
    return f"{VERBS[Kind.TOOK_EFFECT][verb]} {starts.say_short()}"


def _users(measure: MeasureInForce) -> str:
    whom = [one for one in (Regulates.POLICE, Regulates.GOVERNMENT) if one in measure.regulates]
    return listed(REGULATES[one].lower() for one in whom)


def _for(measure: MeasureInForce) -> str:
    whom = [REGULATES[one].lower() for one in measure.regulates if one != Regulates.OTHER]
    return f" ({', '.join(whom)})" if whom else ""


def _sentence(text: str) -> str:
    """A text that stands alone: with a capital where its first word is a plain one, and a stop."""
    if not text:
        return ""
    first = text.split()[0]
    opened = text[0].upper() + text[1:] if first.islower() else text
    return opened if opened.endswith((".", "!", "?", "…")) else f"{opened}."
