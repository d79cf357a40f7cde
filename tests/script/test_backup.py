"""script/backup and script/restore: what comes back is what was saved, or it is said."""

import io
import tarfile

import psycopg
import pytest

ROWS = """
    CREATE EXTENSION pg_trgm;
    CREATE TABLE laws (id serial PRIMARY KEY, title text, terms daterange, text tsvector
        GENERATED ALWAYS AS (to_tsvector('english', title)) STORED);
    CREATE INDEX ON laws USING gin (title gin_trgm_ops);
    CREATE VIEW titles AS SELECT title FROM laws;
    INSERT INTO laws (title, terms) VALUES
        ('a ''quoted'' line\nand \u2028 more', '[2020-01-01,)'), (NULL, NULL);
"""
SEEN = "SELECT id, title, terms::text, text::text FROM laws ORDER BY id"


def ask(cluster, statement):
    with cluster.in_use(), psycopg.connect(cluster.url) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture
def saved(command, cluster, home):
    with cluster.in_use(), psycopg.connect(cluster.url) as connection:
        connection.execute(ROWS)
    file = home / "saved.tar"
    code, said, err = command("script/backup", str(file)).end()
    assert (code, err) == (0, "")
    assert "Saved 2 tables and sequences in" in said
    return file


def change_digests(file, changed):
    """The same file, with other digests."""
    with tarfile.open(file) as parts:
        contents = {part.name: parts.extractfile(part).read() for part in parts}
    contents["digests.json"] = contents["digests.json"].replace(*changed)
    with tarfile.open(file, "w") as parts:
        for name, content in contents.items():
            part = tarfile.TarInfo(name)
            part.size = len(content)
            parts.addfile(part, io.BytesIO(content))


def test_what_comes_back_is_what_was_saved_or_it_is_said(saved, command, cluster, home):
    assert saved.stat().st_mode & 0o777 == 0o600
    key, rows = (home / "secret_key").read_text(), ask(cluster, SEEN)
    assert "is there already" in command("script/backup", str(saved)).end()[2]
    assert "has tables already" in command("script/restore", str(saved)).end()[2]

    new = home / "new"
    code, said, err = command("script/restore", str(saved), home=new).end()

    assert (code, err) == (0, "")
    assert "Put back 2 tables and sequences, each as it was saved" in said
    assert (new / "secret_key").read_text() == key
    assert ask(type(cluster)(new), SEEN) == rows
    assert ask(type(cluster)(new), "SELECT nextval('laws_id_seq')") == [(3,)]

    change_digests(saved, (b'"2 ', b'"3 '))
    said = command("script/restore", str(saved), home=home / "other").end()[2]
    assert "What was put back is not what was saved: laws." in said
    (home / "no.tar").write_text("nothing")
    assert (
        "is no whole file of script/backup"
        in command("script/restore", str(home / "no.tar")).end()[2]
    )
