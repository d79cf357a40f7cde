"""The servers of a deployment, each a process of this machine with a port of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path

import psycopg
from environment import ROOT
from postgres_place import give, server_user
from postgres_programs import Programs

DEPLOY = ROOT / "deploy"
NAME = "facelaw.example"
PATIENCE = 120  # seconds


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def wait_for(what: str, holds, seconds: float = PATIENCE) -> None:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            sys.exit(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.05)


class Server:
    """A process that can be started, killed, frozen and started again."""

    def __init__(self, name: str, folder: Path, port: int):
        self.name, self.folder, self.port = name, folder, port
        self.process: subprocess.Popen | None = None
        folder.mkdir(exist_ok=True)

    def command(self) -> list[str]:
        raise NotImplementedError

    def variables(self) -> dict[str, str]:
        return {}

    def user(self) -> dict:
        return {}

    def is_up(self) -> bool:
        return listens(self.port)

    def start(self) -> "Server":
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                self.command(), cwd=ROOT, env=os.environ | self.variables(),
                stdout=log, stderr=log, start_new_session=True, **self.user(),
            )  # fmt: skip
        wait_for(f"{self.name} starts ({self.folder}/log)", self.is_up)
        return self

    def send(self, number: signal.Signals) -> None:
        """Send a signal to all of its processes, those with a group of their own too."""
        found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True)
        parents = dict(map(int, line.split()) for line in found.stdout.splitlines())
        own = {self.process.pid}
        while more := {pid for pid, parent in parents.items() if parent in own} - own:
            own |= more
        for pid in own:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def kill(self) -> None:
        """As when its machine loses the power."""
        self.send(signal.SIGKILL)
        self.process.wait()

    def freeze(self) -> None:
        """As when its machine hangs, or the line to it is cut: it takes and answers nothing."""
        self.send(signal.SIGSTOP)

    def thaw(self) -> None:
        self.send(signal.SIGCONT)

    def end(self) -> None:
        if self.process and self.process.poll() is None:
            self.thaw()
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=15)
            self.kill()


class Postgres(Server):
    """A PostgreSQL server with the settings of deploy/postgres."""

    def __init__(self, name: str, folder: Path, port: int, programs: Programs):
        super().__init__(name, folder, port)
        self.programs, self.data = programs, folder / "data"
        give(folder)

    @property
    def url(self) -> str:
        return f"postgresql://facelaw@127.0.0.1:{self.port}/facelaw"

    def user(self) -> dict:
        return server_user()

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self.programs.folder / program), *arguments],
            cwd="/", check=True, capture_output=True, text=True, **server_user(),
        )  # fmt: skip

    def create(self) -> "Postgres":
        self.run("initdb", "--pgdata", str(self.data), "--username", "facelaw", "--auth", "trust",
                 "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")  # fmt: skip
        return self

    def copy(self, primary: "Postgres") -> "Postgres":
        self.run("pg_basebackup", "--host", "127.0.0.1", "--port", str(primary.port), "--username",
                 "facelaw", "--pgdata", str(self.data), "--wal-method", "stream", "--checkpoint",
                 "fast", "--slot", "replica", "--write-recovery-conf")  # fmt: skip
        return self

    def command(self) -> list[str]:
        own = {
            "port": self.port, "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder,
            "data_directory": self.data, "hba_file": self.data / "pg_hba.conf",
            "ident_file": self.data / "pg_ident.conf", "fsync": "off",
        }  # fmt: skip
        conf = self.folder / "postgresql.conf"
        said = (DEPLOY / "postgres" / "primary.conf").read_text()
        conf.write_text(said + "".join(f"{name} = '{value}'\n" for name, value in own.items()))
        conf.chmod(0o644)
        return [str(self.programs.folder / "postgres"), "-c", f"config_file={conf}"]

    def is_up(self) -> bool:
        with suppress(psycopg.OperationalError):
            self.ask("SELECT 1", database="postgres")
            return True
        return False

    def ask(self, query: str, *values, database: str = "facelaw"):
        """The first cell of the answer; None where there is none."""
        url = self.url.removesuffix("facelaw") + database
        with psycopg.connect(url, autocommit=True, connect_timeout=3) as connection:
            cursor = connection.execute(query, values or None)
            return cursor.fetchone()[0] if cursor.description else None


class Pooler(Server):
    """pgbouncer with the settings of deploy/pgbouncer, if there is one."""

    def __init__(self, folder: Path, port: int, program: str, primary: int, replica: int):
        super().__init__("the pooler", folder, port)
        self.program, self.primary, self.replica = program, primary, replica
        give(folder)

    def user(self) -> dict:
        return server_user()

    def command(self) -> list[str]:
        said = (DEPLOY / "pgbouncer" / "pgbouncer.ini").read_text()
        for name, port in (("postgres-primary", self.primary), ("postgres-replica", self.replica)):
            said = said.replace(f"host={name} port=5432", f"host=127.0.0.1 port={port}")
        said = said.replace("listen_addr = 0.0.0.0", "listen_addr = 127.0.0.1\nunix_socket_dir =")
        said = said.replace("listen_port = 6432", f"listen_port = {self.port}")
        said = said.replace("auth_type = scram-sha-256", "auth_type = any")
        said = re.sub("auth_file = .*", "", said)
        said = re.sub("(dbname=facelaw)", r"\1 user=facelaw", said)
        conf = self.folder / "pgbouncer.ini"
        conf.write_text(said)
        return [self.program, str(conf)]

    def url(self, database: str) -> str:
        return f"postgresql://facelaw@127.0.0.1:{self.port}/{database}"


class Valkey(Server):
    """Valkey or Redis with the settings of deploy/valkey."""

    def __init__(self, folder: Path, port: int, program: str):
        super().__init__("Valkey", folder, port)
        self.program = program

    def command(self) -> list[str]:
        conf = str(DEPLOY / "valkey" / "valkey.conf")
        return [self.program, conf, "--port", str(self.port), "--bind", "127.0.0.1",
                "--dir", str(self.folder)]  # fmt: skip


class Front(Server):
    """script/serve.py: a machine that runs the application, prepared by another."""

    def __init__(self, name: str, folder: Path, port: int, settings: dict[str, str]):
        super().__init__(name, folder, port)
        self.settings = settings

    def command(self) -> list[str]:
        return [sys.executable, str(ROOT / "script" / "serve.py")]

    def variables(self) -> dict[str, str]:
        return self.settings | {
            "PYTHONUNBUFFERED": "1",
            "PORT": str(self.port),
            "FACELAW_HOME": str(self.folder),
        }

    def is_up(self) -> bool:
        question = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/readyz", headers={"Host": NAME}
        )
        with suppress(OSError, urllib.error.HTTPError):
            # An address of this machine.
            return urllib.request.urlopen(question, timeout=5).status == 200  # nosec B310
        return False


class Nginx(Server):
    """nginx with the settings of deploy/nginx, on one port, with a certificate made for it."""

    def __init__(self, folder: Path, port: int, fronts: list[int]):
        super().__init__("nginx", folder, port)
        self.fronts = fronts
        self.certificate = folder / "tls.crt"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout",
             str(folder / "tls.key"), "-out", str(self.certificate)],
            check=True, capture_output=True,
        )  # fmt: skip

    def command(self) -> list[str]:
        return ["nginx", "-p", str(self.folder), "-c", str(self.configuration()),
                "-e", str(self.folder / "error"), "-g", "daemon off;"]  # fmt: skip

    def configuration(self) -> Path:
        site = (DEPLOY / "nginx" / "facelaw.conf").read_text()
        site = re.sub(r" *listen \[::\].*\n", "", site)
        site = site.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
        site = site.replace("listen 443", f"listen 127.0.0.1:{self.port}")
        site = site.replace("/var/cache/nginx", str(self.folder / "cache"))
        site = site.replace("/etc/nginx/tls", str(self.folder))
        site = site.replace("/etc/nginx/facelaw", str(DEPLOY / "nginx"))
        # All readers come from one address here.
        site = site.replace("rate=50r/s", "rate=100000r/s").replace(
            "connections 60", "connections 999"
        )
        upstream = (DEPLOY / "nginx" / "upstream.conf").read_text()
        server = "    server 127.0.0.1:{} max_fails=2 fail_timeout=10s;\n"
        upstream = upstream.replace(
            server.format(8000), "".join(server.format(port) for port in self.fronts)
        )
        (self.folder / "cache").mkdir(exist_ok=True)
        conf = self.folder / "nginx.conf"
        conf.write_text(MAIN.format(folder=self.folder, upstream=upstream, site=site))
        return conf


MAIN = """
worker_processes 1;
pid {folder}/pid;
events {{ worker_connections 2048; }}
http {{
include /etc/nginx/mime.types;
client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi;
scgi_temp_path {folder}/scgi;
{upstream}
{site}
}}
"""


def started(stack: ExitStack, server: Server) -> Server:
    """The server, running until the stack is left."""
    stack.callback(server.end)
    return server.start()
