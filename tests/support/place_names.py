"""Counties, and names of places that are no government."""

from django.utils.text import slugify

from laws.models import PlaceName
from laws.text.normalize import search_key
from tests.support.makers import make_place, make_state


def make_name(name, state, government=None, **fields):
    """A name in a state: another one of a government, or that of a place that is none."""
    make_state(state)
    return PlaceName.objects.create(
        name=name, search_name=search_key(name), state_code=state, government=government, **fields
    )


def make_county(name, state, geoid, **fields):
    """A county as the record has it, with its Census code."""
    slug, full_name = slugify(f"{name} County"), f"{name} County"
    known = {"slug": slug, "full_name": full_name, "geoid": geoid, "county_geoids": [geoid]}
    return make_place(name, state, "county", **known | fields)
