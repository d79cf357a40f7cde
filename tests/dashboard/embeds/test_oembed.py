"""oEmbed: another site that is given an address of ours learns how to show it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.elements import read
from tests.support.public_pages import EMBEDS, make_record
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
record = shared(make_record)
SITE = "http://testserver"
PAGES = {
    "embed-map": "/?on=2023-07-20&preset=strict",
    "embed-ranking": "/rankings/?by=covered",
    "embed-timeline": "/timeline/",
    "embed-state": "/states/ma/",
    "embed-measure": "/measures/ma-somerville-ban-2019/?edition=1",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_ours_is_shown_by_its_embed_with_its_parameters(client, name):
    asked = {"url": SITE + PAGES[name], "maxwidth": "480", "maxheight": "300", "format": "json"}
    answer = client.get("/oembed", asked)
    content = answer.json()
    frame = read(content["html"]).find("iframe")
    path, _, query = frame["src"].removeprefix(SITE).partition("?")

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (content["version"], content["type"]) == ("1.0", "rich")
    assert (content["width"], content["height"]) == (480, 300)
    assert (frame["width"], frame["height"]) == ("480", "300")
    assert (path, query) == (EMBEDS[name], urlsplit(PAGES[name]).query)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_where_to_ask(client, name):
    links = read(client.get(PAGES[name].replace("edition=1", ""))).all("link[rel=alternate]")
    (link,) = [one["href"] for one in links if one["type"] == "application/json+oembed"]

    assert client.get(link).status_code == 200
    asked = parse_qs(urlsplit(link).query)["url"][0]
    assert urlsplit(asked).path == urlsplit(PAGES[name]).path


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({}, 400, "url is missing"),
        ({"url": f"{SITE}/", "maxwidth": "wide"}, 400, "maxwidth=wide was not understood"),
        ({"url": f"{SITE}/", "maxheight": "0"}, 400, "maxheight=0 was not understood"),
        ({"url": f"{SITE}/", "format": "xml"}, 501, "Only format=json"),
        ({"url": f"{SITE}/", "format": "%24{7*7}"}, 400, "format=%24{7*7} was not understood"),
        ({"url": f"{SITE}/method/"}, 404, "no embed"),
        ({"url": f"{SITE}/states/zz/"}, 404, "no embed"),
        ({"url": f"{SITE}/measures/none/"}, 404, "no embed"),
        ({"url": "http://other.example/"}, 404, "no embed"),
        ({"url": "//[/"}, 404, "no embed"),
        ({"url": f"{SITE}/admin/"}, 404, "no embed"),
    ],
)
def test_what_it_cannot_answer_it_says_in_a_sentence(client, asked, status, said):
    answer = client.get("/oembed", asked)

    assert answer.status_code == status
    assert said in answer.json()["error"]
    assert answer["Access-Control-Allow-Origin"] == "*"
