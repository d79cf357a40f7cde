"""How wide words are: what a drawing must know to break a sentence where its line is full.

A page leaves that to the browser. A picture has no browser, so the widths are read from the
typeface itself; pairs of letters that are set closer are left out, which errs to the safe side.
"""

from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from fontTools.ttLib import TTFont

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
FOLDERS = {
    "SourceSerifPro": Path(font_source_serif_pro.__file__).parent / "files",
    "SourceSansPro": Path(font_source_sans_pro.__file__).parent / "files",
}
CUTS = ("SourceSerifPro-Semibold", "SourceSerifPro-Bold", "SourceSansPro-Regular",
        "SourceSansPro-Semibold")  # fmt: skip


def font_files() -> list[str]:
    """The files of the cuts that our pictures use."""
    return [str(_file(cut)) for cut in CUTS]


def width(text: str, size: float, cut: str = "SourceSerifPro-Semibold") -> float:
    """How wide a text is in a cut at a size, in units of the drawing."""
    widths, missing = _widths(cut)
    return size * sum(widths.get(ord(letter), missing) for letter in text)


def _file(cut: str) -> Path:
    return FOLDERS[cut.partition("-")[0]] / f"{cut}.ttf"


@cache
def _widths(cut: str) -> tuple[dict[int, float], float]:
    """The width of each letter as a share of the size, and that of a letter the cut lacks."""
    with TTFont(_file(cut)) as font:
        units, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        glyphs = font.getBestCmap()
        widths = {code: advances[glyph][0] / units for code, glyph in glyphs.items()}
        return widths, advances[".notdef"][0] / units
