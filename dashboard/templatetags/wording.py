"""Words for templates: dates, counts, and the small signs that stand before a word.

Rows of long lists should carry their words already; each tag called per row costs more than the
query that fetched it.
"""

from collections.abc import Callable, Collection
from datetime import date

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.charts.svg import keys, marks
from dashboard.charts.svg.scales import look
from dashboard.words.links import host
from dashboard.words.numbers import about, counted, in_words, opening, plural
from dashboard.words.use_modes import use_cell, use_words
from laws.text.dates import PartialDate, say, say_short

Day = date | PartialDate

register = template.Library()
register.filter(about)
register.filter(in_words)
register.filter(host)
register.filter(opening)
register.filter(counted)


@register.filter(name="plural")
def plural_filter(number: int, nouns: str) -> str:
    """`{{ 2|plural:"county,counties" }}` is 2 counties; one noun takes an s."""
    return plural(number, *nouns.split(","))


@register.filter(name="say")
def say_filter(day: Day | None) -> str:
    """A date in a sentence, as precise as it is known: July 20, 2023, July 2023."""
    return _in_words(day, say)


@register.filter(name="say_short")
def say_short_filter(day: Day | None) -> str:
    """A date in a table: Jul 20, 2023."""
    return _in_words(day, say_short)


def _in_words(day: Day | None, words: Callable[[date], str]) -> str:
    if not day:
        return ""
    return getattr(day, words.__name__)() if hasattr(day, words.__name__) else words(day)


@register.simple_tag
def day(value: Day) -> SafeString:
    """A date in a sentence, with its machine-readable form."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), _in_words(value, say))


@register.simple_tag
def short_day(value: Day) -> SafeString:
    """A date in a table, with its machine-readable form."""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), _in_words(value, say_short)
    )


@register.simple_tag
def mark(key: str) -> SafeString:
    """The mark of a class of law."""
    return marks.mark(key)


@register.simple_tag
def swatch(key: str) -> SafeString:
    """The fill of a class of law."""
    return marks.swatch(key)


@register.simple_tag
def key_mark(name: str) -> SafeString:
    """A mark of a chart, as its key shows it."""
    return keys.key_mark(name)


@register.simple_tag
def effect(key: str, word: str = "") -> SafeString:
    """A class of law as mark and word."""
    return marks.effect(key, word)


@register.simple_tag
def stage(key: str, label: str) -> SafeString:
    """A stage as steps and word."""
    return format_html('<span class="stage">{}{}</span>', marks.steps(key), label)


@register.simple_tag
def answer(key: str, words: str | None = None) -> SafeString:
    """The sign of an answer to a question of the codebook; silent beside its words, with ""."""
    return marks.answer(key or "not_coded", words)


@register.simple_tag(takes_context=True)
def rule_link(context, name, words=""):
    """A rule by its name, R1, as a link to what it says on the method page."""
    address = f"{reverse('method')}{context['on_query']}#{name}"
    return format_html('<a href="{}">{}</a>', address, words or name)


@register.simple_tag
def pair(before, after):
    """What a count is and, where it would change, what it would become."""
    if before == after:
        return before
    return format_html(
        '{} <span class="quiet" aria-hidden="true">→</span>'
        '<span class="vh"> would become </span> {}',
        before,
        after,
    )


@register.filter(name="use_words")
def use_words_filter(modes: Collection[str]) -> str:
    """Which use a measure reaches, in a line of text: live and after the fact."""
    return use_words(modes)


@register.simple_tag
def use(modes: Collection[str]) -> SafeString:
    """Which use a measure reaches, as one word of a column."""
    return use_cell(modes)


@register.filter
def class_word(key: str) -> str:
    """The word of a class of law."""
    return look(key).word


@register.filter
def coded(words: str) -> SafeString:
    """Words with names of the data in backticks as such: `slug` in `measures`."""
    pieces = words.split("`")
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", piece) if place % 2 else piece,)
                   for place, piece in enumerate(pieces))
    )  # fmt: skip
