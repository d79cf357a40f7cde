"""How a page is cited, whatever signs its title has."""

import re
from datetime import date

from dashboard.words.citations import Cited, citations

HARD = r"A & B: “C” | {{D}} [E] 50% of #1 $2 a_b ~~~~ ''x'' <i> \end{F}?"


def cited(title="Massachusetts: limit", **more):
    address = "https://facelaw.example/states/ma/?edition=3&on=2023-07-20"
    facts = {"on": date(2023, 7, 20), "accessed": date(2026, 11, 30), "address": address}
    return dict(citations(Cited(title, **facts | {"record": "2026-11-22", "edition": 3} | more)))


def test_each_style_says_the_title_the_day_the_version_and_the_address():
    address = "https://facelaw.example/states/ma/?edition=3&on=2023-07-20"

    assert cited("Massachusetts: limit, July 20, 2023") == {
        "APA": "Facelaw. (2026). Massachusetts: limit, as of July 20, 2023 (edition 3, record"
        f" 2026-11-22). Retrieved November 30, 2026, from {address}",
        "MLA": "“Massachusetts: limit.” Facelaw, as of 20 July 2023, edition 3, record 2026-11-22,"
        f" {address}. Accessed 30 Nov. 2026.",
        "Bluebook": "Massachusetts: limit, Facelaw (as of July 20, 2023; edition 3, record"
        f" 2026-11-22), {address} (last visited Nov. 30, 2026).",
        "BibTeX": "@misc{facelaw-2023-07-20-massachusetts-limit,\n  author = {{Facelaw}},\n"
        "  title = {{Massachusetts: limit}},\n  year = {2026},\n"
        "  note = {As of July 20, 2023, edition 3, record 2026-11-22},\n"
        f"  url = {{{address}}},\n  urldate = {{2026-11-30}}\n}}",
        "Wikipedia": "{{cite web |title=Massachusetts: limit, as of July 20, 2023"
        f" |url={address} |website=Facelaw |id=edition 3, record 2026-11-22"
        " |access-date=November 30, 2026}}",
    }


def test_signs_of_a_markup_in_a_title_stay_signs_of_the_title():
    styles = cited(HARD, address="https://facelaw.example/search/?q=a|b{c}[d]'e'")

    assert styles["MLA"].startswith(r"“A & B: ‘C’ | {{D}} [E] 50% of #1 $2 a_b ~~~~ ''x'' <i> \end")
    assert "?.” " not in styles["MLA"]
    title = re.search(r"title = \{\{(.*)\}\},\n", styles["BibTeX"])[1]
    plain = re.sub(r"\\textbackslash\{\}|\\[\^~]\{\}|\\[{}%&#$_]", "", title)
    assert not set(plain) & set("\\{}%&#$_^~")
    wiki = styles["Wikipedia"].removeprefix("{{cite web ").removesuffix("}}")
    assert [part.partition("=")[0].strip() for part in wiki.split("|")[1:]] == [
        "title", "url", "website", "id", "access-date",
    ]  # fmt: skip
    assert not re.search(r"[{}\[\]<>]|''|~~", wiki)
    assert "search/?q=a%7Cb%7Bc%7D%5Bd%5D%27e%27 " in wiki


def test_what_is_not_known_of_the_record_is_left_out():
    styles = cited(record="", edition=None)

    assert "limit, as of July 20, 2023. Retrieved" in styles["APA"]
    assert "|id=" not in styles["Wikipedia"]
