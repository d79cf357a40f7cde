"""What the pages of editions tell: the editions there are, and what changed with one of them."""

from typing import NamedTuple

from dashboard.pages.changes.data import LoggedChange, in_words
from laws.editing.revisions import changes as changes_made
from laws.models import Edition
from laws.models.edition import reading

LISTED = 300
# What a reader calls the rows of a table, of what is not calculated from others.
NOUNS = {
    "laws_measure": "laws and bills",
    "laws_action": "dated events",
    "laws_provision": "answers on what a law says",
    "laws_source": "sources",
    "laws_quotation": "quoted sentences",
    "laws_sponsorship": "sponsors",
    "laws_relation": "relations of measures",
    "laws_check": "checks against sources",
    "laws_secondcoding": "second codings",
    "laws_secondanswer": "answers of second codings",
    "laws_courtcase": "court cases",
    "laws_caseeffect": "effects of court cases",
    "laws_milestone": "milestones",
    "laws_preemption": "answers on whether a city may act",
    "laws_search": "searches",
    "laws_question": "questions of the codebook",
    "laws_legislativesession": "legislative sessions",
    "laws_chamber": "chambers",
    "laws_jurisdiction": "governments",
    "laws_placename": "names of places",
    "laws_zipcode": "ZIP codes",
    "laws_merge": "merges of measures",
    "laws_changereason": "reasons for changes",
}


class ChangedRows(NamedTuple):
    """How many rows of a kind an edition has that the one before had not, and the like."""

    noun: str
    added: int
    removed: int
    changed: int


class EditionLog(NamedTuple):
    """What this site changed between an edition and the one before it, and whether there is more
    than is listed.
    """

    entries: list[LoggedChange]
    is_more: bool


def all_editions() -> list[Edition]:
    """Every edition, the newest first."""
    return list(Edition.objects.order_by("-number"))


def edition_before(edition: Edition) -> Edition | None:
    return Edition.objects.filter(number__lt=edition.number).last()


def changed_rows(edition: Edition) -> list[ChangedRows]:
    """What differs from the edition before, kind by kind."""
    return [
        ChangedRows(noun, **edition.changed[table])
        for table, noun in NOUNS.items()
        if any(edition.changed.get(table, {}).values())
    ]


def log_of(edition: Edition, before: Edition | None) -> EditionLog:
    """The changes since the edition before, in words, as the log of the edition itself has them."""
    if before is None:
        return EditionLog([], False)
    with reading(edition):
        logged, is_more = changes_made(number=LISTED)
        found = [change for change in logged if change.made_at > before.made_at]
        return EditionLog(in_words(found), is_more and len(found) == len(logged))
