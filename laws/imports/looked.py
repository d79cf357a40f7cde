"""Noting in the ledger of looking which governments a run of an import read bills of."""

from collections import Counter
from datetime import date

from laws.coverage.record import record_search
from laws.imports.drafts.lookups import Lookups
from laws.models import ImportRun
from laws.vocabulary import RunOrigin, SearchHow

NOTE = "{} read. Which sessions they cover in full is not known"


def note_searches(run: ImportRun, looked: Counter, day: date) -> None:
    """Note each government of which a finished run read bills. `looked` counts them by division id
    and whether they are on the subject. No session counts as read by it: a file may hold a part.
    """
    how = SearchHow.FETCH if run.origin == RunOrigin.FETCH else SearchHow.IMPORT
    where, lookups = f"{run.get_record_display()}: {run.name}", Lookups()
    for division in dict.fromkeys(division for division, _ in looked):
        if place := lookups.place(division):
            found = looked[division, True]
            read = found + looked[division, False]
            note = NOTE.format(f"{read:,} bill{'' if read == 1 else 's'}")
            record_search(place, day, how, where, found, note=note)
