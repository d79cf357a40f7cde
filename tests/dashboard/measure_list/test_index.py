"""The index of measures: what it holds in memory."""

import gc
import tracemalloc
from datetime import date, timedelta

from dashboard.pages.measure_list.index import DAYS_KEPT, MeasureDays, MeasureIndex, ranked
from dashboard.words.measure_rows import SORT_CHOICES

MEASURES = 4000
DAY = date(2024, 5, 1)


def test_the_index_takes_little_memory_for_each_measure_however_many_days_are_asked_for():
    rows = [_row(n) for n in range(MEASURES)]
    gc.disable()  # what is replaced must not wait for the collector
    tracemalloc.start()
    try:
        index = MeasureDays(MeasureIndex(rows))
        for ahead in range(3 * DAYS_KEPT):
            on = index.on(DAY + timedelta(days=ahead))
            for sort in SORT_CHOICES:
                assert len(on.keys(on.recorded, sort, 0, 25)) == 25
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()
    assert taken / MEASURES < 600


def _row(n):
    """A measure with four actions, three stages and a term, as the database gives it."""
    days = [DAY - timedelta(days=back + n % 1000) for back in (400, 300, 200, 100)]
    texts = [day.isoformat() for day in days]
    stages = ["introduced", "passed", "in_force"]
    return {
        "pk": n,
        "jurisdiction__kind": "city",
        "jurisdiction__state_code": "MA",
        "kind": "ordinance",
        "effect": "ban",
        "reach": "general",
        "regulates": ["police"],
        "use_modes": [],
        "first_action_on": days[0],
        "tier": "checked",
        "act_days": days,
        "stage_days": list(zip(stages, texts, [*texts[1:3], None], strict=False)),
        "term_days": [[texts[2], None, None, None]],
    } | {f"rank_{place}": n for place in range(len(ranked()))}
