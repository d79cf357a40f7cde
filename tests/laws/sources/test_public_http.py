"""Nobody makes this machine ask its own services, or those beside it."""

import pytest

import laws.sources.public_http
from laws.sources.check import look
from laws.sources.public_http import is_public
from tests.support.api_server import Api, answer, redirect

OTHERWISE_WRITTEN = (
    "127.1", "0", "0x7f.1", "0x7f000001", "017700000001", "0177.0.0.01", "127.0.0.1.", "localhost.",
    "LOCALHOST", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::]",
    "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[64:ff9b:1::7f00:1]", "[::ffff:0:127.0.0.1]",
    "[fe80::1%25lo]", "１２７.0.0.1", "127。0。0。1",
    "①②⑦.0.0.1", "%31%32%37.0.0.1", "ip6-localhost",
    "127.0.0.1%00.example.gov", "127.255.255.254",
)  # fmt: skip


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
        ("64:ff9b:1::7f00:1", False),
        ("::ffff:0:7f00:1", False),
        ("2001::7f00:1", False),
        ("fec0::1", False),
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


def test_however_this_machine_is_written_nothing_is_asked_of_it(server, record_property):
    port = server.server_port
    for host in OTHERWISE_WRITTEN:
        for address in (f"http://{host}:{port}/", f"HTTP://8.8.8.8@{host}:{port}/?a#b"):
            assert look(address, "agent", 0.5).problem, address
    for scheme in ("file", "ftp", "gopher", "dict", "data", "jar", "unix", ""):
        assert look(f"{scheme}://127.0.0.1:{port}/", "agent", 0.5).problem, scheme
    assert server.asked == []
    record_property("tried", 2 * len(OTHERWISE_WRITTEN) + 8)


def test_a_name_that_leads_elsewhere_the_second_time_is_asked_where_it_was_looked_up(
    server, monkeypatch
):
    """Of a name that is public once and private then, the connection goes where it was checked."""
    answers = iter([["192.0.2.1"], ["127.0.0.1"], ["10.0.0.1", "127.0.0.1"]])
    connected = []
    monkeypatch.setattr(
        laws.sources.public_http.socket, "getaddrinfo", lambda *_, **__: resolved(next(answers))
    )
    monkeypatch.setattr(laws.sources.public_http, "is_public", lambda ip: ip == "192.0.2.1")

    def connect(address, *_, **__):
        connected.append(address[0])
        raise OSError("nothing listens")

    monkeypatch.setattr(laws.sources.public_http.socket, "create_connection", connect)
    for _ in range(3):
        assert look(f"http://rebinding.example:{server.server_port}/", "agent", 0.5).problem
    assert connected == ["192.0.2.1"]
    assert server.asked == []


def resolved(addresses):
    """What a look-up of a name answers."""
    return [(2, 1, 6, "", (ip, 80)) for ip in addresses]


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
