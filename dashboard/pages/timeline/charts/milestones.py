"""The milestones beside the curves: context that is no law, numbered for list and chart."""

from dashboard.charts.plotly.pins import Pin
from laws.models import Milestone


def milestones_for(request, state=None) -> list[Milestone]:
    """All milestones in order, or those of one state. Read once for a page and its chart."""
    if not hasattr(request, "milestones"):
        found = Milestone.objects.all()
        request.milestones = list(found.filter(state_code=state.state_code) if state else found)
    return request.milestones


def pins(milestones) -> list[Pin]:
    """The milestones as pins of a time axis, numbered in their order."""
    return [Pin(number, one.day, one.title) for number, one in enumerate(milestones, 1)]
