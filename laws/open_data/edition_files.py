"""The files of an edition: written once, from its own rows, and kept for good."""

import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from laws.dataset.dump import dump_record
from laws.open_data import store
from laws.open_data.files import NAMES, write_all
from laws.refusals import Refusal

RECORD = "record.zip"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP knows: the same rows give the same bytes
File = dict[str, Any]


def write_files(on: date) -> list[File]:
    """Write and keep the files of the edition that is read now, of that day: `name`, `type`,
    `bytes`, `sha256` of each. Raises OSError where they cannot be kept.
    """
    with store.workplace() as folder:
        types = dict(NAMES)
        write_all(folder, on)
        # A record that contradicts itself is published, but no load would take it.
        with suppress(Refusal):
            _write_record(folder)
            types = {RECORD: "application/zip"} | types
        return [_kept(folder / name, kind) for name, kind in types.items()]


def _write_record(folder: Path) -> None:
    """What `load_record --data` takes, once unpacked, to have this very record."""
    with TemporaryDirectory() as loadable:
        dump_record(Path(loadable))
        with zipfile.ZipFile(folder / RECORD, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(Path(loadable).iterdir()):
                entry = zipfile.ZipInfo(path.name, EPOCH)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                packed.writestr(entry, path.read_bytes())


def _kept(path: Path, media_type: str) -> File:
    stored = store.keep_file(path)
    return {
        "name": path.name,
        "type": media_type,
        "bytes": stored.size,
        "sha256": stored.sha256,
    }
