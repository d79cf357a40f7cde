"""Whether every place of the record says what applies there. The body of script/check_places.

What applies is worked out here a second time, from the rows as they are stored.
"""

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")

NEVER_JUMPED = "the search for “{}” leads to {}, though {} bear the name"


class Places:
    """The governments of the record with the measures in effect of each, read once."""

    def __init__(self, on: date):
        from laws.counting.on_date import law_on
        from laws.models import Jurisdiction, PlaceName

        self.on = on
        self.rows = {row.pk: row for row in Jurisdiction.objects.all()}
        self.by_geoid = {row.geoid: row for row in self.rows.values() if row.kind == "county"}
        self.above = {r.state_code: r for r in self.rows.values() if not r.is_local}
        self.law = defaultdict(set)
        for measure in law_on(on).in_force:
            self.law[measure.place.government].add(measure.slug)
        self.named, self.namesakes = defaultdict(set), Counter()
        for row in self.rows.values():
            if row.active:
                self.named[row.search_name].add(row.same_as_id or row.pk)
                self.namesakes[row.search_name, row.state_code] += 1
        for name in PlaceName.objects.all():
            other = name.government and (name.government.same_as_id or name.government_id)
            self.named[name.search_name].add(other or f"{name.name}, {name.state_code}")

    def first(self, row):
        return self.rows[row.same_as_id] if row.same_as_id else row

    def levels(self, place) -> dict[str, set[int]]:
        """The governments that apply at a place, by level."""
        counties = {
            self.first(self.by_geoid[g]).pk for g in place.county_geoids if g in self.by_geoid
        }
        city = {place.covering_city_id} if place.covering_city_id else set()
        return {
            "own": {place.pk},
            "city": city,
            "county": counties - {place.pk},
            "state": {self.above[place.state_code].pk},
            "country": {self.above[""].pk},
        }


def faults_of_answer(places: Places, place, client) -> Iterator[str]:
    """What is wrong with the JSON of a place."""
    address = place.get_absolute_url().rstrip("/") + ".json"
    response = client.get(address, {"on": places.on.isoformat()})
    if place.same_as_id:
        if response.status_code != 301:
            yield f"a second id answers {response.status_code}"
        return
    if response.status_code != 200:
        yield f"it answers {response.status_code}"
        return
    content = response.json()
    if not (content["name"] and content["kind"] and content["division_id"] == place.division_id):
        yield "its name, kind or id is empty or another's"
    said = defaultdict(set)
    for law in content["applies"]:
        said[law["level"]].add(law["slug"])
        if not law["binds"]:
            yield f"{law['slug']} does not say whom it covers"
    for level, governments in places.levels(place).items():
        due = set().union(*(places.law[pk] for pk in governments))
        if said[level] != due:
            yield f"level {level} has {sorted(said[level])}, not {sorted(due)}"


def faults_of_search(places: Places, place) -> Iterator[str]:
    """What is wrong with the search for a place's name, with and without its state."""
    from laws.search.places import find_places

    first, words = places.first(place), f"{place.name}, {place.state_code}"
    found = find_places(words, limit=places.namesakes[place.search_name, place.state_code] + 2)
    if first.pk not in {one.pk for one in found.places[: found.exact]}:
        yield f"the search for “{words}” does not find it"
    jump = find_places(place.name, limit=3).only_one
    others = places.named[place.search_name] - {jump and jump.pk}
    elsewhere = {one for one in others if not str(one).endswith(f", {place.state_code}")}
    if jump and elsewhere:
        yield NEVER_JUMPED.format(place.name, jump.pk, elsewhere)


def check(places: Places, chosen, client) -> Iterator[tuple[str, str]]:
    """(place, fault) for each fault of the places chosen."""
    seen = set()
    for place in chosen:
        name = f"{place.full_name}, {place.state_code}"
        for fault in faults_of_answer(places, place, client):
            yield name, fault
        searched = place.search_name, place.state_code
        if place.active and searched not in seen:
            seen.add(searched)
            for fault in faults_of_search(places, place):
                yield name, fault


def local_places(places: Places, every: int, start: int = 0):
    """Every local government, or every n-th from one on, in the order of states and names."""
    local = [row for row in places.rows.values() if row.is_local]
    return sorted(local, key=lambda row: (row.state_code, row.slug))[start::every]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="only every n-th place")
    parser.add_argument("--start", type=int, default=0, help="leave out the first so many")
    asked = parser.parse_args()
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    places = Places(date.today())
    chosen = local_places(places, asked.every, asked.start)
    faults = Counter()
    for name, fault in check(places, chosen, Client()):
        faults[name] += 1
        print(f"{name}: {fault}", flush=True)
    with_law = sum(bool(places.law[place.pk]) for place in chosen)
    print(f"{len(chosen):,} places asked, {with_law} with measures of their own in effect.")
    print(f"{sum(faults.values()):,} faults at {len(faults):,} places.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
