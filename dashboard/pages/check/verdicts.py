"""What became of a quotation: it is still so, the law changed, or we were wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby

from dashboard.map.states import all_states
from dashboard.pages.check.facts import COMPARED, Fact, Values, facts_of, is_unknown, number_fact
from dashboard.pages.check.quotes import PastedAddress, Quotation, quotations_in
from dashboard.pages.check.sentences import PastedSentence, ciphers, same_number
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from dashboard.words.record_events import differences
from laws.counting.changes import Kind, starts_and_ends
from laws.counting.shared import history
from laws.models import Edition, Measure, RecordEvent, StageSpan
from laws.models.edition import edition_read, reading
from laws.open_data.events import is_news
from laws.text.dates import say
from laws.text.measure_names import number_with_year
from laws.vocabulary import EventKind, Precision, Stage

MOST_NAMED = 20  # measures of one difference
MOST_EVENTS = 300
FEW_FACTS = 5
JOINING = ("or", "to")  # two numbers, where something is in doubt
MOST_QUOTATIONS = 5  # each is read from up to three records


class Verdict(StrEnum):
    """What a quotation is today."""

    STILL_SO = "still so"
    LAW_CHANGED = "changed since by law"
    WE_WERE_WRONG = "we said otherwise then"
    MISQUOTED = "not what we say"
    NOT_COMPARED = "not compared"
    NOT_RECOGNIZED = "not recognized"


GRAVEST = (
    Verdict.WE_WERE_WRONG, Verdict.MISQUOTED, Verdict.LAW_CHANGED, Verdict.STILL_SO,
    Verdict.NOT_COMPARED, Verdict.NOT_RECOGNIZED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """What changed of one measure, and where its changes are told."""

    name: str
    href: str
    said: tuple[str, ...]
    changes_at: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A fact on the day that was quoted, as it was known then and as it is now, and today's.

    `then` is None where nothing says what we said. `wrong` are the measures about which we said
    something else, `moved` those whose law changed since.
    """

    then: Fact | None
    same_day: Fact
    now: Fact
    wrong: tuple[Cause, ...] = ()
    moved: tuple[Cause, ...] = ()

    @property
    def was_otherwise(self) -> bool:
        return bool(self.then and self.then.differs(self.same_day))

    @property
    def has_moved(self) -> bool:
        return self.same_day.differs(self.now)


@dataclass
class Answer:
    """The answer to a quotation: the verdicts, the facts compared, and what was understood."""

    on: date | None = None
    edition: Edition | None = None
    quoted: str = ""
    claimed: str = ""
    misquoted: bool = False
    is_page: bool = False  # an address: what its page says is compared, and no words of a sentence
    is_ahead: bool = False  # of a day to come: no law has changed since
    leaves_out: bool = False  # “no …” without “that we know of”
    facts: list[Compared] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)

    @property
    def verdicts(self) -> list[Verdict]:
        """What it is, the gravest first."""
        if not self.facts:
            return [Verdict.NOT_COMPARED if self.is_page else Verdict.NOT_RECOGNIZED]
        found = [Verdict.WE_WERE_WRONG] if any(one.was_otherwise for one in self.facts) else []
        found += [Verdict.MISQUOTED] if self.misquoted else []
        found += [Verdict.LAW_CHANGED] if any(one.has_moved for one in self.facts) else []
        return found or [Verdict.STILL_SO]

    @property
    def told(self) -> list[Compared]:
        """The facts that are laid side by side: all of a few, else those that differ."""
        is_few = len(self.facts) <= FEW_FACTS
        return [one for one in self.facts if is_few or one.was_otherwise or one.has_moved]

    @property
    def untold(self) -> list[Compared]:
        return [one for one in self.facts if one not in self.told]

    @property
    def drops_doubt(self) -> bool:
        """Whether it quotes one of the two numbers that we give where something is in doubt."""
        ours = ciphers(self.facts[0].same_day.words) if self.facts else []
        claimed = ciphers(self.claimed)
        both = [list(part) for joins, part in groupby(ours, JOINING.__contains__) if not joins]
        return self.misquoted and len(both) > 1 and claimed in both


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to what was pasted, in its order; so many `more` were not looked at."""

    each: list[Answer]
    more: int = 0

    @property
    def verdicts(self) -> list[tuple[Verdict, int]]:
        """What the quotations are, the gravest first, each with how many of them are it."""
        counts = Counter(verdict for one in self.each for verdict in one.verdicts)
        return [(verdict, counts[verdict]) for verdict in GRAVEST if counts[verdict]]


Read = Callable[[AsOf], list[Fact] | None]


def answers_to(pasted: str, today: date, is_ours: Callable[[str], bool]) -> Answers:
    """Compare what was pasted with the record: at most three readings of it a quotation."""
    found: list[Quotation] = []
    for one in quotations_in(pasted, all_states(), today, is_ours):
        if one not in found:
            found.append(one)
    each = [_answer(one, today) for one in found[:MOST_QUOTATIONS]]
    return Answers(each or [Answer()], len(found[MOST_QUOTATIONS:]))


def _answer(quotation: Quotation, today: date) -> Answer:
    one = quotation.of
    if isinstance(one, PastedAddress):
        return _of_address(one, today)
    return _of_sentence(one, quotation.edition, today)


def _of_sentence(one: PastedSentence, edition: str, today: date) -> Answer:
    def read(as_of: AsOf) -> list[Fact]:
        return [number_fact(one.figure.key, one.asked, as_of)]

    found = _compared(read, one.on, edition, today)
    found.quoted, found.claimed = one.whole, one.claimed
    own = found.facts[0]
    known = [own.same_day, *([own.then] if own.then else [])]
    found.leaves_out = one.leaves_out
    found.misquoted = one.leaves_out or not any(
        same_number(one.claimed, fact.words) for fact in known
    )
    return found


def _of_address(one: PastedAddress, today: date) -> Answer:
    values: Values = dict(one.values.lists())

    def read(as_of: AsOf) -> list[Fact] | None:
        return facts_of(one.name, one.parts, values, as_of)

    found = _compared(read, one.on or today, one.edition, today)
    found.quoted = one.whole
    found.is_page = bool(found.facts) or one.name not in COMPARED
    if one.values.get("on") and not one.on:
        found.understood.append(f"Its day, {one.values['on'][:20]}, is none that we can read.")
    if not found.is_page:
        found.understood.append(f"{one.path} names nothing that we list.")
    return found


def _compared(read: Read, on: date, edition: str, today: date) -> Answer:
    """The facts of a page, read from the edition, of the same day, and of today."""
    of = Edition.objects.called(edition)
    answer = Answer(on=on, edition=of)
    if edition and of is None:
        answer.understood.append(f"There is no edition {edition[:9]}: today’s record is compared.")
    then = None
    if of and edition_read() is None:
        with reading(of):
            then = read(AsOf(on, of.day))
    same = read(AsOf(on, today))
    answer.is_ahead = on > today
    now = same if answer.is_ahead else read(AsOf(today, today))
    if same is None or now is None or all(is_unknown(one) for one in (then, same, now) if one):
        return answer
    answer.facts = _paired(then, same, now)
    _give_causes(answer, today)
    return answer


def _paired(
    then: Sequence[Fact] | None, same: Sequence[Fact], now: Sequence[Fact]
) -> list[Compared]:
    """The facts by what they are about; one that is only in some is nothing in the others."""
    named = [{one.label: one for one in facts or ()} for facts in (then, same, now)]
    labels = dict.fromkeys(label for facts in named for label in facts)
    found = []
    for label in labels:
        one = next(facts[label] for facts in named if label in facts)
        none = Fact(label, "nothing", one.rows)
        before = named[0].get(label, none) if then is not None else None
        found.append(Compared(before, named[1].get(label, none), named[2].get(label, none)))
    return found


# --- why ----------------------------------------------------------------------------------------


def _give_causes(answer: Answer, today: date) -> None:
    """Say of each fact which measures made it another."""
    wrong = {slug for one in answer.facts for slug in _wrong_rows(one)}
    moved = {slug for one in answer.facts for slug in _moved_rows(one)}
    names = _names(wrong | moved)
    reasons = _reasons(wrong, answer.edition, today) if wrong and answer.edition else {}
    acts = _acts(moved, answer.on or today, today) if moved else {}
    answer.facts = [
        Compared(
            one.then,
            one.same_day,
            one.now,
            tuple(_cause(slug, names, reasons, True) for slug in _shown(_wrong_rows(one))),
            tuple(_cause(slug, names, acts) for slug in _shown(_moved_rows(one), acts)),
        )
        for one in answer.facts
    ]


def _wrong_rows(one: Compared) -> frozenset[str]:
    if one.then is None or not one.was_otherwise:
        return frozenset()
    return (one.then.rows ^ one.same_day.rows) or one.then.rows


def _moved_rows(one: Compared) -> frozenset[str]:
    if not one.has_moved:
        return frozenset()
    return (one.same_day.rows ^ one.now.rows) or one.same_day.rows


def _shown(rows: Iterable[str], first: Iterable[str] = ()) -> list[str]:
    """So many as are named, those first of which something is known."""
    known = set(first)
    return sorted(rows, key=lambda slug: (slug not in known, slug))[:MOST_NAMED]


def _cause(
    slug: str, names: dict[str, str], said: dict[str, list[str]], is_ours: bool = False
) -> Cause:
    return Cause(
        names.get(slug, slug),
        path_to("measure", slug),
        tuple(said.get(slug, ())),
        path_to("changes") + query(measure=slug) if is_ours else "",
    )


def _names(slugs: Iterable[str]) -> dict[str, str]:
    measures = Measure.objects.filter(slug__in=slugs).select_related("jurisdiction", "session")
    return {
        one.slug: f"{one.jurisdiction.name_in_state}: {number_with_year(one) or one.title}"
        for one in measures
    }


def _reasons(slugs: Iterable[str], edition: Edition, today: date) -> dict[str, list[str]]:
    """What the log says became of the measures since the edition was made."""
    events = RecordEvent.objects.filter(is_news(), measure__in=slugs, note__is_first=False)
    events = events.filter(note__at__gt=edition.made_at).exclude(kind=EventKind.CHECKED)
    found: dict[tuple[str, str, str], list[RecordEvent]] = {}
    for one in events.order_by("pk")[:MOST_EVENTS]:
        found.setdefault((one.measure, one.kind, one.why), []).append(one)
    told: dict[str, list[str]] = {}
    for (slug, kind, why), rows in found.items():
        what = "; ".join(str(one) for one in differences(rows, {}, today)[:4])
        parts = [str(EventKind(kind).label), what, f"because: {why}" if why else ""]
        told.setdefault(slug, []).append(". ".join(part for part in parts if part))
    return told


def _acts(slugs: Iterable[str], on: date, today: date) -> dict[str, list[str]]:
    """What happened to the measures between two days: took effect, ended, or went on its way."""
    first, last = sorted((on, today))
    told: dict[str, list[str]] = {}
    wanted = set(slugs)
    for change in starts_and_ends(history()):
        slug = change.measure.slug
        if slug in wanted and first < change.day <= last:
            verb = "took effect" if change.kind == Kind.TOOK_EFFECT else "ended"
            on = "on" if change.when.precision == Precision.DAY else "in"
            told.setdefault(slug, []).append(f"{verb} {on} {change.when.say()}")
    spans = StageSpan.objects.filter(measure__slug__in=wanted - told.keys())
    spans = spans.filter(from_on__gt=first, from_on__lte=last).order_by("from_on")
    for slug, stage, day in spans.values_list("measure__slug", "stage", "from_on"):
        told.setdefault(slug, []).append(f"{Stage(stage).label.lower()} on {say(day)}")
    return told
