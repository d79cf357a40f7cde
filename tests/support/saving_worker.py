"""Workers of the desk that save one measure again and again until they are killed.

For each line that it reads it starts one, which writes its number, then a dot for each statement
that it sends to the database; once it is gone, so says the last line.
"""

import os
import sys

import django
from django.conf import settings


def main(database, session, page):
    settings.DATABASES["default"]["NAME"] = database
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.ALLOWED_HOSTS = ["testserver"]
    django.setup()
    from django.db import connections
    from django.test import Client

    desk = Client()
    desk.cookies[settings.SESSION_COOKIE_NAME] = session
    # What is read once is read before; each worker has a connection of its own.
    assert desk.get(page).status_code == 200
    for _ in sys.stdin:
        connections.close_all()
        worker = os.fork()
        if not worker:
            save_for_ever(desk, page)
        os.waitpid(worker, 0)
        os.write(1, b"gone\n")


def save_for_ever(desk, page):
    from django.db import connection

    from tests.support.desk_forms import FormOnPage

    def tell(execute, *statement):
        os.write(1, b".")
        return execute(*statement)

    os.write(1, f"{os.getpid()}\n".encode())
    with connection.execute_wrapper(tell):
        while True:
            data = FormOnPage(desk.get(page)).data
            number = str(int(data["title"][0]) + 1)
            fields = ("title", "reason", "actions-0-description", "sources-0-note")
            assert desk.post(page, data | dict.fromkeys(fields, number)).status_code == 302


if __name__ == "__main__":
    main(*sys.argv[1:])
