"""What loading the record, and importing 100,000 bills, cost, beside what they may cost."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from environment import ROOT, environment
from measuring.machine import MB

BILLS = 100_000


def report(what: str, value: float, unit: str, limit: float | None = None) -> None:
    allowed = "" if limit is None else f"   at most {limit:g}{'' if value <= limit else '   OVER'}"
    figure = f"{value:>9.1f}" if value >= 10 else f"{value:>9.2f}"
    print(f"{what:<48}{figure} {unit:<4}{allowed}", flush=True)


def manage(*command: str) -> tuple[float, float]:
    """The seconds that a command of manage.py took, and the most memory it held, in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *command], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"manage.py {' '.join(command)} failed")
    return time.perf_counter() - began, usage.ru_maxrss * 1024 / MB


def measure_loading() -> None:
    with environment():
        manage("migrate", "--verbosity", "0")
        for when, limit in (("from empty", 20), ("again", 10)):
            seconds, memory = manage("load_record")
            report(f"load_record {when}", seconds, "s", limit)
            report(f"load_record {when}: memory", memory, "MB", 300)


def made_up_bill(number: int) -> dict:
    """A bill as the API of Open States answers; one of 500 is on the subject."""
    subject = "facial recognition" if number % 500 == 0 else "road signs"
    return {
        "id": f"ocd-bill/{number}",
        "session": "2025-2026",
        "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:ca/government"},
        "from_organization": {"classification": "lower"},
        "identifier": f"AB {number}",
        "title": f"An act relating to {subject}, as measured in line {number}",
        "classification": ["bill"],
        "subject": ["Measuring"],
        "updated_at": "2025-02-03T00:00:00+00:00",
        "actions": [
            {
                "description": f"Read for the {time}. time, of all the times that it was read",
                "date": f"2025-0{time}-03",
                "classification": [],
                "order": time,
                "organization": {"classification": "lower"},
            }
            for time in range(1, 9)
        ],
        "sources": [{"url": f"https://example.gov/bills/{number}"}],
    }


def measure_importing() -> None:
    """A set of 100,000 bills, into the inbox and once more."""
    with environment(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bills.json"
        with path.open("w") as file:
            bills = (json.dumps(made_up_bill(number)) for number in range(BILLS))
            file.write("[" + next(bills))
            file.writelines(",\n" + bill for bill in bills)
            file.write("]")
        for when in ("new", "again"):
            seconds, memory = manage("import_openstates", str(path), "--commit")
            report(f"import of {BILLS:,} bills, {when}", seconds, "s")
            report(f"import of {BILLS:,} bills, {when}: memory", memory, "MB", 300)


def main() -> None:
    measure_loading()
    measure_importing()
