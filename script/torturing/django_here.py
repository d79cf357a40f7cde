"""Sections that ask the application itself: Django in this process, or such a process as a child.

The application stands still in the middle of `script/torture`, which starts and stops databases
and servers: what asks it in its own process is a child of its own, and answers with JSON.
"""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def set_up(**variables: str) -> None:
    """Make Django ready in this process, with these variables in its environment."""
    os.environ.update(variables)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    # Each wrong address would be named. What is a fault is counted by its answer.
    logging.disable(logging.CRITICAL)


def start(module: str, *arguments: str) -> subprocess.Popen:
    """A module of this package as a process, in the environment at hand."""
    return subprocess.Popen(
        [sys.executable, "-m", f"torturing.{module}", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "script")},
        stdout=subprocess.PIPE,
        text=True,
    )


def answer(process: subprocess.Popen):
    """What it says at its end, read as JSON."""
    said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(process.args[2:])} ended with {process.returncode}")
    return json.loads(said.splitlines()[-1])
