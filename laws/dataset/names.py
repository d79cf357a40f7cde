"""Other names of governments, names of places that are none, and ZIP codes."""

from itertools import chain

from laws.dataset import schema
from laws.models import Jurisdiction, PlaceName, ZipCode
from laws.text.normalize import search_key

UNKNOWN = {"county_geoids": [], "postal_cities": [], "zip_codes": 0, "population": None}


def load_names(load):
    """Bring the names and ZIP codes of a load into the database; jurisdictions come before."""
    key = "search_name", "state_code", "government_id"
    rows = _once(load, chain(_common_names(load), _place_names(load)))
    _replace(load, PlaceName, key, rows, "names of places")
    _replace(load, ZipCode, ("zip_code",), _zip_codes(load), "ZIP codes")


def _replace(load, model, key, rows, noun):
    """Match the rows of a table that staff do not edit; those that are shipped no more go."""
    rows = list(rows)
    wanted = {tuple(row[name] for name in key) for row in rows}
    stored = model.objects.values_list("pk", *key)
    stale = [pk for pk, *own in stored if tuple(own) not in wanted]
    model.objects.filter(pk__in=stale).delete()
    load._match(model.objects, key, rows, noun)


def _once(load, rows):
    """The rows without those that say what an earlier one said."""
    seen = set()
    for row in rows:
        identity = row["search_name"], row["state_code"], row["government_id"]
        if identity not in seen:
            seen.add(identity)
            yield row


def _common_names(load):
    """What people call a government, written by hand."""
    name = "common_names.csv"
    states = dict(Jurisdiction.objects.values_list("pk", "state_code"))
    for line, row in load._rows(name, schema.COMMON_NAMES, ("name", "division_id")):
        government = _government(load, name, line, row["division_id"])
        if government:
            yield _row(row["name"], states[government], government) | UNKNOWN


def _place_names(load):
    """The names that script/place_names.py gathered."""
    name = "place_names.csv.gz"
    for line, row in load._rows(name, schema.PLACE_NAMES, ("state", "name", "division_id")):
        division_id, government = row.pop("division_id"), None
        if division_id:
            government = _government(load, name, line, division_id)
        yield _row(row.pop("name"), row.pop("state"), government) | row


def _row(name, state_code, government):
    return {
        "name": name,
        "search_name": search_key(name),
        "state_code": state_code,
        "government_id": government,
    }


def _government(load, name, line, division_id):
    said = "the division id of a jurisdiction on the record"
    return load._find(load.places, name, line, "division_id", division_id, said)


def _zip_codes(load):
    for _, row in load._rows("zip_codes.csv.gz", schema.ZIP_CODES, ("zip_code",)):
        row["state_code"] = row.pop("state")
        yield row
