"""Cursors: where a list goes on, so that nobody but this site writes one."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare

from dashboard.api.parameters import CURSOR, Misunderstood, cut

SEAL = 12  # bytes


def cursor_after(key: Sequence[Any], operation: str, asked: Mapping[str, Any]) -> str:
    """The cursor of the rows after a key, of a list asked for in one way."""
    body = json.dumps(list(key), ensure_ascii=False, separators=(",", ":")).encode()
    return urlsafe_b64encode(_seal(body, operation, asked) + body).rstrip(b"=").decode()


def key_of(cursor: str, operation: str, asked: Mapping[str, Any]) -> list[Any]:
    """The key in a cursor; one that was not given for the same list is refused."""
    try:
        sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (Error, ValueError):
        sealed = b""
    seal, body = sealed[:SEAL], sealed[SEAL:]
    if not body or not constant_time_compare(seal, _seal(body, operation, asked)):
        raise Misunderstood("cursor", cut(cursor), str(CURSOR.schema["x-allowed"]))
    return json.loads(body)


def _seal(body: bytes, operation: str, asked: Mapping[str, Any]) -> bytes:
    """A keyed hash of a key and of the list that it stands in."""
    of_list = json.dumps([operation, asked], sort_keys=True).encode()
    key = settings.SECRET_KEY.encode()[:64]
    return blake2b(of_list + b"\n" + body, key=key, digest_size=SEAL, person=b"api.cursor").digest()
