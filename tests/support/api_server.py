"""A server on this machine that speaks as an API does: well, badly, slowly, or as it was told."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

KEY = "Secret-Key-Of-The-Tests-0123456789"


def answer(content=None, status=200, length=None, text=None, **headers):
    """One answer; `length` claims another than it has."""
    body = (json.dumps(content) if text is None else text).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named["Content-Length"] = str(len(body) if length is None else length)

    def send(asked):
        asked.send_response(status)
        for name, value in named.items():
            asked.send_header(name, value)
        asked.end_headers()
        asked.wfile.write(body)

    return send


def silent(asked):
    asked.server.over.wait(5)


def dripping(asked):
    asked.send_response(200)
    asked.end_headers()
    while not asked.server.over.wait(0.02):
        asked.wfile.write(b" ")


def nonsense(asked):
    asked.wfile.write(b"\x00\xff no such protocol\r\n\r\n")


def redirect(to):
    return answer({}, 302, Location=to)


class Asked(BaseHTTPRequestHandler):
    """One question: `query` holds the first value of each parameter."""

    def do_GET(self):
        parts = urlsplit(self.path)
        self.plain_path = parts.path
        self.many = parse_qs(parts.query)
        self.query = {name: values[0] for name, values in self.many.items()}
        self.server.asked.append(self)
        turn = self.server.script.pop(0) if self.server.script else self.server.speak
        turn = turn(self) if turn is self.server.speak else turn
        turn(self)

    def log_message(self, *said):
        pass


class Api(ThreadingHTTPServer):
    """Answers with its `script` first, then with whatever `speak` makes of a question."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked, self.script, self.over = [], [], Event()
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.speak = lambda asked: answer({"status": "OK"})

    def handle_error(self, request, client_address):
        """That a reader hangs up is what some of the answers are for."""

    def __enter__(self):
        self.thread = Thread(target=self.serve_forever, args=(0.01,))
        self.thread.start()
        return self

    def __exit__(self, *problem):
        self.over.set()
        self.shutdown()
        self.thread.join()
        self.server_close()
