"""What a measure needs before it is published. Pure."""

from collections.abc import Sequence
from urllib.parse import urlsplit

ENGINES = {"google", "bing", "duckduckgo", "yahoo", "yandex", "baidu", "ecosia", "startpage"}
RESULT_PATHS = {"", "search", "html", "lite", "s", "web", "webhp", "do/search", "sp/search", "url"}


def is_search_page(address: str) -> bool:
    """Whether an address is a search engine's own page, which shows something else tomorrow."""
    parts = urlsplit(address)
    host = (parts.hostname or "").split(".")
    return bool(ENGINES & set(host)) and parts.path.strip("/").lower() in RESULT_PATHS


def missing_from_actions(cited: Sequence[Sequence[str]]) -> str:
    """What the actions lack for publishing, as a sentence, given the addresses each of them cites;
    "" if they lack nothing.
    """
    addresses = [address for addresses in cited for address in addresses]
    if not cited:
        return "Before it can be published, it needs at least one action with its source."
    if not addresses:
        return "Before it can be published, at least one action needs a source: the page it is on."
    if all(map(is_search_page, addresses)):
        return (
            f"Before it can be published, at least one action needs a source of its own. "
            f"{addresses[0]} is only a search page: cite the page you found there."
        )
    return ""
