"""Where Facelaw keeps what it keeps on this machine, and how it says that something is wrong."""

import os
import tempfile
from pathlib import Path


class Trouble(Exception):
    """Something the reader can put right, said in one sentence."""


def home() -> Path:
    """FACELAW_HOME, or a folder among the user's data."""
    chosen = os.environ.get("FACELAW_HOME")
    if chosen:
        return Path(chosen).absolute()
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data).absolute() / "facelaw"


def made_home() -> Path:
    """`home()`, which exists and can be written when this returns."""
    folder = home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        raise Trouble(
            f"Facelaw keeps its database and its key in {folder}, which cannot be written "
            f"({error.strerror}): set FACELAW_HOME to a folder of yours."
        ) from error
