"""States as other records name them: their Open Civic Data divisions, and the zone of their clocks.

A record dates an act by a moment, the law by a day: the day where the legislature sits, since an
evening session in Honolulu is the next day in Greenwich. A state with two zones has its capital's.
"""

import re
from zoneinfo import ZoneInfo

from laws.text.normalize import normalize_name

COUNTRY = "ocd-division/country:us"
STATES = {
    "AL": ("Alabama", "America/Chicago"),
    "AK": ("Alaska", "America/Anchorage"),
    "AZ": ("Arizona", "America/Phoenix"),
    "AR": ("Arkansas", "America/Chicago"),
    "CA": ("California", "America/Los_Angeles"),
    "CO": ("Colorado", "America/Denver"),
    "CT": ("Connecticut", "America/New_York"),
    "DE": ("Delaware", "America/New_York"),
    "FL": ("Florida", "America/New_York"),
    "GA": ("Georgia", "America/New_York"),
    "HI": ("Hawaii", "Pacific/Honolulu"),
    "ID": ("Idaho", "America/Boise"),
    "IL": ("Illinois", "America/Chicago"),
    "IN": ("Indiana", "America/Indiana/Indianapolis"),
    "IA": ("Iowa", "America/Chicago"),
    "KS": ("Kansas", "America/Chicago"),
    "KY": ("Kentucky", "America/New_York"),
    "LA": ("Louisiana", "America/Chicago"),
    "ME": ("Maine", "America/New_York"),
    "MD": ("Maryland", "America/New_York"),
    "MA": ("Massachusetts", "America/New_York"),
    "MI": ("Michigan", "America/Detroit"),
    "MN": ("Minnesota", "America/Chicago"),
    "MS": ("Mississippi", "America/Chicago"),
    "MO": ("Missouri", "America/Chicago"),
    "MT": ("Montana", "America/Denver"),
    "NE": ("Nebraska", "America/Chicago"),
    "NV": ("Nevada", "America/Los_Angeles"),
    "NH": ("New Hampshire", "America/New_York"),
    "NJ": ("New Jersey", "America/New_York"),
    "NM": ("New Mexico", "America/Denver"),
    "NY": ("New York", "America/New_York"),
    "NC": ("North Carolina", "America/New_York"),
    "ND": ("North Dakota", "America/Chicago"),
    "OH": ("Ohio", "America/New_York"),
    "OK": ("Oklahoma", "America/Chicago"),
    "OR": ("Oregon", "America/Los_Angeles"),
    "PA": ("Pennsylvania", "America/New_York"),
    "RI": ("Rhode Island", "America/New_York"),
    "SC": ("South Carolina", "America/New_York"),
    "SD": ("South Dakota", "America/Chicago"),
    "TN": ("Tennessee", "America/Chicago"),
    "TX": ("Texas", "America/Chicago"),
    "UT": ("Utah", "America/Denver"),
    "VT": ("Vermont", "America/New_York"),
    "VA": ("Virginia", "America/New_York"),
    "WA": ("Washington", "America/Los_Angeles"),
    "WV": ("West Virginia", "America/New_York"),
    "WI": ("Wisconsin", "America/Chicago"),
    "WY": ("Wyoming", "America/Denver"),
    "DC": ("District of Columbia", "America/New_York"),
    "AS": ("American Samoa", "Pacific/Pago_Pago"),
    "GU": ("Guam", "Pacific/Guam"),
    "MP": ("Northern Mariana Islands", "Pacific/Saipan"),
    "PR": ("Puerto Rico", "America/Puerto_Rico"),
    "VI": ("U.S. Virgin Islands", "America/St_Thomas"),
    "US": ("United States", "America/New_York"),
}  # fmt: skip
TERRITORIES = ("AS", "GU", "MP", "PR", "VI")
ONE_CHAMBER = {"NE": "upper", "GU": "upper", "VI": "upper", "DC": "council"}
"""Legislatures of one chamber, and what kind of chamber that is here."""

BY_NAME = {normalize_name(name): code for code, (name, _) in STATES.items()} | {
    "us congress": "US",
    "united states congress": "US",
    "united states of america": "US",
    "washington d c": "DC",
    "virgin islands": "VI",
}
OCD = re.compile(r"ocd-(?:jurisdiction|division)/(country:us(?:/[a-z_]+:[^/\s]+)*)(?:/[a-z_]+)?")
IN_PATH = re.compile(r"country:us/(?:state|district|territory):([a-z]{2})(?![a-z])")
CONGRESS_IN_PATH = re.compile(r"country:us/(?:congress|government|sessions|state:usa?)(?![a-z])")
CODE_IN_PATH = re.compile(r"(?:^|/)([A-Z]{2})(?=[/_])")
TOP = re.compile(r"country:us/(?:state|district|territory):([a-z]{2})(.*)")


def division_of_code(code):
    """The division of a postal code, `US` for the country; "" for any other word."""
    code = code.upper()
    if code not in STATES:
        return ""
    if code == "US":
        return COUNTRY
    kind = "district" if code == "DC" else "territory" if code in TERRITORIES else "state"
    return f"{COUNTRY}/{kind}:{code.lower()}"


def division_of_name(name):
    """The division of a state by its name or its postal code; "" for any other word."""
    return division_of_code(BY_NAME.get(normalize_name(name), name))


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


def zone_of(division):
    """The zone of a division's clocks."""
    return ZoneInfo(STATES[code_of(division)][1])
