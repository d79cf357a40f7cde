"""A worker killed in the middle of a save leaves the row and its history both, or neither."""

import os
import random
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from laws.models import ActionRevision, Measure, MeasureRevision, SourceRevision
from tests.support.desk_roles import PAGE, PASSED, make_role, page_of
from tests.support.makers import make_measure, make_source

KILLS = 10
MOST_STATEMENTS = 240  # those of two or three saves


@pytest.fixture
def workers(transactional_db):
    """The measure that is saved, and the process that starts workers for it."""
    measure = make_measure("0", status="draft", actions=[PASSED])
    make_source(measure, PAGE)
    desk = Client()
    desk.force_login(make_role("editor"))
    session = desk.cookies[settings.SESSION_COOKIE_NAME].value
    command = [sys.executable, "-m", "tests.support.saving_worker",
               connection.settings_dict["NAME"], session, page_of(measure)]  # fmt: skip
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, bufsize=0, cwd=settings.BASE_DIR, **pipes) as process:
        yield measure, process
        process.stdin.close()


def kill_one(process, statements):
    """Start a worker, and kill it at the moment after so many statements."""
    process.stdin.write(b"one\n")
    worker = int(process.stdout.readline())
    for _ in range(statements):
        assert process.stdout.read(1) == b"."
    os.kill(worker, signal.SIGKILL)
    assert process.stdout.readline().endswith(b"gone\n")


def test_ten_workers_killed_at_random_moments_leave_nothing_half_saved(workers):
    measure, process = workers
    for statements in random.choices(range(1, MOST_STATEMENTS), k=KILLS):
        kill_one(process, statements)

        with transaction.atomic():
            # What the killed one still held is given back before this is answered.
            now = Measure.objects.select_for_update().get(pk=measure.pk)
            action, source = measure.actions.get(), measure.sources.get()
            saved = range(1, int(now.title) + 1)
            last = str(now.title) if saved else ""
            assert (action.description, source.note) == (last, last), statements
            for model, key, column in [
                (MeasureRevision, measure.pk, "title"),
                (ActionRevision, action.pk, "description"),
                (SourceRevision, source.pk, "note"),
            ]:
                kept = model.objects.filter(pgh_obj=key, pgh_label="update").order_by("pgh_id")
                said = [(one.pgh_context["reason"], getattr(one, column)) for one in kept]
                assert said == [(str(n), str(n)) for n in saved], statements
    assert saved
