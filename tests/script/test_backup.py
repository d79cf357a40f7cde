"""script/backup and script/restore: what comes back is what was saved, or it is said."""

import hashlib
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
    CREATE SCHEMA edition_1;
    CREATE TABLE edition_1.laws AS SELECT 1 AS id, 'as it was' AS title;
    INSERT INTO laws (title, terms) VALUES
        ('a ''quoted'' line\nand \u2028 more', '[2020-01-01,)'), (NULL, NULL);
"""
AS_IT_WAS = "SELECT title FROM edition_1.laws"
FILE = b"the file of an edition"
SEEN = "SELECT id, title, terms::text, text::text FROM laws ORDER BY id"


def ask(cluster, statement):
    with cluster.in_use(), psycopg.connect(cluster.url) as connection:
        return connection.execute(statement).fetchall()


def kept_in(home):
    """Where the file of an edition is kept, by the digest of its bytes."""
    name = hashlib.sha256(FILE).hexdigest()
    return home / "editions" / name[:2] / name


@pytest.fixture
def saved(command, cluster, home):
    with cluster.in_use(), psycopg.connect(cluster.url) as connection:
        connection.execute(ROWS)
    path = kept_in(home)
    path.parent.mkdir(parents=True)
    path.write_bytes(FILE)
    file = home / "saved.tar"
    code, said, err = command("script/backup", str(file)).end()
    assert (code, err) == (0, "")
    assert "Saved 3 tables and sequences in" in said
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
    assert "Put back 3 tables and sequences, each as it was saved" in said
    assert (new / "secret_key").read_text() == key
    assert ask(type(cluster)(new), SEEN) == rows
    assert ask(type(cluster)(new), AS_IT_WAS) == [("as it was",)]
    assert kept_in(new).read_bytes() == FILE
    assert ask(type(cluster)(new), "SELECT nextval('laws_id_seq')") == [(3,)]

    change_digests(saved, (b'"2 ', b'"3 '))
    said = command("script/restore", str(saved), home=home / "other").end()[2]
    assert "What was put back is not what was saved: laws." in said
    (home / "no.tar").write_text("nothing")
    assert (
        "is no whole file of script/backup"
        in command("script/restore", str(home / "no.tar")).end()[2]
    )
