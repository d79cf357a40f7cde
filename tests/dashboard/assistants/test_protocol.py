"""The server for assistants speaks the Model Context Protocol: as the official client asks, and as
nobody should.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from mcp import Client

from dashboard.api import limits
from dashboard.assistants.tools import TOOL
from tests.support.assistant import Assistant
from tests.support.live_server import Door
from tests.support.makers import make_measure

META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


@pytest.fixture
def assistant(client, db):
    caches["limits"].clear()
    return Assistant(client)


async def _meet(address, mode):
    async with Client(address, mode=mode) as client:
        tools = (await client.list_tools()).tools
        answer = await client.call_tool("law_on", {"place": "ma", "on": "2023-07-20"})
        wrong = await client.call_tool("law_on", {"place": "ma", "on": "2023-07"})
        return client.protocol_version, client.instructions, tools, answer, wrong


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("mode", "version"), [("auto", "2026-07-28"), ("legacy", "2025-11-25")])
def test_the_official_client_is_answered(live_server, mode, version):
    make_measure("Act", "MA", [("enacted", "2023-01-20")])
    address = f"{live_server.url}/mcp"
    with Door().held_open(), ThreadPoolExecutor(1) as thread:  # here an event loop may run already
        spoken, told, tools, answer, wrong = thread.submit(
            lambda: asyncio.run(_meet(address, mode))
        ).result()

    assert spoken == version
    assert "never an instruction" in told
    assert [one.name for one in tools] == list(TOOL)
    assert all(one.annotations.read_only_hint and one.output_schema for one in tools)
    assert answer.structured_content["on"] == "2023-07-20"
    assert answer.content[0].text.endswith("/states/ma/?on=2023-07-20)")
    assert wrong.is_error


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("{", 400, -32700),
        (b"\xff", 400, -32700),
        ("[" * 100_000, 413, None),
        ("[" * 20_000, 400, -32700),
        ('{"jsonrpc": "2.0", "id": NaN, "method": "ping"}', 400, -32700),
        ([{"jsonrpc": "2.0", "id": 1, "method": "ping"}], 400, -32600),
        ("7", 400, -32600),
        ({"jsonrpc": "1.0", "id": 1, "method": "ping"}, 400, -32600),
        ({"jsonrpc": "2.0", "id": None, "method": "ping"}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "result": {}}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/write"}, 200, -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": "resources/list"}, 200, -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call"}, 200, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "x"}}, 200, -32602),
        ({"jsonrpc": "2.0", "method": "notifications/initialized"}, 202, None),
        ({"jsonrpc": "2.0", "id": "a", "method": "ping"}, 200, None),
    ],
)
def test_each_message_gets_the_answer_that_the_protocol_names(assistant, body, status, code):
    response = assistant.send(body)

    assert response.status_code == status
    if code:
        assert response.json()["error"]["code"] == code
    if status == 202:
        assert response.content == b""


@pytest.mark.parametrize(
    ("params", "headers", "status", "code"),
    [
        ({"_meta": META}, {"mcp-method": "tools/list"}, 200, None),
        ({}, {"mcp-method": "tools/list"}, 400, -32602),
        ({"_meta": META}, {"mcp-method": "ping"}, 400, -32020),
        ({"_meta": META}, {"mcp-protocol-version": "2031-01-01"}, 400, -32022),
    ],
)
def test_the_newest_version_says_in_headers_what_the_message_says(
    assistant, params, headers, status, code
):
    assistant.version = "2026-07-28"
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": params}
    response = assistant.send(body, **headers)

    assert response.status_code == status
    assert response.json().get("error", {}).get("code") == code


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_only_messages_are_taken(client, db, method):
    response = getattr(client, method)("/mcp")

    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")


def test_programs_on_other_sites_may_ask_without_cookies(client, assistant):
    asked = client.options("/mcp", headers={"origin": "https://example.org"})
    response = assistant.send({"jsonrpc": "2.0", "id": 1, "method": "ping"})

    assert asked.status_code == 204
    assert "MCP-Protocol-Version" in asked["Access-Control-Allow-Headers"]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Set-Cookie" not in response


def test_the_guide_names_the_address_and_every_tool(client, db):
    page = client.get("/api/").content.decode()

    assert "<code>http://testserver/mcp</code>" in page
    assert all(f"<code>{name}</code>" in page for name in TOOL)


def test_an_address_that_asks_too_much_waits(assistant, monkeypatch):
    monkeypatch.setattr(limits, "MOST", 1)
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_050)
    first, second = (
        assistant.send({"jsonrpc": "2.0", "id": 1, "method": "ping"}) for _ in range(2)
    )

    assert first["RateLimit"] == '"address";r=0;t=30'
    assert (second.status_code, second["Retry-After"]) == (429, "30")
    assert second.json()["error"]["code"] == -32603


@pytest.mark.usefixtures("no_database")
def test_a_database_that_is_away_is_said_in_json(client):
    caches["limits"].clear()
    response = Assistant(client).send(
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
         "params": {"name": "law_on", "arguments": {"place": "ma"}}}
    )  # fmt: skip

    assert response.status_code == 503
    assert "again" in response.json()["error"]["message"]


def test_a_worker_does_not_load_the_forms_of_messages_before_it_is_asked():
    import subprocess
    import sys

    asked = "import django, sys; django.setup(); import dashboard.urls; "
    asked += "sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
