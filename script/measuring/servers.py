"""The servers that are measured, each for as long as a block lasts."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT
from home import home
from local_postgres import Cluster
from measuring import machine

NGINX_MODULES = Path("/usr/lib/nginx/modules")
NGINX = """
{modules}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr error;
{user}
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    keepalive_requests 10000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    open_file_cache max=100;
    {http}
    server {{
        listen 127.0.0.1:{port};
        {server}
    }}
}}
"""
STATIC = """
        location /static/ {{ alias {static}/; {compressed} }}
        location / {{
            root {pages};
            index home;
            default_type text/html;
            charset utf-8;
            add_header Content-Encoding br;
        }}
"""
PROXY_HTTP = """
    proxy_cache_path {folder}/cache levels=1:2 keys_zone=pages:20m use_temp_path=off;
    upstream facelaw {{ server 127.0.0.1:{behind}; keepalive 32; }}
"""
PROXY = """
        location / {
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host;
            proxy_buffers 16 32k;
            proxy_cache pages;
            proxy_cache_key "$scheme $host $request_uri $http_accept_encoding";
            proxy_ignore_headers Vary;
            proxy_cache_lock on;
            proxy_cache_revalidate on;
            proxy_cache_use_stale updating;
            proxy_pass http://facelaw;
        }
"""


@dataclass
class Server:
    """A running server: where it is, the process that started it, whether it has a database."""

    port: int
    process: int
    seconds: float = 0.0
    has_database: bool = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def processes(self) -> list[int]:
        """All that work for an answer, the database's among them."""
        found = machine.tree(self.process)
        if self.has_database:
            found += machine.tree(int(Cluster(home()).process()))
        return found

    def worker(self) -> int:
        """The last of the tree that does the work."""
        return machine.tree(self.process)[-1]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended before it answered")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args[0]} did not answer within a minute")


@contextlib.contextmanager
def running(command: list[str], port: int, **options) -> Iterator[Server]:
    """A command that listens on the port, ended with the block."""
    process = subprocess.Popen(command, **options)
    try:
        wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


@contextlib.contextmanager
def facelaw(*, prepare: bool = False, **settings: str) -> Iterator[Server]:
    """script/server with one worker, and the seconds it took to be ready. Only those that prepare
    make an edition beside it, which of a record grown large takes long.
    """
    port, began = free_port(), time.perf_counter()
    process = subprocess.Popen(
        [str(ROOT / "script" / "server")],
        env=os.environ | settings | {"PORT": str(port), "PREPARE": str(prepare)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if not any("ready" in line for line in process.stdout):
            raise RuntimeError("script/server did not become ready")
        yield Server(port, process.pid, time.perf_counter() - began, has_database=True)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate()


@contextlib.contextmanager
def floor(page: Path) -> Iterator[Server]:
    """The least of Django on the same web server, with one worker."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    command += ["--log-level", "error", "measuring.floor:application"]
    with running(
        command, port, cwd=ROOT / "script", env=os.environ | {"FLOOR_PAGE": str(page)}
    ) as server:
        yield server


def nginx_program() -> str | None:
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


@contextlib.contextmanager
def nginx(folder: Path, server: str, http: str = "") -> Iterator[Server]:
    """nginx with one worker, which keeps its files in this folder."""
    port = free_port()
    folder.mkdir(exist_ok=True)
    module = NGINX_MODULES / "ngx_http_brotli_static_module.so"
    text = NGINX.format(
        folder=folder,
        port=port,
        http=http,
        server=server,
        user="user root;" if os.getuid() == 0 else "",
        modules=f"load_module {module};" if module.exists() else "",
    )
    (folder / "nginx.conf").write_text(text)
    command = [nginx_program(), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    with running(command, port) as started:
        yield started


def static_files(folder: Path, pages: Path):
    """nginx that answers with these compressed pages, and with the site's styles and scripts."""
    has_brotli = (NGINX_MODULES / "ngx_http_brotli_static_module.so").exists()
    compressed = "brotli_static on;" if has_brotli else "gzip_static on;"
    static = home() / "static"
    return nginx(folder, STATIC.format(static=static, pages=pages, compressed=compressed))


def proxy(folder: Path, behind: int):
    """nginx that keeps the site's answers for as long as they say."""
    return nginx(folder, PROXY, PROXY_HTTP.format(folder=folder, behind=behind))
