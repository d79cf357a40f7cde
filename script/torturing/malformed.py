"""Malformed input: every parameter of every public address, what stands in their paths, and what is
sent to those that take something.

    python -m torturing.malformed NUMBER PART OF

asks about NUMBER questions, those of PART of OF, in this process and with pages made anew, since
whoever means harm asks for addresses that nobody asked for before. It prints a tally as JSON.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from torturing.sent import Sent, messages

MARKUP = "<x9q onload=alert(9)>"
QUOTES = "x9q\"'><script>alert(9)</script>"
PAYLOADS = [
    "", "%00", "a%00b", "%ff%fe%80", "%ED%A0%80", "%zz%", "x" * 6000, "-1", "0", "9" * 400, "1e999",
    "NaN", quote("٣"), "2023-02-30", "99999-12-31", "0000-00-00", "2023-07-20T00:00:00Z",
    "1990-01-01", quote(MARKUP), quote(QUOTES), quote("{{ 7*7 }}{% debug %}"), quote("${7*7}"),
    quote("'; DROP TABLE laws_measure; --"), quote("1' OR '1'='1"), quote("(((((*+?[\\"),
    quote("%_%\\%"), quote("a & | ! ( ) : * <-> \"'"), quote("\u202e\ufeff\u0085\u2028"),
    quote("👩‍👩‍👧‍👦ﷺ𝕏"), quote("../../../../etc/passwd"), quote("a\r\nSet-Cookie: x=1\r\n\r\n<b>"),
    quote("=1+1"), quote("javascript:alert(9)"), "true", "null", "[]", "%7B%22a%22%3A1%7D", "us",
    "ma", "ma%2Fsomerville", "all", "pending", "&".join(["ma"] * 200),
]  # fmt: skip
RAW = (MARKUP, QUOTES, "<script>alert(9)")
LONGEST = 2.0  # seconds


@dataclass
class Tally:
    """What a part of the questions came to."""

    asked: int = 0
    pairs: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


def questions(number: int) -> list[tuple[str, str]]:
    """Paths and query strings, the same each time they are asked for on the same record."""
    from torturing.addresses import examples, parameters, patterns

    found = {one: paths or [one.made_up] for one, paths in examples().items()}
    for one in patterns():
        if one.is_of_desk:
            found[one] = [one.made_up]
    chance = random.Random(9)
    names = parameters()
    pairs = [
        (path, name)
        for one, paths in found.items()
        for path in paths
        for name in names.get(one.route, names[""])
    ]
    # A picture takes long to draw, and reads what its .svg reads.
    drawn = sum(path.endswith(".png") for path, _ in pairs)
    asked = [(path, "") for one in found for path in _paths(one.route)]
    each = max(1, -(-(number - len(asked) - drawn) // (len(pairs) - drawn)))
    asked += [
        (path, _query(chance, name, payload))
        for path, name in pairs
        for payload in chance.sample(PAYLOADS, 1 if path.endswith(".png") else each)
    ]
    chance.shuffle(asked)
    return asked


def _query(chance: random.Random, name: str, payload: str) -> str:
    """One parameter; now and then with others beside it, twice, or under a strange name."""
    asked = f"{name}={payload}".replace("&", f"&{name}=")
    if chance.random() < 0.2:
        asked += f"&{name}={chance.choice(PAYLOADS)}&on={chance.choice(PAYLOADS)}"
    if chance.random() < 0.1:
        asked += f"&{name}[]={payload}&&=&%00=1&__proto__={payload}"
    return asked


def _paths(route: str) -> Iterator[str]:
    """A pattern's address with each payload in the place of its values."""
    before, has_value, after = route.partition("<")
    if has_value and "(?P" not in route:
        for payload in PAYLOADS:
            yield f"/{before}{payload}{after.partition('>')[2]}".partition("<")[0]


def fault_of(response, seconds: float) -> str:
    """What is wrong with an answer, in a few words; nothing if nothing is."""
    body = response.content if not response.streaming else response.getvalue()
    kind = response.headers.get("Content-Type", "")
    words = body.decode(errors="replace") if "image/png" not in kind else ""
    is_markup = any(one in kind for one in ("html", "xml", "svg"))
    wrong = {
        f"status {response.status_code}": response.status_code >= 500,
        f"{seconds:.1f} s": seconds > LONGEST,
        "the payload as it was sent": is_markup and any(raw in words for raw in RAW),
        "a traceback": "Traceback (most recent call last)" in words,
        "no policy": "Content-Security-Policy" not in response.headers,
        "no nosniff": response.headers.get("X-Content-Type-Options") != "nosniff",
        "a cookie": bool(response.cookies) and not response.request["PATH_INFO"].startswith(
            "/admin/"
        ),
        "a header of the sender": response.headers.get("Set-Cookie", "") == "x=1",
    }  # fmt: skip
    return ", ".join(what for what, is_so in wrong.items() if is_so)


def ask(answer: Callable) -> tuple[str, float]:
    """What is wrong with an answer, and how long it took; the second time, if the first is long:
    something else may have had the processor.
    """
    for _ in range(2):
        began = time.perf_counter()
        response = answer()
        seconds = time.perf_counter() - began
        fault = fault_of(response, seconds)
        if seconds <= LONGEST:
            break
    return fault, seconds


def ask_all(asked: list[tuple[str, str]], sent: Iterable[Sent] = ()) -> Tally:
    from torturing.addresses import get, post

    tally = Tally(pairs=len(asked))
    for path, query in asked:
        _count(tally, f"{path[:120]}?{query[:160]}", partial(get, path, query, tally.asked))
    for one in sent:
        said = f"{one.path} {one.body[-160:]!r}"
        _count(tally, said, partial(post, one.path, one.kind, one.body, tally.asked))
    return tally


def _count(tally: Tally, said: str, answer: Callable) -> None:
    fault, seconds = ask(answer)
    tally.asked += 1
    tally.slowest = max(tally.slowest, seconds)
    if fault and len(tally.faults) < 200:
        tally.faults.append(f"{said}: {fault}")


def main(number: str, part: str, of: str) -> None:
    sent, mine = messages(PAYLOADS), slice(int(part), None, int(of))
    asked = questions(int(number) - len(sent))
    print(json.dumps(vars(ask_all(asked[mine], sent[mine]))))


if __name__ == "__main__":
    from torturing.django_here import set_up

    set_up(KEEP_PAGES="False")
    main(*sys.argv[1:])
