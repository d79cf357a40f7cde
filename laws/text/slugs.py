"""The addresses of new measures: readable, unique and never changed afterwards."""

from collections.abc import Container

from django.utils.text import slugify

from laws.text.normalize import normalize_identifier

LONGEST = 70


def slug_stem(state_code: str, place_slug: str, number: str, effect: str, session: str) -> str:
    """The slug of a measure, such as ma-s927-193rd, or ma-newton-ban where it has no number.

    `place_slug` is empty for a state and the country, `state_code` for the country only.
    """
    name = normalize_identifier(number) or effect.replace("_", "-")
    parts = [state_code.lower() or "us", place_slug, name, slugify(session)]
    return "-".join(filter(None, parts))[:LONGEST].strip("-")


def first_free(stem: str, taken: Container[str]) -> str:
    """The stem itself, or with the first number from 2 on under which it is not taken."""
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
