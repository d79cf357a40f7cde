"""What the address of a withdrawn measure answers: that it was withdrawn, and why."""

from functools import wraps

from django.http import Http404

from dashboard.web.params import answer_json, asked_date, page
from laws.models import Measure

GONE = 410
RULE = "A withdrawn measure is on no list, file or count; its address says why."


def says_withdrawn(view):
    """A view of one measure by its slug that also answers for measures once public."""

    @wraps(view)
    def answered(request, slug):
        try:
            return view(request, slug)
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
