"""What an import would change: which values it may propose, and which a person set.

Three contents are compared: what the other record said when staff reviewed it last
(`last_reviewed`), what is on our record now (`present`), and what the other record says now
(`coming`). A value on our record that is not what was last reviewed was set by a person, and stays.

`present` is a document as in laws.editing.snapshot; `coming` and `last_reviewed` are like it, but
their actions have names instead of keys (see laws.imports.action_matching). Nothing here asks the
database.
"""

from collections.abc import Container, Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from laws.imports.action_matching import (
    ACTION_COLUMNS,
    is_near,
    matched_actions,
    named_actions,
    renamed,
)
from laws.imports.same_value import EMPTY, is_same
from laws.text.measure_fields import IMPORTED

PROPOSED, KEPT = "proposed", "kept"
ANSWER_COLUMNS = (
    "answer", "answer_on", "detail", "pinpoint", "effective_on", "ended_on", "source_urls",
)  # fmt: skip
ALL_ACTIONS = "actions"
"""Stands among what an import states, if it has all actions that the other record has."""
ADDED = ("sources", "relations", "sponsorships", "provisions")
NOTHING = {"own": {"": {}}, "actions": {}} | {part: {} for part in ADDED}
"""The content of a measure that is not on the record."""


class ImportDifference(NamedTuple):
    """One thing to decide: a column of a row, or without a column a whole row that comes or goes.

    `part` is a part of the document, `key` the row's key in `present`, `name` its name in `coming`.
    `present` and `coming` are the rows, and None where there is none. `standing` is PROPOSED, or
    KEPT for what a person set.
    """

    part: str
    key: str
    name: str
    column: str
    present: dict | None
    coming: dict | None
    standing: str

    @property
    def place(self) -> str:
        """What identifies it in a form."""
        text = "\n".join([self.part, self.name or self.key, self.column])
        return blake2b(text.encode(), digest_size=8).hexdigest()

    @property
    def is_minor(self) -> bool:
        """Whether it is offered, and better looked at before it is taken: a clerical entry, or a
        day a few days from the one on the record."""
        if self.part != "actions" or not self.coming:
            return False
        if self.present is None:
            return self.coming["kind"] == "other"
        return self.column == "day" and is_near(self.coming, self.present)

    @property
    def is_clerical(self) -> bool:
        """Whether it is an action that comes and changes nothing about where a measure stands."""
        return self.is_minor and self.present is None

    @property
    def is_proposed(self) -> bool:
        return self.standing == PROPOSED


def content_of(draft: dict, stated: Iterable[str]) -> dict:
    """What an import says: the columns that it states, and each action by a name that it keeps from
    one import to the next."""
    own = {column: draft["own"][""].get(column) for column in IMPORTED if column in stated}
    return {
        "own": {"": own},
        "actions": named_actions(draft.get("actions", {})),
        "is_whole": ALL_ACTIONS in stated,
        **{part: dict(draft.get(part, {})) for part in ADDED},
    }


def compare(last_reviewed: dict | None, present: dict, coming: dict) -> list[ImportDifference]:
    """All differences of an import and the record that anyone has to know of."""
    last = last_reviewed or {}
    actions = _reviewed_actions(last, coming)
    return [
        *_own(last.get("own", {}).get("", {}), present["own"][""], coming["own"][""]),
        *_actions(actions, present["actions"], coming["actions"]),
        *(_gone(actions, present["actions"], coming["actions"]) if coming["is_whole"] else ()),
        *_answers(last.get("provisions", {}), present["provisions"], coming["provisions"]),
        *_added("sources", last, present, coming),
        *_added("relations", last, present, coming),
        *_added("sponsorships", last, present, coming),
    ]


def apply_differences(
    present: dict, differences: Iterable[ImportDifference], new_keys: Iterator
) -> tuple[dict, dict[str, str]]:
    """The present document with these differences, and the keys of the actions that came, by name.

    `new_keys` yields keys for actions, none of which was ever given out.
    """
    document = {part: dict(rows) for part, rows in present.items()}
    came = {}
    for each in differences:
        rows = document[each.part]
        if each.column:
            columns = ("day", "precision") if each.column == "day" else (each.column,)
            rows[each.key] = rows[each.key] | {name: each.coming[name] for name in columns}
        elif each.coming is None:
            del rows[each.key]
        elif each.part == "actions":
            came[each.name] = str(next(new_keys))
            rows[came[each.name]] = each.coming | {"order": 0}
        else:
            rows[each.key] = each.coming
    document["actions"] = _ordered(document["actions"])
    return document, came


def reviewed_content(
    last_reviewed: dict | None, coming: dict, keys: dict[str, str], came: Container[str] = ()
) -> dict:
    """What to remember as `last_reviewed` once staff decided about an import: its content, and of
    each action its key on the record (none if staff left it out) and whether an import brought it.

    `keys` has the keys by name, `came` the names of those that this import brought.
    """
    last = last_reviewed or {}
    before = _reviewed_actions(last, coming)
    actions = {
        name: {
            "row": row,
            "key": keys.get(name),
            "came": name in came or bool(before.get(name, {}).get("came")),
        }
        for name, row in coming["actions"].items()
    }
    if not (coming["actions"] and coming["is_whole"]):
        actions = before | actions
    # What an earlier import named stays decided, though this one does not name it.
    added = {part: last.get(part, {}) | coming[part] for part in ADDED}
    own = last.get("own", {}).get("", {}) | coming["own"][""]
    return {"own": {"": own}, "actions": actions, **added}


def matched_keys(last_reviewed: dict | None, present: dict, coming: dict) -> dict[str, str]:
    """The keys on the record of the actions of an import, by name."""
    before = _reviewed_actions(last_reviewed or {}, coming)
    return matched_actions(before, present["actions"], coming["actions"])


def says_more(before: dict, draft: dict, coming: dict) -> bool:
    """Whether an import says anything that the one before, which made this draft, did not say."""
    keys = matched_keys(None, draft, before)
    return bool(compare(reviewed_content(None, before, keys, keys), NOTHING | draft, coming))


def _reviewed_actions(last, coming):
    """The reviewed actions by their names in the import that comes."""
    reviewed = last.get("actions", {})
    return renamed(reviewed, coming["actions"]) if coming["is_whole"] else reviewed


def _standing(column, last, present, coming) -> str:
    """PROPOSED or KEPT for a value; "" if there is nothing to decide. `last` is the row that was
    last reviewed, or None, as `present` and `coming` are rows."""
    comes, stands = _value(coming, column), _value(present, column)
    if comes in EMPTY or is_same(column, stands, comes):
        return ""
    if last is None:
        return PROPOSED if stands in EMPTY else KEPT
    reviewed = _value(last, column)
    if is_same(column, reviewed, comes):
        return ""  # It says nothing new: what is on the record is a person's.
    return PROPOSED if is_same(column, reviewed, stands) else KEPT


def _value(row, column):
    """A value of a row; a day with its precision."""
    return (row["day"], row["precision"]) if column == "day" else row.get(column)


def _own(last, present, coming):
    for column in coming:
        before = last if column in last else None
        if standing := _standing(column, before, present, coming):
            yield ImportDifference("own", "", "", column, present, coming, standing)


def _actions(reviewed, present, coming):
    matched = matched_actions(reviewed, present, coming)
    for name, row in coming.items():
        if name not in matched:
            if name not in reviewed:
                yield ImportDifference("actions", "", name, "", None, row, PROPOSED)
            continue
        key, last = matched[name], reviewed.get(name, {}).get("row")
        for column in ACTION_COLUMNS:
            if column == "precision":
                continue  # It goes with its day.
            standing = _standing(column, last, present[key], row)
            if column == "day" and not last and is_near(row, present[key]):
                # Which of two days a few days apart is right is for a person to say.
                standing = PROPOSED
            # An action that nobody imported is a person's, and only what it lacks is proposed.
            if standing == PROPOSED or (standing and last):
                yield ImportDifference("actions", key, name, column, present[key], row, standing)


def _gone(reviewed, present, coming):
    """The actions that an earlier import brought and that are not told any more."""
    matched = set(matched_actions(reviewed, present, coming).values())
    for name, action in reviewed.items():
        key = action["key"]
        if name in coming or key not in present or key in matched or not coming:
            continue
        is_untouched = action.get("came") and all(
            is_same(column, present[key][column], action["row"][column])
            for column in ACTION_COLUMNS
        )
        standing = PROPOSED if is_untouched else KEPT
        yield ImportDifference("actions", key, name, "", present[key], None, standing)


def _answers(last, present, coming):
    """Answers to the codebook's questions: whole where there was none, else by their columns."""
    yield from _added_rows("provisions", last, present, coming)
    for key in coming.keys() & present.keys():
        for column in ANSWER_COLUMNS:
            if standing := _standing(column, last.get(key), present[key], coming[key]):
                yield ImportDifference(
                    "provisions", key, "", column, present[key], coming[key], standing
                )


def _added(part, last, present, coming):
    yield from _added_rows(part, last.get(part, {}), present[part], coming[part])


def _added_rows(part, last, present, coming):
    for key, row in coming.items():
        if key not in present and key not in last:
            yield ImportDifference(part, key, "", "", None, row, PROPOSED)


def _ordered(actions):
    """Actions that came, in their place by day among those that were there and keep their order:
    after those of the same day."""
    ordered = sorted((key for key in actions if actions[key]["order"]),
                     key=lambda key: actions[key]["order"])  # fmt: skip
    for key in [key for key in actions if not actions[key]["order"]]:
        day = actions[key]["day"]
        later = (i for i, other in enumerate(ordered) if actions[other]["day"] > day)
        ordered.insert(next(later, len(ordered)), key)
    # Numbers stay as they are up to the first that comes in between.
    numbered, last = {}, 0
    for key in ordered:
        last = max(last + 1, actions[key]["order"])
        numbered[key] = actions[key] | {"order": last}
    return numbered
