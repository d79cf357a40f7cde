"""Wrong passwords: counted for an account from one address, and for an address."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client

from dashboard.web.log_in_limits import PER_ADDRESS
from tests.support.desk_roles import make_role
from tests.support.elements import read

pytestmark = pytest.mark.django_db

RIGHT = "a-long-one-7"
HERE, THERE = "192.0.2.7", "198.51.100.9"
LOCKED = "Too many wrong passwords from your connection."


@pytest.fixture(autouse=True)
def editor(settings):
    settings.AXES_ENABLED = True
    return make_role("editor")


def log_in(password="wrong", name="editor", address=HERE, **headers):
    sent = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address, headers=headers).post("/admin/login/", sent)


def is_in(response):
    return response.status_code == 302


def test_the_fifth_wrong_password_locks_the_account_from_that_address_alone():
    for _ in range(4):
        assert log_in().status_code == 200
    assert LOCKED in read(log_in()).text

    locked = log_in(RIGHT)
    assert locked.status_code == 429
    assert f"{LOCKED} Wait 15 minutes, then try again." in read(locked).text
    assert is_in(log_in(RIGHT, address=THERE))
    make_role("publisher")
    assert is_in(log_in(RIGHT, "publisher"))


def test_the_right_password_starts_the_count_again():
    for _ in range(3):
        for _ in range(4):
            log_in()
        assert is_in(log_in(RIGHT))


def test_an_address_that_tries_many_accounts_is_locked_as_a_whole():
    for number in range(PER_ADDRESS):
        assert LOCKED not in log_in(name=f"nobody{number}").content.decode() or number > 18
    assert LOCKED in read(log_in(RIGHT)).text
    assert is_in(log_in(RIGHT, address=THERE))


def test_after_a_quarter_of_an_hour_it_is_open_and_nothing_is_kept():
    for _ in range(5):
        log_in()
    earlier = AccessAttempt.objects.get().attempt_time - timedelta(minutes=16)
    AccessAttempt.objects.update(attempt_time=earlier)

    assert is_in(log_in(RIGHT))
    assert not AccessAttempt.objects.exists()


def test_neither_the_address_nor_the_browser_nor_what_was_typed_is_kept():
    log_in("my-secret-word", **{"User-Agent": "Tester/1.0"})
    attempt = AccessAttempt.objects.values().get()
    said = str(attempt)
    for secret in (HERE, "my-secret-word", "Tester"):
        assert secret not in said


def test_behind_a_proxy_the_readers_address_counts_and_not_a_forged_one(settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        log_in(address="10.0.0.1", **{"X-Forwarded-For": f"203.0.113.{number}, {HERE}"})
    assert LOCKED in read(log_in(RIGHT, address="10.0.0.1", **{"X-Forwarded-For": HERE})).text
    assert is_in(log_in(RIGHT, address="10.0.0.1", **{"X-Forwarded-For": THERE}))
