"""What each page says of itself to whoever links to it: title, description, address, card.

A page writes the blocks `title` and `description`; the rest is the frame's. A description is the
page's answer, so it names the day; what waits for a question, or is about every day, is UNDATED.
"""

import re
from urllib.parse import urlsplit

import pytest
from django.template import Context, Template

from laws.text.dates import say
from tests.support.elements import read
from tests.support.makers import day, make_measure, make_place, make_state
from tests.support.public_pages import PAGES, make_record
from tests.support.shared_rows import shared

UNDATED = {
    "api", "api-docs", "where", "search", "method", "changes", "check", "correction-new",
    "correction",
    "data", "editions", "edition", "follow", "follow-sent",
}  # fmt: skip
LONGEST_TITLE = 70
SITE = " – Facelaw"
# Choices of the list and of the map, each with what its page says of itself.
CHOICES = {
    "/measures/": "Laws and bills on face recognition",
    "/measures/?use=live&kind=bill": "Bills on live video: face recognition",
    "/measures/?use=retrospective&kind=bill": "Bills on searching photos: face recognition",
    "/measures/?force=yes&state=ma": "Laws in Massachusetts in effect: face recognition",
    "/measures/?effect=ban&effect=moratorium&level=local&regulates=police": (
        "Local laws and bills banning or pausing police use: face recognition"
    ),
    "/measures/?regulates=schools&year=2023": (
        "Laws and bills covering schools from 2023: face recognition"
    ),
    "/measures/?stage=failed&kind=bill&state=ma&year=2023&use=live&regulates=police&reach=narrow": (
        "Failed narrow bills on police use of live video, 2 more filters"
    ),
    "/measures/?q=stadium": "Laws and bills matching “stadium”: face recognition",
    "/measures/?page=2&per_page=1": "Laws and bills on face recognition",
    "/?fill=bans": "Municipal bans, by state: map of face recognition law",
    "/?fill=pending": "Pending bills, by state: map of face recognition law",
    "/?use=live&kind=bill": "Map: bills on live video",
    "/?rule=restriction&mark=ban": "Map: states (restriction), places (ban)",
    "/?fill=pending&class=1&state=ma": (
        "Map of pending bills: laws and bills in Massachusetts, 1 more filter"
    ),
    "/rankings/": "Most municipal bans by state: face recognition law",
    "/rankings/?preset=strict": "Most municipal bans by state, strict count: face recognition law",
}
ON = "2023-07-20"
pytestmark = pytest.mark.django_db


class Head:
    """The title of a page and what its `meta` and `link` elements say."""

    def __init__(self, html):
        head = read(html).find("head")
        self.title = head.find("title").raw
        self.meta = {
            one.get("property") or one.get("name"): one.get("content") for one in head.all("meta")
        }
        self.links = {one["rel"]: one["href"] for one in head.all("link")}


record = shared(make_record, once=True)


def head(client, path, **asked):
    return Head(client.get(path, asked).content.decode())


@pytest.mark.parametrize("on", ["", ON])
def test_every_page_has_a_title_of_its_own(client, on):
    titles = {name: head(client, path, on=on).title for name, path in PAGES.items()}

    assert len(set(titles.values())) == len(titles), titles
    for name, title in titles.items():
        assert 10 <= len(title) <= LONGEST_TITLE, (name, title)
        assert title.endswith(SITE) or len(title + SITE) > LONGEST_TITLE, name


@pytest.mark.parametrize("on", ["", f"on={ON}"])
def test_a_choice_of_the_list_and_of_the_map_has_a_title_and_a_description_of_its_own(client, on):
    pages = {path: head(client, f"{path}{'&' if '?' in path else '?'}{on}") for path in CHOICES}
    choices = {path: page for path, page in pages.items() if "page=" not in path}

    for said in (
        {p.title for p in choices.values()},
        {p.meta["description"] for p in choices.values()},
    ):
        assert len(said) == len(choices)
    for path, page in pages.items():
        assert len(page.title) <= LONGEST_TITLE
        assert "…" not in page.title
        assert on or page.title.removesuffix(SITE) == CHOICES[path]
        assert not on or "July 20, 2023" in page.meta["description"]


def test_the_first_sentence_of_a_list_names_the_choice(client):
    text = client.get("/measures/", {"kind": "bill", "effect": "ban", "on": ON}).content.decode()

    said = "As of July 20, 2023, one bill banning use; it was not in effect."
    assert read(text).find("h1").text == said
    assert (
        head(client, "/measures/", kind="bill", effect="ban", on=ON)
        .meta["description"]
        .startswith(said)
    )


@pytest.mark.parametrize("on", ["", ON])
def test_every_page_has_a_description_of_its_own(client, on):
    said = {n: head(client, path, on=on).meta["description"] for n, path in PAGES.items()}

    assert len(set(said.values())) == len(said), said
    for name, description in said.items():
        assert 50 <= len(description) <= 200, (name, description)
        assert description[0].isupper() or description[0] == "“", (name, description)
        assert description.endswith((".", "?", "!", "…")), (name, description)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - UNDATED))
def test_a_description_names_the_day_of_which_it_is_true(client, name):
    assert "July 20, 2023" in head(client, PAGES[name], on=ON).meta["description"]


@pytest.mark.parametrize("name", PAGES)
def test_a_title_names_the_day_where_it_is_not_today(client, name):
    title = head(client, PAGES[name], on=ON).title

    assert title.count("July 20, 2023") == 1


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_page_tells_who_shares_it_what_to_show(client, path):
    found = head(client, path, on=ON)

    assert found.meta["og:site_name"] == "Facelaw"
    assert found.meta["og:type"] == "website"
    assert found.meta["og:title"] == found.title.removesuffix(SITE)
    assert found.meta["og:description"] == found.meta["description"]
    dated = "" if ON in path else f"?on={ON}"
    assert found.meta["og:url"] == f"http://testserver{path}{dated}"
    assert found.meta["og:image:alt"]
    assert (found.meta["og:image:width"], found.meta["og:image:height"]) == ("1200", "630")
    assert found.meta["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_card_that_a_page_names_is_there_on_its_day(client, path):
    image = head(client, path, on=ON).meta["og:image"]

    address = urlsplit(image)
    assert (address.scheme, address.netloc, address.query) == ("http", "testserver", f"on={ON}")
    assert client.get(image).headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("path", "card"),
    [
        ("/", "/cards/site.png"),
        ("/states/ma/", "/cards/states/ma.png"),
        ("/states/us/", "/cards/states/us.png"),
        ("/places/ma/somerville/", "/cards/places/ma/somerville.png"),
        ("/measures/ma-somerville-ban-2019/", "/cards/measures/ma-somerville-ban-2019.png"),
    ],
)
def test_a_state_a_place_and_a_measure_have_cards_of_their_own(client, path, card):
    assert head(client, path).meta["og:image"] == f"http://testserver{card}"


def test_addresses_are_those_of_the_host_that_was_asked(client, settings):
    settings.ALLOWED_HOSTS = ["facelaw.example"]
    text = client.get("/", headers={"host": "facelaw.example"}, secure=True).content.decode()

    found = Head(text)
    assert found.links["canonical"] == "https://facelaw.example/"
    assert found.meta["og:image"] == "https://facelaw.example/cards/site.png"


def test_a_filtered_list_is_shared_as_it_stands_and_counts_as_the_list(client):
    found = head(client, "/measures/", state="ma", on=ON)

    assert found.meta["og:url"] == f"http://testserver/measures/?state=ma&on={ON}"
    assert found.links["canonical"] == f"http://testserver/measures/?on={ON}"


def test_a_comparison_is_a_page_of_its_own(client):
    bill = make_measure("An Act", "MA", [("introduced", "2023-01-04")], slug="one")
    found = head(client, "/compare/", m=["ma-somerville-ban-2019", bill.slug], only="differences")

    address = "http://testserver/compare/?m=ma-somerville-ban-2019&m=one"
    assert found.links["canonical"] == address
    assert found.meta["og:url"] == f"{address}&only=differences"


def test_a_mistaken_date_is_not_handed_on(client):
    found = head(client, "/measures/", on="yesterday", state="ma")

    assert found.meta["og:url"] == "http://testserver/measures/?state=ma"
    assert found.meta["og:image"] == "http://testserver/cards/site.png"


# --- what the record holds is only words --------------------------------------------------------


def test_what_is_markup_in_a_title_is_text_in_the_head(client):
    title = 'An "Act" <script>alert(1)</script> & more'
    make_measure(title, make_place(), [("introduced", "2020-01-01")], slug="sly")
    text = client.get("/measures/sly/").content.decode()

    found = Head(text)
    assert "<script>alert" not in text
    assert found.meta["og:title"] == found.title.removesuffix(SITE)
    assert found.meta["description"].startswith('“An "Act" <script>alert(1)</script> & more”')


def test_what_a_visitor_typed_is_text_in_the_head(client):
    found = head(client, "/search/", q='"><b>x')

    assert found.title == f'Search: "><b>x{SITE}'
    assert found.meta["og:url"] == "http://testserver/search/?q=%22%3E%3Cb%3Ex"


def test_no_two_bills_of_one_number_share_a_title(client):
    for year in ("2019", "2021"):
        make_measure("An Act", "MA", [("introduced", year)], slug=f"s1-{year}", identifier="S.1",
                     kind="bill" if year == "2019" else "resolution")  # fmt: skip

    titles = [head(client, f"/measures/s1-{year}/").title for year in ("2019", "2021")]

    assert titles[0].startswith("S.1 (2019), Massachusetts: ban, ")
    assert titles[1].startswith("S.1 (2021), Massachusetts: ban, ")


def test_the_longest_names_still_fit(client):
    make_measure("A " + "very long title " * 20, make_place(), [("introduced", "2020")], slug="a")
    make_state("LA", name="A State of a Rather Long Name and an Epithet")
    make_place("Long " * 20, "LA", full_name="Long", slug="long")

    for path in ("/measures/a/", "/states/la/", "/places/la/long/"):
        found = head(client, path)
        assert len(found.title) <= LONGEST_TITLE, path
        assert 50 <= len(found.meta["description"]) <= 200, path


# --- the tags -----------------------------------------------------------------------------------


def described(text):
    template = Template("{% load head %}{% described as it %}{{ text }}{% enddescribed %}{{ it }}")
    return template.render(Context({"text": text}))


def test_a_long_description_ends_with_a_sentence():
    text = "A sentence of some forty letters stands here. " * 6

    cut = described(text)

    assert cut == ("A sentence of some forty letters stands here. " * 4).strip()


def test_one_long_sentence_is_cut_between_words():
    assert re.fullmatch(r"(word )+word…", described("word " * 90))
    assert len(described("word " * 90)) <= 200


def test_tags_and_lines_do_not_come_along():
    template = Template(
        "{% load head wording %}{% described as it %}On {% day on %}\n  it   <em>was</em>."
        "{% enddescribed %}{{ it }}"
    )

    assert template.render(Context({"on": day(ON)})) == f"On {say(day(ON))} it was."
