"""The direction of the house: dashboard → laws, never back; reckoning and drawing ask nothing."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATABASE = {"django.db", "laws.models", "django.contrib.postgres"}
REQUEST = {"django.http", "django.shortcuts", "django.template", "dashboard.views"}
PAGES = {"dashboard", "templates", "static"}

# What each part of the house may not know.
CLOSED = {
    "laws": PAGES,
    "laws/vocabulary.py": {"laws"} | DATABASE - {"django.db"},
    "laws/text/dates.py": {"django", "laws"},
    "laws/rules/reckoning.py": {
        "django",
        "laws.models",
        "laws.imports.intake",
        "laws.counting.counts",
        "laws.admin",
    },
    "laws/rules/registry.py": {"django", "laws"},
    "laws/counting/safeguards.py": {
        "django",
        "laws.models",
        "laws.counting.on_date",
        "laws.counting.counts",
    },
    "laws/imports/diff.py": {
        "django",
        "laws.models",
        "laws.editing.snapshot",
        "laws.imports.intake",
        "laws.admin",
    },
    "laws/text/normalize.py": {"django", "laws"},
    "laws/models": {"laws.admin", "laws.imports.intake", "laws.counting.counts", "laws.management"},
    "laws/counting/on_date.py": {
        "laws.admin",
        "laws.imports.intake",
        "laws.counting.counts",
        "laws.counting.stacks",
        *REQUEST,
    },
    "laws/counting/history.py": {
        "laws.admin",
        "laws.imports.intake",
        "laws.counting.counts",
        "laws.counting.stacks",
        *REQUEST,
    },
    "laws/counting/counts.py": {"laws.admin", "laws.imports.intake", "laws.management", *REQUEST},
    "laws/counting/stacks.py": {"laws.admin", "laws.imports.intake", "laws.management", *REQUEST},
    "laws/counting/what_if.py": {"laws.admin", "laws.imports.intake", "laws.management", *REQUEST},
    "laws/sources/public_http.py": {"django", "laws.models"},
    "laws/refusals.py": {"django", "laws"},
    "laws/imports/fetch/client.py": {"django", "laws.models"},
    "laws/imports": {"laws.admin", "laws.counting.counts", "laws.management", *REQUEST},
    "laws/dataset": {"laws.admin", "laws.counting", "laws.management", *REQUEST},
    "laws/imports/readers/detect.py": {"django", "laws.models", "laws.imports.drafts.draft"},
    "laws/imports/readers/openstates.py": {"django", "laws.models"},
    "laws/imports/readers/legiscan.py": {"django", "laws.models"},
    "laws/admin": {"laws.dataset.load", "laws.dataset.measures", "laws.management"},
    "dashboard/charts/svg": DATABASE
    | REQUEST
    | {"django.urls", "django.forms", "laws.counting.counts"},
    "dashboard/charts/plotly": DATABASE
    | REQUEST
    | {"django.urls", "django.forms", "laws.counting.counts"},
    "dashboard/templatetags": DATABASE | REQUEST - {"django.template"},
}


def imports(path, root):
    """The modules that a file imports, anywhere in it: from a import b is a and a.b."""
    package = path.relative_to(root).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def trespasses(part, closed, root=ROOT):
    """Imports of `part` (a file or a folder) into what is closed to it, as "file: module"."""
    whole = root / part
    for path in [whole] if whole.suffix else sorted(whole.rglob("*.py")):
        for module in imports(path, root):
            if any(module == name or module.startswith(f"{name}.") for name in closed):
                yield f"{path.relative_to(root)}: {module}"


@pytest.mark.parametrize("part", CLOSED)
def test_the_parts_of_the_house_lean_one_way(part):
    assert (ROOT / part).exists()
    assert sorted(set(trespasses(part, CLOSED[part]))) == []


@pytest.mark.parametrize(
    "line",
    [
        "import dashboard.pages.home.views",
        "from dashboard import urls",
        "def later():\n    from dashboard.charts.svg.us_map import draw",
        "from ..dashboard import urls",
    ],
)
def test_an_import_against_the_direction_is_found(tmp_path, line):
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "counting.py").write_text(line)

    assert list(trespasses("laws", CLOSED["laws"], tmp_path))


def test_a_module_of_a_similar_name_is_no_trespass(tmp_path):
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "counting.py").write_text("import dashboards\nfrom laws import dates")

    assert not list(trespasses("laws", CLOSED["laws"], tmp_path))
