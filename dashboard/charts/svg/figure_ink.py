"""The ink of a still: the sheet's tokens as classes inside a page, literal colors in a file."""

from html import escape
from typing import Any, Literal

from dashboard.charts.plotly.frame import COLORS
from dashboard.charts.svg.fonts import width as source_width

Mode = Literal["page", "light", "dark"]
# The sheet's dark tokens; a test holds them to the sheet.
DARK = {
    "paper": "#15161a",
    "band": "#1f2026",
    "ink": "#ecebe5",
    "ink-2": "#b0ada4",
    "rule": "#35363d",
    "rule-2": "#85827a",
    "hatch": "#77746d",
    "law-ban": "#b1adff",
    "law-restriction": "#2ea59d",
    "law-oversight": "#2c7c78",
    "law-narrow": "#17302f",
    "law-permits": "#ef8a3e",
    "law-none-line": "#77746d",
    "tint-1": "#424243",
    "tint-2": "#6a6968",
    "tint-3": "#9a9893",
    "tint-4": "#d6d2c9",
}
PALETTES = {"page": COLORS, "light": COLORS, "dark": DARK}
TOKENS = {value: name for name, value in COLORS.items()}
CLEAR = "rgba(0,0,0,0)"
FAMILY = "Source Sans Pro, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
# Typefaces of screens are broader than the one whose widths are known.
BROADER = 1.12
# What a figure's pattern stands for: the pattern of the page's sprite.
HATCHES = {
    ("/", "law-ban"): "moratorium",
    (".", "law-restriction"): "narrow",
    ("x", "law-permits"): "permits",
    ("\\", "hatch"): "unknown",
}
# The same patterns with literal colors: size, turn, ground, and what is drawn on it.
DRAWN = {
    "moratorium": (5, 45, "paper", '<rect width="3" height="5" fill="{law-ban}"/>'),
    "narrow": (7, 45, "law-narrow", '<circle cx="3.5" cy="3.5" r="1" fill="{law-restriction}"/>'),
    "permits": (7, 45, "law-permits", '<path d="M0,3.5H7M3.5,0V7" stroke="{paper}"/>'),
    "unknown": (6, -45, "paper", '<path d="M0,3H6" stroke="{hatch}" stroke-width=".8"/>'),
}
DASHES = {"dash": (3, 3), "dot": (1, 1), "dashdot": (3, 1, 1, 1), "longdash": (5, 5)}


class NotDrawnError(ValueError):
    """A figure has something that a still does not know how to draw."""


def number(value: float) -> str:
    """A coordinate, as short as it is exact enough."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def text_width(text: str, size: float, weight: int = 400) -> float:
    """How wide a line is at the most on a reader's screen."""
    cut = "SourceSansPro-Semibold" if weight > 500 else "SourceSansPro-Regular"
    return BROADER * source_width(text, size, cut)


class Ink:
    """Turns a figure's colors into attributes of SVG; notes the hatches that a file must bring."""

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self.palette = PALETTES[mode]
        self.hatches: set[str] = set()

    def paint(self, fill: str = "", line: dict[str, Any] | None = None) -> str:
        """The fill and the line of a shape; without either it has none."""
        line = line or {}
        broad = line.get("width", 1 if line.get("color") else 0)
        edge = line.get("color", "") if broad else ""
        parts = [self._colors(fill, edge)]
        if edge:
            parts.append(f' stroke-width="{number(broad)}"' if broad != 1 else "")
            parts.append(_dashes(line.get("dash", "solid"), broad))
        return "".join(parts)

    def marker(self, marker: dict[str, Any], color: str = "") -> str:
        """The paint of a bar or a mark, which may be a hatch."""
        pattern, line = marker.get("pattern"), marker.get("line")
        if not pattern:
            return self.paint(color or marker["color"], line)
        key = (pattern["shape"], TOKENS.get(pattern["fgcolor"], ""))
        if key not in HATCHES:
            raise NotDrawnError(f"the hatch {key}")
        self.hatches.add(HATCHES[key])
        prefix = "p" if self.mode == "page" else "hatch"
        # Without a class for its fill: that would win over the hatch.
        edge = self.paint("", line).replace(' fill="none"', "")
        return f' fill="url(#{prefix}-{HATCHES[key]})"{edge}'

    def text(self, font: dict[str, Any], base: dict[str, Any]) -> str:
        """The look of a text where it differs from the rest of the figure's."""
        parts = []
        if font.get("size", base["size"]) != base["size"]:
            parts.append(f' font-size="{number(font["size"])}"')
        if font.get("weight"):
            parts.append(f' font-weight="{font["weight"]}"')
        if font.get("color", base["color"]) != base["color"]:
            parts.append(self._colors(font["color"], ""))
        return "".join(parts)

    def defs(self) -> str:
        """The hatches of a file; a page has them in its sprite."""
        if self.mode == "page" or not self.hatches:
            return ""
        return f"<defs>{''.join(self._hatch(name) for name in sorted(self.hatches))}</defs>"

    def _hatch(self, name: str) -> str:
        size, turn, ground, drawn = DRAWN[name]
        for token, color in self.palette.items():
            drawn = drawn.replace("{" + token + "}", color)
        return (
            f'<pattern id="hatch-{name}" width="{size}" height="{size}" '
            f'patternUnits="userSpaceOnUse" patternTransform="rotate({turn})">'
            f'<rect width="{size}" height="{size}" fill="{self.palette[ground]}"/>{drawn}</pattern>'
        )

    def _colors(self, fill: str, edge: str) -> str:
        fill, edge = (self._token(color) for color in (fill, edge))
        if self.mode != "page":
            stroke = f' stroke="{self.palette[edge]}"' if edge else ""
            return f' fill="{self.palette[fill] if fill else "none"}"{stroke}'
        names = [f"fill-{fill}"] if fill else []
        names += [f"line-{edge}"] if edge else []
        none = "" if fill else ' fill="none"'
        return none + (f' class="{" ".join(names)}"' if names else "")

    def _token(self, color: str) -> str:
        if color in ("", CLEAR):
            return ""
        if color not in TOKENS:
            raise NotDrawnError(f"the color {color}, which is no token of the sheet")
        return TOKENS[color]


def _dashes(name: str, width: float) -> str:
    if name == "solid":
        return ""
    if name not in DASHES:
        raise NotDrawnError(f"the dash {name}")
    unit = max(width, 3)  # as plotly has it
    return f' stroke-dasharray="{" ".join(number(part * unit) for part in DASHES[name])}"'


def plain(text: str) -> str:
    """A text of the figure as one of SVG, on one line."""
    return escape(text.replace("<br>", " ").replace("  ", "\u00a0\u00a0"), quote=False)


def only(known: set[str], found: dict[str, Any], what: str) -> None:
    """Refuse what a still would leave out without a word."""
    strange = set(found) - known
    if strange:
        raise NotDrawnError(f"{', '.join(sorted(strange))} of {what}")
