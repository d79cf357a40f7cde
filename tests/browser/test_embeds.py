"""Another site shows an embed in a frame, and no page."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import expect

from tests.support.public_pages import make_record

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def their_site(live_server):
    """Another origin, with a page that frames an embed of ours and the front page."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for path in ("/embed/states/ma/", "/"):
                self.wfile.write(f'<iframe src="{live_server.url}{path}"></iframe>'.encode())

        def log_message(self, *arguments):
            """Nothing is told of a request."""

    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_another_site_may_frame_an_embed_and_not_the_page(
    page, live_server, their_site, complaints
):
    make_record()
    page.context.route(f"{their_site}**", lambda route: route.continue_())

    page.goto(their_site)
    embed = page.frame_locator("iframe").first

    expect(embed.get_by_role("heading", name="Massachusetts")).to_be_visible()
    expect(embed.get_by_role("link", name="Facelaw, record of")).to_be_in_viewport()
    assert page.frames[1].url == f"{live_server.url}/embed/states/ma/"
    assert page.frames[2].url.startswith("chrome-error:")
    assert any("frame-ancestors" in one for one in complaints)
    complaints.clear()
