"""The devices and places that a narrow measure is confined to, in words."""

from collections.abc import Collection, Iterable

from laws.vocabulary import Regulates

SETTINGS = {
    Regulates.BODY_CAMERAS: "body cameras",
    Regulates.DRONES: "drones",
    Regulates.LICENSING: "driver’s licenses",
    Regulates.SCHOOLS: "schools",
    Regulates.UNIVERSITIES: "universities",
    Regulates.TRANSIT: "public transit",
    Regulates.HOUSING: "housing",
}


def settings(regulates: Iterable[Collection[str]]) -> list[str]:
    """The devices and places that some measures name, from what each regulates."""
    named = {key for each in regulates for key in each}
    return [words for key, words in SETTINGS.items() if key in named]
