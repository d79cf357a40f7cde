"""Whom a chart is about, where its page is about one state, place or measure."""

from dashboard.asking import explain
from laws.models import Jurisdiction


def asked_state(request):
    """The state of `?state=` by its postal code, or None for all."""
    code = request.GET.get("state", "").strip()
    if not code:
        return None
    found = Jurisdiction.objects.state_level().governments().filter(usps=code.upper()[:2]).first()
    if found is None or len(code) != 2:
        explain(request, "state", code, "a postal code such as MA is allowed; all states are shown")
        return None
    return found
