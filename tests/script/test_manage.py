"""script/manage: manage.py in the project's environment."""

from local_postgres import working_in


def test_it_brings_its_own_database_and_key(command, cluster):
    script = "from django.db import connection as c; c.ensure_connection(); print(c.pg_version)"
    code, out, err = command("script/manage", "shell", "--no-imports", "-c", script).end()
    assert (code, err) == (0, "")
    assert int(out) >= 150000
    assert working_in(cluster.place.data) == []


def test_it_passes_on_the_exit_code(command):
    code, _, err = command("script/manage", "nothing-of-the-kind").end()
    assert code == 1
    assert "Unknown command: 'nothing-of-the-kind'" in err


def test_a_database_that_is_away_is_said_in_a_sentence(command):
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x"}
    code, _, err = command("script/manage", "check_record", **nowhere).end()
    assert code == 1
    assert "The database did not do this: connection failed" in err
    assert "Traceback" not in err


def test_the_key_is_made_once_and_for_its_owner_only(command, home):
    show = (
        "script/manage",
        "shell",
        "--no-imports",
        "-c",
        "import os; print(os.environ['SECRET_KEY'])",
    )
    keys = {command(*show).end()[1] for _ in range(2)}
    key = home / "secret_key"
    assert keys == {key.read_text() + "\n"}
    assert len(key.read_text()) > 64
    assert key.stat().st_mode & 0o777 == 0o600
