"""The table of what was measured: printed, and as it stands in docs/measurements.md."""

from dataclasses import dataclass

from measuring.asking import Asked
from measuring.browsing import Seen
from measuring.machine import Memory

HEADINGS = (
    "what", "record", "requests/s", "of static", "CPU ms", "p50 ms", "p99 ms", "worker MB",
    "KB sent", "map ms", "of static", "long tasks ms", "goal",
)  # fmt: skip


@dataclass
class Row:
    """One server and address, beside nginx with the same bytes (`static`)."""

    what: str
    record: str = "1 ×"
    asked: Asked | None = None
    static: Asked | None = None
    memory: Memory | None = None
    seen: Seen | None = None
    static_seen: Seen | None = None
    goals: tuple["Goal", ...] = ()

    def cells(self) -> list[str]:
        asked, seen, memory = self.asked, self.seen, self.memory
        share = asked and self.static and f"{asked.rate / self.static.rate:.3f}"
        times = seen and self.static_seen and f"{seen.map / self.static_seen.map:.2f}"
        return [
            self.what,
            self.record,
            f"{asked.rate:,.0f}" if asked else "",
            share or "",
            f"{asked.cpu:.2f}" if asked else "",
            f"{asked.half:.1f}" if asked else "",
            f"{asked.hundredth:.1f}" if asked else "",
            f"{memory.pss:.0f} ({memory.rss:.0f})" if memory else "",
            f"{asked.size / 1024:.1f}" if asked else "",
            f"{seen.map:.0f}" if seen else "",
            times or "",
            f"{seen.long_tasks:.0f}" if seen else "",
            "; ".join(map(str, self.goals)),
        ]


@dataclass(frozen=True)
class Goal:
    """What a figure should be, and whether it is."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self) -> bool:
        if self.least is not None:
            return self.value >= self.least
        return self.most is not None and self.value <= self.most

    def __str__(self) -> str:
        sign, bound = ("≥", self.least) if self.least is not None else ("≤", self.most)
        return f"{self.name} {sign} {bound:g}: {'met' if self.is_met else '**missed**'}"


def as_markdown(rows: list[Row], notes: list[str]) -> str:
    lines = [" ".join(notes), ""]
    lines += [_line(HEADINGS), _line(["---", "---", *["--:"] * (len(HEADINGS) - 3), "---"])]
    return "\n".join(lines + [_line(row.cells()) for row in rows])


def _line(cells) -> str:
    return "| " + " | ".join(cells) + " |"
