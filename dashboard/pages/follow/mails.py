"""What mails to those who follow say: as text and as HTML, without a picture and without anything
that would tell us who reads them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from dashboard.feeds.entries import LATEST, Entry, latest_entries
from dashboard.feeds.formats import content_of
from dashboard.pages.follow.data import name_of, selection_at
from dashboard.web.page_url import path_to
from dashboard.words.numbers import counted
from laws.mail.links import KEPT_UNCONFIRMED, to_confirm, to_end, to_yours
from laws.models import Letter, RecordEvent, Subscription
from laws.vocabulary import HowOften, LetterKind

LONGEST_SUBJECT = 150
RHYTHM = {
    HowOften.AT_ONCE: "within minutes of each change",
    HowOften.DAILY: "in the morning of each day on which something changed",
    HowOften.WEEKLY: "on Monday mornings, if something changed",
}


@dataclass(frozen=True, slots=True)
class News:
    """What a digest tells: what is followed, the page that shows it, and the entries."""

    name: str
    home: str
    entries: list[Entry]
    is_cut: bool


class Writer:
    """Writes the letters of one run; what many follow is looked up once."""

    def __init__(self, now: datetime):
        self.today = timezone.localtime(now).date()
        self._news: dict[tuple, News | None] = {}

    def is_news(self, letter: Letter) -> bool:
        """Whether there is something to tell."""
        news = self.news(letter)
        return bool(news and news.entries)

    def news(self, letter: Letter) -> News | None:
        """What a digest tells; None where its feed is gone."""
        key = (letter.subscription.what, letter.after_event, letter.up_to_event,
               letter.after_day, letter.up_to_day)  # fmt: skip
        if key not in self._news:
            self._news[key] = _news(*key, self.today)
        return self._news[key]

    def events(self, one: Subscription, after: int, most: int) -> list[RecordEvent]:
        """The events of a subscription after a number, the first so many."""
        selection = selection_at(one.what, self.today)
        if selection is None:
            return []
        found = RecordEvent.objects.filter(selection.condition, pk__gt=after)
        return list(found.select_related("note").order_by("pk")[:most])

    def write(self, letter: Letter) -> EmailMultiAlternatives:
        """A letter as a mail."""
        if letter.kind == LetterKind.CONFIRM:
            return self._confirmation(letter)
        if letter.kind == LetterKind.PAUSED:
            return self._paused(letter)
        return self._digest(letter)

    def _confirmation(self, letter: Letter) -> EmailMultiAlternatives:
        selection = selection_at(letter.subscription.what, self.today)
        name = name_of(selection) if selection else "a feed that is gone"
        context = {
            "name": name,
            "rhythm": RHYTHM[HowOften(letter.how_often)],
            "link": _whole(reverse("follow-confirm", args=[to_confirm(letter)])),
            "days": KEPT_UNCONFIRMED.days,
            "site": settings.SITE_ADDRESS,
        }
        return _mail(letter, f"Confirm: follow {name} by email", "confirm", context)

    def _paused(self, letter: Letter) -> EmailMultiAlternatives:
        one = letter.subscription
        selection = selection_at(one.what, self.today)
        name = name_of(selection) if selection else "what you follow"
        yours = _whole(reverse("follow-yours", args=[to_yours(one.follower)]))
        context = {"name": name, "yours": yours, "site": settings.SITE_ADDRESS}
        return _mail(letter, f"Your webhook is paused: {name}", "paused", context)

    def _digest(self, letter: Letter) -> EmailMultiAlternatives:
        news, one = self.news(letter), letter.subscription
        news = news or News("what you follow", path_to("changes"), [], False)
        end = _whole(reverse("follow-end", args=[to_end(one)]))
        context = {
            "news": news,
            "entries": [(entry, content_of(entry)) for entry in news.entries],
            "count": counted(len(news.entries), "change, changes"),
            "home": _whole(news.home),
            "rhythm": RHYTHM[HowOften(one.how_often)],
            "end": end,
            "yours": _whole(reverse("follow-yours", args=[to_yours(one.follower)])),
            "site": settings.SITE_ADDRESS,
        }
        mail = _mail(letter, _subject(news), "digest", context)
        mail.extra_headers |= {
            "List-Id": f"Facelaw changes <changes.{urlsplit(settings.SITE_ADDRESS).hostname}>",
            "List-Unsubscribe": f"<{end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        return mail


def _news(
    what: str, after: int, up_to: int, after_day: date, up_to_day: date, today: date
) -> News | None:
    """The entries of a feed within a span of events and days. At most seven queries."""
    selection = selection_at(what, today)
    if selection is None:
        return None
    span = Q(pk__gt=after, pk__lte=up_to)
    found = latest_entries(replace(selection, events=selection.events & span), up_to_day)
    # What has no events came with the calendar.
    told = [one for one in found if one.events or after_day < one.day <= up_to_day]
    return News(name_of(selection), selection.home, told, len(found) >= LATEST)


def _subject(news: News) -> str:
    if len(news.entries) == 1:
        said = news.entries[0].title
    else:
        said = f"{counted(len(news.entries), 'change, changes')}: {news.name}"
    said = " ".join(said.split())
    return said if len(said) <= LONGEST_SUBJECT else said[: LONGEST_SUBJECT - 1] + "…"


def _mail(letter: Letter, subject: str, template: str, context: dict) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        " ".join(subject.split()),
        render_to_string(f"dashboard/follow/mail/{template}.txt", context),
        to=[letter.subscription.follower.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = render_to_string(f"dashboard/follow/mail/{template}.html", context)
    mail.attach_alternative(html, "text/html")
    return mail


def _whole(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"
