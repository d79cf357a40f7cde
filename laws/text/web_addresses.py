"""Which addresses are fit to stand on a public page as links."""

from ipaddress import ip_address
from unicodedata import category
from urllib.parse import urlsplit

UNSEEN = {"Cc", "Cf", "Zl", "Zp"}
HERE = ("localhost", ".localhost", ".local", ".internal")


def why_unfit(address: str) -> str:
    """Why a web address is not taken, to follow the address in a sentence; or nothing."""
    parts = urlsplit(address)
    if "@" in parts.netloc:
        return "contains a name or a password before the host: leave out what stands before “@”."
    if any(category(letter) in UNSEEN for letter in address):
        return "contains a mark that cannot be seen: type the address anew."
    if _is_private(parts.hostname or ""):
        return "leads into a private network, where readers find nothing."
    return ""


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return f".{host}".endswith(tuple(f".{name.lstrip('.')}" for name in HERE))
