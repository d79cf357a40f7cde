"""What views read from a request, and the frame of the pages and JSON that answer it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from dashboard.web.api_links import api_address
from dashboard.web.data_files import by_mail, data_files, feeds_of
from dashboard.web.editions import may_read_editions
from dashboard.web.embedding import EMBEDS
from dashboard.web.page_url import path_to
from dashboard.web.parameters import parameters_of
from laws.counting.shared import once_per_state
from laws.models import Edition, Jurisdiction, LoadedRecord, PublicChange
from laws.models.edition import edition_read
from laws.models.public_change import OF_STATE, state_of
from laws.text.dates import say


def today() -> date:
    """The day on which the page is asked for, or that of the edition that it shows. Nothing below
    the views asks what day it is.
    """
    edition = edition_read()
    return edition.day if edition else timezone.localdate()


def site_of(request: HttpRequest) -> str:
    """The address of the site as it was asked for, without a slash at the end."""
    return request.build_absolute_uri("/").removesuffix("/")


def explain(request: HttpRequest, name: str, value: str, allowed: str) -> None:
    """Tell the visitor that a value was not understood."""
    parameters_of(request).explain(name, value, allowed)


def asked_date(request: HttpRequest) -> date:
    """The date of `?on=`, or today."""
    return parameters_of(request).day("on", today(), "showing today")


def asked_choice(
    request: HttpRequest, name: str, allowed: Collection[str], default: str = ""
) -> str:
    """The value of a parameter that takes one of a few words, or its default."""
    return parameters_of(request).choice(name, allowed, default)


def asked_number(request: HttpRequest, name: str, highest: int, default: int = 1) -> int:
    """The value of a parameter that takes a whole number from 1 to `highest`, or its default."""
    return parameters_of(request).number(name, highest, default)


def asked_state(request: HttpRequest) -> Jurisdiction | None:
    """The state of `?state=` by its postal code, or None for all."""
    code = request.GET.get("state", "").strip()
    if not code:
        return None
    states = Jurisdiction.objects.state_level().governments()
    state = states.filter(state_code=code.upper()).first() if len(code) == 2 else None
    if state is None:
        explain(request, "state", code, "a postal code such as MA is allowed; all states are shown")
    return state


def asked_legislature(request: HttpRequest, known: Collection[str]) -> str | None:
    """The code of `?state=` among those known, empty for the country (`us`); None for all."""
    code = request.GET.get("state", "").strip()
    state_code = "" if code.lower() == "us" else code.upper()
    if not code or (state_code in known and len(code) == 2):
        return state_code if code else None
    explain(request, "state", code, "a postal code such as MA, or US, is allowed; all are shown")
    return None


def query(**parameters: Any) -> str:
    """A query string of the parameters that have a value, with its question mark; or nothing."""
    kept = {name: value for name, value in parameters.items() if value not in (None, "")}
    return "?" + urlencode(kept, doseq=True) if kept else ""


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    on: date,
    nav: str = "",
    files: dict[str, str] | None = None,
    is_dated: bool = False,
) -> HttpResponse:
    """Render a page of the site with what its frame needs.

    `files` are the addresses of its JSON and CSV, where they are not called as the page is;
    `is_dated` says that its path names the day already.
    """
    record = loaded_record()
    day = today()
    kept = None if on == day else on.isoformat()
    rest = request.GET.copy()
    rest.pop("on", None)
    asked, dated = rest.copy(), rest.copy()
    if not is_dated:
        dated["on"] = on.isoformat()
        if kept:
            asked["on"] = kept
    edition = edition_read()
    feeds = feeds_of(request)
    asked_query = "?" + asked.urlencode() if asked else ""
    pinned = edition.number if edition else record.edition
    if pinned and may_read_editions(request.path_info):
        dated["edition"] = str(pinned)
    dated_query = "?" + dated.urlencode() if dated else ""
    frame = {
        "on": on,
        "today": day,
        "is_today": on == day,
        "on_query": query(on=kept),
        "and_on": f"&on={kept}" if kept else "",
        "asked_query": asked_query,
        "cited": {
            "on": on,
            "address": site_of(request) + request.path + dated_query,
            "accessed": timezone.localdate(),
            "record": record.version or "",
            "edition": pinned,
        },
        "about_path": request.path,
        "data_files": data_files(request, asked_query, files),
        "feeds": feeds,
        "by_mail": by_mail(feeds),
        "oembed": _oembed(request, asked, edition),
        "today_url": request.path + ("?" + rest.urlencode() if rest else ""),
        "notices": [*request.notices, *ahead(on)],
        "record": record.version and {"version": record.version, "date_words": _loaded(record)},
        "nav": nav,
        "edition": edition,
        "newest_url": request.path + ("?" + request.GET.urlencode() if request.GET else ""),
    }
    return render(request, template, frame | context)


def _oembed(request: HttpRequest, asked: QueryDict, edition: Edition | None) -> str:
    """Where to learn how another site shows a page; nothing of one that has no embed."""
    match = request.resolver_match
    if not match or match.url_name not in EMBEDS:
        return ""
    if edition:
        asked = asked.copy()
        asked["edition"] = str(edition.number)
    address = site_of(request) + request.path + (f"?{asked.urlencode()}" if asked else "")
    return path_to("oembed") + query(url=address)


def ahead(on: date) -> list[str]:
    """What is said first of a future date: that what follows is only what is known today."""
    if on <= today():
        return []
    if edition_read():
        since = f"what was known on {say(today())}, about {say(on)}"
        return [f"This is after the day of the edition: {since}. It may have changed since."]
    known = f"what is known today, {say(today())}, about {say(on)}"
    return [f"This is in the future: {known}. It may change."]


@dataclass(frozen=True, slots=True)
class RecordAtHand:
    """Which release the record that is read came from, and the number of the newest edition, if
    nothing has changed since it was made.
    """

    version: str | None = None
    loaded_at: datetime | None = None
    edition: int | None = None


@once_per_state
def loaded_record() -> RecordAtHand:
    """The record that is read. One query."""
    loaded = LoadedRecord.objects.values("version", "loaded_at")
    if edition_read():
        return RecordAtHand(**(loaded.first() or {}))
    newest = Edition.objects.order_by("-number").values("number", "state")
    parts = {f"loaded_{name}": loaded.values(name)[:1] for name in ("version", "loaded_at")}
    parts |= {f"newest_{name}": newest.values(name)[:1] for name in ("number", "state")}
    asked = {name: Max(Subquery(rows)) for name, rows in parts.items()}
    found = PublicChange.objects.aggregate(**OF_STATE, **asked)
    is_newest = found["newest_state"] == state_of(found).name
    return RecordAtHand(
        found["loaded_version"],
        found["loaded_loaded_at"],
        found["newest_number"] if is_newest else None,
    )


def _loaded(record: RecordAtHand) -> str:
    day = record.loaded_at and timezone.localtime(record.loaded_at).date()
    return f"loaded on {say(day)}" if day else ""


def answer_json(
    request: HttpRequest, on: date, rule: str, content: Mapping[str, Any]
) -> JsonResponse:
    """A JSON twin: the content with its date, its filters, its rule and any notices."""
    asked = {name: request.GET.getlist(name) for name in request.GET if name != "on"}
    body = {"on": on.isoformat(), "filters": asked, "rule": rule} | content
    if edition := edition_read():
        body["edition"] = {"number": edition.number, "made_at": edition.made_at.isoformat()}
    if api := api_address(request, on, site_of(request)):
        body["api"] = api
    notices = [*request.notices, *ahead(on)]
    if notices:
        body["notices"] = notices
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    # The record is public: any page may read the twins.
    response["Access-Control-Allow-Origin"] = "*"
    return response
