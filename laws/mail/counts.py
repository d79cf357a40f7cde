"""How many follow what, and how often they are written to: counted, without their addresses."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from django.db.models import Count, Q

from laws.models import Follower, Subscription
from laws.vocabulary import HowOften, Words

FEED = re.compile(r"/(feeds|states|places|measures|list)/(.*?)/?changes\.atom")
OWN_WORDS = ("q", "note")
"""What a reader wrote: it is nobody's business what someone in particular looks for."""


class Follows(Words):
    """What kind of thing is followed."""

    EVERYTHING = "feeds", "All that happens", "Everything"
    STATE = "states", "A state with its local governments", "A state"
    PLACE = "places", "One local government", "A place"
    MEASURE = "measures", "One law or bill", "A law or bill"
    FILTER = "filter", "What a filter lets through", "A filter"
    LIST = "list", "Lists of their own, which are told to nobody", "Lists of their own"


@dataclass(slots=True)
class Followed:
    """One thing that is followed: its `key` is the end of its page's address, or the query string
    of a filter. `by` counts the subscriptions by how often they are told.
    """

    kind: Follows
    key: str
    by: dict[str, int] = field(default_factory=lambda: dict.fromkeys(HowOften.values, 0))
    webhooks: int = 0

    @property
    def total(self) -> int:
        return sum(self.by.values())


@dataclass(frozen=True, slots=True)
class Following:
    """All that is followed, the most followed first; how many addresses that is, and how many asked
    and have not confirmed.
    """

    followed: list[Followed]
    addresses: int
    waiting: int


def following() -> Following:
    """How many follow what. Three queries."""
    confirmed = Subscription.objects.filter(confirmed_at__isnull=False)
    counts = {name: Count("pk", filter=Q(how_often=name)) for name in HowOften.values}
    takes = Q(webhook__verified_at__isnull=False, webhook__paused_at=None)
    rows = confirmed.order_by().values("what").annotate(**counts, hooks=Count("pk", filter=takes))
    found: dict[tuple[Follows, str], Followed] = {}
    for row in rows:
        kind, key = _kind_of(row["what"])
        one = found.setdefault((kind, key), Followed(kind, key))
        one.webhooks += row["hooks"]
        for name in HowOften.values:
            one.by[name] += row[name]
    order = list(Follows)
    return Following(
        sorted(found.values(), key=lambda one: (order.index(one.kind), -one.total, one.key)),
        Follower.objects.filter(subscriptions__confirmed_at__isnull=False).distinct().count(),
        Subscription.objects.filter(confirmed_at=None).count(),
    )


def _kind_of(what: str) -> tuple[Follows, str]:
    """What kind of thing the address of a feed follows, and which."""
    path, _, asked = what.partition("?")
    match = FEED.fullmatch(path)
    if match is None or match[1] == Follows.LIST:
        return Follows.LIST, ""
    if match[1] != Follows.EVERYTHING or not asked:
        return Follows(match[1]), match[2]
    kept = [pair for pair in parse_qsl(asked) if pair[0] not in OWN_WORDS]
    return Follows.FILTER, urlencode(kept)
