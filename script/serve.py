"""Runs Facelaw in the foreground: database, preparation, web server. The body of script/server."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, nullcontext, suppress

from environment import ROOT, environment
from home import Trouble, made_home
from metrics import counting

LIBC = ctypes.CDLL(None)
SIGNAL_OF_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG, which Linux alone has
WARM_UP = 60  # seconds in which the web server must have answered
AGAIN = 1  # seconds before another takes the place of one that ended
LATEST_AGAIN = 60  # seconds, where each ends as soon as it began, as while its port is taken


def host_and_port() -> tuple[str, int]:
    host = os.environ.get("HOST") or "127.0.0.1"
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Trouble(f"PORT is set to {text!r}: it takes a number from 1 to 65535.")
    return host, int(text)


def refuse_taken(host: str, port: int) -> None:
    """Stop before anything is started when the address cannot be had."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, number) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Trouble(
            f"Facelaw cannot listen on {host}:{port} ({error.strerror}): "
            "stop what uses it, or choose another with PORT or HOST."
        ) from error


def end_with_parent() -> None:
    """Have this process told to stop when its parent is killed, which cannot tell it."""
    if sys.platform == "linux":
        LIBC.prctl(SIGNAL_OF_PARENTS_DEATH, signal.SIGTERM)


@contextmanager
def child(*command: str):
    """A process that does not outlive this block."""
    # In a session of its own: Ctrl-C in the terminal reaches this process, which ends the child.
    process = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, preexec_fn=end_with_parent
    )
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=15)
        # What it started may outlive it: a web worker that had not finished starting does.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def prepare() -> None:
    script = ROOT / "script" / "prepare_if_changed.py"
    with child(sys.executable, "-u", str(script)) as process:
        # It has said why.
        if process.wait():
            sys.exit(1)


def prepares() -> bool:
    """Whether this server prepares the database; where several share one, a job does."""
    said = os.environ.get("PREPARE") or "True"
    if said not in ("True", "False"):
        raise Trouble(f"PREPARE is set to {said!r}: it takes True or False.")
    return said == "True"


def make_edition():
    """A process that keeps what is published as an edition, if that is new: pages go before it."""
    command = [sys.executable, str(ROOT / "manage.py"), "make_edition", "--verbosity", "0"]
    return child("nice", "-n", "10", *command)


def spare_memory() -> None:
    """One pool of memory for all threads of a process: they take turns anyway, and what each had
    at its fullest would stay its own, some 8 MB a worker.
    """
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")


def web_server(host: str, port: int) -> list[str]:
    workers = os.environ.get("WORKERS") or "2"
    if not (workers.isascii() and workers.isdigit() and int(workers) > 0):
        raise Trouble(f"WORKERS is set to {workers!r}: it takes a number of processes, 1 or more.")
    command = [os.path.join(os.path.dirname(sys.executable), "granian"), "--interface", "rsgi"]
    command += ["--host", host, "--port", str(port), "--workers", workers]
    command += ["--log-level", "warning", "--respawn-failed-workers"]
    # Longer than a page may take, so that those asked for are answered before the end. A worker
    # that is told to stop while it starts never hears it.
    command += ["--workers-kill-timeout", "12"]
    return [*command, "dashboard.rsgi:door"]


def address_for_people(host: str, port: int) -> str:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # nosec B104
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


def host_name() -> str:
    """One of the names that the site answers for."""
    name = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return name if name not in ("", "*") else "localhost"


def answer(address: str) -> int | None:
    """The status with which the site answers, or None where nothing does."""
    question = urllib.request.Request(f"{address}/healthz", headers={"Host": host_name()})
    # Through no proxy, whatever the environment says: the server is on this machine.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(question, timeout=5) as said:
            return said.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def wait_until_ready(process: subprocess.Popen, address: str) -> None:
    deadline = time.monotonic() + WARM_UP
    while (status := answer(address)) is None or status >= 500:
        if process.poll() is not None:
            raise Trouble("The web server stopped before it answered: see its message above.")
        if time.monotonic() > deadline:
            how = f"with error {status}: see its messages above" if status else "not at all"
            raise Trouble(f"{address}/healthz answered {how}, for {WARM_UP} seconds.")
        # What answers with an error writes it down each time.
        time.sleep(1 if status else 0.05)
    print(f"Facelaw is ready at {address}", flush=True)


def watch(process: subprocess.Popen, cluster) -> None:
    """Wait for the web server's end, and bring a lost private database back."""
    while process.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)
        if cluster:
            cluster.restart_if_lost()
    print("The web server stopped: see its message above.", file=sys.stderr, flush=True)


def keep_serving(command: list[str], address: str, after_start, cluster) -> None:
    """A web server, and another each time it ends: it does when it is killed, and when one of its
    workers is killed twice within seconds, as where memory runs out.
    """
    with child(*command) as process:
        wait_until_ready(process, address)
        with after_start():
            watch(process, cluster)
    pause = AGAIN
    while True:
        time.sleep(pause)
        print("Starting the web server again", flush=True)
        began = time.monotonic()
        with child(*command) as process:
            watch(process, cluster)
        lived = time.monotonic() - began
        pause = AGAIN if lived > LATEST_AGAIN else min(2 * pause, LATEST_AGAIN)


def serve() -> None:
    host, port = host_and_port()
    refuse_taken(host, port)
    command, is_preparing = web_server(host, port), prepares()
    print("Starting the database", flush=True)
    with environment() as cluster:
        if is_preparing:
            prepare()
        print("Starting the web server", flush=True)
        spare_memory()
        with counting(made_home() / "metrics"):
            after_start = make_edition if is_preparing else nullcontext
            keep_serving(command, address_for_people(host, port), after_start, cluster)


class Stopped(BaseException):
    """Ctrl-C or SIGTERM: the wish of the reader, not a failure."""


def stop(*_) -> None:
    # Once is enough: what follows must not be interrupted.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        serve()
    except Trouble as trouble:
        sys.exit(str(trouble))
    except Stopped:
        print("Facelaw has stopped", flush=True)
