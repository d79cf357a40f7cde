"""script/local_postgres.py: the private database server."""

import os
import shutil
import signal
import subprocess
import sys

import psycopg
import pytest
from home import Trouble
from local_postgres import Cluster, working_in
from postgres_place import LONGEST_SOCKET_PATH, server_user
from postgres_programs import private_copy, programs_in, usable, wheel_folders


def ask(cluster, statement):
    with psycopg.connect(cluster.url) as connection:
        return connection.execute(statement).fetchall()


def test_it_runs_until_the_last_user_leaves(cluster, home):
    with cluster.in_use():
        with Cluster(home).in_use():
            assert cluster.answers()
        assert cluster.answers()
        assert ask(cluster, "SELECT current_database()") == [("facelaw",)]
    assert not cluster.answers()
    assert working_in(cluster.place.data) == []


def test_started_by_hand_it_runs_until_stopped_by_hand(cluster):
    cluster.start_and_keep()
    with cluster.in_use():
        pass
    assert cluster.answers()
    cluster.stop_and_forget()
    assert not cluster.answers()


def test_it_is_reached_through_its_socket_only(cluster):
    with cluster.in_use():
        assert ask(cluster, "SHOW listen_addresses") == [("",)]
        assert cluster.place.sockets.stat().st_mode & 0o077 == 0


def test_what_a_failing_disk_changes_is_noticed(cluster):
    with cluster.in_use():
        assert ask(cluster, "SHOW data_checksums") == [("on",)]


def test_programs_that_were_replaced_are_said(cluster, monkeypatch, capsys):
    with cluster.in_use():
        with cluster.in_use():
            assert capsys.readouterr().err == ""
        monkeypatch.setattr("local_postgres.os.readlink", lambda path: "/bin/postgres (deleted)")
        with cluster.in_use():
            assert "PostgreSQL was updated while Facelaw's database runs" in capsys.readouterr().err


def test_it_has_the_extensions_the_record_needs(cluster):
    with cluster.in_use():
        available = ask(cluster, "SELECT name FROM pg_available_extensions")
    assert {("btree_gist",), ("pg_trgm",), ("unaccent",)} <= set(available)


def test_committed_rows_are_there_after_the_server_was_killed(cluster):
    with cluster.in_use():
        with psycopg.connect(cluster.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(int(cluster.process()), signal.SIGKILL)
        cluster.clear_what_a_crash_left()
        cluster.restart_if_lost()
        assert ask(cluster, "SELECT number FROM kept") == [(7,)]


def test_a_lock_file_that_names_a_strangers_process_is_no_obstacle(cluster):
    with cluster.in_use():
        pass
    (cluster.place.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.place.data}\n")
    with cluster.in_use():
        assert cluster.answers()


def test_two_starts_at_once_make_one_server(cluster, home):
    program = "from local_postgres import *; Cluster(home()).start_and_keep()"
    variables = os.environ | {"FACELAW_HOME": str(home)}
    starts = [
        subprocess.Popen([sys.executable, "-c", program], cwd="script", env=variables)
        for _ in range(2)
    ]
    assert [start.wait() for start in starts] == [0, 0]
    assert cluster.answers()


def test_a_deep_home_gets_a_socket_with_a_short_path(home):
    deep = home / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    cluster = Cluster(deep)
    with cluster.in_use():
        assert len(str(cluster.place.socket)) <= LONGEST_SOCKET_PATH
        assert ask(cluster, "SELECT 1") == [(1,)]


def test_a_home_that_only_its_owner_may_enter_will_do(home, cluster):
    home.chmod(0o700)
    with cluster.in_use():
        assert ask(cluster, "SELECT 1") == [(1,)]
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_home_that_was_removed_takes_its_database_with_it(home, cluster):
    home.chmod(0o700)
    with cluster.in_use():
        with psycopg.connect(cluster.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        former = cluster.place.base
    shutil.rmtree(home)
    home.mkdir(mode=0o700)
    with cluster.in_use():
        assert ask(cluster, "SELECT to_regclass('kept')") == [(None,)]
    shutil.rmtree(former, ignore_errors=True)


def test_data_of_another_version_are_refused(cluster):
    with cluster.in_use():
        pass
    (cluster.place.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(Trouble, match="was made by PostgreSQL 9, which is no longer here: install"):
        cluster.start()


def test_a_machine_without_programs_is_told_what_to_do(cluster, monkeypatch):
    monkeypatch.setenv("PG_BIN", "/nowhere")
    with pytest.raises(Trouble, match=r"No PostgreSQL 15 or newer .* was found: install"):
        cluster.start()


def test_named_programs_are_preferred(monkeypatch):
    least_preferred = list(usable())[-1]
    monkeypatch.setenv("PG_BIN", str(least_preferred.folder))
    assert list(usable()) == [least_preferred]


def test_a_copy_of_the_packages_programs_runs_for_the_server_user(home):
    package = next(programs_in(folder) for folder in wheel_folders())
    copy = private_copy(package, home)
    done = subprocess.run([str(copy.folder / "postgres"), "--version"], **server_user())
    assert done.returncode == 0
    assert private_copy(package, home) == copy
