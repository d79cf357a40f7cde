"""Our drawings outside a page: as an SVG file that needs no sheet, and as a PNG.

Inside a page a drawing takes its colors from `static/site.css` and its patterns from the sprite.
Here both travel with it, in the light colors, read from the same two files.
"""

import re
from functools import cache, lru_cache

import resvg_py
from django.conf import settings

from dashboard.charts.svg.fonts import SANS, SERIF, font_files

SHEET = settings.BASE_DIR / "static" / "site.css"
SPRITE = settings.BASE_DIR / "templates" / "dashboard" / "web" / "_sprite.html"
FONTS = {"serif": f"'{SERIF}', serif", "sans": f"'{SANS}', sans-serif"}
MOST_KEPT = 64  # pictures of some 40 KB that each process holds in memory

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
AT_RULE = re.compile(r"@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
SHORT_FONT = re.compile(r"font: (\d+) ([\d.]+)px/1 ([^;]+);")
OPENING = re.compile(r"<svg\b([^>]*)>")
VIEW_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')


def standalone(svg: str, within: str = "map") -> str:
    """A drawing as an SVG file of its own, with the colors and patterns that it names.

    `within` is the class of the figure that it stands in on the page: map, chart.
    """
    attributes = OPENING.findall(svg)[0]
    if "width=" not in attributes:
        width, height = VIEW_BOX.findall(attributes)[0]
        attributes += f' width="{width}" height="{height}"'
    inside = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg"{attributes}><style>{sheet()}</style>{patterns()}'
        f'<g class="{within}">{inside}</g></svg>'
    )
    return resolved(whole)


@lru_cache(MOST_KEPT)
def png(svg: str, within: str = "map", width: int | None = None) -> bytes:
    """A drawing as the bytes of a PNG on paper: as large as it says, or as wide as it is told."""
    return resvg_py.svg_to_bytes(
        svg_string=standalone(svg, within),
        width=width,
        background=tokens()["paper"],
        skip_system_fonts=True,
        font_files=font_files(),
        serif_family=SERIF,
        sans_serif_family=SANS,
        font_family=SANS,
    )


def resolved(text: str) -> str:
    """A text with its `var(--…)` replaced by the light colors and the typefaces."""
    return re.sub(r"var\(--([\w-]+)\)", lambda found: tokens()[found[1]], text)


@cache
def tokens() -> dict[str, str]:
    """The light tokens of the sheet."""
    light = SHEET.read_text(encoding="utf-8").partition("@media")[0]
    return dict(TOKEN.findall(light)) | FONTS


@cache
def sheet() -> str:
    """The rules of the sheet that concern drawings, each on its own."""
    text = AT_RULE.sub("", COMMENT.sub("", SHEET.read_text(encoding="utf-8")))
    kept = [
        f"{selector.strip()}{{{_long(body.strip())}}}"
        for selector, body in RULE.findall(text)
        if re.search(r"\b(fill|stroke)\b", body) and ":" not in selector
    ]
    return resolved("".join(kept))


def _long(body: str) -> str:
    # Renderers of pictures do not read the short form.
    return SHORT_FONT.sub(r"font-weight: \1; font-size: \2px; font-family: \3;", body)


@cache
def patterns() -> str:
    """The patterns and marks that drawings point at."""
    text = SPRITE.read_text(encoding="utf-8")
    return text[text.index("<defs>") : text.rindex("</svg>")]
