"""A feed as it is sent: Atom 1.0 and JSON Feed 1.1."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.feeds.entries import Entry
from dashboard.feeds.selection import CHANGES
from dashboard.words.record_events import NOTHING

VERSION = "https://jsonfeed.org/version/1.1"
ATOM, JSON_FEED = "application/atom+xml; charset=utf-8", "application/feed+json"
LANGUAGE = "en-US"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ABOUT = (
    "What changed in the law on face recognition, and in what Facelaw says of it: each change "
    "with what was said before. A summary, not legal advice. CC BY 4.0."
)


class _Atom(Atom1Feed):
    """Atom whose `updated` is that of its latest entry, or of when the log began, so that the same
    record gives the same bytes.
    """

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=self.feed["began"])


def as_atom(
    title: str, home: str, own: str, entries: Iterable[Entry], site: str, began: datetime
) -> str:
    """The feed as Atom. `home` is the page that shows the same, `own` the feed's address."""
    feed = _Atom(
        title=printable(title), link=home, description=ABOUT, subtitle=ABOUT, feed_url=own,
        feed_guid=own, language=LANGUAGE, author_name="Facelaw", author_link=site + "/",
        feed_copyright="CC BY 4.0", began=began,
    )  # fmt: skip
    for one in entries:
        feed.add_item(
            title=printable(one.title), link=site + one.path, unique_id=one.key,
            description=printable(content_of(one)), pubdate=one.at, updateddate=one.at,
            categories=[CHANGES[one.kind]],
        )  # fmt: skip
    return feed.writeString("utf-8")


def printable(text: str) -> str:
    """A text without the characters that no XML may hold."""
    return UNPRINTABLE.sub("", text)


def as_json_feed(
    title: str, home: str, own: str, entries: Iterable[Entry], site: str
) -> dict[str, Any]:
    """The feed as JSON Feed; `_facelaw` of an item has what the change feed of the API has."""
    return {
        "version": VERSION,
        "title": title,
        "home_page_url": home,
        "feed_url": own,
        "description": ABOUT,
        "language": LANGUAGE,
        "authors": [{"name": "Facelaw", "url": site + "/"}],
        "items": [_item(one, site) for one in entries],
    }


def _item(one: Entry, site: str) -> dict[str, Any]:
    at = one.at.isoformat()
    return {
        "id": one.key,
        "url": site + one.path,
        "title": one.title,
        "content_html": content_of(one),
        "date_published": at,
        "date_modified": at,
        "tags": [CHANGES[one.kind]],
        "_facelaw": {
            "about": "Beside the feed: the events of this entry, as /api/v1/changes has them.",
            "kind": one.kind,
            "measure": one.measure or None,
            "events": [event_row(event) for event in one.events],
        },
    }


def event_row(event: Any) -> dict[str, Any]:
    """An event for programs: its number is the cursor."""
    return {
        "cursor": event.pk,
        "at": event.note.at.isoformat(),
        "table": event.table,
        "key": event.key_parts,
        "did": event.did,
        "kind": event.kind,
        "before": event.before,
        "after": event.after,
        "why": event.why or None,
        "source": event.source or None,
        "release": event.note.release or None,
        "measure": event.measure or None,
        "division_id": event.division_id or None,
        "state": event.state or None,
    }


def content_of(one: Entry) -> SafeString:
    """An entry as HTML: what was said before and what is said now, why, and what is in doubt."""
    lines = format_html_join("", "<li>{}</li>", ((_line(d),) for d in one.differences))
    said = format_html("<p>{}.</p>", CHANGES[one.kind])
    if lines:
        said += format_html("<ul>{}</ul>", lines)
    for why, source in one.reasons:
        link = format_html(' <a href="{}">Source</a>', source) if source else ""
        said += format_html("<p>Why: {}{}</p>", why, link)
    return said + format_html("<p>In doubt (‡): {}</p>", one.doubt) if one.doubt else said


def _line(one: Any) -> SafeString:
    if not one.what:
        return format_html("{}", str(one))
    return format_html(
        "{}: <del>{}</del>, now <ins>{}</ins>", one.what, one.before or NOTHING,
        one.after or NOTHING,
    )  # fmt: skip
