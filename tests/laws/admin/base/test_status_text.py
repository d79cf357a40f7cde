"""What is said of where a measure stands: each day as precisely as it is known, in its tense."""

from datetime import date

from laws.admin.base.status_text import sentences
from laws.rules.reckoning import reckon
from tests.support.plain_facts import act

TODAY = date(2026, 11, 30)


def said(*lines):
    """What is said of an ordinance with these actions, by label."""
    acts = [act(number, line).plain for number, line in enumerate(lines, 1)]
    return dict(sentences(reckon(acts, effective_on_passage=True), TODAY))


def test_a_month_is_told_as_a_month():
    told = said("passed 2026-09", "expires 2027-07")

    assert told["Stage today"] == "In effect since September 2026."
    assert told["In effect"] == (
        "Since September 2026 (passed); ends July 2027 (set to expire). It may have taken effect "
        "as early as September 1, 2026, and counts as in effect from September 30, 2026. It may "
        "be in effect as late as July 31, 2027, and counts as ended from July 1, 2027."
    )


def test_a_day_that_another_action_names_stays_a_day():
    told = said("introduced 2026-09", "passed 2026-09-30")

    assert told["Stage today"] == "In effect since September 30, 2026."


def test_days_to_come_are_told_as_such():
    told = said("passed 2025-07-01", "expires 2027-01-01")

    assert told["Dates"] == (
        "First action July 1, 2025; in effect from July 1, 2025; ends January 1, 2027; last date "
        "set January 1, 2027."
    )
