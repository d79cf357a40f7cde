"""A file that never changes, whole or a part of it."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

CHUNK = 1 << 16
FOR_GOOD = "public, max-age=31536000, immutable"
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def lasting_file(
    request: HttpRequest, path: Path, name: str, media_type: str, tag: str
) -> StreamingHttpResponse:
    """The file at a path under a name, or the part of it that Range asks for (RFC 9110).

    `tag` tells its bytes from all others. Raises OSError where it is not there.
    """
    # Its bytes are those of the file, so that parts of it fit together.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    size, etag = path.stat().st_size, f'"{tag}"'
    asked = RANGE.fullmatch(request.META.get("HTTP_RANGE", ""))
    part = None
    if asked and request.META.get("HTTP_IF_RANGE", etag) == etag:
        part = _part(asked[1], asked[2], size)
    sent = range(size) if part is None else part
    response = StreamingHttpResponse(_bytes(path, sent), content_type=media_type)
    response["Content-Length"] = len(sent)
    if part is not None:
        response.status_code = 206 if part else 416
        of = f"{part.start}-{part.stop - 1}" if part else "*"
        response["Content-Range"] = f"bytes {of}/{size}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Accept-Ranges"], response["ETag"] = "bytes", etag
    response["Cache-Control"] = FOR_GOOD
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _part(first: str, last: str, size: int) -> range | None:
    """The bytes asked for; none of them where they lie behind the end, None without a sense."""
    if first:
        stop = min(int(last) + 1, size) if last else size
        return range(int(first), stop) if not last or int(first) <= int(last) else None
    return range(max(size - int(last), 0), size) if last and int(last) else None


def _bytes(path: Path, sent: range) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(sent.start)
        left = len(sent)
        while left and (found := file.read(min(CHUNK, left))):
            left -= len(found)
            yield found
