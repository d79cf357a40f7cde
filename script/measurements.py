"""docs/measurements.md: what each of our commands measured last, between marks of its own."""

import re
from pathlib import Path

from environment import ROOT

DOCUMENT = ROOT / "docs" / "measurements.md"


def put(name: str, heading: str, text: str, document: Path = DOCUMENT) -> None:
    """Put a table between the marks of `name`, or at the end of a document that has none yet."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    table = f"{begin}\n{text}\n{end}"
    known = document.read_text() if document.exists() else "# Measurements\n"
    if begin in known:
        known = re.sub(f"{begin}.*?{end}", lambda _: table, known, flags=re.S)
    else:
        known = f"{known.rstrip()}\n\n## {heading}\n\n{table}\n"
    document.write_text(known)
