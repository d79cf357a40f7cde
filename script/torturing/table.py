"""The table of what was tried: printed, and as it stands in docs/measurements.md."""

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Row:
    """One line: what was done, what was counted, what it should be, and whether it is."""

    section: str
    what: str
    counted: str
    goal: str
    met: bool | None
    """None where it could not be tried here; `counted` says why."""

    @property
    def verdict(self) -> str:
        return {True: "met", False: "**missed**", None: "not tried"}[self.met]

    def __str__(self) -> str:
        told = self.verdict.strip("*").upper() if self.met is False else self.verdict
        return f"{self.section:<11}{self.what}\n{'':11}{self.counted}; goal: {self.goal}: {told}"


def machine() -> str:
    """What the figures depend on, in a sentence."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()} on "
        f"{platform.machine()}, Python {platform.python_version()}"
    )


def as_markdown(rows: list[Row], minutes: float) -> str:
    """The table as it stands in the documents."""
    now = datetime.now(UTC)
    day = f"{now:%B} {now.day}, {now.year}"
    met = sum(row.met is True for row in rows)
    lines = [
        f"Run on {day}, in {minutes:.0f} minutes, on {machine()}: {met} of {len(rows)} met.",
        "",
        "| section | what | counted | goal | |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        cells = (row.section, row.what, row.counted, row.goal, row.verdict)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)
