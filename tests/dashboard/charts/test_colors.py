"""The contrast of the sheet's colors, light and dark, as WCAG 2.2 measures it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from dashboard.charts.plotly.frame import COLORS
from dashboard.charts.svg.figure_ink import DARK as DARK_INKS

SHEET = (Path(__file__).parents[3] / "static" / "site.css").read_text(encoding="utf-8")


def tokens(start):
    begin = SHEET.index(start)
    block = SHEET[begin : SHEET.index("}", begin)]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


LIGHT = tokens(":root {")
DARK = LIGHT | tokens("@media screen and (prefers-color-scheme: dark)")
TEXT = [
    ("ink", "paper"), ("ink", "band"), ("ink-2", "paper"), ("ink-2", "band"),
    ("on-strong", "law-ban"), ("on-strong", "law-restriction"), ("on-mid", "law-oversight"),
    ("ink", "law-narrow"), ("ink", "tint-1"), ("ink", "tint-2"), ("on-strong", "tint-3"),
    ("on-strong", "tint-4"),
]  # fmt: skip
MARKS = [
    ("law-ban", "paper"), ("law-restriction", "paper"), ("law-oversight", "paper"),
    ("law-permits", "paper"), ("law-dots", "law-narrow"), ("law-none-line", "paper"),
    ("hatch", "paper"), ("rule-2", "paper"), ("ink", "paper"),
]  # fmt: skip


def luminance(color):
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a, b):
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(colors, ink, ground):
    assert contrast(colors[ink], colors[ground]) >= 4.5


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_and_lines_can_be_told_from_their_ground(colors, mark, ground):
    assert contrast(colors[mark], colors[ground]) >= 3


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_stronger_law_has_more_contrast_against_the_paper(colors):
    ladder = [colors[f"law-{name}"] for name in ("ban", "restriction", "oversight", "narrow")]

    steps = [contrast(color, colors["paper"]) for color in ladder]

    assert steps == sorted(steps, reverse=True)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_more_ink_stands_for_more_and_each_step_is_seen(colors):
    ladder = [colors["paper"], *(colors[f"tint-{step}"] for step in (1, 2, 3, 4))]

    steps = [contrast(color, colors["paper"]) for color in ladder]

    assert all(b > a * 1.75 for a, b in pairwise(steps))


def test_stills_in_files_have_the_colors_of_the_sheet():
    assert {token: LIGHT[token] for token in COLORS} == COLORS
    assert {token: DARK[token] for token in COLORS} == DARK_INKS


def test_every_color_of_a_figure_can_fill_and_line_a_still_on_a_page():
    plots = (Path(__file__).parents[3] / "static" / "plots.css").read_text(encoding="utf-8")

    for token in COLORS:
        assert f".fill-{token} {{ fill: var(--{token}); }}" in plots
        assert f".line-{token} {{ stroke: var(--{token}); }}" in plots


def test_the_sheet_fetches_nothing_from_elsewhere():
    assert "http" not in SHEET
    assert "@import" not in SHEET
