"""Counts of what the web server does, for a monitor such as Prometheus: part of script/server."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from home import Trouble


def address() -> tuple[str, int] | None:
    """The host and the port that METRICS names; None where nothing is to be counted."""
    where = os.environ.get("METRICS", "")
    host, _, port = where.rpartition(":")
    if not where:
        return None
    if host and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
        return host.strip("[]"), int(port)
    raise Trouble(f"METRICS is set to {where!r}: it takes an address such as 127.0.0.1:9100.")


@contextmanager
def counting(folder: Path) -> Iterator[None]:
    """Inside this block the counts are answered at METRICS; without it nothing is counted.

    The processes that serve count in files in `folder`.
    """
    where = address()
    if where is None:
        yield
        return
    # Those of an earlier start would be added.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))
    registry.register(Processes())
    try:
        server, thread = start_http_server(where[1], addr=where[0], registry=registry)
    except OSError as error:
        said = f"Facelaw cannot answer at {where[0]}:{where[1]}, as METRICS says"
        raise Trouble(f"{said} ({error.strerror}).") from error
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Processes:
    """The memory of each process below this one, where the system tells it (Linux)."""

    def collect(self) -> Iterator[object]:
        from prometheus_client.core import GaugeMetricFamily

        told = GaugeMetricFamily(
            "facelaw_process_resident_bytes", "Memory of a process.", labels=["name", "pid"]
        )
        for pid in below(os.getpid()):
            status = read(f"/proc/{pid}/status")
            resident = re.search(r"VmRSS:\s+(\d+) kB", status)
            if resident:
                name = re.search(r"Name:\s+(.+)", status)[1]
                told.add_metric([name, str(pid)], int(resident[1]) * 1024)
        yield told


def below(pid: int) -> Iterator[int]:
    """The processes that a process started, and those that they started."""
    for child in map(int, read(f"/proc/{pid}/task/{pid}/children").split()):
        yield child
        yield from below(child)


def read(path: str) -> str:
    """What a file of /proc says; nothing where its process is gone."""
    try:
        return Path(path).read_text()
    except OSError:
        return ""
