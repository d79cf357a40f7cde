"""A file that lies on the disk, whole or a part of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

CHUNK = 1 << 16
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "public, max-age=0, must-revalidate"
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class FileName:
    """The name of a file in an address: facelaw.csv.zip."""

    regex = r"[a-z_]+(?:\.[a-z]+)+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class OnDisk(NamedTuple):
    """Which bytes of which file an answer has: the server sends them without reading them here."""

    path: Path
    start: int
    stop: int


def lasting_file(
    request: HttpRequest,
    path: Path,
    name: str,
    media_type: str,
    tag: str,
    *,
    control: str = FOR_GOOD,
    since: int | None = None,
) -> HttpResponseBase:
    """The file at a path under a name, or the part of it that Range asks for (RFC 9110).

    `tag` tells its bytes from all others, `since` is when they last changed, in seconds of the
    epoch. Raises OSError where it is not there.
    """
    size, etag = path.stat().st_size, f'"{tag}"'
    response: HttpResponseBase | None
    response = get_conditional_response(request, etag=etag, last_modified=since)
    if response is None:
        response = _bytes_of(path, size, _asked(request, size, etag, since), media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Accept-Ranges"], response["ETag"] = "bytes", etag
    if since is not None:
        response["Last-Modified"] = http_date(since)
    response["Cache-Control"] = control
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _bytes_of(path: Path, size: int, part: range | None, media_type: str) -> HttpResponseBase:
    """All bytes, the part of them, or where there is no such part how many there are."""
    sent = range(size) if part is None else part
    found = OnDisk(path, sent.start, sent.stop)
    response = StreamingHttpResponse(_read(found), content_type=media_type)
    response["Content-Length"] = str(len(sent))
    if part is not None:
        response.status_code = 206 if part else 416
        of = f"{part.start}-{part.stop - 1}" if part else "*"
        response["Content-Range"] = f"bytes {of}/{size}"
    if sent:
        response.on_disk = found
    return response


def _asked(request: HttpRequest, size: int, etag: str, since: int | None) -> range | None:
    """The bytes that are asked for; None for all of them."""
    asked = RANGE.fullmatch(request.META.get("HTTP_RANGE", ""))
    current = {etag, http_date(since) if since is not None else etag}
    if not asked or request.META.get("HTTP_IF_RANGE", etag) not in current:
        return None
    return _part(asked[1], asked[2], size)


def _part(first: str, last: str, size: int) -> range | None:
    """The bytes asked for; none of them where they lie behind the end, None without a sense."""
    if first:
        stop = min(int(last) + 1, size) if last else size
        return range(int(first), stop) if not last or int(first) <= int(last) else None
    return range(max(size - int(last), 0), size) if last and int(last) else None


def _read(found: OnDisk) -> Iterator[bytes]:
    with found.path.open("rb") as file:
        file.seek(found.start)
        left = max(found.stop - found.start, 0)
        while left and (part := file.read(min(CHUNK, left))):
            left -= len(part)
            yield part
