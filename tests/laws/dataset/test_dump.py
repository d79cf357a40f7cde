"""A dump of the record: load(dump(x)) is x, and the same record gives the same bytes."""

from contextlib import contextmanager
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laws.dataset.dump import FILES, dump_record
from laws.models import Action, Measure, Provision, Source
from laws.vocabulary import EditorialStatus
from tests.support.makers import make_measure, make_source
from tests.support.record_folder import COLUMNS, LAW, RecordFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "own"
    path.mkdir()
    return RecordFolder(path)


def dumped(path):
    dump_record(path)
    return {one.name: one.read_bytes() for one in path.iterdir()}


@contextmanager
def database_of_its_own():
    """What is done in it is undone at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def loaded_and_dumped(source, target):
    """What a database that holds nothing but a folder's record dumps."""
    with database_of_its_own():
        call_command("load_record", data=source, stdout=StringIO())
        return dumped(target)


def test_every_file_of_the_record_is_dumped_with_its_columns(folder, tmp_path):
    folder.load()
    assert dumped(tmp_path / "out").keys() == {*COLUMNS, "record.json"}
    assert {name: columns for name, (columns, _, _) in FILES.items()} == COLUMNS


def test_a_load_of_a_dump_changes_nothing(folder, tmp_path):
    folder.load()
    call_command("dump_record", tmp_path / "out")
    folder.path = tmp_path / "out"
    said = folder.load_as_it_is()
    assert not [line for line in said if "0 new, 0 updated" not in line and "loaded" not in line]
    assert dumped(tmp_path / "again") == dumped(tmp_path / "out")


def test_days_of_an_answer_come_in_and_go_out_as_they_are_known(folder, tmp_path):
    folder.spoil("provisions.csv", effective_on="2027-07", ended_on="2030")
    folder.load()
    files = dumped(tmp_path / "out")
    assert files["provisions.csv"].decode().splitlines()[1].endswith(",2027-07,2030")
    assert loaded_and_dumped(tmp_path / "out", tmp_path / "new") == files


def test_what_staff_changed_is_in_the_dump_and_drafts_are_not(folder, tmp_path):
    with database_of_its_own():
        folder.load()
        ban = Measure.objects.get(slug="ma-somerville-ban")
        Measure.objects.filter(pk=ban.pk).update(summary="Bars its use, “wholly”, by the city.")
        Action.objects.create(measure=ban, order=2, day=date(2019, 7, 1), precision="month",
                              kind="effective", source_urls=[LAW, f"{LAW}/2"])  # fmt: skip
        Source.objects.gather(ban)
        make_source(make_measure("A draft", status=EditorialStatus.DRAFT), LAW)
        files = dumped(tmp_path / "out")
    assert "Bars its use, “wholly”, by the city." in files["measures.csv"].decode()
    assert f"ma-somerville-ban,2,2019-07,effective,,,,,recorded,{LAW} {LAW}/2" in (
        files["actions.csv"].decode().splitlines()
    )
    assert "draft" not in b"".join(files.values()).decode(errors="replace")
    assert loaded_and_dumped(tmp_path / "out", tmp_path / "new") == files


def test_a_reason_whose_row_staff_removed_is_not_in_the_dump(folder, tmp_path):
    folder.rows["changes.csv"] += [
        {"file": "actions.csv", "key": "ma-somerville-ban 1", "why": "The clerk says so."},
        {"file": "actions.csv", "key": "ma-somerville-ban 2", "field": "removed", "why": "Twice."},
        {"file": "milestones.csv", "key": "2018-02 A study", "field": "title", "why": "Shorter."},
    ]
    with database_of_its_own():
        folder.load()
        assert b"The clerk says so." in dumped(tmp_path / "whole")["changes.csv"]
        Action.objects.filter(measure__slug="ma-somerville-ban").delete()
        files = dumped(tmp_path / "out")
    assert b"The clerk says so." not in files["changes.csv"]
    assert files["changes.csv"].count(b"\n") == 4
    assert loaded_and_dumped(tmp_path / "out", tmp_path / "new") == files


def test_a_record_that_no_load_would_take_is_not_dumped_and_says_why(folder, tmp_path):
    ruling = {"date": "2021-05-04", "measure": "ma-somerville-ban"}
    folder.rows["actions.csv"].append(ruling | {"order": "9", "kind": "enjoined"})
    folder.spoil("case_effects.csv", did="enjoined", date="2021-05-04")
    folder.load()
    Action.objects.filter(kind="enjoined").update(day=date(2021, 5, 5))
    with pytest.raises(CommandError, match="enjoined ma-somerville-ban on 2021-05-04"):
        call_command("dump_record", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(folder, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(CommandError, match="taken can't be written"):
        call_command("dump_record", tmp_path / "taken")


WORDS = st.text(st.sampled_from("aZ9 ,;\"'\n“é\\"), min_size=1, max_size=12).filter(str.strip)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("title"), WORDS),
        st.tuples(st.just("vote"), st.integers(0, 99)),
        st.tuples(st.just("date"), st.dates(date(2019, 1, 1), date(2027, 12, 31))),
        st.tuples(st.just("source"), st.integers(0, 3)),
        st.tuples(st.just("answer"), st.sampled_from(["yes", "qualified", "no"])),
        st.tuples(st.just("withdrawn"), st.booleans()),
    ),
    max_size=4,
)  # fmt: skip


def edit(kind, value):
    ban = Measure.objects.get(slug="ma-somerville-ban")
    if kind == "title":
        Measure.objects.filter(pk=ban.pk).update(title=value)
    elif kind == "vote":
        ban.actions.update(yes=value, no=None)
    elif kind == "date":
        ban.actions.update(day=value, precision="day")
    elif kind == "source":
        Source.objects.get_or_create(measure=ban, url=f"{LAW}/{value}", defaults={"note": "x, y"})
    elif kind == "answer":
        Provision.objects.filter(measure=ban).update(answer=value, source_urls=[f"{LAW}/3", LAW])
        Source.objects.gather(ban)
    else:
        Measure.objects.filter(slug="ma-s927-193rd").update(
            status=EditorialStatus.WITHDRAWN if value else EditorialStatus.PUBLISHED,
            withdrawn_reason="Entered twice." if value else "",
        )


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_a_dump_loaded_elsewhere_gives_the_same_bytes_whatever_was_edited(
    folder, tmp_path_factory, edits
):
    path = tmp_path_factory.mktemp("dumps")
    with database_of_its_own():
        folder.load()
        for kind, value in edits:
            edit(kind, value)
        first = dumped(path / "first")
    assert loaded_and_dumped(path / "first", path / "second") == first
