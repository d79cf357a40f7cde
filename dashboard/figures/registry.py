"""Every chart by the name in its address: `/charts/<name>.json`, `/charts/<name>.csv`."""

from dashboard.figures import (
    answers,
    bills_age,
    bills_pending,
    covered,
    cumulative,
    momentum,
    place_history,
    ranked,
    safeguards,
    session_outcomes,
    strictness_scores,
    who_when,
)

CHARTS = {
    "answers": answers.build,
    "bills-age": bills_age.build,
    "bills-by-year": momentum.bills,
    "bills-pending": bills_pending.build,
    "covered": covered.build,
    "cumulative": cumulative.build,
    "momentum": momentum.build,
    "place-history": place_history.build,
    "ranked": ranked.build,
    "safeguards": safeguards.build,
    "session-outcomes": session_outcomes.build,
    "strictness": strictness_scores.build,
    "who-when": who_when.build,
}
