"""The lines of the safeguards matrix, as its page shows them."""

from itertools import groupby

from dashboard.charts.svg.marks import effect
from dashboard.charts.svg.scales import look
from dashboard.codebook.answers import SIGNS, cell_of
from dashboard.codebook.questions import short_name
from dashboard.pages.provisions.charts.safeguards import SHOWN
from dashboard.pages.provisions.data import NOT_SCORED
from dashboard.web.page_url import path_to
from dashboard.words.display_class import display_class
from dashboard.words.names import law_name
from dashboard.words.numbers import plural
from dashboard.words.searches import in_searches
from laws.text.dates import say_short
from laws.vocabulary import Basis, StateRule

STANDS_FOR = {
    "not_scored": (
        "Not scored",
        "Their statewide rule is narrow, oversight or permission, and those are not scored (R11).",
    ),
    "none_found": (
        "None found",
        "We found no statewide rule on police or government use for that day",
    ),
    "not_researched": (
        "Not researched",
        "We have not searched their law yet. This says nothing about what it holds.",
    ),
}


def spans(found, kept):
    """The headings of the columns: each group of the codebook with its questions."""
    return [
        {
            "name": group.capitalize(),
            "questions": [
                {
                    "short": short_name(one),
                    "text": one.text,
                    "href": path_to("question", one.slug) + kept,
                }
                for one in own
            ],
        }
        for group, own in ((group, list(own)) for group, own in _grouped(found))
    ]


def _grouped(found):
    return groupby(found.asked, key=lambda one: one.group)


def lines(found, kept):
    """A line for each government with a profile."""
    starts = {next(iter(own)).slug for _, own in _grouped(found)}
    return [_line(row, found.asked, starts, kept) for row in found.scored[:SHOWN]]


def _line(row, asked, starts, kept):
    return {
        "name": row.name,
        "href": _address(row, kept),
        "law": law_name(row.law),
        "law_href": path_to("measure", row.law.slug) + kept,
        "mark": effect(display_class(row.law)),
        "also": [(law_name(one), path_to("measure", one.slug) + kept) for one in row.also],
        "basis": "" if row.basis == Basis.RECORDED else str(row.basis),
        "doubts": row.doubts,
        "range": row.range,
        "cells": [(_sign(row, one.slug), one.slug in starts) for one in asked],
    }


def _sign(row, question):
    """The sign of a cell, which says its answer in words to a pointer and a screen reader."""
    answer = row.answers.get(question)
    return cell_of(answer, row.law.slug).sign if answer else SIGNS[row.says(question)]


def beneath(found, kept):
    """The governments without a profile, in words: why, how many, which."""
    return [
        {
            "key": why,
            "word": STANDS_FOR[why][0],
            "says": STANDS_FOR[why][1] + _searched(rows),
            "counted": plural(len(rows), "state or territory", "states and territories"),
            "rows": [(row.name, _address(row, kept), _more(row, rows)) for row in rows],
        }
        for why, rows in found.without.items()
    ]


def _address(row, kept):
    """The page of a state, or of a local government."""
    parts = row.key.lower().split("/")
    return path_to("place" if len(parts) > 1 else "state", *parts) + kept


def _searched(rows):
    """The end of the sentence on what was searched: in which searches."""
    days = {row.searched_on for row in rows if row.standing == StateRule.NONE_FOUND}
    return f" {in_searches(days)}." if days else ""


def _more(row, rows):
    """What stands beside its name: its rule, or the day of the last search if they differ."""
    if row.standing == StateRule.NONE_FOUND and len({one.searched_on for one in rows}) > 1:
        return f"searched {say_short(row.searched_on)}"
    return look(row.rule).word.lower() if row.standing == NOT_SCORED else ""
