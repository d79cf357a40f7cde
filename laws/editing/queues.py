"""What waits for staff: one function a queue, from which its count and its list both come.

Each takes the rows to choose from, who asks and the day, and gives the rows that wait.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from laws.counting.on_date import PRIVATE_USE, PUBLIC_USE
from laws.editing.duplicates import possible_duplicates
from laws.editing.verification import FRESH, FRESH_WHILE_PENDING
from laws.editing.workflow import ALONE, PUBLISH, Person
from laws.models import Action, Measure, Source, StageSpan, Term
from laws.vocabulary import (
    LIMITS,
    NOT_LOCAL,
    OPEN_CORRECTIONS,
    PENDING,
    ActionKind,
    Basis,
    EditorialStatus,
    Effect,
    EntryStatus,
    Precision,
    ProposalStatus,
    Reach,
    Stage,
)

SOON, AHEAD, YEAR = timedelta(7), timedelta(30), timedelta(365)


class Queue(NamedTuple):
    """A queue: its name in addresses, its title, what it means, and the rows that wait in it.

    `noun` says which lists show it, `parameter` what their address calls it; `right` is what an
    account needs beside seeing the list.
    """

    name: str
    title: str
    means: str
    rows: Callable
    noun: str = "measure"
    right: str = ""
    parameter: str = "queue"

    def is_for(self, user):
        """Whether the queue is an account's business."""
        return not self.right or user.has_perm(self.right)


# --- waiting for someone ------------------------------------------------------------------------


def own_drafts(measures, who: Person, on: date):
    """Drafts that the asker entered."""
    return measures.filter(status=EditorialStatus.DRAFT, entered_by=who.key)


def sent_back(proposals, who: Person, on: date):
    """Changes that the asker proposed, and a publisher sent back with a comment."""
    public = EditorialStatus.PUBLISHED
    return proposals.filter(status=ProposalStatus.SENT_BACK, author=who.key, measure__status=public)


def in_review(measures, who: Person, on: date):
    """Drafts in review, save those that a publisher may not publish for having edited them last."""
    waiting = measures.filter(status=EditorialStatus.IN_REVIEW)
    return waiting.exclude(edited_by=who.key) if _needs_another(who) else waiting


def proposed(proposals, who: Person, on: date):
    """Open proposals, save those that a publisher may not accept for having made them."""
    waiting = proposals.filter(status=ProposalStatus.OPEN)
    return waiting.exclude(author=who.key) if _needs_another(who) else waiting


def _needs_another(who):
    return who.may(PUBLISH) and not who.may(ALONE)


def reported(corrections, who: Person, on: date):
    """Reports from readers that wait for an answer."""
    return corrections.filter(status__in=OPEN_CORRECTIONS)


def incoming(entries, who: Person, on: date):
    """What imports brought and nobody decided about."""
    return entries.filter(status=EntryStatus.WAITING)


# --- with a date ----------------------------------------------------------------------------------


def hearings(measures, who: Person, on: date):
    """Measures with a hearing from today to seven days ahead, where its day is known."""
    days = {"precision": Precision.DAY, "day__range": (on, on + SOON)}
    heard = Action.objects.filter(measure=OuterRef("pk"), kind=ActionKind.HEARING, **days)
    return _kept(measures).filter(Exists(heard.order_by()))


def turning(measures, who: Person, on: date):
    """Measures that begin to bind, or no longer bind, from today to thirty days ahead."""
    days = on, on + AHEAD
    turns = Q(starts_on__range=days) | Q(ends_on__range=days)
    terms = Term.objects.filter(turns, measure=OuterRef("pk"))
    return _kept(measures).filter(Exists(terms.order_by()))


def _kept(measures):
    return measures.exclude(status=EditorialStatus.WITHDRAWN)


# --- to be checked --------------------------------------------------------------------------------


def unverified(measures, who: Person, on: date):
    """What is published and was never checked against its source, or too long ago."""
    runs = Q(session__isnull=False) & (Q(session__end_on=None) | Q(session__end_on__gte=on))
    moves = runs & Exists(_standing(PENDING, on))
    old = Q(verified_on=None) | Q(verified_on__lt=on - FRESH)
    old |= moves & Q(verified_on__lt=on - FRESH_WHILE_PENDING)
    return measures.published().filter(old)


def by_urgency(measures, on: date):
    """What is to be verified in order: what is pending first, then what waited longest."""
    pending = Case(When(Exists(_standing(PENDING, on)), then=Value(0)), default=Value(1))
    return measures.order_by(pending, F("verified_on").asc(nulls_first=True), "pk")


def undecided(measures, who: Person, on: date):
    """Measures of a session that is over, and no action says what became of them."""
    pending, inferred = _standing(PENDING, on), _standing([Stage.FAILED], on)
    outcome = Exists(pending) | Exists(inferred.filter(basis=Basis.INFERRED))
    return _kept(measures).filter(outcome, session__end_on__lt=on)


def _standing(stages, on):
    spans = StageSpan.objects.filter(measure=OuterRef("pk"), stage__in=stages)
    return spans.at(on).order_by()


def unofficial(measures, who: Person, on: date):
    """What is published without any source that the government itself published."""
    official = Source.objects.filter(measure=OuterRef("pk"), official=True)
    return measures.published().exclude(Exists(official.order_by()))


def duplicates(measures, who: Person, on: date):
    """Measures that may stand on the record twice."""
    pairs = possible_duplicates()
    return measures.filter(pk__in={key for pair in pairs for key in (pair.one, pair.other)})


def unsearched(places, who: Person, on: date):
    """Governments without a rule of their own that were not searched for one within a year.

    States, territories, the District and the country; a local government only if someone searched
    it before, as nobody searches all of them.
    """
    own = Measure.objects.published().in_force(on).filter(_bears_on_government_use())
    without = places.exclude(Exists(own.filter(jurisdiction=OuterRef("pk")).order_by()))
    never, old = Q(searched_on=None, kind__in=NOT_LOCAL), Q(searched_on__lt=on - YEAR)
    return without.filter(never | old, same_as=None, active=True)


def _bears_on_government_use():
    """What gives a state a rule of its own (R8): a limit, general or narrow, or a permission."""
    limits = Q(effect__in=LIMITS) & ~Q(regulates__contained_by=sorted(PRIVATE_USE))
    public = Q(reach=Reach.GENERAL, regulates__overlap=sorted(PUBLIC_USE))
    return limits | Q(effect=Effect.SCHOOLS) | Q(effect=Effect.AUTHORIZATION) & public


def dead(pages, who: Person, on: date):
    """Cited addresses that were not there when they were last looked at."""
    return pages.exclude(problem="")


QUEUES = {
    "Waiting for you": [
        Queue("mine", "My drafts", "Drafts that you entered and nobody has reviewed.", own_drafts),
        Queue(
            "sent_back", "My proposals, sent back",
            "A publisher says what is to be done; write them anew.",
            sent_back, "proposal", "laws.review_measure",
        ),
        Queue(
            "in_review", "Drafts in review", "Ready for a second pair of eyes.",
            in_review, "measure", "laws.review_measure",
        ),
        Queue(
            "proposed", "Proposed changes", "Changes of what is public; a publisher accepts them.",
            proposed, "proposal", "laws.review_measure",
        ),
        Queue(
            "open", "Reports from readers", "Someone outside found a mistake and waits.",
            reported, "correction",
        ),
        Queue(
            "waiting", "Inbox of imports",
            "What other records say of bills: new, changed, or not to be read.",
            incoming, "inboxentry", "laws.change_inboxentry",
        ),
    ],
    "Soon": [
        Queue("hearings", "Hearings within 7 days", "From today on, where the day is known.",
              hearings),
        Queue("turning", "In effect or ending within 30 days",
              "They begin to bind, or no longer bind.", turning),
    ],
    "To check": [
        Queue("unverified", "Not verified",
              "Never checked against the source, or not for 90 days while pending, 365 otherwise.",
              unverified),
        Queue("undecided", "Session over, outcome not recorded",
              "Still pending, or only inferred to have failed.", undecided),
        Queue("duplicates", "Possible duplicates",
              "One number twice in a session, or titles much alike; related ones left out.",
              duplicates),
        Queue("unofficial", "Published without an official source",
              "No source of theirs is marked as the government’s own.", unofficial),
        Queue("unsearched", "No law found, search a year old or never",
              "“None found” is only as good as the last search.", unsearched, "jurisdiction"),
        Queue("dead", "Sources that are gone",
              "Cited pages that were not there when last looked at.", dead, "seenpage",
              parameter="seen"),
    ],
}  # fmt: skip
"""The queues as the front page shows them, the most urgent first."""

BY_NAME = {queue.name: queue for group in QUEUES.values() for queue in group}


def queues_of(noun: str, user) -> list[Queue]:
    """The queues of the lists of a noun that are an account's business."""
    return [queue for queue in BY_NAME.values() if queue.noun == noun and queue.is_for(user)]
