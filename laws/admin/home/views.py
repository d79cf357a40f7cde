"""The front page of the desk: every queue with its count and the lists that show its rows."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Count, Model, Value
from django.urls import reverse

from laws.admin.base.addresses import SECTION
from laws.admin.base.site import SECTIONS
from laws.editing.queues import QUEUES, Queue, duplicates, unverified
from laws.editing.roles import person
from laws.editing.workflow import Person
from laws.models import (
    Bill,
    Correction,
    InboxEntry,
    Jurisdiction,
    Measure,
    Order,
    Ordinance,
    Proposal,
    SeenPage,
)
from laws.vocabulary import REVIEW

NOUNS: dict[str, tuple[type[Model], ...]] = {
    "measure": (Bill, Ordinance, Order),
    "proposal": (Proposal,),
    "correction": (Correction,),
    "inboxentry": (InboxEntry,),
    "jurisdiction": (Jurisdiction,),
    "seenpage": (SeenPage,),
}
"""The sections that show the rows of a noun."""
NAMES = SECTIONS | {"InboxEntry": "Bills"}
"""What the rows of a section are called."""


class SectionCount(NamedTuple):
    """The rows of a queue in one section: how many, what the section calls them, their list."""

    count: int
    words: str
    address: str


class QueueCount(NamedTuple):
    """A queue on the front page; `walk` is the address that goes through its rows one by one, and
    `walk_words` what that is called.
    """

    queue: Queue
    count: int
    parts: list[SectionCount]
    walk: str = ""
    walk_words: str = "Check one after another"


class AddLink(NamedTuple):
    """What an account may add, and the address of its form."""

    words: str
    address: str


class QueueGroup(NamedTuple):
    """Queues under one heading: those in which something waits, and the titles of the others."""

    title: str
    lines: list[QueueCount]
    empty: list[str]


def queue_groups(user: User, on: date) -> list[QueueGroup]:
    """The queues that concern an account, under their headings. One query for each noun."""
    shown = {
        noun: models
        for noun, sections in NOUNS.items()
        if (models := [model for model in sections if _may_see(user, model)])
    }
    wanted = {
        title: [queue for queue in queues if queue.noun in shown and queue.is_for(user)]
        for title, queues in QUEUES.items()
    }
    counts = _counts([queue for queues in wanted.values() for queue in queues], person(user), on)
    groups = []
    for title, queues in wanted.items():
        lines = [_line(queue, shown[queue.noun], counts, user) for queue in queues]
        empty = [line.queue.title for line in lines if not line.count]
        groups.append(QueueGroup(title, [line for line in lines if line.count], empty))
    return [group for group in groups if group.lines or group.empty]


def add_links(user: User) -> list[AddLink]:
    """What an account may add: one link for each section of measures."""
    nouns = [model._meta.model_name for model in NOUNS["measure"]]
    return [
        AddLink(f"Add {_article(noun)}", reverse(f"admin:laws_{noun}_add"))
        for noun in nouns
        if user.has_perm(f"laws.add_{noun}")
    ] + [
        AddLink("Code a measure a second time", reverse("admin:coding"))
        for _ in range(person(user).may(REVIEW))
    ]


def list_address(queue: Queue, section: str) -> str:
    """The address of a section's list, narrowed to a queue."""
    return f"{reverse(f'admin:laws_{section}_changelist')}?{queue.parameter}={queue.name}"


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _may_see(user: User, model: type[Model]) -> bool:
    return user.has_perm(f"laws.view_{model._meta.model_name}")


Counts = dict[tuple[str, str], int]
"""How many rows wait: {(queue, section): count}."""


def _line(queue: Queue, sections: Iterable[type[Model]], counts: Counts, user: User) -> QueueCount:
    parts = []
    for model in sections:
        section = model._meta.model_name
        count = counts.get((queue.name, section), 0)
        if count:
            words = NAMES[model.__name__].lower()
            words = words.removesuffix("s") if count == 1 else words
            parts.append(SectionCount(count, words, list_address(queue, section)))
    walks = queue.rows is unverified and person(user).may(REVIEW)
    walk = reverse("admin:verify_next") if walks else ""
    count = sum(part.count for part in parts)
    if queue.rows is duplicates:
        return QueueCount(queue, count, parts, reverse("admin:duplicates"), "Compare pair by pair")
    return QueueCount(queue, count, parts, walk)


def _counts(queues: Iterable[Queue], who: Person, on: date) -> Counts:
    by_model: dict[type[Model], list] = {}
    for queue in queues:
        model = Measure if queue.noun == "measure" else NOUNS[queue.noun][0]
        section = SECTION if model is Measure else Value(queue.noun)
        rows = queue.rows(model.objects.all(), who, on).order_by()
        rows = rows.annotate(queue=Value(queue.name), section=section).values("queue", "section")
        by_model.setdefault(model, []).append(
            rows.annotate(n=Count("pk")).values_list("queue", "section", "n")
        )
    return {
        (queue, section): n
        for first, *others in by_model.values()
        for queue, section, n in first.union(*others, all=True)
    }
