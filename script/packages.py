"""The packages that the requirement files pin: what each is for and under which license."""

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

from cyclonedx.spdx import is_expression

ROOT = Path(__file__).resolve().parent.parent
FILES = {"requirements.txt": "required", "requirements-dev.txt": "optional"}
"""The files, and whether the running site needs what they pin, in the words of CycloneDX."""
PIN = re.compile(r"(?P<name>[a-z0-9.-]+)(\[[a-z,-]+\])?==(?P<version>[^\s;\\]+)")
NAME = re.compile(r"[A-Za-z0-9.-]+")
WHY = re.compile(r"# (?P<name>[a-z0-9-]+)[^:]*: (?P<why>.+)")
UNNAMED = {
    "async-timeout": "Apache-2.0",
    "axe-playwright-python": "MIT",
    "click-default-group": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "django-stubs": "MIT",
    "feedparser-sgmllib": "PSF-2.0",
    "humanize": "MIT",
    "httpx2-jsfetch": "BSD-3-Clause",
    "pytest-django": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
    "resvg-py": "MIT",
    "tatsu": "BSD-4-Clause",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
}
"""Licenses of packages that are not installed here, or whose metadata has no such word."""
SHORT = {
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0",
    "BSD": "BSD-3-Clause",
    "BSD 3-Clause OR Apache-2.0": "BSD-3-Clause OR Apache-2.0",
    "BSD 3-Clause license": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "SIL OFL 1.1": "OFL-1.1",
}
"""What metadata calls a license, and SPDX."""


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned version. `why` is empty for what only other packages need."""

    name: str
    version: str
    scope: str
    why: str

    @property
    def license(self) -> str:
        """Its license as SPDX writes it; empty where neither it nor this module says one."""
        if self.name in UNNAMED:
            return UNNAMED[self.name]
        try:
            said = metadata(self.name)
        except PackageNotFoundError:
            return ""
        named = [said.get("License-Expression"), said.get("License")]
        classifiers = said.get_all("Classifier", [])
        named += [text.split(" :: ")[-1] for text in classifiers if text.startswith("License ")]
        for text in filter(None, named):
            short = SHORT.get(text.strip(), text.strip())
            if "\n" not in short and is_expression(short):
                return short
        return ""

    @property
    def needs(self) -> set[str]:
        """The names of what it needs."""
        try:
            return {NAME.match(text)[0].lower() for text in requires(self.name) or []}
        except PackageNotFoundError:
            return set()


def packages() -> list[Package]:
    """Every pinned version, by name; what the site and its tests both need stands once."""
    found: dict[tuple[str, str], Package] = {}
    for file, scope in FILES.items():
        for block in re.split(r"\n(?=[a-z#])", (ROOT / file).read_text()):
            if why := WHY.fullmatch(block.strip()):
                reasons = {why["name"]: why["why"]}
            elif pin := PIN.match(block):
                name, version = pin["name"], pin["version"]
                package = Package(name, version, scope, reasons.get(name, ""))
                found.setdefault((name, version), package)
    return sorted(found.values(), key=lambda package: (package.name, package.version))
