"""What the address of a withdrawn measure answers: that it was withdrawn, and why; of one that was
merged with another, where that is.
"""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect

from dashboard.web.params import answer_json, asked_date, page
from laws.models import Measure, merged_with

GONE = 410
RULE = "A withdrawn measure is on no list, file or count; its address says why."


def says_merged(view):
    """A view of one measure by its slug that leads on from one that was merged with another."""

    @wraps(view)
    def answered(request, slug):
        try:
            return view(request, slug)
        except Http404:
            stays = merged_with(slug)
            if not stays:
                raise
            head, _, tail = request.path.rpartition(slug)
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            answer = HttpResponsePermanentRedirect(f"{head}{stays}{tail}{query}")
            # A merge can be undone: no browser may keep to the other address from then on.
            answer["Cache-Control"] = "no-store"
            return answer

    return answered


def says_withdrawn(view):
    """The same, which also answers for measures once public."""
    led_on = says_merged(view)

    @wraps(view)
    def answered(request, slug):
        try:
            return led_on(request, slug)
        except Http404:
            withdrawn = Measure.objects.withdrawn().select_related("jurisdiction", "session")
            measure = withdrawn.filter(slug=slug).first()
            if measure is None:
                raise
            return _gone(request, measure)

    return answered


def _gone(request, measure):
    on = asked_date(request)
    if request.path.endswith(".json"):
        content = {"slug": measure.slug, "withdrawn": True, "reason": measure.withdrawn_reason}
        response = answer_json(request, on, RULE, content)
    else:
        template = "dashboard/measure_detail/withdrawn.html"
        response = page(request, template, {"measure": measure}, on=on)
    response.status_code = GONE
    return response
