"""What the settings of other records' APIs take; a key that is not understood is not repeated."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from dashboard.settings import read_api_address, read_api_key

DEFAULT = "https://api.record.example"


def test_a_key_is_taken_without_the_blanks_around_it(monkeypatch):
    monkeypatch.setenv("LEGISCAN_KEY", " 0123abcd-89.z_~\n")
    assert read_api_key("LEGISCAN_KEY") == "0123abcd-89.z_~"
    monkeypatch.delenv("LEGISCAN_KEY")
    assert read_api_key("LEGISCAN_KEY") == ""


@pytest.mark.parametrize("key", ["hush", "hush hush hush", "hushhush\r\nX-Other: 1", "hushhush/ö"])
def test_another_key_is_refused_without_saying_it(monkeypatch, key):
    monkeypatch.setenv("LEGISCAN_KEY", key)
    with pytest.raises(ImproperlyConfigured, match="LEGISCAN_KEY is not understood") as said:
        read_api_key("LEGISCAN_KEY")
    assert "hush" not in str(said.value)


@pytest.mark.parametrize("given", [f"{DEFAULT}/", "https://a.example:8/v3", "http://127.0.0.1:80"])
def test_an_address_is_one_where_a_key_may_travel(monkeypatch, given):
    monkeypatch.setenv("API", given)
    assert read_api_address("API", DEFAULT) == given.rstrip("/")
    monkeypatch.delenv("API")
    assert read_api_address("API", DEFAULT) == DEFAULT


@pytest.mark.parametrize(
    "given", ["http://api.record.example", "api.record.example", "https://a b", "https://a/?key=1"]
)
def test_another_address_is_refused(monkeypatch, given):
    monkeypatch.setenv("API", given)
    with pytest.raises(ImproperlyConfigured, match=r"API is .* starts with https://"):
        read_api_address("API", DEFAULT)
