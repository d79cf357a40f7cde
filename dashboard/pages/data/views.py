"""/data/: the whole record to download, and its files."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from dashboard.pages.data.data import first_day, table_files, whole_files
from dashboard.pages.data.maker import maker
from dashboard.pages.data.recipes import recipes
from dashboard.pages.data.structured_data import dataset
from dashboard.web.file_answers import ASK_EACH_TIME, lasting_file
from dashboard.web.json_ld import json_ld
from dashboard.web.kept_pages import record_state
from dashboard.web.page_url import path_to
from dashboard.web.params import asked_date, page, site_of, today
from laws.models import Edition
from laws.models.edition import edition_read
from laws.open_data import shelf
from laws.open_data.cells import HOW_TO_READ
from laws.open_data.files import NAMES
from laws.open_data.shelf import Shelf

IN_A_MINUTE = "60"


def data(request: HttpRequest) -> HttpResponse:
    """What there is, how to read it, what each column means; of an edition, its own page."""
    if edition := edition_read():
        return redirect("edition", edition.number)
    found, is_current = _shelf()
    site, whole, tables = site_of(request), whole_files(found), table_files(found)
    each = [file for one in tables for file in one.files]
    context = {
        "made": found,
        "is_current": is_current,
        "changed_at": found and datetime.fromisoformat(found.changed_at),
        "whole": whole,
        "tables": tables,
        "recipes": recipes(site + path_to("data")),
        "how_to_read": HOW_TO_READ,
        "newest": Edition.objects.last(),
        "site": site,
        "facts": json_ld(dataset(site, found, [*(one for one, _ in whole), *each], first_day())),
    }
    response = page(request, "dashboard/data/data.html", context, on=asked_date(request))
    if not is_current:
        response["Cache-Control"] = "no-cache"  # what it says of the files will soon be otherwise
    return response


def data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file, whole or in parts: of the newest state of the record of which files were made, or
    that of the edition asked for.
    """
    if name not in NAMES:
        raise Http404
    if edition := edition_read():
        return redirect("edition-file", edition.number, name)
    found, _ = _shelf()
    if found is None:
        return _not_yet(request)
    path, tag = found.folder / name, found.files[name].sha256[:32] if name in found.files else ""
    try:
        return lasting_file(
            request, path, name, NAMES[name], tag, control=ASK_EACH_TIME,
            since=int(path.stat().st_mtime),
        )  # fmt: skip
    except OSError:
        return _not_yet(request)


def _shelf() -> tuple[Shelf | None, bool]:
    """The files there are, and whether they are of the record as it is now: if not, they are made
    while others go on.
    """
    found, state = shelf.newest(), record_state.now()
    is_current = bool(found and state and found.key == shelf.key_of(state.name, today()))
    if not is_current and settings.MAKE_FILES:
        maker.ask()
    return found, is_current


def _not_yet(request: HttpRequest) -> HttpResponse:
    response = render(request, "dashboard/data/not_yet.html", status=503)
    response["Retry-After"] = IN_A_MINUTE
    response["Cache-Control"] = "no-store"
    return response
