"""What the timeline says in its first sentences, worked out from what came and went."""

from datetime import date, timedelta

from dashboard.words.lists import listed
from dashboard.words.numbers import counted, in_words, opening
from laws.counting.trend import WINDOW
from laws.text.dates import PartialDate, months_before, say

MOST_NAMED = 4


def leading_sentence(turns, limited, as_of):
    """From none to how many: what stands before the finding, it, and what follows.

    `limited` are the numbers of states with a limit on the date and today.
    """
    on, today = as_of.on, as_of.today
    if not turns:
        return "No local ban is in our database yet.", "", ""
    first, now = turns[0].day, count_on(turns, on)
    if on < first:
        begins = "takes effect" if first > today else "took effect"
        return (
            f"On {say(on)}, ",
            "no local ban was in effect",
            f"; the first {begins} on {say(first)}.",
        )
    if not now:
        most, since = the_most(turns, on)
        bans = counted(most, "local ban", certain_on(turns, since))
        return f"From {bans} on {say(since)} to ", f"none {_when(turns, on)}", "."
    rest = _after(turns, limited, on, today) if on < today else _lately(turns, on)
    if on > today:
        rest = ", as far as is known today."
    bans = counted(now, "local ban", certain_on(turns, on))
    return f"From none in {_part_before(first)} to ", f"{bans} {_when(turns, on)}", rest


def following_sentences(turns, as_of):
    """The most on one day and when it was first reached; how many have ended, and whose."""
    on, today = as_of.on, as_of.today
    if count_on(turns, on) == 0 and not _gone(turns, on):
        return ""
    most, since = the_most(turns, on)
    past = on < today
    when = f"up to {say(on)}, was" if past else "so far is"
    first = f"The peak {when} {in_words(most, certain_on(turns, since))}"
    gone = _gone(turns, on)
    have = "had" if past else "have" if len(gone) != 1 else "has"
    so_far = " by then" if past else ""
    if len(gone) > MOST_NAMED or not gone:
        ended = f"{opening(len(gone))} {have} ended{so_far}."
    else:
        named = listed(f"{name} ({day.year})" for day, name in gone)
        ended = f"{opening(len(gone))} {have} ended{so_far}: {named}."
    return f"{first}, first reached on {say(since)}. {ended}"


def count_on(turns, on):
    """How many count on a day."""
    return next((turn.total for turn in reversed(turns) if turn.day <= on), 0)


def certain_on(turns, on):
    """How many count on a day beyond doubt."""
    return next((turn.certain for turn in reversed(turns) if turn.day <= on), 0)


def the_most(turns, on):
    """The most that counted on one day up to a day, and the first day on which so many did."""
    known = [turn for turn in turns if turn.day <= on]
    top = max(known, key=lambda turn: (turn.total, -turn.day.toordinal()))
    return top.total, top.day


def _gone(turns, on):
    """The governments that ceased to count by a day and do not count on it, with the day."""
    gone = {}
    for turn in turns:
        if turn.day <= on:
            gone |= {one.place.government: (turn.day, one.place.display_name) for one in turn.went}
            for one in turn.came:
                gone.pop(one.place.government, None)
    return list(gone.values())


def _when(turns, on):
    """The month, where the number holds on all its days; else the day."""
    month = PartialDate(on, "month")
    if any(month.first < turn.day <= month.last for turn in turns):
        return f"on {say(on)}"
    return f"in {month.say()}"


def _part_before(day):
    """The last third of a year that was over before the day: early 2019."""
    end = date(day.year, day.month - (day.month - 1) % 4, 1) - timedelta(1)
    third = ("early ", "mid-", "late ")[(end.month - 1) // 4]
    return f"{third}{end.year}"


def _after(turns, limited, on, today):
    """What became of it since, up to today."""
    now, later = count_on(turns, on), count_on(turns, today)
    if not any(on < turn.day <= today for turn in turns):
        said = "; the count has not changed since"
    else:
        said = (
            "; today there are as many"
            if now == later
            else f"; today there are {in_words(later, certain_on(turns, today))}"
        )
    before, after = limited
    if before != after:
        went = f"{in_words(before)} to {in_words(after)}"
        verb = "rose" if after > before else "fell"
        said += f", while states with a limit {verb} from {went}"
    return f"{said}."


def _lately(turns, on):
    """What came and went in the last 24 months."""
    since = months_before(on, WINDOW)
    recent = [turn for turn in turns if since < turn.day <= on]
    came, went = (sum(len(getattr(turn, what)) for turn in recent) for what in ("came", "went"))
    if not came and not went:
        return f"; none took effect or ended in the last {WINDOW} months."
    return f"; in the last {WINDOW} months {in_words(came)} took effect and {in_words(went)} ended."
