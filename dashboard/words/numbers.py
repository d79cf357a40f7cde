"""Counts, ranks and shares in words."""

from collections.abc import Sequence

NUMBERS = [
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip


TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int, certain: int | None = None) -> str:
    """A count inside a sentence: one to nine as words, figures from 10. Where only so many are
    `certain`, both numbers: 24 or 25, 155 to 162.
    """
    if certain is not None and certain != number:
        return (
            f"{in_words(certain)} {_or_to(certain, number)} {in_words(number)}"
            if certain
            else f"at most {in_words(number)}"
        )
    return NUMBERS[number] if 0 <= number < 10 else f"{number:,}"


def opening(number: int) -> str:
    """A count at the start of a sentence, which never opens with a figure below a hundred."""
    if not 0 <= number < 100:
        return f"{number:,}"
    return _in_full(number).capitalize()


def figures(number: int, certain: int) -> str:
    """A count in figures, those beyond doubt first where they are fewer: 24 or 25."""
    both = f"{certain:,} {_or_to(certain, number)} {number:,}"
    return f"{number:,}" if number == certain else both


def _or_to(certain: int, number: int) -> str:
    """Between neighbors there is no number that could be true as well."""
    return "or" if number == certain + 1 else "to"


def _in_full(number: int) -> str:
    if number < 20:
        return NUMBERS[number]
    ten, one = divmod(number, 10)
    return TENS[ten - 2] + (f"-{NUMBERS[one]}" if one else "")


def plural(number: int, one: str, many: str = "", certain: int | None = None) -> str:
    """A figure with its noun: 1 ban, 2 bans. Where fewer are `certain`, both: 1 or 2 bans."""
    shown = figures(number, number if certain is None else certain)
    return f"{shown} {one if number == 1 else many or one + 's'}"


def counted(number: int, nouns: str, certain: int | None = None) -> str:
    """As plural, with one to nine in words: two counties; two or three counties."""
    one, _, many = nouns.partition(",")
    return f"{in_words(number, certain)} {one if number == 1 else many or one + 's'}"


def about(people: int) -> str:
    """A number of people for a sentence, rounded to two or three digits: about 9.1 million."""
    if people < 1_000:
        return f"{people:,}"
    if people < 999_500:
        digits = -3 if people >= 10_000 else -2
        return f"about {round(people, digits):,}"
    return f"about {people / 1_000_000:.1f} million".replace(".0 ", " ")


def population_of(years: Sequence[int]) -> str:
    """Of which year the populations behind a number are: one, or several years mixed."""
    if len(years) > 1:
        return f"populations of mixed years ({', '.join(map(str, years))})"
    return f"population of {years[0]}" if years else "population of an unknown year"


ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]


def ordinal(rank: int) -> str:
    """A rank in words: first to ninth, then 10th, 11th, 21st."""
    if rank <= len(ORDINALS):
        return ORDINALS[rank - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{'th' if 10 < rank % 100 < 14 else ending}"


def say_share(share: float) -> str:
    """A share in percent, with a decimal where it would round to nothing or to all."""
    percent = share * 100
    if percent in (0, 100):
        return f"{percent:.0f}%"
    if percent < 0.1:
        return "under 0.1%"
    return f"{percent:.1f}%" if percent < 1 or percent > 99 else f"{percent:.0f}%"
