"""The programs that the recipes of /data/ are for, each run on what a recipe says."""

import json
import os
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import formualizer
from click.testing import CliRunner
from datasette.cli import cli


def in_a_spreadsheet(workbook, formula):
    """What an empty cell of a workbook shows once the formula is put into it."""
    book = formualizer.load_workbook(str(workbook))
    book.add_sheet("asked")
    book.set_formula("asked", 1, 1, formula)
    return book.evaluate_cell("asked", 1, 1)


def in_r(folder, code, locale="C.UTF-8"):
    """What R prints, each row of its tables with one blank between cells; no warning."""
    script = folder / "recipe.R"
    script.write_text(code, encoding="utf-8")
    told = subprocess.run(
        ["Rscript", "--vanilla", script], capture_output=True, text=True, encoding="utf-8",
        env=os.environ | {"LC_ALL": locale},
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")
    return [" ".join(line.split()) for line in told.stdout.splitlines()]


def in_datasette(folder, code, path):
    """What Datasette, started as the last line of the recipe says, answers to a path."""
    program, *words = shlex.split(code.splitlines()[-1])
    assert program == "datasette"
    # A word that names a file is read in the folder into which the recipe brings it.
    words = [str(folder / word) if (folder / word).is_file() else word for word in words]
    # A thread of its own: a browser leaves an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        told = thread.submit(CliRunner().invoke, cli, [*words, "--get", path]).result()
    assert told.exit_code == 0, told.output
    return told.output


def asked_of_datasette(folder, code, sql):
    """The rows that Datasette finds for a question in SQL."""
    path = f"/facelaw.json?sql={quote(sql.strip().rstrip(';'))}&_shape=arrays"
    return json.loads(in_datasette(folder, code, path))["rows"]
