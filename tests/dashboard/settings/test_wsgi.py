"""What only the web server does."""

import subprocess
import sys

from django.conf import settings

ASK = """
from dashboard import wsgi
from django.db import connection

with connection.cursor() as cursor:
    cursor.execute("SHOW statement_timeout")
    print(cursor.fetchone()[0])
"""


def test_no_query_of_a_visitor_runs_for_longer_than_ten_seconds():
    answer = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == "10s"
