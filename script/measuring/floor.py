"""The least that Django does for a kept page: one view, its own cache, the bytes of our page."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.cache import cache_page

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="measuring",
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
)


@cache_page(3600)
def page(request):
    body = Path(os.environ["FLOOR_PAGE"]).read_bytes()
    return HttpResponse(body, headers={"Content-Encoding": "br"})


urlpatterns = [path("", page)]
application = get_wsgi_application()
