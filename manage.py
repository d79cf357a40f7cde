#!/usr/bin/env python
"""Django's command line. Usually called through script/manage, which also sees to the database."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        # It is away, was ended or has no room: nothing that a traceback would tell more of.
        sys.exit(f"The database did not do this: {str(error).strip()}")


if __name__ == "__main__":
    main()
