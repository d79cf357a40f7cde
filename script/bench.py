"""What loading and serving the record cost, beside what they may cost. The body of script/bench."""

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from environment import ROOT, environment
from home import home
from local_postgres import Cluster, working_in

REQUESTS = 100
KEPT_REQUESTS = 1000
BILLS = 100_000
FIRST_DAY = date(2024, 1, 1)
TICK = os.sysconf("SC_CLK_TCK")
MB = 1024 * 1024


def report(what: str, value: float, unit: str, limit: float | None = None) -> None:
    allowed = "" if limit is None else f"   at most {limit:g}{'' if value <= limit else '   OVER'}"
    figure = f"{value:>9.1f}" if value >= 10 else f"{value:>9.2f}"
    print(f"{what:<48}{figure} {unit:<4}{allowed}", flush=True)


def manage(*command: str) -> tuple[float, float]:
    """The seconds that a command of manage.py took, and the most memory it held, in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *command], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"manage.py {' '.join(command)} failed")
    return time.perf_counter() - began, usage.ru_maxrss * 1024 / MB


def measure_loading() -> None:
    with environment():
        manage("migrate", "--verbosity", "0")
        for when, limit in (("from empty", 20), ("again", 10)):
            seconds, memory = manage("load_record")
            report(f"load_record {when}", seconds, "s", limit)
            report(f"load_record {when}: memory", memory, "MB", 300)


def made_up_bill(number: int) -> dict:
    """A bill as the API of Open States answers; one of 500 is on the subject."""
    subject = "facial recognition" if number % 500 == 0 else "road signs"
    return {
        "id": f"ocd-bill/{number}",
        "session": "2025-2026",
        "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:ca/government"},
        "from_organization": {"classification": "lower"},
        "identifier": f"AB {number}",
        "title": f"An act relating to {subject}, as measured in line {number}",
        "classification": ["bill"],
        "subject": ["Measuring"],
        "updated_at": "2025-02-03T00:00:00+00:00",
        "actions": [
            {
                "description": f"Read for the {time}. time, of all the times that it was read",
                "date": f"2025-0{time}-03",
                "classification": [],
                "order": time,
                "organization": {"classification": "lower"},
            }
            for time in range(1, 9)
        ],
        "sources": [{"url": f"https://example.gov/bills/{number}"}],
    }


def measure_importing() -> None:
    """A set of 100,000 bills, into the inbox and once more."""
    with environment(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bills.json"
        with path.open("w") as file:
            bills = (json.dumps(made_up_bill(number)) for number in range(BILLS))
            file.write("[" + next(bills))
            file.writelines(",\n" + bill for bill in bills)
            file.write("]")
        for when in ("new", "again"):
            seconds, memory = manage("import_openstates", str(path), "--commit")
            report(f"import of {BILLS:,} bills, {when}", seconds, "s")
            report(f"import of {BILLS:,} bills, {when}: memory", memory, "MB", 300)


@contextlib.contextmanager
def server(port: int):
    """script/server, and the seconds it took to be ready."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(ROOT / "script" / "server")],
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if not any("ready" in line for line in process.stdout):
            sys.exit("script/server did not become ready")
        yield process.pid, time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate()


def children(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(number) for number in text.split()]


def cpu(processes: list[int]) -> float:
    """Seconds of processor time that these processes have used."""
    used = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        used += int(fields[11]) + int(fields[12])
    return used / TICK


def resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


class Site:
    """The running site, asked as a browser asks it."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, encoding: str = "br, gzip") -> bytes:
        status, _, body = self.ask(path, {"Accept-Encoding": encoding})
        if status != 200:
            sys.exit(f"{path} answered {status}")
        return body

    def ask(self, path: str, headers: dict[str, str]) -> tuple[int, str, bytes]:
        """The status, the tag and the body of an answer."""
        self.connection.request("GET", path, headers=headers)
        answer = self.connection.getresponse()
        return answer.status, answer.getheader("ETag", ""), answer.read()

    def get_json(self, path: str) -> dict:
        return json.loads(self.get(path, "identity"))


def measure_pages(site: Site, worker: int) -> None:
    """Every request names another day, so that nothing can be answered from a cache."""
    place = site.get_json("/where.json?q=Somerville")["results"][0]["url"]
    measure = site.get_json("/measures.json")["results"][0]["slug"]
    pages = ["/", "/measures/", "/states/ma/", place, f"/measures/{measure}/"]
    data = Cluster(home()).place.data
    for page in pages:
        for number in range(10):
            site.get(f"{page}?on={FIRST_DAY - timedelta(number + 1)}")
        backends = working_in(data)
        before = cpu([worker]), cpu(backends)
        for number in range(REQUESTS):
            site.get(f"{page}?on={FIRST_DAY + timedelta(number)}")
        limit = 30 if page == "/" else None
        report(f"{page}: processor", (cpu([worker]) - before[0]) / REQUESTS * 1000, "ms", limit)
        report("    and of the database", (cpu(backends) - before[1]) / REQUESTS * 1000, "ms")
    report("memory of a worker", resident(worker), "MB", 150)


NGINX = """
daemon off;
pid nginx.pid;
error_log stderr error;
events {{}}
http {{
    access_log off;
    server {{
        listen 127.0.0.1:{port};
        root pages;
        default_type text/html;
        keepalive_requests 1000000;
        location / {{ add_header Content-Encoding br; }}
    }}
}}
"""


@contextlib.contextmanager
def nginx(bodies: dict[str, bytes]):
    """nginx with one process, answering with these bytes; None where it is not installed."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        (Path(folder) / "pages").mkdir()
        for name, body in bodies.items():
            (Path(folder) / "pages" / name).write_bytes(body)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        (Path(folder) / "nginx.conf").write_text(NGINX.format(port=port))
        process = subprocess.Popen([program, "-p", folder, "-c", "nginx.conf", "-e", "stderr"])
        try:
            for _ in range(50):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.1)
            yield Site(port)
        finally:
            process.terminate()
            process.wait()


def seconds_each(site: Site, path: str, headers: dict[str, str]) -> float:
    """The shortest of three means, since neighbors on the machine only make it longer."""
    means = []
    for _ in range(3):
        began = time.perf_counter()
        for _ in range(KEPT_REQUESTS):
            site.ask(path, headers)
        means.append((time.perf_counter() - began) / KEPT_REQUESTS)
    return min(means)


def measure_kept(site: Site, worker: int) -> None:
    """Pages that are kept, beside nginx that answers with the same bytes, in turn."""
    taken = {"Accept-Encoding": "br"}
    pages = {"home": "/", "measures": "/measures/", "state": "/states/ma/"}
    with nginx({name: site.get(path, "br") for name, path in pages.items()}) as static:
        for name, path in pages.items():
            _, tag, _ = site.ask(path, taken)
            before = cpu([worker])
            kept = seconds_each(site, path, taken)
            used = (cpu([worker]) - before) / (3 * KEPT_REQUESTS)
            report(f"{path} kept: processor", used * 1000, "ms", 0.3)
            unchanged = seconds_each(site, path, taken | {"If-None-Match": tag})
            report(f"{path} unchanged (304): of the time of 200", unchanged / kept, "")
            if static:
                bare = seconds_each(static, f"/{name}", taken)
                report(f"{path} kept: requests a second, nginx is 1", bare / kept, "")
    if not static:
        print("nginx is not installed: no comparison with static files.")


def measure_bytes(site: Site) -> None:
    page = site.get("/", "identity").decode()
    sent = len(site.get("/"))
    report("/ over the wire: the page", sent / 1024, "KB")
    for asset in sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page))):
        sent += len(site.get(asset))
    report("/ over the wire: with styles and scripts", sent / 1024, "KB", 60)


def main() -> None:
    measure_loading()
    measure_importing()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with server(port) as (_, seconds):
        report("script/server on a loaded record", seconds, "s")
    with server(port) as (process, seconds):
        report("script/server again", seconds, "s", 5)
        site = Site(port)
        web = children(process)[0]
        measure_pages(site, children(web)[0])
        measure_kept(site, children(web)[0])
        measure_bytes(site)


if __name__ == "__main__":
    main()
