"""Whom a chart is about, where its page is about one state, place or measure."""

from copy import copy

from dashboard.web.params import explain
from laws.models import Jurisdiction


def asked_state(request):
    """The state of `?state=` by its postal code, or None for all. Looked up once a request."""
    if not hasattr(request, "state_asked"):
        request.state_asked = _found(request)
    return request.state_asked


def about_state(request, state, **asked):
    """A request like this one that asks about a state, for the charts of the state's own page."""
    own = copy(request)
    own.GET = request.GET.copy()
    own.GET.update(asked)
    own.state_asked = state
    return own


def _found(request):
    code = request.GET.get("state", "").strip()
    if not code:
        return None
    found = (
        Jurisdiction.objects.state_level().governments().filter(state_code=code.upper()[:2]).first()
    )
    if found is None or len(code) != 2:
        explain(request, "state", code, "a postal code such as MA is allowed; all states are shown")
        return None
    return found
