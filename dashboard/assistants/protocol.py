"""JSON-RPC messages of the Model Context Protocol (MCP): each is answered by itself, for there are
no sessions.

The forms of messages are those of `mcp_types`, which is loaded with the first message: it is large,
and most workers are never asked.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

HANDSHAKE = ("2025-06-18", "2025-11-25")
"""Versions of the protocol that begin with `initialize`."""
MODERN = "2026-07-28"
"""The version of the protocol in which each request says what it needs to be answered."""
VERSIONS = (*HANDSHAKE, MODERN)
META = "io.modelcontextprotocol/"
PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS, INTERNAL = (
    -32700, -32600, -32601, -32602, -32603,
)  # fmt: skip
HEADER_MISMATCH, OTHER_VERSION = -32020, -32022
STATUS = {
    PARSE_ERROR: 400, INVALID_REQUEST: 400, INVALID_PARAMS: 400, NO_METHOD: 404,
    HEADER_MISMATCH: 400, OTHER_VERSION: 400,
}  # fmt: skip
CACHE = {"ttlMs": 3_600_000, "cacheScope": "public"}

Answers = Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]]


class Refused(Exception):
    """A message that is answered with an error of JSON-RPC."""

    def __init__(self, code: int, words: str, **data: Any) -> None:
        super().__init__(words)
        self.code, self.data = code, data


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent: a status of HTTP, and a message or nothing."""

    status: int
    message: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Headers:
    """What the headers of a request say of its message."""

    version: str = ""
    method: str = ""
    name: str = ""


def reply(body: bytes, headers: Headers, answers: Answers) -> Reply:
    """The answer to one message; `answers` has a function for each method."""
    identity = None
    try:
        message = _read(body)
        if headers.version and headers.version not in VERSIONS:
            raise _unknown_version(headers.version)
        if "id" not in message:
            _check_form("JSONRPCNotification", message)
            return Reply(202)
        _check_form("JSONRPCRequest", message)
        identity = message["id"]
        result = _result(message, headers, answers)
    except Refused as refused:
        return _error(refused, identity, headers.version == MODERN)
    return Reply(200, {"jsonrpc": "2.0", "id": identity, "result": result})


def _read(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(PARSE_ERROR, "This is no JSON in UTF-8.") from None
    if not isinstance(message, dict):
        raise Refused(INVALID_REQUEST, "Send one message at a time: a JSON object, and no list.")
    return message


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _check_form(model: str, message: dict[str, Any]) -> None:
    import mcp_types

    try:
        getattr(mcp_types, model).model_validate(message)
    except ValueError:
        said = "This is no request: it needs jsonrpc, id, method, and params as an object."
        raise Refused(INVALID_REQUEST, said) from None


def _result(message: dict[str, Any], headers: Headers, answers: Answers) -> dict[str, Any]:
    from mcp_types.methods import serialize_server_result, validate_client_request

    method, params = message["method"], message.get("params") or {}
    version = headers.version or HANDSHAKE[0]
    if version == MODERN:
        _check_envelope(method, params, headers)
    try:
        validate_client_request(method, version, message.get("params"))
    except KeyError:
        raise Refused(NO_METHOD, f"There is no method {method[:60]} here.") from None
    except ValueError as error:
        raise Refused(INVALID_PARAMS, _first_of(error, method)) from None
    if method not in answers:
        raise Refused(NO_METHOD, f"There is no method {method[:60]} here.")
    result = answers[method](params)
    if version == MODERN:
        cached = method in ("tools/list", "server/discover")
        result = {"resultType": "complete", **(CACHE if cached else {}), **result}
    return serialize_server_result(method, version, result)


def _check_envelope(method: str, params: Mapping[str, Any], headers: Headers) -> None:
    """Refuse a request whose headers say another thing than its body, or whose body says too
    little: of this version, each request names its version and what its client can do.
    """
    meta = params.get("_meta")
    needed = [META + "protocolVersion", META + "clientCapabilities"]
    missing = [key for key in needed if not isinstance(meta, dict) or key not in meta]
    if missing:
        raise Refused(INVALID_PARAMS, f"params._meta needs {' and '.join(missing)}.")
    named = params.get("name") if method == "tools/call" else None
    for header, sent, said in (
        ("MCP-Protocol-Version", headers.version, meta[needed[0]]),
        ("Mcp-Method", headers.method, method),
        ("Mcp-Name", headers.name, named),
    ):
        if sent != said and said is not None:
            raise Refused(HEADER_MISMATCH, f"The header {header} and the message differ.")


def _first_of(error: ValueError, method: str) -> str:
    """The first thing that is wrong with the parameters of a method, without what was sent."""
    found = getattr(error, "errors", list)()
    where = ".".join(str(part) for part in found[0]["loc"]) if found else "params"
    return f"{method} was not understood: {where[:80]} is missing or of another type."


def _unknown_version(asked: str) -> Refused:
    said = f"This version of the protocol is not spoken here: {', '.join(VERSIONS)} are."
    return Refused(OTHER_VERSION, said, supported=list(VERSIONS), requested=asked[:40])


def _error(refused: Refused, identity: Any, is_modern: bool) -> Reply:
    error = {"code": refused.code, "message": str(refused)}
    if refused.data:
        error["data"] = refused.data
    status = STATUS.get(refused.code, 200)
    if identity is not None and not is_modern and refused.code != OTHER_VERSION:
        status = 200  # before the newest version, what a request did is said in the message alone
    return Reply(status, {"jsonrpc": "2.0", "id": identity, "error": error})
