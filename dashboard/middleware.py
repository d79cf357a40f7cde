"""What every request goes through before it reaches a page."""

LONGEST = 300


class RefuseBadText:
    """Drop parameters that no text column could hold, and say so on the page.

    PostgreSQL refuses NUL bytes, bytes that are no UTF-8 arrive as U+FFFD, and no name or number
    on the record is longer than a line. The sentences end up in `request.notices`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.notices = []
        kept = request.GET.copy()
        for name, values in request.GET.lists():
            reason = next(filter(None, map(why_refused, [name, *values])), None)
            if reason:
                kept.pop(name)
                shown = name if not why_refused(name) else "A parameter"
                request.notices.append(f"{shown} was left out: {reason}.")
        if request.notices:
            kept._mutable = False
            request.GET = kept
        return self.get_response(request)


def why_refused(text):
    """Why a parameter can't be used, or None."""
    if "\x00" in text:
        return "it contains a NUL character"
    if "\ufffd" in text:
        return "it is not written in UTF-8"
    if len(text) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    return None
