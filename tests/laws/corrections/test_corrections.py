"""Reports by their numbers, and how often one address may send."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from laws.models import Correction, Sender
from laws.models.correction import SIGNS, new_reference
from laws.models.sender import digest_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_number_can_be_said_and_not_be_mistaken():
    numbers = {new_reference() for _ in range(500)}
    assert len(numbers) == 500
    assert all(len(number) == 8 and number.startswith("C-") for number in numbers)
    assert not set("01AEIOUL") & set(SIGNS)


@pytest.mark.parametrize(
    "fields",
    [{"text": ""}, {"text": "Wrong.", "status": "lost"}, {"text": "Wrong.", "status": "corrected"}],
)
def test_the_database_refuses_a_report_that_makes_no_sense(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(form_key="1", **fields)


def test_one_form_is_one_report():
    Correction.objects.create(text="Wrong.", form_key="1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(text="Wrong.", form_key="1")


def test_five_may_be_sent_within_an_hour_and_fifteen_within_a_day():
    for number in range(15):
        sent_at = NOW + timedelta(hours=number)
        assert Sender.objects.wait("192.0.2.1", sent_at) is None
        Sender.note("192.0.2.1", sent_at)
    assert Sender.objects.wait("192.0.2.1", NOW + timedelta(hours=15)) == timedelta(hours=9)
    for _ in range(5):
        Sender.note("192.0.2.2", NOW)
    later = NOW + timedelta(minutes=20)
    assert Sender.objects.wait("192.0.2.2", later) == timedelta(minutes=40)
    assert Sender.objects.wait("192.0.2.3", later) is None


def test_after_a_day_nothing_is_known():
    Sender.note("192.0.2.1", NOW)
    Sender.objects.forget(NOW + timedelta(hours=23))
    assert Sender.objects.count() == 1
    Sender.objects.forget(NOW + timedelta(hours=25))
    assert Sender.objects.count() == 0


def test_a_household_is_one_sender_in_either_version_of_the_protocol():
    assert digest_of("2001:db8:1:2::1") == digest_of("2001:db8:1:2:ffff::9")
    assert digest_of("2001:db8:1:2::1") != digest_of("2001:db8:1:3::1")
    assert digest_of("::ffff:192.0.2.1") == digest_of("192.0.2.1")
    assert digest_of("192.0.2.1") != digest_of("192.0.2.2")
    assert digest_of("") == digest_of("")


def test_a_hash_is_of_no_use_without_the_key(settings):
    before = digest_of("192.0.2.1")
    settings.SECRET_KEY = "another"
    assert digest_of("192.0.2.1") != before
