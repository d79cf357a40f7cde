"""What the figures depend on, and what processes use."""

import os
import platform
import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

TICK = os.sysconf("SC_CLK_TCK")
MB = 1024 * 1024


def sentence() -> str:
    """The day, and the machine."""
    now = datetime.now().astimezone()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return (
        f"Run on {now:%B} {now.day}, {now.year}, on {os.cpu_count()} cores "
        f"({model[1].strip() if model else platform.machine()}), {memory:.0f} GB of memory, "
        f"Python {platform.python_version()}."
    )


def tree(process: int) -> list[int]:
    """A process and all that came from it."""
    found = [process]
    for parent in found:
        try:
            text = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        except OSError:
            continue
        found += [int(number) for number in text.split()]
    return found


def cpu(processes: list[int]) -> float:
    """Seconds of processor time that these processes, and what they waited for, have used."""
    used = 0
    for process in processes:
        try:
            text = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            continue
        used += sum(int(field) for field in text.rsplit(")", 1)[1].split()[11:15])
    return used / TICK


class Memory(NamedTuple):
    """What a process holds, in MB: all, and its share of all (PSS)."""

    rss: float
    pss: float


def memory(process: int) -> Memory:
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    rss, pss = (
        int(re.search(rf"^{name}:\s+(\d+)", text, re.M)[1]) / 1024 for name in ("Rss", "Pss")
    )
    return Memory(rss, pss)
