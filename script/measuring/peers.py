"""Datasette and Dash on the rows of /measures.csv, installed in an environment of their own."""

import contextlib
import csv
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from environment import ROOT
from measuring import machine
from measuring.asking import FEW, ask, get
from measuring.servers import facelaw, free_port, running
from measuring.table import Row

PACKAGES = ("datasette", "dash", "pandas", "granian")


def install(folder: Path) -> Path:
    """The programs of an environment with these packages, made once a run."""
    programs = folder / "peers" / "bin"
    if not programs.exists():
        print("Installing", ", ".join(PACKAGES), flush=True)
        uv = [str(Path(sys.executable).with_name("uv"))]
        subprocess.run([*uv, "venv", "--quiet", str(programs.parent)], check=True)
        python = ["--python", str(programs / "python")]
        subprocess.run([*uv, "pip", "install", "--quiet", *python, *PACKAGES], check=True)
    return programs


def measure(folder: Path, record: str) -> list[Row]:
    programs = install(folder)
    rows = folder / "rows.csv"
    with facelaw() as site:
        rows.write_bytes(get(f"{site.url}/measures.csv").body)
    return [_datasette(programs, rows, record), _dash(programs, rows, record)]


def _datasette(programs: Path, rows: Path, record: str) -> Row:
    database = rows.with_suffix(".db")
    database.unlink(missing_ok=True)
    with rows.open(newline="") as file, contextlib.closing(sqlite3.connect(database)) as made:
        names, *cells = csv.reader(file)
        columns = ", ".join(f'"{name}"' for name in names)
        made.execute(f"CREATE TABLE measures ({columns})")
        marks = ", ".join("?" * len(names))
        made.executemany(f"INSERT INTO measures VALUES ({marks})", cells)
        made.commit()
    port = free_port()
    command = [str(programs / "datasette"), "serve", "-i", str(database), "-p", str(port)]
    command += ["--setting", "suggest_facets", "off"]
    return _row("Datasette, its page of the measures", command, port, "/rows/measures", record, {})


def _dash(programs: Path, rows: Path, record: str) -> Row:
    port = free_port()
    command = [str(programs / "granian"), "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", "1", "--log-level", "error", "measuring.dash_app:server"]
    what = "Dash, a map and 100 measures"
    return _row(what, command, port, "/_dash-layout", record, {"ROWS": str(rows)})


def _row(what, command, port, path, record, settings) -> Row:
    environment = os.environ | settings
    with running(
        command, port, cwd=ROOT / "script", env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        asked = ask(server.url + path, server.processes, FEW, **{"Accept-Encoding": "br, gzip"})
        return Row(what, record, asked, memory=machine.memory(server.worker()))
