"""Bills that we know from a mirror and that are not where they were: moved with their session, or
gone. The record keeps them; staff are asked.
"""

from collections import Counter
from pathlib import PurePosixPath

from laws.imports.readers import mirror, openstates
from laws.imports.readers.git_repository import GitRepository
from laws.imports.readers.json_files import decoded, loaded
from laws.imports.types import IncomingMeasure, RefusedRecord, Where
from laws.models import RawRecord
from laws.refusals import Refusal
from laws.text.normalize import normalize_name

GONE = (
    "{} was in this mirror and is not there any more. The record keeps it. Look whether it got "
    "another number, or was taken out of the legislature’s own list."
)
SESSION_GONE = (
    "The session “{}” is not in this mirror any more; we know {} of it. The record keeps what it "
    "has. Nothing of this session comes from the mirror from now on."
)
RENAMED = (
    "This mirror now calls the session “{}” “{}”. What we know of it ({}) moved with it, and "
    "nothing is proposed twice. If it is the same session, add this name to it."
)


def missing_bills(repository: GitRepository, code: str) -> list[RefusedRecord]:
    """What to ask staff about the bills that are not where they were, each once. Those that moved
    are known by their new place from now on."""
    known = list(
        RawRecord.objects.filter(raw__contains={"_mirror": code}).exclude(raw__has_key="_missing")
    )
    gone = [raw for raw in known if not _is_there(repository, raw.raw["_folder"])]
    if not gone:
        return []
    moved = _moved(repository, gone, {raw.raw["_folder"] for raw in known})
    questions = list(_renamed(repository, gone, moved))
    for raw in gone:
        if new := moved.get(raw.pk):
            raw.record_id, raw.raw["_folder"] = new.record_id, new.raw["_folder"]
        else:
            raw.raw["_missing"] = True
    RawRecord.objects.bulk_update(gone, ["record_id", "raw"])
    return [*questions, *_lost(repository, [raw for raw in gone if raw.pk not in moved])]


def _is_there(repository, folder):
    # A name that could not be stored as it is cannot be asked for.
    return "\ufffd" in folder or repository.has(f"{repository.commit}:{folder}{mirror.BILL}")


def _moved(repository, gone, known) -> dict[int, IncomingMeasure]:
    """Where bills went: the same number, title and first action, in the folder of another
    session."""
    candidates = {}
    wanted = {_name(raw.raw["_folder"]) for raw in gone}
    for member in repository.members():
        folder = mirror.folder_of(member.name)
        is_bill = member.name == folder + mirror.BILL and _name(folder) in wanted
        bill = _read(repository, member, folder) if is_bill and folder not in known else None
        if bill:
            candidates.setdefault(_signature(bill.raw), []).append(bill)
    taken = set(RawRecord.objects.values_list("record_id", flat=True))
    found = {}
    for raw in gone:
        fitting = candidates.get(_signature(raw.raw), [])
        if len(fitting) == 1 and fitting[0].record_id not in taken:
            found[raw.pk] = fitting[0]
    return found


def _read(repository, member, folder):
    file = repository.shown(member.name)
    try:
        content = loaded(decoded(repository.content(member, mirror.LONGEST_BILL), file), file)
        bill = openstates.measure_of(content | {"_folder": folder}, Where(file))
    except (Refusal, TypeError):
        return None  # it is refused when its turn to be read comes
    return None if isinstance(bill, RefusedRecord) else bill


def _signature(raw):
    actions = [one for one in raw.get("actions") or () if isinstance(one, dict)]
    first = min((f"{one.get('date')} {one.get('description')}" for one in actions), default="")
    number, title = str(raw.get("identifier")), str(raw.get("title"))
    return number.replace(" ", ""), normalize_name(title), first


def _name(folder):
    return PurePosixPath(folder).name


def _session_folder(folder):
    return folder.rsplit("/bills/", 1)[0]


def _renamed(repository, gone, moved):
    pairs = Counter(
        (_session_folder(raw.raw["_folder"]), _session_folder(moved[raw.pk].raw["_folder"]))
        for raw in gone
        if raw.pk in moved
    )
    for (old, new), number in sorted(pairs.items()):
        why = RENAMED.format(_name(old), _name(new), _bills(number))
        yield RefusedRecord(Where(repository.shown(new)), why)


def _lost(repository, gone):
    """A question for each session that is gone, and for each bill of those that are not."""
    sessions = Counter(_session_folder(raw.raw["_folder"]) for raw in gone)
    for session, number in sorted(sessions.items()):
        if not repository.has(f"{repository.commit}:{session}"):
            why = SESSION_GONE.format(_name(session), _bills(number))
            yield RefusedRecord(Where(repository.shown(session)), why)
    for raw in gone:
        if repository.has(f"{repository.commit}:{_session_folder(raw.raw['_folder'])}"):
            named = f"{raw.raw.get('identifier')} ({mirror.session_of(raw.raw['_folder'])})"
            yield RefusedRecord(Where(repository.shown(raw.raw["_folder"])), GONE.format(named))


def _bills(number):
    return f"{number} bill{'' if number == 1 else 's'}"
