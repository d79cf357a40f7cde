"""The browser's half of plotly comes from the installed package."""

from pathlib import Path

import plotly
from django.contrib.staticfiles import finders

from dashboard.charts.static import PlotlyFinder

IN_THE_PACKAGE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


def test_the_library_is_found_in_the_wheel():
    assert Path(finders.find("plotly/plotly.min.js")) == IN_THE_PACKAGE


def test_nothing_else_of_the_wheel_is_served():
    finder = PlotlyFinder()

    assert [name for name, _ in finder.list([])] == ["plotly.min.js"]
    assert finders.find("plotly/widgetbundle.js") is None
    assert finders.find("plotly/../plotly.min.js") is None


def test_it_is_collected_under_its_own_folder():
    ((_, storage),) = PlotlyFinder().list([])

    assert storage.prefix == "plotly"


def test_it_can_be_left_out_of_a_collection():
    assert list(PlotlyFinder().list(["plotly/*"])) == []
