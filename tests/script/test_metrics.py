"""Counts for a monitor: only where METRICS asks for them, and on the address that it names."""

import os
import subprocess
import sys
import urllib.request

import pytest
from environment import ROOT
from home import Trouble
from metrics import counting

COUNT = """
from dashboard.web.metrics import count
count("home", "GET", 200, "fresh", 0.02)
"""


@pytest.fixture
def asked(monkeypatch, port):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    monkeypatch.setenv("METRICS", f"127.0.0.1:{port}")
    return f"http://127.0.0.1:{port}/metrics"


def read(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def test_the_counts_of_all_processes_are_added_and_their_memory_is_told(tmp_path, asked):
    with counting(tmp_path / "counts"):
        for _ in range(2):
            subprocess.run(
                [sys.executable, "-c", COUNT],
                cwd=ROOT,
                check=True,
                env=os.environ | {"DJANGO_SETTINGS_MODULE": "dashboard.settings"},
            )
        with subprocess.Popen(["sleep", "60"]) as worker:
            told = read(asked)
            worker.kill()
    assert 'facelaw_requests_total{method="GET",route="home",status="200"} 2.0' in told
    assert 'facelaw_request_seconds_bucket{le="0.025",made="fresh"} 2.0' in told
    assert f'facelaw_process_resident_bytes{{name="sleep",pid="{worker.pid}"}}' in told


def test_counts_of_an_earlier_start_are_not_added(tmp_path, asked):
    folder = tmp_path / "counts"
    folder.mkdir()
    (folder / "counter_1.db").write_bytes(b"of an earlier start")
    with counting(folder):
        assert "facelaw_requests_total" not in read(asked)


def test_nothing_is_counted_where_nobody_asks(tmp_path, monkeypatch):
    monkeypatch.delenv("METRICS", raising=False)
    with counting(tmp_path / "counts"):
        assert not (tmp_path / "counts").exists()


@pytest.mark.parametrize("where", ["9100", "127.0.0.1", "127.0.0.1:0", ":9100", "a:99999", "a:b"])
def test_an_address_that_is_none_is_refused_in_a_sentence(tmp_path, monkeypatch, where):
    monkeypatch.setenv("METRICS", where)
    with pytest.raises(Trouble, match=r"METRICS is set to .* it takes an address such as"):
        counting(tmp_path / "counts").__enter__()
