"""Every chart by the name in its address: `/charts/<name>.json`, `/charts/<name>.csv`."""

from dashboard.pages.bills.charts import age, pending, session_outcomes
from dashboard.pages.measure_detail import charts as strictness_scores
from dashboard.pages.places import charts as place_history
from dashboard.pages.provisions.charts import answers, safeguards
from dashboard.pages.rankings import charts as ranked
from dashboard.pages.timeline.charts import covered, cumulative, momentum, who_when

CHARTS = {
    "answers": answers.build,
    "bills-age": age.build,
    "bills-by-year": momentum.bills,
    "bills-pending": pending.build,
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
