"""What holds for every public page."""

import pytest

from tests.support.elements import read
from tests.support.markup import Markup
from tests.support.public_pages import ADDRESSES, PAGES, make_record
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
record = shared(make_record, once=True)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("asked", ["", "?on=2023-07-20", "?q=somervile", "?q=springfield"])
def test_it_is_well_formed_and_has_one_heading(client, path, asked):
    response = client.get(path + asked, follow=True)

    markup = Markup(response.content.decode())
    assert response.status_code == 200
    assert markup.wrong == []
    assert markup.headings == 1


def test_no_two_pages_have_the_same_title(client):
    titles = [Markup(client.get(path).content.decode()).title for path in PAGES.values()]

    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("path", ADDRESSES.values(), ids=ADDRESSES)
def test_a_visitor_gets_no_cookie_and_the_headers_that_protect_a_reader(client, path):
    response = client.get(path, {"on": "2023-07-20"})
    headers = response.headers

    assert not response.cookies
    assert "Set-Cookie" not in headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    # Where no source is named, none is allowed.
    assert "script-src 'self'" in policy or "script-src" not in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    # What other sites may show in a frame is held with the embeds.
    assert headers.get("X-Frame-Options") == (None if path.startswith("/embed/") else "DENY")
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_it_keeps_the_date_in_the_links_of_its_frame(client, path):
    text = client.get(path, {"on": "2023-07-20"}).content.decode()

    assert "/measures/?on=2023-07-20" in read(text).addresses
    assert "Shown as of" in text
