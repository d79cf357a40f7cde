"""What /bills/ says in its first sentences, worked out from the docket of the date."""

from collections import Counter
from statistics import median

from dashboard.pages.bills.data import CONGRESS, introduced
from dashboard.words.names import in_sentence, name_within
from dashboard.words.numbers import counted, in_words, opening, plural
from dashboard.words.tense import tense_of
from laws.counting.bills import BILLS_SINCE
from laws.text.dates import say
from laws.vocabulary import Stage


def headline(docket):
    """The first sentence in three parts, of which the middle one is the finding to quote."""
    bills = docket.pending
    on = f"On {say(docket.on)}, "
    if not bills:
        where = (
            f"in {_legislature(docket)}" if docket.state_code is not None else "in any legislature"
        )
        be = tense_of(docket.as_of).verb("be")
        return on, f"no bill on face recognition {be} pending", f" {where}."
    be = tense_of(docket.as_of).verb("be", len(bills))
    finding = f"{counted(len(bills), 'bill')} {be} pending"
    return on, finding, f" {_where(docket)}; {_progress(bills, docket)}."


def _legislature(docket):
    return in_sentence(docket.name(docket.state_code))


def _where(docket):
    codes = {one.jurisdiction.state_code for one in docket.pending}
    states = len(codes - {""})
    if len(codes) == 1:
        return f"in {in_sentence(docket.name(codes.pop()))}"
    said = f"in {counted(states, 'state')}"
    return f"{said} and in {CONGRESS}" if "" in codes else said


def _progress(bills, docket):
    """How far the furthest of them got."""
    have = tense_of(docket.as_of).verb
    stages = Counter(one.stage for one in bills)
    whole, half = stages[Stage.PASSED], stages[Stage.PASSED_ONE_CHAMBER]
    if not whole and not half:
        said = f"{have('have')} passed"
        return f"none {said} a chamber" if len(bills) > 1 else f"it {said} no chamber"
    if len(bills) == 1:
        return f"it {have('have')} passed {'its legislature' if whole else 'one chamber'}"
    parts = []
    if half:
        parts.append(f"{in_words(half)} {have('have', half)} passed one chamber")
    if whole:
        whose = "its legislature" if whole == 1 else "their legislatures"
        parts.append(f"{in_words(whole)} {have('have', whole)} passed {whose}")
    return " and ".join(parts)


def following(docket):
    """The oldest bill, or when someone last searched for any; what local governments consider."""
    said = [_oldest(docket)] if docket.pending else _search(docket)
    local = len(docket.local)
    if local:
        be = tense_of(docket.as_of).verb("be", local)
        noun = f"measure {be}" if local == 1 else f"measures {be}"
        more = " more" if docket.pending else ""
        said.append(f"{opening(local)}{more} {noun} before local governments.")
    return " ".join(said)


def _search(docket):
    """Nothing found is told from nothing looked for."""
    if docket.state_code is None:
        return []
    if docket.searched_on:
        return [f"We last searched its law on {say(docket.searched_on)}."]
    return ["We have not yet searched its law."]


def _oldest(docket):
    oldest = docket.pending[0]
    when = introduced(oldest)
    name = name_within(oldest, is_law=False)
    # Some have no number and go by their titles.
    said = f"“{name}”" if name == oldest.title else name
    said = (
        f"{oldest.jurisdiction.name} {said}"
        if oldest.jurisdiction.state_code
        else f"{said} in {CONGRESS}"
    )
    be = tense_of(docket.as_of).verb("be")
    verb = f"The oldest {be}" if len(docket.pending) > 1 else f"It {be}"
    days = f"{docket.days_of(oldest):,} days earlier"
    if when.precision == "day":
        return f"{verb} {said}, introduced on {when.say()}, {days}."
    return f"{verb} {said}, introduced in {when.say()}, at least {days}."


def next_hearings(docket, within):
    """What is said where no hearing lies within so many days: the first that does, if any."""
    none = f"We know of no hearing on a pending measure in the next {within} days."
    if not docket.hearings:
        return none
    return f"{none} The first known hearing is on {docket.hearings[0].when.say()}."


def title_of_pending(docket):
    """How many are pending where, for the chart by stage."""
    bills = docket.pending
    where = f" {_where(docket)}" if bills else ""
    return f"{plural(len(bills), 'bill')} pending{where} on {say(docket.on)}, by stage"


def title_of_outcomes(docket, looked_for, known):
    """What became of the bills of the years in which we looked for them, for the chart by session.

    `known` are all that we know, of earlier years too.
    """
    whose = "" if docket.state_code is None else f" of {_legislature(docket)}"
    on = f"by {say(docket.on)}"
    if known and not looked_for.bills:
        few = f"{opening(known)} {'bill' if known == 1 else 'bills'}"
        return f"{few}{whose} introduced {on}: we looked for bills from {BILLS_SINCE} on"
    bills = plural(looked_for.bills, "bill")
    became = f"{in_words(looked_for.laws)} became law"
    be = tense_of(docket.as_of).verb("be", looked_for.pending)
    pending = f"{in_words(looked_for.pending)} {be} pending"
    return f"Of {bills}{whose} introduced since {BILLS_SINCE}, {on}, {became} and {pending}"


def title_of_ages(docket):
    """How old the middle one of what is pending is, for the chart by age."""
    days = [docket.days_of(one) for one in docket.pending]
    on = say(docket.on)
    if not days:
        return f"No bill {tense_of(docket.as_of).verb('be')} pending on {on}"
    if len(days) == 1:
        be = tense_of(docket.as_of).verb("be")
        return f"The one bill pending on {on} {be} {plural(days[0], 'day')} old"
    age = plural(round(median(days)), "day")
    return f"The {len(days):,} bills pending on {on}: median age {age}"
