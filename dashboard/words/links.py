"""Web addresses of sources as a reader sees them."""

from urllib.parse import urlsplit


def is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def host(url: str) -> str:
    """Whose page it is: malegislature.gov."""
    try:
        return (urlsplit(url).hostname or "source").removeprefix("www.")
    except ValueError:
        return "source"


def readable(url: str, most: int = 72) -> str:
    """An address as one reads it: without scheme, query and the fingerprint of a version."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [part for part in parts.path.split("/") if part and not _is_fingerprint(part)]
    text = "/".join([host(url), *(part for part in kept if part != "blob")])
    return text if len(text) <= most else text[: most - 1] + "…"


def _is_fingerprint(part: str) -> bool:
    return len(part) == 40 and all(letter in "0123456789abcdef" for letter in part)
