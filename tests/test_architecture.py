"""Which part of the house may know which: held here, so that it need not be remembered.

ROWS orders the rooms of a house, CLOSED names what a part may not know at all; whatever the tables
say, no two rooms, packages or modules that lie in one folder lean on each other.
"""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORM = {"django.db", "django.contrib", "laws.models"}

# The rooms of each house from the top down: a room may import its own row and the rows below.
ROWS = {
    "laws": (
        {"admin", "management", "apps"},
        {"editing", "imports", "dataset", "sources", "corrections", "open_data", "mail"},
        {"counting", "coverage", "search"},
        {"models"},
        {"rules", "text", "vocabulary", "refusals", "databases"},
    ),
    "dashboard": (
        {"urls", "wsgi", "rsgi", "settings", "apps", "middleware", "management"},
        {"assistants"},
        {"chart_registry", "api", "embeds"},
        {"pages"},
        {
            "cards",
            "map",
            "codebook",
            "feeds",
            "figures",
            "filters",
            "charts",
            "words",
            "web",
            "templatetags",
        },
    ),
}
# What a part may not import, though its row would let it.
CLOSED = {
    "laws": {"dashboard"},
    # Who answers readers counts in the law that threads share: laws.counting.shared.
    "dashboard": {"laws.counting.on_date.law_on", "laws.counting.history.history"},
    "laws/rules": ORM,
    "laws/text": ORM,
    "laws/counting/safeguards.py": ORM,
    "laws/sources": ORM,
    "laws/imports/actions": ORM,
    "laws/imports/readers": ORM,
    "laws/imports/diff.py": ORM,
    "laws/imports/fetch/client.py": ORM,
    "laws/admin": {"laws.dataset"},
    "dashboard/charts/svg": {"django.http", "django.urls", "django.forms", *ORM},
    "dashboard/charts/plotly": {"django.http", "django.urls", "django.forms", *ORM},
}
# What of a page others may enter; its views, rows, sentences and answers are its own.
DOORS = {"data", "charts"}
# Only those who answer a person ask what day it is; everyone else is told.
TOLD_THE_DAY = ("laws", "dashboard")
ASK_THE_DAY = ("laws/admin", "laws/management", "dashboard/web")
TODAY = {"today", "localdate"}


def modules(root, part):
    """The Python files of a part (a package or a module, with or without .py), migrations aside."""
    whole = root / part
    files = sorted(whole.rglob("*.py")) if whole.is_dir() else [whole.with_suffix(".py")]
    return [path for path in files if path.exists() and "migrations" not in path.parts]


def imports(path, root):
    """The names that a file imports, anywhere in it: from a import b gives a and a.b."""
    package = path.relative_to(root).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def forbidden(root, part, closed):
    """ "file: name" for every import of a part from what is closed to it."""
    for path in modules(root, part):
        for name in imports(path, root):
            if any(name == module or name.startswith(f"{module}.") for module in closed):
                yield f"{path.relative_to(root)}: {name}"


def upward(root, house):
    """ "file: name" for every import of a room from a row above its own."""
    above = set()
    for row in ROWS[house]:
        for room in sorted(row):
            yield from forbidden(root, f"{house}/{room}", above)
        above |= {f"{house}.{room}" for room in row}


def children(folder):
    """The packages and modules that lie in a package."""
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return (packages | {path.stem for path in folder.glob("*.py")}) - {"__init__", "migrations"}


def circles(root, house):
    """The circles in which packages and modules of one folder import each other."""
    for folder in (root / house, *(path for path in (root / house).rglob("*") if path.is_dir())):
        names = children(folder)
        prefix = ".".join(folder.relative_to(root).parts) + "."
        graph = {}
        for child in names:
            known = {
                name.removeprefix(prefix).split(".")[0]
                for path in modules(folder, child)
                for name in imports(path, root)
                if name.startswith(prefix)
            }
            graph[child] = (known & names) - {child}
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            yield prefix + " → ".join(error.args[1])


def broken_into(root):
    """ "file: name" for every import of a page from another page, save by its doors."""
    pages = root / "dashboard" / "pages"
    for path in sorted(pages.rglob("*.py")):
        own = path.relative_to(pages).parts[0]
        for name in imports(path, root):
            *house, page, room = [*name.split("."), "", "", ""][:4]
            if house == ["dashboard", "pages"] and page != own and room not in {*DOORS, ""}:
                yield f"{path.relative_to(root)}: {name}"


def asks_the_request(root):
    """ "file: function" for every function of a page below its views that is handed a request."""
    for path in sorted((root / "dashboard" / "pages").rglob("*.py")):
        if path.name == "views.py" or path.name.endswith("_views.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            arguments = node.args.args if isinstance(node, ast.FunctionDef) else ()
            if any(argument.arg == "request" for argument in arguments):
                yield f"{path.relative_to(root)}: {node.name}"


def asks_the_day(root, house):
    """Calls of what tells today's date by those who are to be told."""
    for path in modules(root, house):
        where = path.relative_to(root)
        if path.name.endswith("views.py") or any(
            where.is_relative_to(part) for part in ASK_THE_DAY
        ):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in TODAY:
                    yield f"{where}: {name}()"


@pytest.mark.parametrize("house", ROWS)
def test_no_room_imports_one_of_a_row_above(house):
    assert list(upward(ROOT, house)) == []


@pytest.mark.parametrize("house", ROWS)
def test_every_room_stands_in_a_row(house):
    assert children(ROOT / house) == set.union(*ROWS[house])


@pytest.mark.parametrize("house", ROWS)
def test_no_two_packages_or_modules_lean_on_each_other(house):
    assert list(circles(ROOT, house)) == []


@pytest.mark.parametrize("part", CLOSED)
def test_a_part_knows_nothing_that_is_closed_to_it(part):
    assert (ROOT / part).exists()
    assert list(forbidden(ROOT, part, CLOSED[part])) == []


def test_a_page_enters_another_only_by_its_data_or_charts():
    assert list(broken_into(ROOT)) == []


def test_a_request_is_read_in_views_and_nowhere_below():
    assert list(asks_the_request(ROOT)) == []


@pytest.mark.parametrize("house", TOLD_THE_DAY)
def test_only_those_who_answer_a_person_ask_what_day_it_is(house):
    assert list(asks_the_day(ROOT, house)) == []


# --- each rule, broken -------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path):
    """A small house in which nothing is wrong, and a way of writing into it."""

    def write(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(text)

    write("laws/models/measure.py", "from laws.text.dates import say")
    write("laws/text/dates.py", "import datetime")
    write("laws/editing/snapshot.py", "import dashboards\nfrom laws import models")
    house.root, house.write = tmp_path, write
    return house


def test_a_house_in_order_is_found_in_order(house):
    assert not list(upward(house.root, "laws"))
    assert not list(circles(house.root, "laws"))
    assert not list(forbidden(house.root, "laws", {"dashboard"}))


@pytest.mark.parametrize(
    "line",
    [
        "import laws.editing.snapshot",
        "from laws import editing",
        "def later():\n    from laws.editing.snapshot import take",
        "from ..editing import snapshot",
    ],
)
def test_an_import_from_a_row_above_is_found(house, line):
    house.write("laws/models/action.py", line)

    assert list(upward(house.root, "laws"))


def test_an_import_of_what_is_closed_is_found(house):
    house.write("laws/text/slugs.py", "from django.db import models")

    assert "laws/text/slugs.py: django.db" in forbidden(house.root, "laws/text", ORM)


def test_rooms_that_lean_on_each_other_in_a_circle_are_found(house):
    house.write("laws/editing/history.py", "from laws.imports import intake")
    house.write("laws/imports/intake.py", "from laws.dataset.load import load")
    house.write("laws/dataset/load.py", "from laws.editing import history")

    (circle,) = circles(house.root, "laws")
    assert {"editing", "imports", "dataset"} == set(circle.removeprefix("laws.").split(" → "))


def test_modules_that_import_each_other_are_found(house):
    house.write("laws/text/words.py", "from laws.text import dates")
    house.write("laws/text/dates.py", "def say():\n    from laws.text.words import join")

    assert list(circles(house.root, "laws"))


@pytest.mark.parametrize("call", ["date.today()", "timezone.localdate()", "today()"])
def test_asking_for_the_day_is_found(house, call):
    house.write("laws/editing/verify.py", f"def verify():\n    return {call}")

    assert len(list(asks_the_day(house.root, "laws"))) == 1


def test_the_desk_may_ask_for_the_day(house):
    house.write("laws/admin/front.py", "day = date.today()")

    assert not list(asks_the_day(house.root, "laws"))


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("from dashboard.pages.bills.text import headline", True),
        ("from dashboard.pages.bills import views", True),
        ("from dashboard.pages.bills.data import pending", False),
        ("from dashboard.pages.bills.charts import age", False),
        ("from dashboard.pages.states.text import headline", False),
    ],
)
def test_entering_a_page_otherwise_than_by_its_doors_is_found(house, line, is_found):
    house.write("dashboard/pages/states/rows.py", line)

    assert bool(list(broken_into(house.root))) is is_found


def test_a_floor_that_imports_a_page_is_found(house):
    house.write("dashboard/map/layers.py", "from dashboard.pages.bills.data import pending")

    assert list(upward(house.root, "dashboard"))


@pytest.mark.parametrize(("module", "is_found"), [("rows", True), ("views", False)])
def test_a_request_below_the_views_is_found(house, module, is_found):
    house.write(f"dashboard/pages/states/{module}.py", "def table(request, on):\n    pass")

    assert bool(list(asks_the_request(house.root))) is is_found
