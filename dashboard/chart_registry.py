"""Every chart by the name in its address: `/charts/<name>.json`, `/charts/<name>.csv`.

Each is a function of the request, which reads the parameters and builds the chart with them.
"""

from dashboard.pages.bills import views as bills
from dashboard.pages.measure_detail import views as measure
from dashboard.pages.places import views as places
from dashboard.pages.provisions import question_views as question
from dashboard.pages.provisions import views as provisions
from dashboard.pages.rankings import views as rankings
from dashboard.pages.timeline import views as timeline

CHARTS = {
    "answers": question.answers_chart,
    "bills-age": bills.age_chart,
    "bills-by-year": timeline.bills_by_year_chart,
    "bills-pending": bills.pending_chart,
    "covered": timeline.covered_chart,
    "cumulative": timeline.cumulative_chart,
    "momentum": timeline.momentum_chart,
    "place-history": places.place_history_chart,
    "ranked": rankings.ranked_chart,
    "safeguards": provisions.safeguards_chart,
    "session-outcomes": bills.session_outcomes_chart,
    "strictness": measure.strictness_chart,
    "who-when": timeline.who_when_chart,
}
