"""Whatever JSON stands in place of a field: a measure or a refusal, never an exception."""

import json
from contextlib import suppress
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laws.imports.readers import detect
from laws.imports.types import IncomingMeasure, RefusedRecord, Where
from laws.refusals import Refusal
from tests.support.source_bills import EACH

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**20), 10**20),
        st.floats(),
        st.text(max_size=20),
        st.sampled_from(["", "0000-00-00", "2099-02-30", "0001-01-01T00:00:00+00:00", "~{", "US"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value, path=()):
    """The way to every value inside a value."""
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else ()
    for key, part in enumerate(value) if isinstance(value, list) else inner:
        yield from places(part, (*path, key))


@pytest.mark.parametrize("form", EACH)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_value_in_place_of_a_field_raises(form, data):
    bill = deepcopy(EACH[form])
    *way, last = data.draw(st.sampled_from(sorted(places(bill), key=repr)))
    part = bill
    for key in way:
        part = part[key]
    part[last] = data.draw(VALUES)

    for one in detect.parse(json.dumps(bill)):
        assert isinstance(one, IncomingMeasure | RefusedRecord)
        # What was read can be kept, and read again from what was kept.
        if isinstance(one, IncomingMeasure):
            (again,) = detect.parse(json.dumps(one.raw, allow_nan=False))
            assert again == one


@settings(max_examples=100, deadline=None)
@given(value=VALUES)
def test_no_json_at_all_raises_more_than_a_sentence(value):
    with suppress(Refusal):
        found = detect.parse(json.dumps(value))
        assert all(isinstance(one, IncomingMeasure | RefusedRecord) for one in found)


def test_the_number_of_a_record_in_its_list_is_its_place():
    bills = [EACH["api"], {"identifier": 5}, EACH["legiscan"]]
    found = detect.parse(json.dumps({"results": bills}), "answer.json")

    assert [one.where for one in found] == [Where("answer.json", number) for number in (1, 2, 3)]
    assert str(found[1].where) == "answer.json, record 2"
