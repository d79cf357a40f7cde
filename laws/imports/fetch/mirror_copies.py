"""Where mirrors are: copies that someone made, or our own, brought up to date over the network.

Our copies have no history but the commit that was read last and the newest one.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from laws.imports.readers.git_repository import GIT, is_repository
from laws.refusals import Refusal
from laws.text.states import NAMES

NAME = re.compile(r"(?:.*[+_-])?([a-z]{2}|usa)(?:-legislation)?(?:\.git)?", re.IGNORECASE)
"""How the folder of a mirror is called: ma, ma-legislation, someone+ma-legislation.git."""
NETWORK = ("-c", "protocol.ext.allow=never", "-c", "credential.helper=")
SHALLOW = ("-q", "--depth", "1", "--no-tags")


def mirrors_in(folder: Path) -> dict[str, Path]:
    """The mirrors in a folder by the postal code of their legislature."""
    found = {}
    for child in sorted(folder.iterdir()):
        named = NAME.fullmatch(child.name)
        code = named[1].upper()[:2] if named else ""
        here = next((path for path in (child, child / "repo") if is_repository(path)), None)
        if here and code in NAMES:
            found.setdefault(code, here)
    return found


def address_of(code: str, pattern: str) -> str:
    """The address of a legislature's mirror; the country's is called usa."""
    return pattern.replace("{state}", "usa" if code == "US" else code.lower())


def newest_copy(code: str, pattern: str, folder: Path, seconds: float) -> Path:
    """Our copy of a mirror with its newest commit; Refusal if it cannot be had in that time."""
    address, path = address_of(code, pattern), folder / f"{code.lower()}.git"
    if is_repository(path):
        _git(address, seconds, "-C", str(path), "fetch", *SHALLOW, "--", address, "HEAD")
        # What was read last stays, so that what changed since can be told.
        _git(address, seconds, "-C", str(path), "update-ref", "refs/facelaw/before", "HEAD")
        _git(address, seconds, "-C", str(path), "update-ref", "HEAD", "FETCH_HEAD")
        return path
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f"{code.lower()}.part"
    shutil.rmtree(half, ignore_errors=True)
    _git(address, seconds, "clone", "--bare", "--single-branch", *SHALLOW, "--", address, str(half))
    return half.rename(path)


def _git(address, seconds, *arguments):
    command = [*GIT, *NETWORK, *arguments]
    asks_nobody = os.environ | {"GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, timeout=seconds, env=asks_nobody
        )
    except FileNotFoundError:
        raise Refusal("To copy a mirror, the program git has to be installed.") from None
    except subprocess.TimeoutExpired:
        raise Refusal(f"{address} did not come within {seconds:g} seconds.") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Refusal(f"{address} can't be copied: {said[-1] if said else 'git failed'}.")
