"""What script/server does with its processes and its key, without a whole start."""

import os
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import pytest
from environment import ROOT, secret_key
from home import Trouble
from serve import Stopped, answer, keep_serving

HOLD = """
import sys
sys.path.insert(0, "script")
from serve import child
with child("sleep", "600") as process:
    print(process.pid, flush=True)
    process.wait()
"""


def test_what_a_killed_server_started_does_not_outlive_it():
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        number = os.pidfd_open(int(server.stdout.readline()))
        server.send_signal(signal.SIGKILL)
    # Readable as soon as the process is over.
    assert select.select([number], [], [], 20)[0]


class Healthy(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.host = self.headers["Host"]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.mark.parametrize(
    ("allowed", "host"),
    [("", "localhost"), ("*", "localhost"), (".facelaw.example,localhost", "facelaw.example")],
)
def test_the_start_asks_by_a_name_that_is_allowed(monkeypatch, allowed, host):
    monkeypatch.setenv("ALLOWED_HOSTS", allowed)
    with HTTPServer(("127.0.0.1", 0), Healthy) as server:
        threading.Thread(target=server.handle_request).start()
        assert answer(f"http://127.0.0.1:{server.server_port}") == 200
    assert server.host == host


ENDS = """
import pathlib, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Healthy(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
began = pathlib.Path(sys.argv[2])
began.write_text(began.read_text() + ".")
if len(began.read_text()) == 1:
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Healthy).handle_request()
"""


def test_a_web_server_that_ends_is_started_again_with_the_database_looked_after(
    tmp_path, port, monkeypatch
):
    monkeypatch.setattr("serve.AGAIN", 0)
    began = tmp_path / "began"
    began.touch()

    class Database:
        def restart_if_lost(self):
            if len(began.read_text()) == 3:
                raise Stopped

    command = [sys.executable, "-c", ENDS, str(port), str(began)]
    with pytest.raises(Stopped):
        keep_serving(command, f"http://127.0.0.1:{port}", nullcontext, Database())


def test_a_web_server_that_cannot_start_is_tried_ever_more_seldom(port, monkeypatch):
    pauses = []

    def pause(seconds):
        pauses.append(seconds)
        if len(pauses) == 9:
            raise Stopped

    monkeypatch.setattr("serve.time", SimpleNamespace(sleep=pause, monotonic=time.monotonic))
    monkeypatch.setattr("serve.wait_until_ready", lambda process, address: None)
    with pytest.raises(Stopped):
        keep_serving(["false"], f"http://127.0.0.1:{port}", nullcontext, None)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_key_that_is_there_needs_no_room_on_the_disk(tmp_path, monkeypatch):
    key = secret_key(tmp_path)
    monkeypatch.setattr("environment.make_key", lambda path: pytest.fail("it wrote"))
    assert secret_key(tmp_path) == key


def test_what_is_wrong_with_the_key_is_said_with_its_file(tmp_path, monkeypatch):
    path = tmp_path / "secret_key"
    path.touch()
    with pytest.raises(Trouble, match=f"{path} is empty"):
        secret_key(tmp_path)

    def full(path):
        raise OSError(28, "No space left on device")

    path.unlink()
    monkeypatch.setattr("environment.make_key", full)
    with pytest.raises(Trouble, match=f"{path}: No space left on device"):
        secret_key(tmp_path)
