"""check_sources against a server here that answers well, badly, slowly and not at all."""

import hashlib
import socket
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Event, Thread
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

import laws.management.commands.check_sources
import laws.sources.check
from laws.models import Quotation, SeenPage
from laws.sources.check import PageCheck, look
from laws.sources.page_text import says, text_of_page
from tests.support.desk_forms import FormOnPage, make_staff
from tests.support.makers import make_measure, make_provision, make_source
from tests.support.markup import text_of

LAW = b"The city may not use it."
PATIENT = 20  # seconds; no test waits so long


class Answers(BaseHTTPRequestHandler):
    """What the pages of the server do."""

    def do_GET(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        getattr(self, self.path.strip("/").split("/")[0].replace("-", "_"), self.gone)()

    do_HEAD = do_GET

    def answer(self, code, content=b"", length=None, **headers):
        self.send_response(code)
        self.send_header("Content-Type", "text/plain")
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def law(self):
        self.answer(200, self.server.law)

    def gone(self):
        self.answer(404, b"not here")

    def broken(self):
        self.answer(500, b"sorry")

    def moved(self):
        self.answer(301, Location="/law")

    def circle(self):
        self.answer(302, Location="/circle")

    def chain(self):
        self.answer(302, Location=f"/chain/{len(self.path)}{self.path[6:]}")

    def to_a_file(self):
        self.answer(302, Location="file:///etc/passwd")

    def no_head(self):
        self.answer(*((405,) if self.command == "HEAD" else (200, LAW)))

    def truncated(self):
        self.answer(200, LAW, length=1000)

    def huge(self):
        self.answer(200, LAW, length=10**12)

    def endless(self):
        self.send_response(200)
        self.end_headers()
        while self.command == "GET" and not self.server.over.is_set():
            self.wfile.write(b"x" * 65_536)

    def drip(self):
        self.send_response(200)
        self.end_headers()
        while self.command == "GET" and not self.server.over.wait(0.05):
            self.wfile.write(b"x")

    def dripping_header(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        while not self.server.over.wait(0.05):
            self.wfile.write(b"x")

    def silent(self):
        self.server.over.wait(5)

    def nonsense(self):
        self.wfile.write(b"\x00\xff no such protocol\r\n\r\n")

    def log_message(self, *said):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """That a reader hangs up is what some of the pages are for."""


@pytest.fixture
def server(monkeypatch, settings):
    settings.REACH_PRIVATE_NETWORKS = True
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(laws.sources.check, "MOST_BYTES", 1_000_000)
    running = Server(("127.0.0.1", 0), Answers)
    running.law, running.asked, running.over = LAW, [], Event()
    running.root = f"http://127.0.0.1:{running.server_port}"
    thread = Thread(target=running.serve_forever, args=(0.01,))
    thread.start()
    yield running
    running.over.set()
    running.shutdown()
    thread.join()
    running.server_close()


def check(**options):
    said = StringIO()
    call_command("check_sources", stdout=said, **{"delay": 0} | options)
    return said.getvalue()


# --- one page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/law", "/moved", "/no-head"])
def test_a_page_that_is_there_is_seen_whole(server, path):
    sight = look(server.root + path, "agent", PATIENT, private=True)

    assert (sight.status, sight.problem) == (200, "")
    assert sight.checksum == hashlib.sha256(LAW).hexdigest()
    assert sight.final_url == server.root + ("/law" if path == "/moved" else path)


@pytest.mark.parametrize(
    ("path", "status", "problem"),
    [
        ("/gone", 404, "the server answered 404"),
        ("/broken", 500, "the server answered 500"),
        ("/circle", 302, "it redirects in a circle, or too often"),
        ("/chain", 302, "it redirects in a circle, or too often"),
        ("/to-a-file", 302, "no web page"),
        ("/truncated", None, "the answer broke off"),
        ("/huge", 200, "larger than"),
        ("/endless", 200, "larger than"),
        ("/nonsense", None, "no answer of the web"),
    ],
)
def test_what_is_not_there_is_said(server, path, status, problem):
    sight = look(server.root + path, "agent", PATIENT, private=True)

    assert problem in sight.problem
    assert (sight.status, sight.checksum) == (status, "")


@pytest.mark.parametrize("path", ["/silent", "/dripping_header", "/drip"])
def test_what_never_comes_whole_is_given_up(server, path):
    sight = look(server.root + path, "agent", 0.2, private=True)

    assert "within 0.2 seconds" in sight.problem
    assert (sight.status, sight.checksum) == (None, "")


def test_a_host_where_nothing_listens_cannot_be_reached(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "cannot be reached" in look(f"http://127.0.0.1:{port}/", "agent", PATIENT, True).problem


@pytest.mark.parametrize("address", ["http://[", "http://", "http://127.0.0.1:99999/", "x"])
def test_what_is_no_address_is_a_problem_and_no_exception(address):
    assert look(address, "agent", PATIENT).problem


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def cited(db, server):
    """A measure that cites a page that is there and one that is not."""
    measure = make_measure()
    for path in ("/law", "/gone"):
        make_source(measure, server.root + path)
    return measure


def test_each_cited_address_is_looked_at_once_however_many_cite_it(server, cited, settings):
    settings.SITE_ADDRESS = "https://facelaw.example"
    make_source(make_measure("Another"), f"{server.root}/law")
    said = check()

    assert "Looked at 2; 1 did not show what is cited." in said
    law, gone = SeenPage.objects.order_by("-url")
    assert (law.status, law.problem, law.failing_since) == (200, "", None)
    assert law.checksum == hashlib.sha256(LAW).hexdigest()
    assert (gone.status, gone.problem) == (404, "the server answered 404")
    assert gone.failing_since == gone.checked_at
    assert [asked[:2] for asked in server.asked if asked[1] == "/law"] == [
        ("HEAD", "/law"),
        ("GET", "/law"),
    ]
    assert {agent for _, _, agent in server.asked} == {
        "Facelaw-source-check/1.0 (+https://facelaw.example/method/)"
    }


def test_a_run_goes_on_where_the_last_one_stopped(server, cited):
    assert "Looked at 1;" in check(limit=1)
    assert "Looked at 1;" in check()
    assert "Looked at 0;" in check()
    SeenPage.objects.update(checked_at=timezone.now() - timedelta(days=8))
    assert "Looked at 0;" in check()
    assert "Looked at 2;" in check(older_than=7)


def test_a_page_that_changed_or_came_back_says_so(server, cited):
    check()
    server.law = b"The city may use it."
    SeenPage.objects.filter(status=404).update(
        url=f"{server.root}/x", archived_url="http://a.example"
    )
    cited.sources.filter(url__endswith="gone").update(url=f"{server.root}/law/2")
    check(older_than=0)

    law = SeenPage.objects.get(url=f"{server.root}/law")
    assert law.changed_at == law.checked_at
    assert law.checksum == hashlib.sha256(server.law).hexdigest()
    assert SeenPage.objects.get(url=f"{server.root}/x").archived_url == "http://a.example"


def test_gone_changed_and_passage_gone_are_told_apart_in_public(client, server, cited):
    question = make_provision(cited).question
    quoted = Quotation.objects.create(
        measure=cited, question=question, quote="The city  may not use it.",
        url=f"{server.root}/law",
    )  # fmt: skip

    def public():
        return text_of(client.get(cited.get_absolute_url()).content.decode())

    check()
    assert "Gone since" in public()
    assert "Changed when seen" not in public()
    server.law = b"Amended. The city may not use it. See also."
    check(older_than=0)
    assert "Changed when seen" in public()
    assert "No longer found there" not in public()
    server.law = b"The city may use it."
    check(older_than=0)
    assert "No longer found there on" in public()
    quoted.refresh_from_db()
    assert quoted.missing_since == timezone.localdate()
    said = client.get(cited.get_absolute_url().rstrip("/") + ".json").json()
    assert [bool(one["gone_since"]) for one in said["sources"]] == [False, True]
    assert said["quotations"][0]["missing_since"] == timezone.localdate().isoformat()


def test_a_sentence_that_was_never_found_is_not_called_gone(server, cited):
    Quotation.objects.create(measure=cited, quote="Another sentence.", url=f"{server.root}/law")
    check()
    assert Quotation.objects.get().missing_since is None


@pytest.mark.parametrize(
    ("content", "kind", "found"),
    [
        (b"<p>No\n<b>use</b>,&nbsp;ever.</p>", "text/html", True),
        (b"<script>no use ever</script>", "text/html", False),
        (b"NO USE EVER", "text/plain", True),
        (b"no use everywhere", "text/plain", False),
        (b"no use ever", "application/pdf", False),
    ],
)
def test_a_sentence_is_found_in_what_a_page_shows(content, kind, found):
    assert says(text_of_page(content, kind, "utf-8"), "No use, ever.") == found


def test_one_host_is_not_asked_twice_without_a_pause(server, cited, monkeypatch):
    pauses = []
    stopped_clock = SimpleNamespace(sleep=pauses.append, monotonic=lambda: 100)
    monkeypatch.setattr(laws.management.commands.check_sources, "time", stopped_clock)
    check(delay=5)
    assert pauses == [5]


@pytest.mark.parametrize("option", ["older_than", "delay", "timeout", "limit"])
def test_numbers_that_make_no_sense_are_refused(db, option):
    with pytest.raises(CommandError, match="is refused; allowed: a"):
        check(**{option: -1})


@pytest.mark.parametrize(
    ("command", "option"),
    [("check_sources", "--older-than"), ("check_sources", "--limit"),
     *((name, option) for name in ("check_sources", "fetch_legiscan", "fetch_openstates")
       for option in ("--delay", "--timeout")),
     ("fetch_legiscan", "--most"), ("fetch_openstates", "--most")],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_one_sentence(command, option):
    for told in ("nan", "-1", "inf", "-inf", "many", "1e999", "9" * 5000, ""):
        with pytest.raises(CommandError) as refused:
            call_command(command, f"{option}={told}")
        said = f"Error: argument {option}: {told[:80]!r} is refused; allowed: a"
        assert str(refused.value).startswith(said)
        assert len(str(refused.value).splitlines()) == 1


def test_staff_find_what_is_not_there_and_keep_a_copy(client, server, cited):
    check()
    client.force_login(make_staff())
    page = client.get("/admin/laws/seenpage/", {"seen": "dead"}).content.decode()
    assert "/gone" in page
    assert f"{server.root}/law" not in page

    gone = SeenPage.objects.get(status=404)
    address = f"/admin/laws/seenpage/{gone.pk}/change/"
    form = client.get(address)
    assert f"/admin/laws/ordinance/{cited.pk}/change/" in form.content.decode()
    client.post(address, FormOnPage(form).data | {"archived_url": "https://archive.example/1"})
    gone.refresh_from_db()
    assert gone.archived_url == "https://archive.example/1"
    wrong = client.post(address, {"archived_url": "nowhere"})
    assert "is not a web address" in wrong.content.decode()


def test_the_list_asks_the_database_as_often_for_many_rows_as_for_one(
    client, db, django_assert_max_num_queries
):
    measure = make_measure()
    for number in range(40):
        make_source(measure, f"https://example.gov/{number}")
    SeenPage.objects.gather()
    client.force_login(make_staff())
    with django_assert_max_num_queries(8):
        assert client.get("/admin/laws/seenpage/").status_code == 200


@pytest.mark.parametrize("address", ["file:///etc/passwd", "data:text/plain,law", "ftp://a.gov/b"])
def test_what_is_no_page_of_the_web_is_not_opened(address):
    assert look(address, "tests") == PageCheck(problem="it is no address of a web page")
