"""How wide words are: what a drawing must know to break a sentence where its line is full.

A page leaves that to the browser. A picture has no browser, so the widths are read from the
typeface itself; pairs of letters that are set closer are left out, which errs to the safe side.
"""

import struct
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
FOLDERS = {
    "SourceSerifPro": Path(font_source_serif_pro.__file__).parent / "files",
    "SourceSansPro": Path(font_source_sans_pro.__file__).parent / "files",
}
CUTS = ("SourceSerifPro-Semibold", "SourceSerifPro-Bold", "SourceSansPro-Regular",
        "SourceSansPro-Semibold")  # fmt: skip


def font_files():
    """The files of the cuts that our pictures use."""
    return [str(_file(cut)) for cut in CUTS]


def width(text, size, cut="SourceSerifPro-Semibold"):
    """How wide a text is in a cut at a size, in units of the drawing."""
    widths, usual = _widths(cut)
    return size * sum(widths.get(ord(letter), usual) for letter in text)


def _file(cut):
    return FOLDERS[cut.partition("-")[0]] / f"{cut}.ttf"


@cache
def _widths(cut):
    """The width of each letter as a share of the size, and that of a letter the cut lacks."""
    data = _file(cut).read_bytes()
    tables = _tables(data)
    (units,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (metrics,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    advances = struct.unpack_from(">" + "Hh" * metrics, data, tables["hmtx"])[::2]
    glyphs = _glyphs(data, tables["cmap"])
    widths = {code: advances[min(glyph, metrics - 1)] / units for code, glyph in glyphs.items()}
    return widths, advances[0] / units


def _tables(data):
    """Where each table of the file begins."""
    (number,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(number))
    return {name.decode(): offset for name, _, offset, _ in records}


def _glyphs(data, cmap):
    """The glyph of each letter, from the table for the first plane of Unicode (format 4)."""
    (number,) = struct.unpack_from(">H", data, cmap + 2)
    kept = (struct.unpack_from(">HHL", data, cmap + 4 + 8 * i) for i in range(number))
    at = cmap + next(offset for platform, code, offset in kept if (platform, code) == (3, 1))
    (twice,) = struct.unpack_from(">H", data, at + 6)
    columns = [at + 14, *(at + 16 + twice * i for i in (1, 2, 3))]
    rows = zip(
        *(struct.unpack_from(f">{twice // 2}H", data, column) for column in columns), strict=True
    )
    found = {}
    for place, (last, first, delta, offset) in enumerate(rows):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                spot = columns[3] + 2 * place + offset + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, spot)
            found[code] = (glyph + delta) % 65536
    return found
