"""What a visitor asked for: the date, and parameters that a page can take or must explain.

A mistaken value never breaks a page. The page shows its default, and `request.notices` gets a
sentence that names the parameter, the value and what is allowed.
"""

from datetime import date
from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone

from laws.models import Jurisdiction, LoadedRecord
from laws.text.dates import PartialDate, say

EARLIEST = date(1990, 1, 1)
LATEST = date(2099, 12, 31)
SHOWN = 60


def today():
    """The day on which the page is asked for. Nothing below the views asks what day it is."""
    return timezone.localdate()


def explain(request, name, value, allowed):
    """Tell the visitor that a value was not understood."""
    shown = value if len(value) <= SHOWN else value[:SHOWN] + "…"
    sentence = f"{name}={shown} was not understood: {allowed}."
    # A page and its charts may read the same parameter.
    if sentence not in request.notices:
        request.notices.append(sentence)


def asked_date(request):
    """The date of `?on=`, or today."""
    text = request.GET.get("on", "").strip()
    if not text:
        return today()
    try:
        when = PartialDate.parse(text)
    except ValueError:
        when = None
    if when and when.precision == "day" and EARLIEST <= when.day <= LATEST:
        return when.day
    allowed = f"a day from {EARLIEST} to {LATEST} is allowed, as 2023-07-20; today is shown"
    explain(request, "on", text, allowed)
    return today()


def asked_choice(request, name, allowed, default=""):
    """The value of a parameter that takes one of a few words, or its default."""
    value = request.GET.get(name, "")
    if value in allowed or not value:
        return value or default
    are = "are" if len(allowed) > 1 else "is"
    explain(request, name, value, f"allowed {are} {', '.join(allowed)}")
    return default


def asked_number(request, name, highest, default=1):
    """The value of a parameter that takes a whole number from 1 to `highest`, or its default."""
    value = request.GET.get(name, "")
    if not value:
        return default
    if value.isascii() and value.isdigit() and len(value) < 9 and 1 <= int(value) <= highest:
        return int(value)
    explain(request, name, value, f"a whole number from 1 to {highest} is allowed")
    return default


def asked_state(request) -> Jurisdiction | None:
    """The state of `?state=` by its postal code, or None for all."""
    code = request.GET.get("state", "").strip()
    if not code:
        return None
    states = Jurisdiction.objects.state_level().governments()
    state = states.filter(state_code=code.upper()).first() if len(code) == 2 else None
    if state is None:
        explain(request, "state", code, "a postal code such as MA is allowed; all states are shown")
    return state


def query(**parameters):
    """A query string of the parameters that have a value, with its question mark; or nothing."""
    kept = {name: value for name, value in parameters.items() if value not in (None, "")}
    return "?" + urlencode(kept, doseq=True) if kept else ""


def on_parameter(on):
    """The value that keeps a date in an address; None when it is today's."""
    return None if on == today() else on.isoformat()


def page(request, template, context, *, on, nav=""):
    """Render a page of the site with what its frame needs."""
    record = LoadedRecord.objects.first()
    day = today()
    kept = None if on == day else on.isoformat()
    rest = request.GET.copy()
    rest.pop("on", None)
    asked = rest.copy()
    if kept:
        asked["on"] = kept
    frame = {
        "on": on,
        "today": day,
        "is_today": on == day,
        "on_query": query(on=kept),
        "and_on": f"&on={kept}" if kept else "",
        "asked_query": "?" + asked.urlencode() if asked else "",
        "today_url": request.path + ("?" + rest.urlencode() if rest else ""),
        "notices": request.notices,
        "record": record and {"version": record.version, "date_words": _loaded(record)},
        "nav": nav,
    }
    return render(request, template, frame | context)


def _loaded(record):
    return f"loaded on {say(timezone.localtime(record.loaded_at).date())}"


def answer_json(request, on, rule, content):
    """A JSON twin: the content with its date, its filters, its rule and any notices."""
    asked = {name: request.GET.getlist(name) for name in request.GET if name != "on"}
    body = {"on": on.isoformat(), "filters": asked, "rule": rule} | content
    if request.notices:
        body["notices"] = request.notices
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    # The record is public: any page may read the twins.
    response["Access-Control-Allow-Origin"] = "*"
    return response
