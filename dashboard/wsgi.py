"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
# No visitor waits longer than this: a query that does ends in a page that says to try again. Set
# here and not in the settings, so that loads and migrations may take their time.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=20s")

application = get_wsgi_application()
