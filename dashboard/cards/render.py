"""Our drawings outside a page: as an SVG file that needs no sheet, and as a PNG.

Inside a page a drawing takes its colors from `static/site.css` and its patterns from the sprite.
Here both travel with it, in the colors of one mode, read from the same files.
"""

import re
from functools import cache, lru_cache

import resvg_py
from django.conf import settings

from dashboard.charts.svg.fonts import SANS, SERIF, font_files

STATIC = settings.BASE_DIR / "static"
SHEET = STATIC / "site.css"
SHEETS = (SHEET, STATIC / "plots.css", STATIC / "bills.css")
SPRITE = settings.BASE_DIR / "templates" / "dashboard" / "web" / "_sprite.html"
MODES = LIGHT, DARK = ("light", "dark")
DARK_BEGINS = "@media screen and (prefers-color-scheme: dark)"
FONTS = {"serif": f"'{SERIF}', serif", "sans": f"'{SANS}', sans-serif"}
MOST_KEPT = 64  # pictures of 40 KB to 1 MB that each process holds in memory

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
AT_RULE = re.compile(r"@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
SHORT_FONT = re.compile(r"font: (\d+) ([\d.]+)px/1 ([^;]+);")
OPENING = re.compile(r"<svg\b([^>]*)>")
VIEW_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')


def standalone(svg: str, within: str = "map", mode: str = LIGHT) -> str:
    """A drawing as an SVG file of its own, with the colors and patterns that it names.

    `within` is the class of the figure that it stands in on the page: map, chart. The `mode` is
    one of MODES.
    """
    attributes = OPENING.findall(svg)[0]
    if "width=" not in attributes:
        width, height = VIEW_BOX.findall(attributes)[0]
        attributes += f' width="{width}" height="{height}"'
    inside = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg"{attributes}><style>{sheet(mode)}</style>{patterns()}'
        f'<g class="{within}">{inside}</g></svg>'
    )
    return resolved(whole, mode)


@lru_cache(MOST_KEPT)
def png(svg: str, within: str = "map", width: int | None = None, mode: str = LIGHT) -> bytes:
    """A drawing as the bytes of a PNG on paper: as large as it says, or as wide as it is told."""
    return resvg_py.svg_to_bytes(
        svg_string=standalone(svg, within, mode),
        width=width,
        background=tokens(mode)["paper"],
        skip_system_fonts=True,
        font_files=font_files(),
        serif_family=SERIF,
        sans_serif_family=SANS,
        font_family=SANS,
    )


def resolved(text: str, mode: str = LIGHT) -> str:
    """A text with its `var(--…)` replaced by the colors of a mode and the typefaces."""
    return re.sub(r"var\(--([\w-]+)\)", lambda found: tokens(mode)[found[1]], text)


@cache
def tokens(mode: str = LIGHT) -> dict[str, str]:
    """The tokens of the sheet in a mode."""
    light, _, rest = SHEET.read_text(encoding="utf-8").partition(DARK_BEGINS)
    dark = rest.partition("}")[0] if mode == DARK else ""
    return dict(TOKEN.findall(light) + TOKEN.findall(dark)) | FONTS


@cache
def sheet(mode: str = LIGHT) -> str:
    """The rules of drawings in the colors of a mode."""
    return resolved(drawing_rules(), mode)


@cache
def drawing_rules() -> str:
    """The rules of the sheets that concern drawings, each on its own."""
    whole = "".join(path.read_text(encoding="utf-8") for path in SHEETS)
    text = AT_RULE.sub("", COMMENT.sub("", whole))
    kept = [
        f"{selector.strip()}{{{_long(body.strip())}}}"
        for selector, body in RULE.findall(text)
        if re.search(r"\b(fill|stroke)\b", body) and ":" not in selector
    ]
    return "".join(kept)


def _long(body: str) -> str:
    # Renderers of pictures do not read the short form.
    return SHORT_FONT.sub(r"font-weight: \1; font-size: \2px; font-family: \3;", body)


@cache
def patterns() -> str:
    """The patterns and marks that drawings point at."""
    text = SPRITE.read_text(encoding="utf-8")
    return text[text.index("<defs>") : text.rindex("</svg>")]
