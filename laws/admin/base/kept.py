"""What someone sent to the desk who was logged out meanwhile: kept, and shown in its form again.

The words go through the log-in page in a signed box. Then they wait in the session of whoever
logged in, until the page that they were sent to is opened with `?kept=1`. It shows them in its
boxes as for a preview; nothing of them is saved by itself.
"""

from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import REASON_NO_CSRF_COOKIE

KEPT = "kept"
SALT = "words kept through log-in"
MOST = 3
"""How many forms one session keeps."""
LEFT_OUT = ("csrfmiddlewaretoken", KEPT, "code")
TYPED = ("text", "todo", "comment", "reason", "exemption", "note", "pasted")
"""The boxes whose words are repeated where a page cannot show a form that was not saved."""

IN_THE_BOXES = (
    "You were logged out when you sent this form, so nothing was saved. What you typed is in the "
    "boxes again: look through it, and save."
)
NOT_YOURS = (
    "You are logged in as {}, and may not open the page that a form was sent to before the log-in. "
    "Nothing of it was saved."
)
KEPT_FOR_FIRST = (
    "What was typed is kept in this browser for the account that typed it, and offered when that "
    "account opens the form again."
)
NOTHING_DONE = "You were logged out when you sent this page, so nothing was done."


def pack(request: HttpRequest) -> str:
    """What was sent and where to, as a text that nobody can make but the desk."""
    words = request.POST.copy()
    for name in list(words):
        if name in LEFT_OUT or "password" in name:
            del words[name]
    return signing.dumps([where(request), words.urlencode()], salt=SALT, compress=True)


def where(request: HttpRequest) -> str:
    """The address that something was sent to."""
    query = [(name, value) for name, value in parse_qsl(request.GET.urlencode()) if name != KEPT]
    return f"{request.path}?{urlencode(query)}" if query else request.path


def back_to(address: str) -> str:
    """The address at which kept words are shown."""
    return f"{address}{'&' if '?' in address else '?'}{KEPT}=1"


def keep(request: HttpRequest, text: str) -> str | None:
    """Put packed words into the session; the address to go to, or None for a text not ours."""
    try:
        address, words = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    others = {key: value for key, value in _kept(request).items() if key != address}
    latest = dict(list(others.items())[1 - MOST :])
    request.session[KEPT] = latest | {address: words}
    return back_to(address)


def put_back(request: HttpRequest) -> bool:
    """Make of a page that is opened one to which the kept words were sent; whether there are any.

    Whoever calls it must save nothing of a request that is marked so.
    """
    words = _waiting(request) if request.method == "GET" else None
    if words is None:
        return False
    # Files are read with the words that were sent, so they have to be read before these are set.
    request.FILES.clear()
    request.method, request.POST, request.is_put_back = "POST", words, True
    messages.warning(request, IN_THE_BOXES)
    return True


def repeat(request: HttpRequest) -> None:
    """Say what was typed, on a page that did not put it back into its boxes."""
    words = _waiting(request)
    if words is None:
        return
    messages.warning(request, f"{NOTHING_DONE} {_repeated(words)}".strip())
    forget(request)


def refuse(request: HttpRequest) -> bool:
    """Say on the next page to whoever may not open the page to which kept words were sent that
    nothing came of them; whether there were any.

    They may be those of someone else, who was logged out: a script keeps these in the browser.
    """
    words = _waiting(request)
    if words is None:
        return False
    forget(request)
    said = NOT_YOURS.format(request.user.get_username())
    rest = KEPT_FOR_FIRST if words.get("draft") else _repeated(words)
    messages.warning(request, f"{said} {rest}".strip())
    return True


def forget(request: HttpRequest) -> None:
    """Drop what was kept for an address, as it is saved by now."""
    if where(request) in _kept(request):
        others = {key: value for key, value in _kept(request).items() if key != where(request)}
        request.session[KEPT] = others


def is_put_back(request: HttpRequest) -> bool:
    """Whether what a page is to show was kept, and must not be saved."""
    return getattr(request, "is_put_back", False)


def is_from_here(reason: str) -> bool:
    """Whether a form that failed the check for forgery was the desk's own, as far as is known.

    A form of another site has its own origin; one of ours that was opened before its person logged
    in again only has an old token.
    """
    return reason == REASON_NO_CSRF_COOKIE or reason.startswith("CSRF token")


@receiver(user_logged_in)
def keep_at_login(request, **kwargs):
    """Whoever logs in on the page that carries kept words has them in the new session."""
    if request is not None and request.POST.get(KEPT):
        keep(request, request.POST[KEPT])


def _repeated(words: QueryDict) -> str:
    """The words of boxes that say something by themselves, quoted; "" if none of them has any."""
    typed = [value for name in TYPED for value in words.getlist(name) if value.strip()]
    return f"You had typed: {'; '.join(f'“{value}”' for value in typed)}" if typed else ""


def _kept(request) -> dict[str, str]:
    return request.session.get(KEPT, {})


def _waiting(request) -> QueryDict | None:
    if KEPT not in request.GET:
        return None
    words = _kept(request).get(where(request))
    return words if words is None else QueryDict(words)
