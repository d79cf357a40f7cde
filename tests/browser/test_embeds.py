"""Another site shows an embed in a frame, and no page."""

import pytest

from tests.support.public_pages import make_record

pytestmark = pytest.mark.django_db(transaction=True)


def test_another_site_may_frame_an_embed_and_not_the_page(page, live_server, complaints):
    make_record()
    frames = (f'<iframe src="{live_server.url}{path}"></iframe>' for path in ("/embed/map/", "/"))
    # By its other name the machine is another site.
    other = live_server.url.replace("localhost", "127.0.0.1")
    assert other != live_server.url
    page.context.route(
        f"{other}/**",
        lambda route: route.fulfill(body="".join(frames), content_type="text/html"),
    )

    page.goto(f"{other}/their-page/")
    embed = page.frame_locator("iframe").first

    embed.get_by_role("heading", name="Massachusetts").wait_for()
    embed.get_by_role("link", name="Facelaw, record of").wait_for()
    assert len(page.frames) == 3
    assert page.frames[2].url.startswith("chrome-error:")
    (refused,) = complaints
    assert "frame-ancestors" in refused
    complaints.clear()
