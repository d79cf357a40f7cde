"""Addresses of new measures: readable, unique and never changed afterwards."""

from django.utils.text import slugify

from laws.text.normalize import normalize_identifier

LONGEST = 70


def slug_for_measure(measure):
    """A slug such as ma-s927-193rd or ma-newton-ban; a number is added when it is taken."""
    place = measure.jurisdiction
    parts = [place.state_code.lower() or "us"]
    if place.is_local:
        parts.append(place.slug)
    parts.append(normalize_identifier(measure.identifier) or measure.effect.replace("_", "-"))
    if measure.session:
        parts.append(slugify(measure.session.identifier))
    slug = stem = "-".join(parts)[:LONGEST].strip("-")
    from laws.models import Measure

    taken = set(Measure.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    while slug in taken:
        slug = f"{stem}-{number}"
        number += 1
    return slug
