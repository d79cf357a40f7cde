"""The server for assistants at /mcp: one POST, one answer, no sessions, no cookies."""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt

from dashboard.api.door import EXPOSED
from dashboard.api.limits import MOST, POLICY, WINDOW, asked_by
from dashboard.api.operation import Asked
from dashboard.api.parameters import Misunderstood
from dashboard.assistants.protocol import (
    HANDSHAKE,
    INTERNAL,
    INVALID_PARAMS,
    VERSIONS,
    Headers,
    Refused,
    Reply,
    reply,
)
from dashboard.assistants.tool import Tool
from dashboard.assistants.tools import INSTRUCTIONS, TOOL, TOOLS
from dashboard.web.editions import json_in
from dashboard.web.errors import RETRY_SECONDS
from dashboard.web.page_url import path_to
from dashboard.web.params import loaded_record, site_of, today
from dashboard.web.public_form import address_of
from laws.counting.shared import only_read
from laws.models import Edition
from laws.models.edition import reading

MOST_BYTES = 64 * 1024
METHODS = "POST, OPTIONS"
SENT = "Accept, Content-Type, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id"

log = logging.getLogger(__name__)


def mcp(request: HttpRequest) -> HttpResponse:
    """The answer to one message of the Model Context Protocol."""
    is_allowed, rate = True, None
    if request.method == "OPTIONS":
        response = HttpResponse(status=204)
        response["Access-Control-Allow-Methods"] = METHODS
        response["Access-Control-Allow-Headers"] = SENT
        response["Access-Control-Max-Age"] = "86400"
    elif request.method != "POST":
        # No stream of news is kept open, and there is no session to end.
        response = HttpResponse(
            "Send messages of the Model Context Protocol by POST.\n", status=405
        )
        response["Content-Type"] = "text/plain; charset=utf-8"
    else:
        is_allowed, rate = asked_by(address_of(request))
        response = _answer(request) if is_allowed else _too_many(rate.seconds)
    response["Allow"] = METHODS
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED
    response["Cache-Control"] = "no-store"
    response["RateLimit-Policy"] = POLICY
    if rate is not None:
        response["RateLimit"] = rate.header
    return response


# Nobody is logged in here and nothing is changed: a forged request could only be answered.
mcp = csrf_exempt(mcp)
mcp.answers_programs = True
mcp.reads_primary = True  # the log of events is written when it is asked for


def _answer(request: HttpRequest) -> HttpResponse:
    accepted = request.headers.get("Accept", "*/*")
    if not any(one in accepted for one in ("application/json", "application/*", "*/*")):
        return HttpResponse("Accept must allow application/json.\n", status=406)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_BYTES:
        said = f"A message has at most {MOST_BYTES // 1024} KB.\n"
        return HttpResponse(said, status=413, content_type="text/plain; charset=utf-8")
    version, method, name = (
        request.headers.get(one, "") for one in ("MCP-Protocol-Version", "Mcp-Method", "Mcp-Name")
    )
    try:
        found = reply(request.body, Headers(version, method, name), _answers(request))
    except (DatabaseError, InterfaceError) as error:
        log.error("The database does not answer: %s", error)
        response = _sent(_failed("The database does not answer. Please ask again later.", 503))
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    return _sent(found)


def _sent(found: Reply) -> HttpResponse:
    if found.message is None:
        return HttpResponse(status=found.status)
    text = json.dumps(found.message, ensure_ascii=False)
    return HttpResponse(text, status=found.status, content_type="application/json")


def _failed(words: str, status: int) -> Reply:
    error = {"code": INTERNAL, "message": words}
    return Reply(status, {"jsonrpc": "2.0", "id": None, "error": error})


def _too_many(seconds: int) -> HttpResponse:
    said = f"One address may ask {MOST} questions in {WINDOW} seconds. Please wait."
    response = _sent(_failed(said, 429))
    response["Retry-After"] = str(seconds)
    return response


# --- what each method answers ---------------------------------------------------------------------


def _answers(request: HttpRequest) -> Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]]:
    return {
        "initialize": lambda params: _initialized(request, params),
        "server/discover": lambda params: _discovered(request),
        "ping": lambda params: {},
        "tools/list": lambda params: {"tools": [one.described for one in TOOLS]},
        "tools/call": lambda params: _called(request, params),
    }


def _server(request: HttpRequest) -> dict[str, Any]:
    record = loaded_record()
    return {
        "name": "facelaw",
        "title": "Facelaw: the law on face recognition in the United States, on any day",
        "version": record.version or "0",
        "websiteUrl": site_of(request) + path_to("home"),
    }


def _initialized(request: HttpRequest, params: Mapping[str, Any]) -> dict[str, Any]:
    asked = params["protocolVersion"]
    return {
        "protocolVersion": asked if asked in HANDSHAKE else HANDSHAKE[-1],
        "capabilities": {"tools": {}},
        "serverInfo": _server(request),
        "instructions": INSTRUCTIONS,
    }


def _discovered(request: HttpRequest) -> dict[str, Any]:
    return {
        "supportedVersions": list(VERSIONS),
        "capabilities": {"tools": {}},
        "instructions": INSTRUCTIONS,
        "_meta": {"io.modelcontextprotocol/serverInfo": _server(request)},
    }


def _called(request: HttpRequest, params: Mapping[str, Any]) -> dict[str, Any]:
    """What a tool answers: first the sentence to quote, then all of it; what it does not take is
    said to whoever asked, who can ask otherwise.
    """
    tool = TOOL.get(params["name"])
    if tool is None:
        raise Refused(INVALID_PARAMS, f"There is no such tool: {', '.join(TOOL)} are the tools.")
    only_read()  # the log of events, which a tool may bring up to date, is not shared
    try:
        answer = _read(request, tool, tool.values(params.get("arguments") or {}))
    except Misunderstood as error:
        wrong = {"parameter": error.name, "value": error.value, "allowed": error.allowed}
        return {"content": [_text(str(error)), _text(json.dumps(wrong))], "isError": True}
    quote = answer["quote"]
    said = f"{quote['sentence']} ({quote['address']})"
    whole = json.dumps(answer, ensure_ascii=False)
    return {"content": [_text(said), _text(whole)], "structuredContent": answer, "isError": False}


def _read(request: HttpRequest, tool: Tool, values: QueryDict) -> dict[str, Any]:
    """What a tool answers from today's record, or from the edition that is asked for."""
    site, number = site_of(request), values.get("edition", "")
    if not number:
        return tool.answer(Asked(tool, values, today(), site, request.path, {}))
    edition = Edition.objects.called(number)
    if edition is None:
        newest = Edition.objects.last()
        allowed = f"1 to {newest.number} are the editions" if newest else "no edition is made yet"
        raise Misunderstood("edition", number, allowed)
    rest = values.copy()
    del rest["edition"]  # what answers sees a record, as always
    with reading(edition):
        answer = tool.answer(Asked(tool, rest, today(), site, request.path, {}))
        return json.loads(json_in(edition, json.dumps(answer, ensure_ascii=False), site))


def _text(words: str) -> dict[str, str]:
    return {"type": "text", "text": words}
