"""The WSGI application that granian serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
# No visitor waits longer than this: a query that does ends in a page that says to try again. A
# thread that was stopped in the middle of its work lets go of the rows that it holds. Set here and
# not in the settings, so that loads and migrations may take their time.
os.environ.setdefault(
    "PGOPTIONS", "-c statement_timeout=10s -c idle_in_transaction_session_timeout=30s"
)

# All of what is made here stays: to look for garbage in it takes a sixth of the start, and time of
# later requests.
gc.disable()
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
gc.freeze()
gc.enable()
