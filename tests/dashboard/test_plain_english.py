"""Pages speak plain American English: no word of the old dialect, no hard first screen."""

import re
from functools import cache
from html.parser import HTMLParser

import pyphen
import pytest
from django.contrib.auth.models import User
from django.test import Client

from laws.models import Measure
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
# What readers in Boston would not say, and what it is called instead.
BANNED = {
    r"binds?": "is in effect, covers",
    r"bound": "was in effect",
    r"reckon\w*": "calculated",
    r"on (the|this) record": "in our database, or nothing",
    r"licences?": "license",
    r"own rule": "statewide rule",
    r"(no|some)body": "we have not …; a person",
    r"anew": "again",
    r"bills on their way": "pending bills",
    r"endings taken off": "in effect over time",
    r"how it got so": "history",
    r"whence|whilst|thereof|hitherto": "plain words",
    r"(?<!-)twins?(?!-)": "JSON",
    r"in force": "in effect",
    r"\w*(neighbour|colour|favour|honour|behaviour|centre)\w*": "American spelling",
    r"\d{1,2} (January|February|March|April|May|June|July|August|September|October|November"
    r"|December) \d{4}": "July 20, 2023",
}
PATTERN = re.compile(rf"\b({'|'.join(BANNED)})\b", re.I)
PAGES = [
    "/", "/?on=2023-07-20", "/?fill=bans", "/?effect=ban&on=1995-01-01", "/states/", "/states/ma/",
    "/states/tx/", "/states/us/", "/states/gu/", "/places/ma/somerville/",
    "/places/la/new-orleans/", "/places/wa/king-county/", "/places/ma/abington/", "/measures/",
    "/measures/?q=xyzzy", "/bills/", "/bills/?state=ma", "/compare/",
    "/compare/?m=ma-s927-2023&p=ma/somerville", "/provisions/", "/provisions/?level=local",
    "/provisions/warrant_required/", "/what-if/", "/what-if/?all=pending", "/where/",
    "/where/?q=springfield", "/where/?q=xyzzy", "/rankings/", "/rankings/?by=covered",
    "/rankings/?by=first", "/rankings/?by=introduced", "/rankings/?by=safeguards",
    "/rankings/?by=gaps",
    "/rankings/?by=adding", "/timeline/",
    "/changes/", "/changes-in-law/", "/changes-in-law/?year=2021&state=va", "/search/",
    "/search/?q=drone", "/method/", "/corrections/new/", "/nowhere/",
    "/?on=2023-13-45",
]  # fmt: skip
# Official titles, citations, names and code are quoted as they are.
QUOTED = ("cite", "q", "blockquote", "code")
GRADE = 10
SYLLABLES = pyphen.Pyphen(lang="en_US")


class Reader(HTMLParser):
    """What a reader reads of a page: its visible words, block by block, and its first sentences."""

    INLINE = frozenset(
        [
            "a",
            "em",
            "strong",
            "span",
            "b",
            "i",
            "time",
            "abbr",
            "sup",
            "sub",
            "small",
            "use",
            "svg",
            "title",
        ]
    )
    SILENT = frozenset(["script", "style", "svg", "template"])

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.silent, self.blocks, self.lead, self.in_lead = [], [""], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag in self.SILENT or tag in QUOTED:
            self.silent.append(tag)
        if tag not in self.INLINE:
            self.blocks.append("")
        if tag == "h1" or (tag == "p" and "sub" in (values.get("class") or "").split()):
            self.in_lead = True
            self.lead.append("")
        for name in ("title", "aria-label", "alt", "placeholder", "content"):
            if values.get(name) and not self.silent:
                self.blocks += [values[name], ""]

    def handle_endtag(self, tag):
        if self.silent and self.silent[-1] == tag:
            self.silent.pop()
        if tag not in self.INLINE:
            self.blocks.append("")
        if tag in ("h1", "p"):
            self.in_lead = False

    def handle_data(self, data):
        if self.silent:
            return
        self.blocks[-1] += data
        if self.in_lead:
            self.lead[-1] += data

    @property
    def first_screen(self):
        return [" ".join(text.split()) for text in self.lead if text.strip()]


def grade(texts):
    """The school grade that a text asks for (Flesch and Kincaid); names count as they are said."""
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?:;])\s+", text) if s.strip()]
    words = re.findall(r"[A-Za-z’']+", " ".join(texts))
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record(once=True):
        yield


@cache
def page(path):
    """What is answered, asked for once."""
    return Client().get(path)


def titles():
    """Official words, which the pages quote."""
    columns = ("title", "identifier", "law_citation", "code_citation")
    return {part for row in Measure.objects.values_list(*columns) for part in row if part}


def dialect(response):
    """The banned words of a page, each with what stands around it."""
    official = titles()
    for block in Reader(response.content.decode()).blocks:
        words = " ".join(block.split())
        if "Facelaw, as of" in words:
            continue  # a citation as MLA has it, which writes days its own way
        for title in official if PATTERN.search(words) else ():
            words = words.replace(title, "")
        yield from (words[max(0, m.start() - 40) : m.end() + 40] for m in PATTERN.finditer(words))


@pytest.mark.parametrize("path", PAGES)
def test_no_word_of_the_dialect_comes_back_to_a_page(path):
    assert list(dialect(page(path))) == []


def test_no_word_of_the_dialect_comes_back_to_any_measure():
    slugs = Measure.objects.published().order_by("slug").values_list("slug", flat=True)[::12]
    found = {slug: list(dialect(Client().get(f"/measures/{slug}/"))) for slug in slugs}

    assert {slug: words for slug, words in found.items() if words} == {}


@pytest.mark.parametrize("path", ["/admin/", "/admin/help/", "/admin/laws/bill/add/"])
def test_no_word_of_the_dialect_comes_back_to_the_desk(path):
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))

    assert list(dialect(client.get(path))) == []


@pytest.mark.parametrize("path", [path for path in PAGES if "1995" not in path])
def test_the_first_screen_asks_for_no_more_than_ten_years_of_school(path):
    texts = Reader(page(path).content.decode()).first_screen

    assert texts
    assert grade(texts) <= GRADE, texts


def test_a_word_of_the_dialect_is_found_and_an_official_title_is_left_alone():
    page = "<h1>It binds the police</h1><p>“<cite>Licences Act</cite>” <b>bound</b> feet</p>"
    words = [m[0] for block in Reader(page).blocks for m in PATTERN.finditer(block)]

    assert words == ["binds", "bound"]
