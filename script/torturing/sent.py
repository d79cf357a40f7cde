"""Malformed input that is sent: each field of the forms that anyone may send, and each argument of
the tools of /mcp.
"""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote_to_bytes, urlencode

from django.urls import Resolver404, resolve

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
OTHERWISE = [
    None, True, -1, 1e308, 10**400, "\ud800", "\x00", [], {}, [[None]], ["ma"] * 500,
    {"a": {"b": 1}},
]  # fmt: skip
"""Values that JSON has and an address has not."""
BROKEN = [
    b"", b"{", b"null", b"[]", b"[{}]", b'"x"', b"\xff\xfe", b"[" * 60_000, b'{"a":' * 9000,
    b"NaN", b'{"jsonrpc":"2.0","id":1e999,"method":"ping"}', b'{"jsonrpc":"2.0","id":1,"method":7}',
    b'{"jsonrpc":"1.0","id":1,"method":"ping"}', b'{"jsonrpc":"2.0","id":{},"method":"ping"}',
    b'{"jsonrpc":"2.0","id":1,"method":"tools/call"}', b"x" * 70_000,
]  # fmt: skip
"""Messages that are none."""


@dataclass(frozen=True)
class Sent:
    """What is sent to an address."""

    path: str
    kind: str
    body: bytes


def messages(payloads: list[str]) -> list[Sent]:
    """All that is sent, with these payloads, which are written as in an address."""
    plain = [unquote_to_bytes(one).decode(errors="replace") for one in payloads]
    return [*_forms(plain), *_calls(plain)]


def _forms(payloads: list[str]) -> Iterator[Sent]:
    """Each field of each form, of which the others stand as the page shows them."""
    from tests.support.elements import read
    from torturing.addresses import get

    shown = {
        path: {
            box["name"]: box.get("value", "") for tag in ("input", "textarea", "select", "button")
            for box in read(get(path)).all(f"form[method=post] {tag}[name]")
        }
        for path in takers()
    }  # fmt: skip
    names = sorted({name for fields in shown.values() for name in fields})
    for path, fields in shown.items():
        for name in names:
            for payload in payloads:
                yield Sent(path, FORM, urlencode(fields | {name: payload}).encode())
        yield Sent(path, JSON, b"{}")
        yield Sent(path, FORM, b"&".join(b"text=1" for _ in range(5000)))


def takers() -> Iterator[str]:
    """The public addresses that take a form."""
    from torturing.addresses import patterns

    for one in patterns():
        with contextlib.suppress(Resolver404):
            view = resolve(one.made_up).func
            if not one.is_of_desk and getattr(view, "takes_forms", False):
                yield one.made_up


def _calls(payloads: list[str]) -> Iterator[Sent]:
    from dashboard.assistants.tools import TOOLS

    to_mcp = partial(Sent, "/mcp", JSON)
    yield from map(to_mcp, BROKEN)
    for tool in TOOLS:
        for name in [*tool.described["inputSchema"]["properties"], "unknown"]:
            for value in [*payloads, *OTHERWISE]:
                yield to_mcp(call("tools/call", name=tool.name, arguments={name: value}))
    for value in [*payloads, *OTHERWISE]:
        yield to_mcp(call(value))
        yield to_mcp(call("tools/call", name=value, arguments={}))
        yield to_mcp(call("tools/call", name=TOOLS[0].name, arguments=value))
        yield to_mcp(call("initialize", protocolVersion=value))


def call(method: object, **params: object) -> bytes:
    """A message of JSON-RPC."""
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
