"""Finding measures by whatever name staff use for them: a label, an address, a number in any
spelling, a citation, a popular name, a place; what fits exactly comes first.
"""

import re
from collections.abc import Iterator

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from laws.models.measure import MeasureQuerySet
from laws.models.said_number import bears, in_state, of_year
from laws.models.search_text import said_in, titled_like
from laws.search.citations import cited_among_others, cited_exactly
from laws.search.places import find_exactly
from laws.text.normalize import as_typed, normalize_identifier
from laws.text.said_measure import SaidMeasure, read_measure
from laws.vocabulary import NOT_LOCAL

SLUG = re.compile(r"[a-z]{2}-[a-z0-9-]+", re.I)
MOST_PLACES = 20
EXACT = 0
"""The closeness of a measure that bears exactly the name, number or address that was asked for."""


def find_measures(measures: MeasureQuerySet, words: str) -> QuerySet:
    """The measures that the words may mean, each with its `closeness`, from EXACT up, in the order
    of closeness and then of their last action. A number that is found is not looked for in texts.
    """
    words = as_typed(words)
    ways = list(_ways(read_measure(words), words)) if words else [Q(pk__in=[])]
    found = _by(measures, ways)
    if words and not found.exists():
        found = _by(measures, [Q(pk__in=[]), said_in(words)])
        if not found.exists():
            found = titled_like(measures, words).annotate(closeness=Value(len(ways)))
    latest = F("last_action_on"), F("session__start_on")
    return found.order_by("closeness", *(day.desc(nulls_last=True) for day in latest), "pk")


def named_measures(measures: MeasureQuerySet, words: str) -> list:
    """The measures that bear exactly the name that the words give."""
    return list(find_measures(measures, words).filter(closeness=EXACT)[:MOST_PLACES])


def _by(measures, ways):
    every = ways[0]
    for way in ways[1:]:
        every |= way
    cases = [When(way, then=Value(rank)) for rank, way in enumerate(ways)]
    closeness = Case(*cases, default=Value(len(ways)), output_field=IntegerField())
    return measures.filter(every).annotate(closeness=closeness)


def _ways(said: SaidMeasure, words: str) -> Iterator[Q]:
    """What makes a measure fit, the closest first."""
    slug = words.rpartition("·")[2].strip().lower()
    by_name = Q(popular_name__iexact=words) | Q(title__iexact=words)
    by_name |= Q(law_citation__iexact=words) | Q(code_citation__iexact=words)
    exact = by_name | Q(slug=slug) if SLUG.fullmatch(slug) else by_name
    cited = " ".join(filter(None, (said.before, said.number, said.after)))
    exact |= cited_exactly(words) | cited_exactly(cited) & in_state(said.state)
    if said.number:
        scope, is_understood = _scope(said)
        number = bears(said)
        yield exact | number & scope & of_year(said) if is_understood else exact
        yield number & scope
        yield cited_among_others(words) | cited_among_others(said.number) & scope
        yield _part_of_number(said) & scope
    else:
        yield exact
    if SLUG.fullmatch(slug):
        yield Q(slug__startswith=slug)
    if said.state and not said.number and not said.others:
        # MA is Massachusetts, its own measures first, and no part of a word.
        yield in_state(said.state) & Q(jurisdiction__kind__in=NOT_LOCAL)
        yield in_state(said.state) | _of_place(words)
        return
    if not said.number:
        yield _of_place(words)
    yield Q(popular_name__icontains=words) | _cites(words)
    if not said.number and said.state:
        yield said_in(said.others) & in_state(said.state)
    if not said.number or not (said.state or said.before):
        yield said_in(words)


def _scope(said):
    """The state and place that were said, and whether every word beside the number tells one, a
    session or a year.
    """
    scope = in_state(said.state)
    places = find_exactly([said.before], MOST_PLACES).places if said.before else []
    if places:
        scope &= Q(jurisdiction__in=[place.pk for place in places])
    rest = said.after if places else said.others
    return scope, not rest or bool(re.search(r"\d", rest))


def _part_of_number(said):
    """A longer number that begins so, or one that has these figures."""
    key = normalize_identifier(said.number)
    figures = re.sub(r"^[a-z]+", "", key)
    part = Q(identifier_key__startswith=key)
    return part | Q(identifier_key__contains=figures) if len(figures) > 2 else part


def _cites(words):
    cited = Q(law_citation__icontains=words) | Q(code_citation__icontains=words)
    return cited | Q(identifier__icontains=words) if re.search(r"\d", words) else cited


def _of_place(words):
    """Measures of the governments of that name."""
    places = find_exactly([words], MOST_PLACES).places
    return Q(jurisdiction__in=[place.pk for place in places])
