"""Nobody makes this machine ask its own services, or those beside it."""

import pytest

import laws.sources.public_http
from laws.sources.check import look
from laws.sources.public_http import is_public
from tests.support.api_server import Api, answer, redirect


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with Api() as running:
        yield running


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("10.1.2.3", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_what_is_public_is_known(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_page_of_this_machine_is_looked_at(server, scheme, host):
    sight = look(f"{scheme}://{host}:{server.server_port}/", "agent", 0.5)

    assert sight.problem.startswith("it cannot be reached")
    assert server.asked == []


def test_a_public_page_does_not_lead_into_a_private_network(server, monkeypatch):
    monkeypatch.setattr(
        laws.sources.public_http, "is_public", lambda address: address == "127.0.0.1"
    )
    server.script = [redirect(f"http://127.0.0.2:{server.server_port}/secret")]
    sight = look(server.address, "agent", 0.5)

    assert sight.problem == "it cannot be reached: its address belongs to a private network"
    assert {asked.plain_path for asked in server.asked} <= {"", "/"}
    server.script = [answer({})]
    assert look(server.address, "agent", 0.5).status == 200
