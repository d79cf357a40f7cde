"""script/server from beginning to end, on the PostgreSQL that the rest of the suite does not use.

The suite runs on the first usable programs; this runs on the last (the package's, where the
system has some too), so that neither way of getting a database rots.
"""

import http.client
import os
import signal
import urllib.request
from pathlib import Path

import psycopg
import pytest
from local_postgres import working_in
from postgres_programs import usable


@pytest.fixture
def start(command, port):
    programs = list(usable())[-1]

    def run():
        server = command("script/server", PORT=str(port), PG_BIN=str(programs.folder))
        said = server.wait_for("ready")
        assert said == f"Facelaw is ready at http://127.0.0.1:{port}\n"
        return server

    return run


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, answer.read().decode()


def measures(cluster):
    with psycopg.connect(cluster.url) as connection:
        return connection.execute("SELECT count(*) FROM laws_measure").fetchone()


def test_start_load_serve_kill_and_start_again(start, command, cluster, port, home):
    server = start()
    status, page = get(port, "/")
    assert status == 200
    assert "Massachusetts" in page
    stylesheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert get(port, stylesheet)[0] == 200
    # Compressing takes a while: of each file there is one, under the name that pages give it.
    assert [path.name for path in (home / "static").glob("print.*css")] == [Path(stylesheet).name]
    loaded = measures(cluster)
    assert loaded > (100,)

    # The database is lost while the site runs: the site brings it back.
    os.kill(int(cluster.process()), signal.SIGKILL)
    assert command("script/manage", "check", "--database", "default").end()[0] == 0
    assert measures(cluster) == loaded
    assert get(port, "/healthz")[0] == 200

    server.send(signal.SIGTERM)
    assert server.end()[0] == 0
    assert working_in(cluster.place.data) == []
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection("127.0.0.1", port).connect()

    # The record is not loaded twice.
    server = start()
    assert measures(cluster) == loaded
    server.send(signal.SIGINT)
    assert server.end()[0] == 0
    assert working_in(cluster.place.data) == []
