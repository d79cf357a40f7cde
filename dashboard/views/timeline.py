"""The history of the law, as curves, bars and sentences."""

from dashboard.asking import asked_date, page
from dashboard.figures import cumulative


def timeline(request):
    """How the count rose and fell, who had a ban when, and whether the movement wanes."""
    on = asked_date(request)
    context = {"cumulative": cumulative.build(request)}
    return page(request, "dashboard/timeline.html", context, on=on, nav="timeline")
