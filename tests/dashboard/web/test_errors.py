"""What goes wrong is answered by a page of the site that says what to do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DataError, connection
from django.http import Http404
from django.test import Client
from django.urls import path

from dashboard import urls
from tests.support.elements import read


def broken(request):
    raise ZeroDivisionError


def staff_only(request):
    raise PermissionDenied


def gone(request):
    raise Http404


def refused_by_the_database(request):
    raise DataError("value out of range")


def too_dear(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 1")
        cursor.execute("SELECT pg_sleep(5)")


urlpatterns = [
    path("broken/", broken),
    path("too-dear/", too_dear),
    path("staff-only/", staff_only),
    path("gone/", gone),
    path("refused/", refused_by_the_database),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "code", "says"),
    [
        ("/gone/", 404, "There is no page at this address."),
        ("/nowhere/at/all", 404, "There is no page at this address."),
        ("/staff-only/", 403, "This page is for staff only."),
        ("/refused/", 400, "This request could not be understood."),
        ("/broken/", 500, "Something went wrong on our side."),
        ("/too-dear/", 503, "This page took too long."),
    ],
)
def test_an_error_is_a_page_of_the_site(client, address, code, says):
    response = client.get(address)

    assert response.status_code == code
    assert says in response.content.decode()
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_page_that_is_not_there_offers_the_search(client):
    assert read(client.get("/nowhere/")).all("form[action=/search/]")


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna"})

    assert response.status_code == 403
    assert "The form was open too long" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/where/?q=somerville", "/places/ma/somerville.json"])
def test_without_the_database_a_page_says_to_try_again(client, no_database, address):
    response = client.get(address)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "Try again in a minute" in response.content.decode()


def test_a_page_that_is_not_there_needs_no_database(client, no_database):
    assert client.get("/nowhere/").status_code == 404
