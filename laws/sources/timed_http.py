"""Answers over HTTP that have to be whole within the timeout of their connection.

Python counts a timeout for each piece: a server that sends a byte now and then, in its header or in
its body, could hold us for ever.
"""

from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from time import monotonic
from urllib.request import HTTPHandler, HTTPSHandler


class _Deadline(RawIOBase):
    """What a socket sends until a deadline; TimeoutError after it."""

    def __init__(self, raw, sock):
        self.raw, self.sock = raw, sock
        timeout = sock.gettimeout()
        self.ends = float("inf") if timeout is None else monotonic() + timeout

    def readable(self):
        return True

    def readinto(self, buffer):
        left = self.ends - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.sock.settimeout(min(left, 3600))
        return self.raw.readinto(buffer)

    def close(self):
        self.raw.close()
        super().close()


class TimedResponse(HTTPResponse):
    """An answer whose header and body together have as long as the socket's timeout."""

    def __init__(self, sock, *arguments, **options):
        super().__init__(sock, *arguments, **options)
        self.fp = BufferedReader(_Deadline(self.fp.detach(), sock))


class TimedHTTPConnection(HTTPConnection):
    response_class = TimedResponse


class TimedHTTPSConnection(HTTPSConnection):
    response_class = TimedResponse


class TimedHTTP(HTTPHandler):
    """Opens http:// addresses."""

    def http_open(self, request):
        return self.do_open(TimedHTTPConnection, request)


class TimedHTTPS(HTTPSHandler):
    """Opens https:// addresses, and verifies whom it speaks to."""

    def https_open(self, request):
        return self.do_open(TimedHTTPSConnection, request)


TIMED = (TimedHTTP, TimedHTTPS)
"""Handlers for urllib.request.build_opener."""
