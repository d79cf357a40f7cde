"""Files of the record are made beside the web server, in a process of their own, not by a reader.

A reader who comes meanwhile gets those of the state before.
"""

import logging
import subprocess  # nosec B404
import sys
import threading
import time
from math import inf

from django.conf import settings

AGAIN_AFTER = 60.0  # seconds between two starts of one web server, whatever changes meanwhile
COMMAND = (sys.executable, str(settings.BASE_DIR / "manage.py"), "make_files", "--gently")

log = logging.getLogger(__name__)


class Maker:
    """Starts the command that makes files, one at a time and not too often."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._started, self._lock = -inf, threading.Lock()

    def ask(self) -> None:
        """Have the files made, if that is not under way. It costs the asker next to nothing."""
        if not self._lock.acquire(blocking=False):
            return
        try:
            runs = self._process is not None and self._process.poll() is None
            if not runs and time.monotonic() - self._started >= AGAIN_AFTER:
                self._started = time.monotonic()
                self._process = self._start()
        except OSError as error:
            log.error("The files of /data/ could not be made: %s", error)
        finally:
            self._lock.release()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # nosec B603
            COMMAND, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )


maker = Maker()
