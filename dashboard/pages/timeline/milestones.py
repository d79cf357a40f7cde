"""Which milestones stand under the curves: ten, unless a reader asks for all or none."""

from collections.abc import Sequence

from laws.models import Milestone

MOST = 10
MAIN, ALL, NONE = "on", "all", "off"
WORDS = {MAIN: "Main", ALL: "All", NONE: "None"}
# Chosen by hand, so that each stands for a turn that others followed: what studies found, who was
# arrested on a wrong match, who left the market or was made to, and where live use came to light.
LEADING = (
    "Gender Shades",
    "ACLU tests Amazon Rekognition on Congress",
    "NIST demographic study",
    "Robert Williams arrested",
    "Clearview AI exposed",
    "IBM leaves face recognition",
    "Facebook shuts its face recognition",
    "FTC acts against Rite Aid",
    "Detroit settles Williams case",
    "New Orleans live alerts revealed",
)


def shown(milestones: Sequence[Milestone], asked: str) -> list[Milestone]:
    """Those that are shown: of many the leading ones, made up to ten by the latest others."""
    if asked == NONE:
        return []
    if asked == ALL or len(milestones) <= MOST:
        return list(milestones)
    leading = [one for one in milestones if one.title in LEADING][:MOST]
    others = [one for one in milestones if one not in leading]
    latest = others[len(others) - (MOST - len(leading)) :]
    return [one for one in milestones if one in leading or one in latest]
