"""Every chart by the name in its address: `/charts/<name>.json`, `/charts/<name>.csv`."""

from dashboard.figures import answers, cumulative, safeguards

CHARTS = {
    "answers": answers.build,
    "cumulative": cumulative.build,
    "safeguards": safeguards.build,
}
