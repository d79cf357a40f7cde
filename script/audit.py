"""Tells which pinned packages an advisory file names. The body of script/audit.

The file is what OSV gives away for PyPI (all.zip), one of its JSON files, or a list of them: see
https://ossf.github.io/osv-schema/. It is given by whoever asks, so that no machine of the site has
to reach the internet.
"""

import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packages import Package, packages
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

NOT_UNDERSTOOD = "{} is no advisory file: it takes a ZIP or JSON file in the form of OSV."


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """Each advisory of a file. Raises OSError and ValueError where it can't be read."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".json"):
                    yield json.loads(archive.read(name))
        return
    found = json.loads(path.read_text())
    if isinstance(found, dict):
        found = found.get("vulns", [found])
    for document in found:
        if not isinstance(document, dict) or "id" not in document:
            raise ValueError("not an advisory")
        yield document


def is_affected(version: str, affected: dict[str, Any]) -> bool:
    """Whether an advisory's part about one package covers a version of it."""
    if version in affected.get("versions", ()):
        return True
    ranges = [r for r in affected.get("ranges", ()) if r.get("type") in ("ECOSYSTEM", "SEMVER")]
    return any(is_within(Version(version), found.get("events", ())) for found in ranges)


def is_within(version: Version, events: list[dict[str, str]]) -> bool:
    """Whether the events of a range, in the order of their versions, leave a version affected."""
    is_bad = False
    for event in sorted(events, key=lambda event: Version(next(iter(event.values())))):
        ((what, said),) = event.items()
        if version < Version(said) or (what == "last_affected" and version == Version(said)):
            break
        is_bad = what == "introduced"
    return is_bad


def findings(path: Path) -> Iterator[tuple[Package, dict[str, Any]]]:
    """Each pinned package with each advisory that covers its version."""
    pinned = defaultdict(list)
    for package in packages():
        pinned[canonicalize_name(package.name)].append(package)
    for document in documents(path):
        if document.get("withdrawn"):
            continue
        for affected in document.get("affected", ()):
            about = affected.get("package", {})
            if about.get("ecosystem") != "PyPI":
                continue
            for package in pinned.get(canonicalize_name(about.get("name", "")), ()):
                if is_affected(package.version, affected):
                    yield package, document


def audit(path: Path) -> int:
    """Print what was found; 0 where that is nothing, 1 where it is something, 2 where the file is
    none.
    """
    try:
        found = {(p.name, d["id"]): (p, d) for p, d in findings(path)}
    except (OSError, ValueError, InvalidVersion, KeyError, TypeError, AttributeError):
        print(NOT_UNDERSTOOD.format(path), file=sys.stderr)
        return 2
    for package, document in found.values():
        where = "the site" if package.scope == "required" else "its tests"
        said = document.get("summary") or document.get("details", "")[:100]
        print(f"{package.name} {package.version} ({where}): {document['id']} {said}")
    print(f"{len(packages())} pinned packages, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("script/audit FILE: the advisories of OSV for PyPI, as ZIP or JSON.")
    sys.exit(audit(Path(sys.argv[1])))
