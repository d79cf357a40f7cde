"""What an import brings beside what stands: which values it may propose, and which a person set.

Three things are compared: what the other record said when staff decided about it last, what stands
on the record now, and what it says now. A value that stands otherwise than it was said then was
set by a person, and stays. Documents are as in laws.editing.snapshot; nothing here asks the
database.
"""

from difflib import SequenceMatcher
from hashlib import blake2b
from typing import NamedTuple

from laws.text.measure_fields import IMPORTED
from laws.text.normalize import normalize_identifier

PROPOSED, KEPT = "proposed", "kept"
ACTION = ("kind", "day", "precision", "chamber", "yes", "no", "description", "source_urls")
SAME = ("day", "chamber", "kind")
ANSWER = ("answer", "answer_on", "detail", "pinpoint", "source_urls")
ALL_ACTIONS = "actions"
"""Stands among what an import states, if it tells all actions that the other record has."""
TOGETHER = {"precision": "day"}
EMPTY = (None, "", [])
ADDED = ("sources", "relations", "provisions")
NOTHING = {"own": {"": {}}, "actions": {}, "provisions": {}, "sources": {}, "relations": {}}
"""What stands of a measure that is not on the record."""


class Difference(NamedTuple):
    """One thing to decide: a column of a row, or without a column the whole row, that comes or
    goes. `key` is the row's key in the present document, `name` what names it in the import.
    """

    part: str
    key: str
    name: str
    column: str
    present: object
    coming: object
    standing: str

    @property
    def place(self):
        """What names it in a form."""
        text = "\n".join([self.part, self.name or self.key, self.column])
        return blake2b(text.encode(), digest_size=8).hexdigest()

    @property
    def is_proposed(self):
        return self.standing == PROPOSED


def said_in(draft: dict, stated) -> dict:
    """What an import says, each row under a name that it keeps from one import to the next."""
    own = {column: draft["own"][""].get(column) for column in IMPORTED if column in stated}
    return {
        "own": {"": own},
        "actions": _named(draft.get("actions", {})),
        "is_whole": ALL_ACTIONS in stated,
        **{part: dict(draft.get(part, {})) for part in ADDED},
    }


def compare(said: dict | None, now: dict, coming: dict) -> list[Difference]:
    """All that an import and the record differ in, as far as anyone has to know of it."""
    said = said or {}
    actions = _reworded(said, coming)
    return [
        *_own(said.get("own", {}).get("", {}), now["own"][""], coming["own"][""]),
        *_actions(actions, now["actions"], coming["actions"]),
        *(_gone(actions, now["actions"], coming["actions"]) if coming["is_whole"] else ()),
        *_answers(said.get("provisions", {}), now["provisions"], coming["provisions"]),
        *_added("sources", said.get("sources", {}), now["sources"], coming["sources"]),
        *_added("relations", said.get("relations", {}), now["relations"], coming["relations"]),
    ]


def taken(now: dict, differences: list[Difference], new_keys) -> tuple[dict, dict]:
    """The record with the differences taken in, and the keys of the actions that came by name.

    `new_keys` yields keys for actions, none of which was ever given out.
    """
    document = {part: dict(rows) for part, rows in now.items()}
    came = {}
    for one in differences:
        rows = document[one.part]
        if one.column:
            columns = _columns(one)
            rows[one.key] = rows[one.key] | {name: one.coming[name] for name in columns}
        elif one.coming is None:
            del rows[one.key]
        elif one.part == "actions":
            came[one.name] = str(next(new_keys))
            rows[came[one.name]] = one.coming | {"order": 0}
        else:
            rows[one.key] = one.coming
    document["actions"] = _ordered(document["actions"])
    return document, came


def decided(said: dict | None, coming: dict, keys: dict, came=()) -> dict:
    """What to remember once staff decided: what was said, and the keys of its actions on the record
    by name, none for those that staff left out. `came` names those that the import brought.
    """
    before = _reworded(said or {}, coming)
    actions = {
        name: {"row": row, "key": keys.get(name),
               "came": name in came or bool(before.get(name, {}).get("came"))}
        for name, row in coming["actions"].items()
    }  # fmt: skip
    if not (coming["actions"] and coming["is_whole"]):
        actions = before | actions
    # What an earlier import named stays decided, though this one does not name it.
    found = {part: (said or {}).get(part, {}) | coming[part] for part in ADDED}
    own = (said or {}).get("own", {}).get("", {}) | coming["own"][""]
    return {"own": {"": own}, "actions": actions, **found}


def standing_keys(said: dict | None, now: dict, coming: dict) -> dict:
    """The keys on the record of the actions that an import names."""
    before = _reworded(said or {}, coming)
    return _matched(before, now["actions"], coming["actions"])


def says_more(before: dict, draft: dict, coming: dict) -> bool:
    """Whether an import says anything that the one before, which made this draft, did not say."""
    keys = standing_keys(None, draft, before)
    return bool(compare(decided(None, before, keys, keys), NOTHING | draft, coming))


def _own(said, now, coming):
    for column, value in coming.items():
        if value in EMPTY or _same(column, now.get(column), value):
            continue
        if column in said and _same(column, said[column], value):
            continue  # nothing new: what stands otherwise is a person's
        stands = now.get(column)
        free = _same(column, stands, said[column]) if column in said else stands in EMPTY
        yield Difference("own", "", "", column, now, coming, PROPOSED if free else KEPT)


def _actions(said, now, coming):
    matched = _matched(said, now, coming)
    for name, row in coming.items():
        if name in matched:
            yield from _action(said.get(name), matched[name], now, name, row)
        elif name not in said:
            yield Difference("actions", "", name, "", None, row, PROPOSED)


def _gone(said, now, coming):
    """The actions that came with an earlier import and are not told any more."""
    told = set(_matched(said, now, coming).values())
    for name, one in said.items():
        key = one["key"]
        if name in coming or key not in now or key in told or not coming:
            continue
        untouched = one.get("came") and all(_same(c, now[key][c], one["row"][c]) for c in ACTION)
        standing = PROPOSED if untouched else KEPT
        yield Difference("actions", key, name, "", now[key], None, standing)


def _reworded(said, coming):
    """What was said of actions, by the names that they have now: one of the same day, chamber and
    kind that is told in other words is the same action.
    """
    said, coming, is_whole = said.get("actions", {}), coming["actions"], coming["is_whole"]
    old = [name for name in said if is_whole and name not in coming]
    pairs = [
        (_likeness(name, other), name, other)
        for name in old
        for other, row in coming.items()
        if other not in said and all(said[name]["row"][c] == row[c] for c in SAME)
    ]
    names = {}
    for _, name, other in sorted(pairs, reverse=True):
        if name not in names and other not in names.values():
            names[name] = other
    return {names.get(name, name): one for name, one in said.items()}


def _likeness(one, other):
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _action(said, key, now, name, row):
    """The columns of an action that the record has too."""
    stands, was = now[key], said and said["row"]
    for column in ACTION:
        if column in TOGETHER:
            continue
        columns = _columns_of(column)
        here, there = ([side[c] for c in columns] for side in (stands, row))
        if row[column] in EMPTY or _alike(column, here, there):
            continue
        before = was and [was[c] for c in columns]
        if before and _alike(column, before, there):
            continue
        free = _alike(column, here, before) if before else here[0] in EMPTY
        if free or before:
            standing = PROPOSED if free else KEPT
            yield Difference("actions", key, name, column, stands, row, standing)


def _matched(said, now, coming):
    """The key on the record for each action of an import: that which it became when it was decided,
    else one of the same kind on the same day.
    """
    found = {name: said[name]["key"] for name in coming
             if name in said and said[name]["key"] in now}  # fmt: skip
    free = {key: row for key, row in now.items() if key not in found.values()}
    for name, row in coming.items():
        if name not in said:
            key = next((key for key, other in free.items() if _is_one(row, other)), None)
            if key is not None:
                found[name] = key
                del free[key]
    return found


def _is_one(row, other):
    """Whether an action that comes is one that stands: what is merely noted is known by its words,
    everything else by its kind, in the span that the record knows.
    """
    length = {"day": 10, "month": 7, "year": 4}[other["precision"]]
    if row["kind"] != other["kind"] or row["day"][:length] != other["day"][:length]:
        return False
    return row["kind"] != "other" or _same("", row["description"], other["description"])


def _answers(said, now, coming):
    """Answers to the codebook's questions: whole where there was none, else by their columns."""
    yield from _added("provisions", said, now, coming)
    for key in coming.keys() & now.keys():
        was = said.get(key, {})
        for column in ANSWER:
            stands, comes = now[key][column], coming[key][column]
            if comes in EMPTY or _same(column, stands, comes):
                continue
            if was and _same(column, was[column], comes):
                continue
            free = _same(column, stands, was[column]) if was else stands in EMPTY
            standing = PROPOSED if free else KEPT
            yield Difference("provisions", key, "", column, now[key], coming[key], standing)


def _added(part, said, now, coming):
    for key, row in coming.items():
        if key not in now and key not in said:
            yield Difference(part, key, "", "", None, row, PROPOSED)


def _named(actions):
    """Actions by day and words; of two that are alike, the second says so."""
    found = {}
    for row in sorted(actions.values(), key=lambda row: row["order"]):
        stem = name = f"{row['day']} {_plain(row['description']) or row['kind']}"
        number = 2
        while name in found:
            name = f"{stem} ({number})"
            number += 1
        found[name] = {column: row[column] for column in (*ACTION, "basis")}
    return found


def _ordered(actions):
    """Actions that came stand by their day among those that were there, which keep their order."""
    old = sorted((key for key in actions if actions[key]["order"]),
                 key=lambda key: actions[key]["order"])  # fmt: skip
    line = list(old)
    for key in actions:
        if key in old:
            continue
        later = [i for i, other in enumerate(line) if actions[other]["day"] > actions[key]["day"]]
        line.insert(later[0] if later else len(line), key)
    # Numbers stay as they are up to the first that comes in between.
    numbered, last = {}, 0
    for key in line:
        last = max(last + 1, actions[key]["order"])
        numbered[key] = actions[key] | {"order": last}
    return numbered


def _columns(one):
    return _columns_of(one.column) if one.part == "actions" else [one.column]


def _columns_of(column):
    return [column, *(name for name, other in TOGETHER.items() if other == column)]


def _alike(column, ones, others):
    return all(_same(column, one, other) for one, other in zip(ones, others, strict=True))


def _same(column, one, other):
    """Whether two values say the same, in whatever spelling."""
    if isinstance(one, str) and isinstance(other, str):
        if column == "identifier":
            return normalize_identifier(one) == normalize_identifier(other)
        return _plain(one) == _plain(other)
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    return one == other or (one in EMPTY and other in EMPTY)


def _plain(text):
    return " ".join(text.split()).casefold().rstrip(".")
