"""Addresses that other records name as their sources."""

import re
from urllib.parse import urlsplit

from laws.imports.types import IncomingSource

ADDRESS = re.compile(r"https?://[^\s/]\S{0,489}")
GOVERNMENT = re.compile(r"(^|\.)(gov|mil|gov\.[a-z]{2}|state\.[a-z]{2}\.us)$")
ABOUT = re.compile(r"(^|\.)(openstates\.org|legiscan\.com|github\.com|wikipedia\.org)$")


def source(url, note="", official=None):
    """A source, or None for what is no address; whose page it is follows from its host if nobody
    says so, and is not known for a legislature under a name of its own."""
    if not ADDRESS.fullmatch(url):
        return None
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    if official is None and GOVERNMENT.search(host):
        official = True
    elif official is None and ABOUT.search(host):
        official = False
    return IncomingSource(url, official, note[:200])


def each_once(sources):
    """The sources without what is none, and each address once."""
    return tuple({one.url: one for one in reversed(list(sources)) if one}.values())[::-1]
