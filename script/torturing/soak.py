"""Readers and an edit a second, for long: nothing fails, grows or is shown after it changed."""

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass, field

import psycopg

from torturing.desk import Desk
from torturing.killing import page_of_draft
from torturing.site import Home, Site, home_of_its_own, memory, serving
from torturing.stages import PUBLIC
from torturing.table import Row

READERS = 4
PAUSE = 0.2  # seconds between two requests of a reader
PROMISED = 2.0  # seconds after which every page shows a change
SETTLED = 1 / 3  # of the time, until pages that are kept have filled the memory they may
LOOKED = 0.1  # of the time, in which the most is looked for: what is kept comes and goes
PUBLIC_PAGE = f"/measures/{PUBLIC}.json"


@dataclass
class Seen:
    """What the readers and the editor met with."""

    answers: int = 0
    failed: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    saved: int = 0
    refused: int = 0
    ages: list[float] = field(default_factory=list)
    """How long after each public change its page still showed what was before."""


def run(base: Home, minutes: float, paths: list[str]) -> list[Row]:
    """The section, over addresses that the site has."""
    with home_of_its_own(base) as home, serving(home) as site:
        seen, ended = Seen(), threading.Event()
        readers = [
            threading.Thread(target=read, args=(site, paths, number, seen, ended), daemon=True)
            for number in range(READERS)
        ]
        editor = threading.Thread(target=edit, args=(site, seen, ended), daemon=True)
        for thread in (*readers, editor):
            thread.start()
        time.sleep(minutes * 60 * (SETTLED - LOOKED))
        before = most_held(site, minutes * 60 * LOOKED)
        time.sleep(minutes * 60 * (1 - SETTLED - LOOKED))
        after = most_held(site, minutes * 60 * LOOKED)
        ended.set()
        for thread in (*readers, editor):
            thread.join()
        again = home.run("script/manage", "reckon")
        return rows_of(minutes, seen, before, after, again.stdout.splitlines()[-1])


def most_held(site: Site, seconds: float) -> float:
    """The most memory that the web workers hold within so long, in MB."""
    began, most = time.monotonic(), 0.0
    while time.monotonic() - began < seconds:
        most = max(most, memory(site.workers))
        time.sleep(1)
    return most


def read(site: Site, paths: list[str], number: int, seen: Seen, ended: threading.Event) -> None:
    """One reader: mostly what others read too, on some days of its own, where the API, which
    refuses what it does not know, is not asked.
    """
    chance = random.Random(number)
    while not ended.wait(PAUSE):
        path = chance.choice(paths)
        if chance.random() < 0.2 and not path.startswith("/api/"):
            path += f"?on={chance.randint(2015, 2026)}-{chance.randint(1, 12):02}-15"
        began = time.monotonic()
        status = site.status(path)
        seen.waits.append(time.monotonic() - began)
        seen.answers += 1
        if status not in (200, 301, 302):
            seen.failed.append(f"{path}: {status}")


def edit(site: Site, seen: Seen, ended: threading.Event) -> None:
    """An edit a second: a draft is saved, and each third time something public changes."""
    desk, draft, public, number = Desk(site), page_of_draft(site), page_of_public(site), 0
    while not ended.is_set():
        began, number = time.monotonic(), number + 1
        try:
            if number % 3:
                taken = desk.save(draft, title=f"Draft {number}", notes=str(number))
            else:
                taken = change_public(site, desk, public, number, seen)
        except (OSError, http.client.HTTPException) as error:
            print(f"{'':11}- an edit: {error!r}", flush=True)
            taken = False
        seen.saved += taken
        seen.refused += not taken
        ended.wait(max(0.0, 1 - (time.monotonic() - began)))


def change_public(site: Site, desk: Desk, page: str, number: int, seen: Seen) -> bool:
    """Propose a change, accept it, and look until everyone sees it."""
    if not desk.save(page, reason="A test of endurance.", summary=f"Summary {number}."):
        return False
    with psycopg.connect(site.home.cluster.url) as connection:
        key = connection.execute("SELECT max(id) FROM laws_proposal").fetchone()[0]
    address = f"/admin/laws/proposal/{key}/change/"
    shown = desk.ask("GET", address)[2]
    accept = {"decision": "accept", "exemption": "A test of endurance."}
    if desk.post(address, accept, shown) != 302:
        return False
    began = last = time.monotonic()
    while (now := time.monotonic()) - began < PROMISED + 1:
        if said(site) != f"Summary {number}.":
            last = now
        time.sleep(0.1)
    seen.ages.append(last - began)
    return True


def said(site: Site) -> str:
    try:
        return json.loads(site.ask(PUBLIC_PAGE)[2])["summary"]
    except (OSError, ValueError, KeyError):
        return ""


def page_of_public(site: Site) -> str:
    with psycopg.connect(site.home.cluster.url) as connection:
        found = connection.execute("SELECT id FROM laws_measure WHERE slug = %s", [PUBLIC])
        return f"/admin/laws/ordinance/{found.fetchone()[0]}/change/"


def rows_of(minutes: float, seen: Seen, before: float, after: float, reckoned: str) -> list[Row]:
    waits, oldest = sorted(seen.waits) or [0.0], max(seen.ages, default=float("inf"))
    middle, late = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
    growth = (after / before - 1) * 100
    for failed in seen.failed[:8]:
        print(f"{'':11}- {failed}")
    return [
        Row("soak", f"{READERS} readers for {minutes:g} minutes",
            f"{seen.answers:,} answers, {len(seen.failed)} failed, half within "
            f"{middle * 1000:.0f} ms, 99 of 100 within {late * 1000:.0f} ms", "0 failed",
            seen.answers > 0 and not seen.failed),
        Row("soak", "an edit a second meanwhile",
            f"{seen.saved:,} saved, {seen.refused} refused", "0 refused",
            seen.saved > 0 and not seen.refused),
        Row("soak", "pages after a public change",
            f"{len(seen.ages)} changes, shown as before for {oldest:.1f} s at most",
            f"≤ {PROMISED:.0f} s", oldest <= PROMISED),
        Row("soak", f"the most memory of the web workers, warmed up for {minutes * SETTLED:.0f} "
            f"minutes and in the last {minutes * LOOKED:.0f}",
            f"{before:.0f} MB, {after:.0f} MB: {growth:+.1f} %", "≤ +10 %", growth <= 10),
        Row("soak", "terms and stages as they are stored, and calculated anew", reckoned,
            "0 changed", reckoned.endswith(" 0 changed.")),
    ]  # fmt: skip
