"""Counts, ranks and shares in words."""

NUMBERS = [
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip


TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """A count inside a sentence: one to nine as words, figures from 10."""
    return NUMBERS[number] if 0 <= number < 10 else f"{number:,}"


def opening(number: int) -> str:
    """A count at the start of a sentence, which never opens with a figure below a hundred."""
    if not 0 <= number < 100:
        return f"{number:,}"
    return _in_full(number).capitalize()


def _in_full(number: int) -> str:
    if number < 20:
        return NUMBERS[number]
    ten, one = divmod(number, 10)
    return TENS[ten - 2] + (f"-{NUMBERS[one]}" if one else "")


def plural(number: int, one: str, many: str = "") -> str:
    """A figure with its noun: 1 ban, 2 bans."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counted(number: int, nouns: str) -> str:
    """As plural, with one to nine in words: two counties."""
    one, _, many = nouns.partition(",")
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"


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
