"""A legislature's mirror: a repository, or a copy of one, with a folder for each bill.

    …/sessions/<session>/bills/<id>/metadata.json          the bill as Open States scrapes it
    …/sessions/<session>/bills/<id>/logs/*.vote_event.*    a vote with its counts
    …/sessions/<session>/bills/<id>/files/*_extracted.txt  the text of one of its versions

The other logs repeat, action by action, what is in metadata.json. Whatever the size of a mirror, it
is read a bill at a time.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from laws.imports.readers import openstates
from laws.imports.readers.containers import Member, OneFile
from laws.imports.readers.fields import storable
from laws.imports.readers.json_files import decoded, loaded
from laws.imports.readers.states import code_of
from laws.imports.types import IncomingMeasure, IncomingText, RefusedRecord, Where
from laws.refusals import Refusal
from laws.text.normalize import cut, one_line

BILL = "metadata.json"
FOLDER = re.compile(r"(?:.*/)?sessions/[^/]+/bills/[^/]+/(?=.)", re.DOTALL)
VOTE, TEXT = re.compile(r"logs/.*\.vote_event\..*\.json", re.DOTALL), "_extracted.txt"
LONGEST_BILL, LONGEST_VOTE, LONGEST_TEXT = 20 * 2**20, 2**20, 8 * 2**20
LINE_NUMBER = re.compile(r"^[ \t]*\d{1,5}[ \t]+(?=\S)", re.MULTILINE)
RULE = re.compile(r"^={20,}[ \t]*$", re.MULTILINE)
VERSION = re.compile(r"^Source: versions - (.*)$", re.MULTILINE)
NOT_A_VERSION = re.compile(r"\b(?:amendment|comparison|excerpts?)\b", re.IGNORECASE)
"""Texts beside the bill, which say what might have stood in it."""
IS_A_LINK = "{} is a link to another file, which is not followed."


def folder_of(name: str) -> str:
    """The folder of the bill that a file belongs to, with its slash; "" for any other file."""
    found = FOLDER.match(name)
    return found[0] if found else ""


def is_read(name: str) -> bool:
    """Whether a file of a bill's folder is one of those that are read."""
    inside = name[len(folder_of(name)) :]
    return inside == BILL or inside.endswith(TEXT) or bool(VOTE.fullmatch(inside))


def session_of(folder: str) -> str:
    """The name of the session that the folder of a bill lies in."""
    return PurePosixPath(folder).parts[-3]


def sessions(container: OneFile) -> list[str]:
    """The names of the sessions whose bills a mirror holds."""
    folders = (folder_of(one.name) for one in container.members() if one.name.endswith(BILL))
    return sorted({session_of(folder) for folder in folders if folder})


def is_mirror(container: OneFile) -> bool:
    """Whether a container has the folders of a mirror."""
    return any(folder_of(one.name) + BILL == one.name for one in container.members())


def bills(
    container: OneFile,
    only: Collection[str] | None = None,
    seen_on: date | None = None,
    skip: int = 0,
) -> Iterator[IncomingMeasure | RefusedRecord]:
    """The bills of a mirror; only those in these folders, if any are named, and without the first
    few. A bill that cannot be read is refused, and the others are read."""
    passed = 0
    for folder, members in groupby(container.members(), lambda one: folder_of(one.name)):
        if folder and (only is None or folder in only):
            files = {one.name[len(folder) :]: one for one in members if is_read(one.name)}
            passed += BILL in files
            if BILL in files and passed > skip:
                yield _bill(container, folder, files, seen_on)


def _bill(container, folder, files, seen_on):
    where = Where(container.shown(folder + BILL))
    try:
        content = _json(container, files.pop(BILL), LONGEST_BILL)
        if not isinstance(content, dict):
            raise Refusal(f"{where} is not a bill of Open States.")
        remarks = []
        votes = _each(container, files, VOTE.fullmatch, _vote, remarks)
        content = content | {"votes": content.get("votes") or votes}
        measure = openstates.measure_of(content, where)
    except Refusal as error:
        return RefusedRecord(where, str(error))
    if isinstance(measure, RefusedRecord):
        return measure
    texts = _each(container, files, lambda name: name.endswith(TEXT), _text, remarks)
    versions = tuple(_versions(content, measure, texts, seen_on))
    return replace(
        measure,
        versions=versions,
        text="\n".join(filter(None, [measure.text, *(_plain(one.text) for one in versions)])),
        remarks=(*measure.remarks, *remarks),
        # Where it lies is how it is found missing later.
        raw=measure.raw | {"_mirror": code_of(measure.jurisdiction), "_folder": storable(folder)},
    )


def _each(container, files, is_wanted, read, remarks):
    """What the wanted files of a bill say; of one that cannot be read, a remark says why."""
    found = []
    for name, member in sorted(files.items()):
        if is_wanted(name):
            try:
                found.append(read(container, member))
            except Refusal as error:
                remarks.append(str(error))
    return found


def _content(container, member: Member, most):
    if member.is_link:
        raise Refusal(IS_A_LINK.format(container.shown(member.name)))
    return container.content(member, most)


def _json(container, member, most):
    file = container.shown(member.name)
    return loaded(decoded(_content(container, member, most), file), file)


def _vote(container, member):
    """A vote without how each member voted, which we do not keep."""
    vote = _json(container, member, LONGEST_VOTE)
    if not isinstance(vote, dict):
        raise Refusal(f"{container.shown(member.name)} is not a vote.")
    return {name: value for name, value in vote.items() if name not in ("votes", "bill")}


def _text(container, member):
    """The name of an extracted text and all of it."""
    text = _content(container, member, LONGEST_TEXT).decode(errors="replace")
    return member.name.rsplit("/", 1)[-1], storable(text)


def _versions(bill, measure, texts, seen_on):
    """The texts of the bill's own versions, once each, with their addresses."""
    known = set()
    for name, text in texts:
        head, body = (part.strip() for part in _parts(text))
        label = VERSION.search(head)
        if label and body and body not in known and not NOT_A_VERSION.search(label[1]):
            known.add(body)
            version = cut(one_line(label[1]), 200)
            yield IncomingText(version, _address(bill, measure, label[1], name), body, seen_on)


def _plain(text):
    """A text without the numbers that its lines begin with: they part the words of a phrase."""
    lines = text.count("\n") + 1
    return LINE_NUMBER.sub("", text) if len(LINE_NUMBER.findall(text)) > lines / 3 else text


def _parts(text):
    """The head of an extracted text, above a rule, and the text of the version below it."""
    rule = RULE.search(text)
    return (text[: rule.start()], text[rule.end() :]) if rule else ("", text)


def _address(bill, measure, label, name):
    """Where a version is published: the link with the name of the file, else its first one, else
    the bill's page."""
    versions = [one for one in bill.get("versions") or () if isinstance(one, dict)]
    links = [
        str(link.get("url") or "")
        for one in versions
        if one_line(str(one.get("note") or "")) == one_line(label)
        for link in one.get("links") or ()
        if isinstance(link, dict)
    ]
    named = [url for url in links if _stem(url) and name.startswith(_stem(url))]
    pages = [source.url for source in measure.sources]
    return next((url for url in [*named, *links, *pages] if 0 < len(url) <= 500), "")


def _stem(url):
    return PurePosixPath(unquote(urlsplit(url).path)).stem
