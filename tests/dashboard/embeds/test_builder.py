"""/embed/: the form makes the code of each embed, live or frozen, and shows how it looks."""

from html import unescape

import pytest
from django.utils import timezone

from laws.models import Edition
from laws.open_data.editions import make_edition
from tests.support.elements import read
from tests.support.public_pages import make_record
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
PAGE, BAN = "/embed/", "ma-somerville-ban-2019"
SITE = "http://testserver"


record = shared(make_record)


def made(client, **asked):
    """The address in the code, and that of the preview."""
    page = read(client.get(PAGE, asked))
    code = page.find("textarea#code").text
    preview = page.find(".preview iframe")["src"]
    return unescape(code.split('"')[1]).removeprefix(SITE), preview


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ({}, "/embed/map/"),
        ({"show": "map", "fill": "bans"}, "/embed/map/?fill=bans"),
        ({"show": "map", "fill": "rule", "preset": "broad"}, "/embed/map/"),
        ({"show": "map", "by": "covered", "preset": "strict"}, "/embed/map/?preset=strict"),
        ({"show": "map", "effect": ["ban"], "on": "2023-07-20"},
         "/embed/map/?effect=ban&on=2023-07-20"),
        ({"show": "ranking", "by": "covered"}, "/embed/ranking/?by=covered"),
        ({"show": "timeline", "state": "MA"}, "/embed/timeline/?state=MA"),
        ({"show": "state", "p": "ma", "fill": "bans", "m": BAN}, "/embed/states/ma/"),
        ({"show": "state", "p": "us"}, "/embed/states/us/"),
        ({"show": "measure", "m": BAN}, f"/embed/measures/{BAN}/"),
        ({"show": "measure", "m": f"{SITE}/measures/{BAN}/?on=2020-01-01", "on": "2024-02-29"},
         f"/embed/measures/{BAN}/?on=2024-02-29"),
    ],
)  # fmt: skip
def test_it_makes_the_code_of_each_embed_and_shows_it(client, asked, address):
    assert made(client, **asked) == (address, address)
    assert client.get(address).status_code == 200


def test_it_says_whether_it_follows_the_law_or_keeps_a_day(client):
    says = {
        "": "It follows the law",
        "2023-07-20": "It keeps the law on July 20, 2023;",
        "2023-02-30": "It follows the law",
    }
    for day, said in says.items():
        page = read(client.get(PAGE, {"on": day} if day else {}))
        assert page.find("#keeps").text.strip().startswith(said)


def test_an_edition_freezes_what_was_known_then(client):
    Edition.objects.all().delete()
    edition = make_edition(timezone.now())
    number = edition.number

    address, preview = made(client, edition=number)
    assert address == preview == f"/embed/map/?edition={number}"
    address, preview = made(client, edition=number, on="2023-07-20")
    assert address == preview == f"/embed/map/?on=2023-07-20&edition={number}"
    form = read(client.get(PAGE, {"edition": number})).find("form.build")
    boxes = form.all("input[name=edition]")
    assert [one["value"] for one in boxes] == [str(number)]  # and none that is hidden
    assert client.get(PAGE, {"edition": number + 1}).status_code == 404
    assert made(client, edition="")[0] == "/embed/map/"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"show": "state"}, "Choose a state or territory"),
        ({"show": "measure"}, "Write which law or bill"),
        ({"show": "measure", "m": "none"}, "m=none was not understood"),
        ({"show": "state", "p": "zz"}, "p=zz was not understood"),
        ({"show": "picture"}, "show=picture was not understood"),
    ],
)
def test_what_is_missing_or_mistaken_gets_a_sentence(client, asked, said):
    answer = client.get(PAGE, asked)

    assert answer.status_code == 200
    assert said in read(answer).text


def test_pages_that_offer_their_embed_lead_to_it_as_they_are(client):
    leads = {
        "/": "",
        "/?effect=ban&on=2023-07-20": "?effect=ban",
        "/rankings/?by=covered": "?by=covered&show=ranking",
        "/timeline/": "?show=timeline",
        "/states/ma/": "?show=state&p=ma",
        f"/measures/{BAN}/": f"?show=measure&m={BAN}",
    }
    for path, asked in leads.items():
        hrefs = [one["href"] for one in read(client.get(path)).all(".embed a")]
        assert f"{PAGE}{asked}" in hrefs, path
        assert client.get(f"{PAGE}{asked}").status_code == 200


def test_it_may_show_its_own_embeds_and_no_one_may_show_it(client):
    answer = client.get(PAGE)

    policy = answer["Content-Security-Policy"]
    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-src" not in client.get("/")["Content-Security-Policy"]
    assert client.get(PAGE, {"show": "map"}).content.count(b"<script") == client.get(
        "/check/"
    ).content.count(b"<script")


def test_every_choice_of_its_boxes_is_one_that_the_embed_takes(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        page = read(client.get(PAGE))
    for name, show in (("fill", "map"), ("by", "ranking"), ("preset", "map"), ("p", "state")):
        values = [one["value"] for one in page.all(f"select[name={name}] option") if one["value"]]
        assert len(values) > 1
        for value in values[:12]:
            address, _ = made(client, show=show, **{name: value})
            assert "was not understood" not in read(client.get(address)).text, address
