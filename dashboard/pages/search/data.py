"""What a search finds: measures and events by words, and how many a subject has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, reduce
from operator import or_

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
)
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from dashboard.filters.filters import CONDITIONS
from dashboard.pages.search.passages import marked
from dashboard.words.measure_rows import with_all
from laws.models import CourtCase, Measure, Milestone, Question
from laws.models.force import force_on, telling_terms
from laws.models.ready_sql import ready
from laws.models.said_number import numbered
from laws.models.search_text import misspelled_in, said_in, with_likeness
from laws.search.places import Reading, read_all
from laws.text.dates import PartialDate
from laws.text.normalize import normalize_identifier
from laws.vocabulary import UNSURE_EFFECT, Basis, Effect, Force

MEASURES_SHOWN = 25
EVENTS_SHOWN = 6
ANYWHERE = Q()
ONE_VALUE = ("force", "reach")  # filters that take no list
# What a word weighs that stands in events and notes, in answers, in the summary, in the title.
WEIGHTS = [0.05, 0.2, 0.4, 1.0]


@dataclass(slots=True)
class Tally:
    """How many measures meet a condition on a day, how many came later, how many are in effect,
    of how many of those a source or our reading leaves doubt, and how many only repeal.
    """

    total: int = 0
    later: int = 0
    in_effect: int = 0
    uncertain: int = 0
    in_doubt: int = 0
    repeals: int = 0

    def add(self, is_later: bool, force: str, is_doubtful: bool, effect: str) -> None:
        """Count one more measure."""
        self.later += is_later
        self.total += not is_later
        self.in_effect += not is_later and force == Force.IN_EFFECT
        self.uncertain += not is_later and force == Force.UNCERTAIN
        self.in_doubt += not is_later and force == Force.IN_EFFECT and is_doubtful
        self.repeals += not is_later and force == Force.IN_EFFECT and effect == Effect.REPEAL


@dataclass(frozen=True, slots=True)
class Wanted:
    """Measures that are looked for by words: what they must say, and what ranks them. Those that
    are `first`, by number or by what they are on, stand before the others.
    """

    condition: Q
    sought: SearchQuery
    first: Q = field(default_factory=Q)


def sought_in(words: str) -> SearchQuery:
    """The words as full-text search reads them: quotation marks, OR and minus have a meaning."""
    return SearchQuery(words, config="english", search_type="websearch")


def saying(words: str, within: Q = ANYWHERE) -> Wanted:
    """Measures that say the words or bear the number."""
    number = within & (Q(identifier_key=normalize_identifier(words)) | numbered(words))
    return Wanted(within & said_in(words), sought_in(words), number)


def saying_in_states(words: str, readings: Iterable[Reading]) -> Wanted:
    """The same, also read with the state that the words end with: S.927, MA."""
    found = saying(words)
    for reading in readings:
        if reading.state_code:
            narrower = saying(reading.name, Q(jurisdiction__state_code=reading.state_code))
            found = Wanted(
                found.condition | narrower.condition,
                found.sought | narrower.sought,
                found.first | narrower.first,
            )
    return found


def find_measures(words: str, on: date) -> list[Measure]:
    """The best measures for a number or words by the day."""
    if not normalize_identifier(words):
        return []
    [(readings, _)] = read_all([words]) or [([], [])]
    ways = (saying_in_states(words, readings), misspelling(words))
    return next((found for way in ways if (found := best(way, words, on))), [])


def misspelling(words: str) -> Wanted:
    """Measures whose title the words may misspell."""
    return Wanted(misspelled_in(words), sought_in(words))


def tallies(conditions: Sequence[Q], words: str, on: date) -> list[Tally]:
    """How many published measures meet each condition, in one query."""
    fits = {
        f"fits_{at}": ExpressionWrapper(condition, output_field=BooleanField())
        for at, condition in enumerate(conditions)
    }
    rows = with_likeness(Measure.objects.published(), words)
    rows = rows.annotate(**_force(on), **fits).order_by()
    rows = rows.filter(reduce(or_, (Q(**{name: True}) for name in fits), Q(pk__in=[])))
    found = [Tally() for _ in conditions]
    columns = ("first_action_on", "force", "since_basis", "effect_basis", "effect")
    for first, force, since, basis, effect, *answers in rows.values_list(*columns, *fits):
        is_doubtful = since == Basis.DISPUTED or basis in UNSURE_EFFECT
        for tally, fit in zip(found, answers, strict=True):
            if fit and first:
                tally.add(first > on, force, is_doubtful, effect)
    return found


@lru_cache(maxsize=64)
def _force(on: date) -> dict[str, RawSQL]:
    """With `force`, and what the first day of the term that tells it rests on."""
    since_basis = telling_terms(on).values("start_basis")[:1]
    return ready({"force": force_on(on), "since_basis": Subquery(since_basis)})


def filtered(chosen: Mapping[str, str], on: date) -> Q:
    """The condition of some filters of the list of laws and bills."""
    condition = Q()
    for name, value in chosen.items():
        if name == "q":
            condition &= said_in(value)
        else:
            condition &= CONDITIONS[name](value if name in ONE_VALUE else [value], on)
    return condition


def best(wanted: Wanted, words: str, on: date, most: int = MEASURES_SHOWN) -> list[Measure]:
    """The measures that answer best by the day: the very number, then by where the words stand."""
    first = Case(When(wanted.first, then=Value(0)), default=Value(1)) if wanted.first else Value(1)
    rank = SearchRank(F("search_text__words"), wanted.sought, weights=WEIGHTS)
    rows = with_likeness(Measure.objects.published().on_record(on), words)
    rows = rows.filter(wanted.condition)
    order = (first, (rank + F("likeness") / 10).desc(), F("last_action_on").desc(nulls_last=True))
    return list(with_all(rows, on).order_by(*order, "slug")[:most])


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event beside the law, or a court case, that says the words: `said` is where."""

    title: str
    slug: str
    day: date | None
    precision: str
    said: str
    source_urls: list[str]
    rank: float

    @property
    def date(self) -> PartialDate | None:
        return self.day and PartialDate(self.day, self.precision)


def events_saying(sought: SearchQuery, on: date) -> list[FoundEvent]:
    """Events beside the law and court cases that say the words, the best first. One query."""
    events = Milestone.objects.filter(day__lte=on).annotate(slug=Value(""))
    decided = {"decided_day__lte": on}
    cases = CourtCase.objects.known_on(on).annotate(
        title=F("name"),
        day=Case(When(**decided, then=F("decided_day")), default=F("filed_day")),
        precision=Case(When(**decided, then=F("decided_precision")), default=F("filed_precision")),
        # What came of it later is not told of an earlier day.
        description=Case(
            When(Q(decided_day__isnull=True) | Q(**decided), then=F("outcome")),
            default=Value(""),
            output_field=TextField(),
        ),
    )
    whole = Concat("summary", Value(" "), "description", output_field=TextField())
    found = _saying(events, sought, F("description"))
    return [
        FoundEvent(*row)
        for row in found.union(_saying(cases, sought, whole), all=True).order_by(
            "-rank", F("day").desc(nulls_last=True), "title"
        )[:EVENTS_SHOWN]
    ]


def _saying(rows: QuerySet, sought: SearchQuery, text: F | Concat) -> QuerySet:
    """The rows that say the words in their title or text, with what FoundEvent holds of them."""
    vector = SearchVector("title", weight="A", config="english")
    rows = rows.annotate(text=text)
    vector += SearchVector("text", weight="B", config="english")
    rows = rows.annotate(words=vector).filter(words=sought).order_by()
    rows = rows.annotate(said=marked("text", sought), rank=SearchRank(F("words"), sought))
    return rows.values_list("title", "slug", "day", "precision", "said", "source_urls", "rank")


def questions(slugs: list[str]) -> list[Question]:
    """Questions of the codebook in the order of their slugs."""
    found = {one.slug: one for one in Question.objects.filter(slug__in=slugs)} if slugs else {}
    return [found[slug] for slug in slugs if slug in found]
