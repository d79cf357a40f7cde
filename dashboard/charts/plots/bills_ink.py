"""The inks of the steps on a bill's way: how far it got is ink, and colour is left to the law."""

from dashboard.charts.plots.frame import COLOURS

# From the first step to the last: the further, the darker.
INKS = ("paper", "tint-1", "tint-2", "tint-3", "ink")
OUTLINED = 2  # the lightest are told from the paper by a line round them


def ink(step: int) -> dict:
    """The marker of what took so many steps: none, committee, one chamber, passed, law."""
    line = COLOURS["ink-2" if step < OUTLINED else "paper"]
    return {"color": COLOURS[INKS[step]], "line": {"color": line, "width": 1}}
