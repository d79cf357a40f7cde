"""Imports that are killed: for each path that it reads it starts one as a process of its own.

That one writes its number, then a dot for each statement that it sends to the database; once it is
gone, its exit status ends the line.
"""

import os
import sys
from io import StringIO

import django
from django.conf import settings


def main(database):
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from django.core.management import call_command, load_command_class

    load_command_class("laws", "import_openstates")
    for path in sys.stdin:
        worker = os.fork()
        if not worker:
            call(call_command, path.strip())
        status = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
        os.write(1, f" {status}\n".encode())


def call(call_command, path):
    from django.db import connection

    def tell(execute, *statement):
        os.write(1, b".")
        return execute(*statement)

    os.write(1, f"{os.getpid()}\n".encode())
    with connection.execute_wrapper(tell):
        call_command("import_openstates", path, "--commit", stdout=StringIO(), stderr=StringIO())
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
