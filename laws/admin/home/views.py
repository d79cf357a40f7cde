"""The front page of the desk: every queue with its count and the lists that show its rows."""

from typing import NamedTuple

from django.db.models import Case, Count, Value, When
from django.urls import reverse

from laws.admin.base.site import SECTIONS
from laws.editing.queues import QUEUES, unverified
from laws.editing.roles import person
from laws.editing.workflow import REVIEW
from laws.models import (
    Bill,
    Correction,
    InboxEntry,
    Jurisdiction,
    Measure,
    Order,
    Ordinance,
    Proposal,
)
from laws.models import SeenPage as Seen
from laws.models.measure import LOCAL, ORDERED

NOUNS = {
    "measure": (Bill, Ordinance, Order),
    "proposal": (Proposal,),
    "correction": (Correction,),
    "inboxentry": (InboxEntry,),
    "jurisdiction": (Jurisdiction,),
    "seenpage": (Seen,),
}
"""The sections that show the rows of a noun."""


CALLED = SECTIONS | {"InboxEntry": "Bills"}
"""What the rows of a section are called."""


class SectionCount(NamedTuple):
    """The rows of a queue in one section: how many, what the section calls them, their list."""

    count: int
    words: str
    address: str


class QueueCount(NamedTuple):
    """A queue on the front page; `walk` is where its rows are gone through one by one."""

    queue: object
    count: int
    parts: list[SectionCount]
    walk: str = ""


class AddLink(NamedTuple):
    """What one may enter, and where."""

    words: str
    address: str


class QueueGroup(NamedTuple):
    """Queues under one heading: those in which something waits, and the titles of the others."""

    title: str
    lines: list[QueueCount]
    empty: list[str]


def queue_groups(user, on) -> list[QueueGroup]:
    """The queues that are an account's business, under their headings. A query a noun."""
    shown = {
        noun: models
        for noun, sections in NOUNS.items()
        if (models := [model for model in sections if _may_see(user, model)])
    }
    wanted = {
        title: [one for one in queues if one.noun in shown and one.is_for(user)]
        for title, queues in QUEUES.items()
    }
    counts = _counts([one for queues in wanted.values() for one in queues], person(user), on)
    found = []
    for title, queues in wanted.items():
        lines = [_line(one, shown[one.noun], counts, user) for one in queues]
        empty = [line.queue.title for line in lines if not line.count]
        found.append(QueueGroup(title, [line for line in lines if line.count], empty))
    return [group for group in found if group.lines or group.empty]


def add_links(user) -> list[AddLink]:
    """What an account may enter: a link a section of measures."""
    sections = [model._meta for model in NOUNS["measure"]]
    return [
        AddLink(f"Add {_article(one.model_name)}", reverse(f"admin:laws_{one.model_name}_add"))
        for one in sections
        if user.has_perm(f"laws.add_{one.model_name}")
    ]


def list_address(queue, section) -> str:
    """The list of a section narrowed to a queue."""
    return f"{reverse(f'admin:laws_{section}_changelist')}?{queue.parameter}={queue.name}"


def _article(noun):
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _may_see(user, model):
    return user.has_perm(f"laws.view_{model._meta.model_name}")


def _line(queue, sections, counts, user):
    parts = []
    for model in sections:
        section = model._meta.model_name
        count = counts.get((queue.name, section), 0)
        if count:
            words = CALLED[model.__name__].lower()
            words = words.removesuffix("s") if count == 1 else words
            parts.append(SectionCount(count, words, list_address(queue, section)))
    walks = queue.rows is unverified and person(user).may(REVIEW)
    walk = reverse("admin:verify_next") if walks else ""
    return QueueCount(queue, sum(part.count for part in parts), parts, walk)


def _counts(queues, who, on):
    """How many rows wait in each queue and section: {(queue, section): count}."""
    asked = {}
    for queue in queues:
        model = Measure if queue.noun == "measure" else NOUNS[queue.noun][0]
        section = _SECTION if model is Measure else Value(queue.noun)
        rows = queue.rows(model.objects.all(), who, on).order_by()
        rows = rows.annotate(queue=Value(queue.name), section=section).values("queue", "section")
        asked.setdefault(model, []).append(
            rows.annotate(n=Count("pk")).values_list("queue", "section", "n")
        )
    return {
        (queue, section): n
        for first, *others in asked.values()
        for queue, section, n in first.union(*others, all=True)
    }


_SECTION = Case(
    When(LOCAL, then=Value("ordinance")),
    When(ORDERED, then=Value("order")),
    default=Value("bill"),
)
