"""Looking at a page elsewhere: is it still there, where does it lead, what does it hold?

HEAD is asked first, so that a page that is gone, or too large, costs its server little; then GET.
Servers that answer HEAD wrongly are common, so that what HEAD refuses is asked with GET as well.
Pages of private networks are not looked at, wherever the way there starts.
"""

import hashlib
from dataclasses import dataclass
from http.client import HTTPException, IncompleteRead
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from laws.sources.page_text import text_of_page
from laws.sources.public_http import PUBLIC_ONLY
from laws.sources.timed_http import TIMED

MOST_BYTES = 10_000_000
TOO_LARGE = f"larger than {MOST_BYTES // 1_000_000} MB: not read"
CHUNK = 65_536
WEB = ("http", "https")
MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What was seen at an address; `problem` is empty if the page was there, and `text` if it is
    none that can be read here.
    """

    status: int | None = None
    final_url: str = ""
    checksum: str = ""
    problem: str = ""
    text: str = ""


class WebOnly(HTTPRedirectHandler):
    """Follows a few redirections, to pages of the web alone."""

    max_redirections = MOST_REDIRECTS
    max_repeats = 2

    def redirect_request(self, request, answer, code, said, headers, address):
        if urlsplit(address).scheme not in WEB:
            raise URLError("it leads to something that is no web page")
        made = super().redirect_request(request, answer, code, said, headers, address)
        if made and request.get_method() == "HEAD":
            made.method = "HEAD"
        return made


def look(address: str, agent: str, timeout: float = 20, private: bool = False) -> PageCheck:
    """What is at an address now. Never raises, and takes about twice the timeout at most for each
    redirection.

    `private` looks at private networks as well: tests have their server on this machine.
    """
    opener = build_opener(WebOnly, *(TIMED if private else PUBLIC_ONLY))
    opener.addheaders = [("User-Agent", agent), ("Accept", "*/*")]
    try:
        if urlsplit(address).scheme.lower() not in WEB:
            return PageCheck(problem="it is no address of a web page")
        size = _announced_size(opener, address, timeout)
        if size > MOST_BYTES:
            return PageCheck(
                200, address, problem=f"larger than {MOST_BYTES // 1_000_000} MB: not read"
            )
        return _read(opener, address, timeout)
    except HTTPError as error:
        error.close()
        return PageCheck(error.code, error.url or "", problem=_refusal(error))
    except TimeoutError:
        return PageCheck(problem=f"no whole answer within {timeout} seconds")
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            return PageCheck(problem=f"no answer within {timeout} seconds")
        return PageCheck(problem=f"it cannot be reached: {error.reason}")
    except IncompleteRead:
        return PageCheck(problem="the answer broke off")
    except (HTTPException, OSError, ValueError) as error:
        return PageCheck(problem=f"no answer of the web: {type(error).__name__}")


def _refusal(error):
    if not 300 <= error.code < 400:
        return f"the server answered {error.code}"
    if urlsplit(error.url or "").scheme not in WEB:
        return "it leads to something that is no web page"
    return "it redirects in a circle, or too often"


def _announced_size(opener, address, timeout):
    """How large HEAD says the page is; 0 if it does not say, or if HEAD is not understood."""
    try:
        with opener.open(Request(address, method="HEAD"), timeout=timeout) as answer:
            said = answer.headers.get("Content-Length", "")
            return int(said) if said.isascii() and said.isdigit() else 0
    except HTTPError as error:
        error.close()
        return 0
    except HTTPException:
        return 0


def _read(opener, address, timeout):
    seen = bytearray()
    with opener.open(address, timeout=timeout) as answer:
        while piece := answer.read(CHUNK):
            seen += piece
            if len(seen) > MOST_BYTES:
                return PageCheck(answer.status, answer.url, problem=TOO_LARGE)
        if answer.length:
            raise IncompleteRead(b"", answer.length)
        kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
        text = text_of_page(bytes(seen), kind, charset or "utf-8")
        checksum = hashlib.sha256(seen).hexdigest()
        return PageCheck(answer.status, answer.url, checksum, text=text)
