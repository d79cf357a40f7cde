"""Every chart by the name in its address: `/charts/<name>.json`, `/charts/<name>.csv`."""

from dashboard.figures import cumulative

CHARTS = {
    "cumulative": cumulative.build,
}
