"""script/server: what stands in its way is said in one sentence, and nothing is left running."""

import os
import shutil
import socket
import subprocess

import psycopg
import pytest
from environment import ROOT
from local_postgres import working_in


@pytest.fixture
def refusal(command, cluster, port):
    """What the server says when it refuses to start."""

    def run(**variables):
        code, _, said = command("script/server", **{"PORT": str(port), **variables}).end()
        assert code == 1
        assert len(said.strip().splitlines()) == 1, said
        assert working_in(cluster.place.data) == []
        return said

    return run


def test_a_port_that_is_taken(refusal):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        said = refusal(PORT=str(number))
    assert f"cannot listen on 127.0.0.1:{number} (Address already in use)" in said
    assert "choose another with PORT or HOST" in said


@pytest.mark.parametrize("wrong", ["eighty", "0", "65536", "-1", "8 0"])
def test_a_port_that_is_no_port(refusal, wrong):
    said = refusal(PORT=wrong)
    assert f"PORT is set to '{wrong}': it takes a number from 1 to 65535." in said


def test_a_host_that_is_not_ours(refusal):
    assert "cannot listen on 203.0.113.9:" in refusal(HOST="203.0.113.9")


def test_workers_that_are_no_number(refusal):
    assert "WORKERS is set to 'many': it takes a number" in refusal(WORKERS="many")


def test_a_home_that_cannot_be_written(refusal, home):
    (home / "file").touch()
    said = refusal(FACELAW_HOME=str(home / "file" / "below"))
    assert f"{home}/file/below, which cannot be written" in said
    assert "set FACELAW_HOME to a folder of yours" in said


def test_a_database_that_cannot_be_reached(refusal, port):
    said = refusal(DATABASE_URL=f"postgresql://someone@127.0.0.1:{port}/facelaw")
    assert "The database that DATABASE_URL names cannot be reached" in said
    assert "unset it to use a private database" in said


def test_a_database_of_another_make(refusal):
    said = refusal(DATABASE_URL="mysql://127.0.0.1/facelaw")
    assert "DATABASE_URL must be postgresql://" in said


def test_a_database_that_is_newer_than_the_code(refusal, cluster):
    with cluster.in_use(), psycopg.connect(cluster.url) as connection:
        connection.execute(
            "CREATE TABLE django_migrations (id bigint, app text, name text, applied timestamptz)"
        )
        connection.execute("INSERT INTO django_migrations VALUES (1, 'laws', '9999_later', now())")
    said = refusal()
    assert "The database is newer than this code (it has laws.9999_later): update the code" in said


def test_a_python_that_is_too_old(home):
    checkout = home / "checkout"
    programs = home / "programs"
    (checkout / "script").mkdir(parents=True)
    programs.mkdir()
    for name in ("setup", "server"):
        shutil.copy(ROOT / "script" / name, checkout / "script" / name)
    old = programs / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    for tool in ("sh", "dirname", "cat", "cksum"):
        (programs / tool).symlink_to(shutil.which(tool))
    done = subprocess.run(
        [str(checkout / "script" / "server")],
        env={"PATH": str(programs), "HOME": str(home)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Facelaw needs Python 3.11 or newer: install it")
    assert os.listdir(checkout) == ["script"]
