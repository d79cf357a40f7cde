import pytest
from django.template.loader import render_to_string

from tests.support.elements import read


@pytest.mark.parametrize("code", [400, 403, 429, 500, 503])
def test_it_needs_neither_context_nor_database_and_says_what_to_do(code):
    page = read(render_to_string(f"{code}.html"))

    assert len(page.all("h1")) == 1
    assert page.all(".sub")


def test_an_expired_form_says_that_nothing_was_saved():
    assert "Nothing was saved" in render_to_string("403.html", {"form_expired": True})


def test_too_many_requests_says_how_long_to_wait():
    assert "Wait 15 minutes" in render_to_string("429.html", {"wait_words": "15 minutes"})
