"""What is said of a measure is found whoever changes which part of it."""

import pytest

from laws.models import Action, Measure, Provision, SearchText
from tests.support.makers import make_measure, make_provision

pytestmark = pytest.mark.django_db
FILED = [("introduced", "2023-01-20")]


def finds(words):
    return [one.slug for one in Measure.objects.matching(words)]


def test_a_new_measure_is_found_by_each_of_its_parts():
    bill = make_measure(
        "Zebras", "MA", FILED, slug="a", summary="Ostriches.", notes="Pelicans.",
        effect_basis="not_read", effect_note="Herons."
    )  # fmt: skip
    make_provision(bill, detail="Weasels", pinpoint="§ otter")
    Action.objects.filter(measure=bill).update(description="Badgers")

    for word in ("zebra", "ostrich", "pelican", "heron", "weasel", "otter", "badger"):
        assert finds(word) == ["a"], word


def test_a_part_that_goes_or_moves_is_found_there_no_longer():
    one = make_measure("One", "MA", FILED, slug="one")
    two = make_measure("Two", "MA", FILED, slug="two")
    answer = make_provision(one, detail="Weasels")
    Action.objects.filter(measure=one).update(description="Badgers")

    Provision.objects.filter(pk=answer.pk).update(measure=two)
    assert finds("weasel") == ["two"]
    two.provisions.all().delete()
    one.actions.all().delete()
    assert finds("weasel") == finds("badger") == []
    Measure.objects.filter(pk=one.pk).update(title="Geese")
    assert finds("goose OR geese") == ["one"]


def test_a_draft_that_is_deleted_takes_its_text_along():
    draft = make_measure("Zebras", "MA", FILED, status="draft")
    make_provision(draft)

    draft.delete()

    assert not SearchText.objects.exists()
