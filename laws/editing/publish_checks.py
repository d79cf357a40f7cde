"""What a measure needs before the public sees it."""

from urllib.parse import urlsplit

ENGINES = {"google", "bing", "duckduckgo", "yahoo", "yandex", "baidu", "ecosia", "startpage"}
RESULT_PATHS = {"", "search", "html", "lite", "s", "web", "webhp", "do/search", "sp/search", "url"}


def is_search_page(address):
    """Whether an address is a search engine's own page, which shows something else tomorrow."""
    parts = urlsplit(address)
    host = (parts.hostname or "").split(".")
    return bool(ENGINES & set(host)) and parts.path.strip("/").lower() in RESULT_PATHS


def missing_from_actions(cited):
    """What the actions lack for publishing, given the addresses that each of them cites."""
    addresses = [address for addresses in cited for address in addresses]
    if not cited:
        return "To be published it needs at least one action, with the page that says so."
    if not addresses:
        return "To be published, at least one action needs a source: the page that says so."
    if all(map(is_search_page, addresses)):
        return (
            f"To be published, at least one action needs a source of its own: {addresses[0]} is "
            "only a search page. Give the page that was found there."
        )
    return ""
