"""/data/editions/: every edition of the record, and each with what changed and its files."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date

from dashboard.pages.editions.api import (
    DATACITE,
    LINKSET,
    Relation,
    changed_json,
    datacite_json,
    edition_json,
    linkset_json,
    log_json,
    relations,
)
from dashboard.pages.editions.data import all_editions, changed_rows, edition_before, log_of
from dashboard.pages.editions.text import holds
from dashboard.web.file_answers import lasting_file
from dashboard.web.page_url import path_to
from dashboard.web.params import answer_json, asked_date, page, site_of
from laws.models import Edition
from laws.open_data.edition_files import RECORD
from laws.open_data.files import WHOLE
from laws.open_data.store import path_of

OF_WHOLE = {RECORD, *WHOLE}

RULE = (
    "An edition is the published record as it was at one moment, kept for good. A new one is made "
    "when something that is published changed. Any page takes edition=N beside on=: the law on a "
    "day, as this record knew it when that edition was made."
)


def editions(request: HttpRequest) -> HttpResponse:
    """The list, the newest first."""
    found = all_editions()
    context = {
        "editions": [(one, changed_rows(one)) for one in found],
        "newest": found[0] if found else None,
    }
    return page(request, "dashboard/editions/editions.html", context, on=asked_date(request))


def editions_json(request: HttpRequest) -> HttpResponse:
    """The same as data."""
    site = site_of(request)
    rows = [
        edition_json(one, site) | {"changed": changed_json(changed_rows(one))}
        for one in all_editions()
    ]
    return answer_json(request, asked_date(request), RULE, {"editions": rows})


def edition(request: HttpRequest, number: str) -> HttpResponse:
    """One edition: what it holds, what changed since the one before and why, its files."""
    one = _edition(number)
    before = edition_before(one)
    context = {
        "one": one,
        "before": before,
        "changed": changed_rows(one),
        "log": log_of(one, before),
        "holds": holds(one),
        "files": [
            ("The whole record", [file for file in one.files if file["name"] in OF_WHOLE]),
            ("Table by table", [file for file in one.files if file["name"] not in OF_WHOLE]),
        ],
        "datacite": path_to("edition-datacite", number),
    }
    response = page(request, "dashboard/editions/edition.html", context, on=asked_date(request))
    return _signposted(request, response, one, before)


def edition_one_json(request: HttpRequest, number: str) -> HttpResponse:
    """The same as data: `changed` counts rows by kind, `changes` are as in /changes.json."""
    one = _edition(number)
    before = edition_before(one)
    log = log_of(one, before)
    content = edition_json(one, site_of(request)) | {
        "before": before and before.number,
        "changed": changed_json(changed_rows(one)),
        "changes": log_json(log),
        "more_changes": log.is_more,
    }
    response = answer_json(request, asked_date(request), RULE, content)
    return _signposted(request, response, one, before)


def edition_datacite(request: HttpRequest, number: str) -> HttpResponse:
    """What a person sends to DataCite to register a DOI for the edition."""
    one = _edition(number)
    content = datacite_json(one, edition_before(one), site_of(request))
    return JsonResponse(content, content_type=DATACITE, json_dumps_params={"indent": 2})


def edition_linkset(request: HttpRequest, number: str) -> HttpResponse:
    """All that the edition's page links to, for programs."""
    one = _edition(number)
    content = linkset_json(one, edition_before(one), site_of(request))
    return JsonResponse(content, content_type=LINKSET)


def edition_file(request: HttpRequest, number: str, name: str) -> HttpResponseBase:
    """One file of an edition: the same bytes for good, whole or in parts."""
    found = next((file for file in _edition(number).files if file["name"] == name), None)
    if found is None:
        raise Http404
    path, kept_as = path_of(found["sha256"]), f"edition-{number}-{name}"
    try:
        return lasting_file(request, path, kept_as, found["type"], path.name)
    except OSError as error:
        raise Http404 from error


def _edition(number: str) -> Edition:
    found = Edition.objects.called(number)
    if found is None:
        raise Http404
    return found


def _signposted(
    request: HttpRequest, response: HttpResponse, one: Edition, before: Edition | None
) -> HttpResponse:
    """With links for programs and the moment of which it is (RFC 7089). Of the files only those of
    the whole record: a header has its limits, and the set of links names all.
    """
    site = site_of(request)
    linkset = site + path_to("edition-linkset", str(one.number))
    links = [Relation("linkset", linkset, LINKSET)] + [
        link
        for link in relations(one, before, site)
        if link.name != "item" or link.href.rpartition("/")[2] in OF_WHOLE
    ]
    response["Link"] = ", ".join(
        f'<{href}>; rel="{name}"' + (f'; type="{media_type}"' if media_type else "")
        for name, href, media_type in links
    )
    response["Memento-Datetime"] = http_date(one.made_at.timestamp())
    return response
