"""The sections that are tests of the project, run as a whole: what `script/test` does in short."""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from environment import ROOT

from torturing.asking import database_of
from torturing.site import Home, home_of_its_own
from torturing.table import Row


def passed(base: Home, *tests: str) -> tuple[int, int, int]:
    """How many tests ran, how many failed, and what they say they tried."""
    with tempfile.TemporaryDirectory() as folder, home_of_its_own(base) as home:
        report = Path(folder) / "report.xml"
        with database_of(home):
            subprocess.run(
                [sys.executable, "-m", "pytest", "-q", "-n", "0", "--tb=short", "-p",
                 "no:cacheprovider", "-o", "junit_family=xunit1", f"--junitxml={report}", *tests],
                cwd=ROOT, env=os.environ | {"TORTURE": "whole"}, stdout=sys.stderr,
            )  # fmt: skip
        return read_report(report)


def read_report(report: Path) -> tuple[int, int, int]:
    suite = ElementTree.parse(report).getroot().find("testsuite")  # nosec B314, our own file
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    tried = [one.get("value") for one in suite.iter("property") if one.get("name") == "tried"]
    return int(suite.get("tests")), failed, sum(map(int, tried))


def row(base: Home, section: str, what: str, said: str, goal: str, *tests: str) -> Row:
    """A row of tests; `said` tells what they tried beside."""
    number, failed, tried = passed(base, *tests)
    counted = f"{number:,} tests, {failed} failed" + (f"; {tried:,} {said}" if tried else "")
    return Row(section, what, counted, goal, number > 0 and failed == 0)


def roles(base: Home) -> list[Row]:
    return [
        row(base, "roles", "each role at each address, with each method, and what it may do there",
            "answers", "0 other than docs/roles.md says, no address unlisted",
            "tests/laws/editing/test_roles.py", "tests/laws/admin/test_crafted_forms.py",
            "tests/dashboard/test_every_address.py",
            "tests/dashboard/test_proposed_is_not_public.py"),
    ]  # fmt: skip


def stored(base: Home) -> list[Row]:
    return [
        row(base, "stored", "markup and formulas through every box of every section of the desk",
            "values stored and shown", "no script, handler, foreign address or formula",
            "tests/laws/admin/test_stored_markup.py"),
    ]  # fmt: skip


def lost(base: Home) -> list[Row]:
    return [
        row(base, "lost", "two people save at once, in every section of the desk",
            "pairs of saves", "0 lost without a word", "tests/laws/admin/test_two_at_once.py",
            "tests/laws/admin/measures/test_no_lost_update.py"),
    ]  # fmt: skip


def ssrf(base: Home) -> list[Row]:
    return [
        row(base, "ssrf", "cited addresses that lead to this machine or its network",
            "addresses looked at", "0 visits", "tests/laws/sources/test_public_http.py"),
    ]  # fmt: skip
