"""Someone at the desk of a running site, over the wire."""

import contextlib
import http.client
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from torturing.site import ACCOUNT, PASSWORD, Site

FORM = "application/x-www-form-urlencoded"


class Desk:
    """A browser that is logged in, and what it saves."""

    def __init__(self, site: Site):
        self.site, self.cookies = site, {}
        page = self.ask("GET", "/admin/login/")[2]
        self.post("/admin/login/", {"username": ACCOUNT, "password": PASSWORD}, page)
        if "facelaw_session" not in self.cookies and "sessionid" not in self.cookies:
            raise RuntimeError("The desk does not let its torturer in.")

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, dict[str, str], str]:
        """An answer, with the cookies that it sets kept."""
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with contextlib.closing(connection):
            headers = {"Cookie": cookies} | ({"Content-Type": FORM} if body else {})
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or []:
                self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
            return answer.status, dict(answer.getheaders()), answer.read().decode()

    def post(self, path: str, fields: dict, page: str = "") -> int:
        """Send a form; what is on `page` and not among `fields` goes as it stands there."""
        data = (self.form(page) if page else {}) | fields
        data["csrfmiddlewaretoken"] = self.cookies.get("csrftoken", "")
        return self.ask("POST", path, urlencode(data, doseq=True))[0]

    @staticmethod
    def form(page: str) -> dict:
        from tests.support.desk_forms import FormOnPage

        return FormOnPage(page).data

    def save(self, path: str, **fields: str) -> bool:
        """Open a page, change what is named, send it. Whether it was taken."""
        status, _, page = self.ask("GET", path)
        return status == 200 and self.post(path, fields, page) == 302

    def propose_and_accept(self, path: str, proposals: str, **fields: str) -> bool:
        """Change what is public: propose it, and accept it alone with a reason, as only a
        superuser may. `proposals` is the address of the proposal that is to come.
        """
        if not self.save(path, reason="A test of endurance.", **fields):
            return False
        status, _, page = self.ask("GET", proposals)
        accept = {"decision": "accept", "exemption": "A test of endurance."}
        return status == 200 and self.post(proposals, accept, page) == 302
