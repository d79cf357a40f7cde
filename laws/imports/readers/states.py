"""States as other records name them: their Open Civic Data divisions, and the zone of their clocks.

A record dates an act by a moment, the law by a day: the day where the legislature sits, since an
evening session in Honolulu is the next day in Greenwich. A state with two zones has its capital's.
"""

import re
from zoneinfo import ZoneInfo

from laws.text.states import NAMES, code_of_name

COUNTRY = "ocd-division/country:us"
ZONES = {
    "AL": "America/Chicago",
    "AK": "America/Anchorage",
    "AZ": "America/Phoenix",
    "AR": "America/Chicago",
    "CA": "America/Los_Angeles",
    "CO": "America/Denver",
    "CT": "America/New_York",
    "DE": "America/New_York",
    "FL": "America/New_York",
    "GA": "America/New_York",
    "HI": "Pacific/Honolulu",
    "ID": "America/Boise",
    "IL": "America/Chicago",
    "IN": "America/Indiana/Indianapolis",
    "IA": "America/Chicago",
    "KS": "America/Chicago",
    "KY": "America/New_York",
    "LA": "America/Chicago",
    "ME": "America/New_York",
    "MD": "America/New_York",
    "MA": "America/New_York",
    "MI": "America/Detroit",
    "MN": "America/Chicago",
    "MS": "America/Chicago",
    "MO": "America/Chicago",
    "MT": "America/Denver",
    "NE": "America/Chicago",
    "NV": "America/Los_Angeles",
    "NH": "America/New_York",
    "NJ": "America/New_York",
    "NM": "America/Denver",
    "NY": "America/New_York",
    "NC": "America/New_York",
    "ND": "America/Chicago",
    "OH": "America/New_York",
    "OK": "America/Chicago",
    "OR": "America/Los_Angeles",
    "PA": "America/New_York",
    "RI": "America/New_York",
    "SC": "America/New_York",
    "SD": "America/Chicago",
    "TN": "America/Chicago",
    "TX": "America/Chicago",
    "UT": "America/Denver",
    "VT": "America/New_York",
    "VA": "America/New_York",
    "WA": "America/Los_Angeles",
    "WV": "America/New_York",
    "WI": "America/Chicago",
    "WY": "America/Denver",
    "DC": "America/New_York",
    "AS": "Pacific/Pago_Pago",
    "GU": "Pacific/Guam",
    "MP": "Pacific/Saipan",
    "PR": "America/Puerto_Rico",
    "VI": "America/St_Thomas",
    "US": "America/New_York",
}
CLOCKS = tuple(ZoneInfo(name) for name in sorted(set(ZONES.values())))
"""Every clock that a legislature of the country goes by."""
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
ONE_CHAMBER = {"NE": "upper", "GU": "upper", "VI": "upper", "DC": "council"}
"""Legislatures of one chamber, and what kind of chamber that is here."""

OCD = re.compile(r"ocd-(?:jurisdiction|division)/(country:us(?:/[a-z_]+:[^/\s]+)*)(?:/[a-z_]+)?")
IN_PATH = re.compile(r"country:us/(?:state|district|territory):([a-z]{2})(?![a-z])")
CONGRESS_IN_PATH = re.compile(r"country:us/(?:congress|government|sessions|state:usa?)(?![a-z])")
CODE_IN_PATH = re.compile(r"(?:^|/)([A-Z]{2})(?=[/_])")
TOP = re.compile(r"country:us/(?:state|district|territory):([a-z]{2})(.*)")


def division_of_code(code):
    """The division of a postal code, `US` for the country; "" for any other word."""
    code = code.upper()
    if code not in NAMES:
        return ""
    if code == "US":
        return COUNTRY
    kind = "district" if code == "DC" else "territory" if code in TERRITORIES else "state"
    return f"{COUNTRY}/{kind}:{code.lower()}"


def division_of_name(name):
    """The division of a state by its name or its postal code; "" for any other word."""
    return division_of_code(code_of_name(name))


def division_of_id(identifier):
    """The division that an Open Civic Data id of a division or jurisdiction names, or ""."""
    found = OCD.fullmatch(identifier)
    if not found:
        return ""
    below = TOP.fullmatch(found[1])
    if not below:
        return f"ocd-division/{found[1]}" if found[1] == "country:us" else ""
    top = division_of_code(below[1])
    return top and top + below[2]


def division_in_path(path):
    """The division that the name of a file or its folders tells, or ""."""
    if found := IN_PATH.search(path):
        return division_of_code(found[1])
    if CONGRESS_IN_PATH.search(path):
        return COUNTRY
    codes = (division_of_code(code) for code in CODE_IN_PATH.findall(path))
    return next(filter(None, codes), "")


def code_of(division):
    """The postal code of a division's state, `US` for the country."""
    found = TOP.fullmatch(division.removeprefix("ocd-division/"))
    return found[1].upper() if found else "US"


def is_local(division):
    """Whether a division lies below a state, a territory or the District: a county, a city."""
    below = TOP.fullmatch(division.removeprefix("ocd-division/"))
    return bool(below and below[2])


def zone_of(division):
    """The zone of a division's clocks."""
    return ZoneInfo(ZONES[code_of(division)])
