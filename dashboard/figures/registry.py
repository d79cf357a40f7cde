"""Every chart by the name in its address: `/charts/<name>.json`, `/charts/<name>.csv`."""

from dashboard.figures import (
    answers,
    bills_age,
    bills_pending,
    covered,
    cumulative,
    ranked,
    safeguards,
    session_outcomes,
)

CHARTS = {
    "answers": answers.build,
    "bills-age": bills_age.build,
    "bills-pending": bills_pending.build,
    "covered": covered.build,
    "cumulative": cumulative.build,
    "ranked": ranked.build,
    "safeguards": safeguards.build,
    "session-outcomes": session_outcomes.build,
}
