"""The browser's half of plotly, served from the installed package."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import plotly
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage


class PlotlyFinder(BaseFinder):
    """Finds plotly/plotly.min.js in the wheel, so that figure and library are of one version."""

    path = "plotly/plotly.min.js"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(Path(plotly.__file__).parent / "package_data")
        # Where a finder's storage has a prefix, its files are collected under it.
        self.storage.prefix = "plotly"  # type: ignore[attr-defined]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != self.path:
            return []
        found = self.storage.path("plotly.min.js")
        return [found] if find_all else found

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        if not matches_patterns(self.path, ignore_patterns or ()):
            yield "plotly.min.js", self.storage
