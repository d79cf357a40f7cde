"""What the settings of e-mail take, and what they say of what they do not take."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from dashboard.settings import (
    read_addresses,
    read_mail_server,
    read_security_contact,
    read_site_address,
)


def test_without_a_server_no_mail_is_written_anywhere_unless_it_is_asked_for(monkeypatch):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert read_mail_server("EMAIL_URL")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    monkeypatch.setenv("EMAIL_URL", "consolemail://")
    assert read_mail_server("EMAIL_URL")["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_a_mail_server_is_one_address(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://desk:p%40ss@mail.example:587")
    known = read_mail_server("EMAIL_URL")
    assert (known["EMAIL_HOST"], known["EMAIL_PORT"]) == ("mail.example", 587)
    assert (known["EMAIL_HOST_USER"], known["EMAIL_HOST_PASSWORD"]) == ("desk", "p@ss")
    assert known["EMAIL_USE_TLS"]


@pytest.mark.parametrize(
    "text",
    ["pigeon://coop", "smtp://", "smtp://me:secret@host:port", "filemail:///tmp/x", "", "secret"],
)
def test_another_mail_server_is_refused_without_saying_its_password(monkeypatch, text):
    monkeypatch.setenv("EMAIL_URL", text)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL is not understood: it takes") as said:
        read_mail_server("EMAIL_URL")
    assert "secret" not in str(said.value)


def test_addresses_may_have_names_and_be_several(monkeypatch):
    monkeypatch.setenv("CORRECTIONS_TO", "The desk <desk@facelaw.example>,ada@facelaw.example")
    assert len(read_addresses("CORRECTIONS_TO", [])) == 2
    monkeypatch.setenv("CORRECTIONS_TO", "")
    assert read_addresses("CORRECTIONS_TO", ["a@facelaw.example"]) == ["a@facelaw.example"]


@pytest.mark.parametrize("text", ["desk", "desk@", "a@b.example,nobody"])
def test_what_is_no_address_is_named(monkeypatch, text):
    monkeypatch.setenv("CORRECTIONS_TO", text)
    with pytest.raises(ImproperlyConfigured, match="CORRECTIONS_TO contains"):
        read_addresses("CORRECTIONS_TO", [])


@pytest.mark.parametrize("text", ["facelaw.example", "https://facelaw.example/", "https://a b", ""])
def test_a_site_address_is_a_scheme_and_a_host(monkeypatch, text):
    monkeypatch.setenv("SITE_ADDRESS", text)
    with pytest.raises(ImproperlyConfigured, match="SITE_ADDRESS is"):
        read_site_address()


@pytest.mark.parametrize(
    "text", ["desk@facelaw.example", "mailto:desk", "ftp://a.example", "tell us"]
)
def test_whom_to_tell_of_a_hole_is_an_address(monkeypatch, text):
    monkeypatch.setenv("SECURITY_CONTACT", text)
    with pytest.raises(ImproperlyConfigured, match="SECURITY_CONTACT is"):
        read_security_contact("")
    monkeypatch.setenv("SECURITY_CONTACT", "mailto:desk@facelaw.example")
    assert read_security_contact("") == "mailto:desk@facelaw.example"
