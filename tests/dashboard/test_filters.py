from datetime import date
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from dashboard.filters import measure_filters
from laws.models import Measure
from tests.makers import make_country, make_measure, make_place, make_state

pytestmark = pytest.mark.django_db
ON = date(2023, 7, 20)


def asking(text):
    request = SimpleNamespace(GET=QueryDict(text), notices=[])
    return measure_filters(request, Measure.objects.published(), ON), request.notices


def found(text):
    return {measure.slug for measure in asking(text)[0].qs}


@pytest.fixture
def record():
    make_measure(
        slug="county", jurisdiction=make_place("King County", "WA", "county"),
        actions=[("enacted", "2021-06-01"), ("effective", "2021-09-01")], regulates=["government"],
    )  # fmt: skip
    make_measure(
        slug="town", effect="moratorium", use_modes=["live"],
        actions=[("passed", "2020-06-01"), ("expired", "2022-01-01")],
    )  # fmt: skip
    make_measure(
        "Police may not search faces", slug="bill", jurisdiction=make_state("MA"), reach="narrow",
        identifier="S.927", actions=[("introduced", "2023-02-16")],
    )  # fmt: skip
    make_measure(
        slug="act", jurisdiction=make_country(), kind="directive", effect="restriction",
        actions=[("effective", "2023-01-01"), ("repealed", "2025-01-01")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("", "county town bill act"),
        ("state=wa", "county"),
        ("state=WA&state=us", "county act"),
        ("level=local", "county town"),
        ("level=place&level=state", "town bill"),
        ("kind=directive", "act"),
        ("effect=ban&reach=general", "county"),
        ("regulates=police", "town bill act"),
        ("use=live", "town"),
        ("stage=pending", "bill"),
        ("stage=ended&stage=in_force", "town county act"),
        ("force=yes", "county act"),
        ("force=no", "town bill"),
        ("year=2020&year=2021", "town county"),
        ("q=s927", "bill"),
        ("q=search+faces", "bill"),
    ],
)
def test_each_filter_keeps_what_fits_it(record, text, slugs):
    assert found(text) == set(slugs.split())


def test_several_filters_must_all_fit(record):
    assert found("effect=ban&force=yes&state=wa") == {"county"}


def test_a_value_that_is_not_understood_is_left_out_and_named(record):
    asked, notices = asking("effect=ban&effect=bann&state=ma")
    assert asked.chosen == {"effect": ["ban"], "state": ["ma"]}
    assert len(notices) == 1
    assert notices[0].startswith("effect=bann was not understood: allowed are ban, moratorium")


@pytest.mark.parametrize("name", ["state", "year"])
def test_where_too_many_values_are_allowed_their_form_is_named(record, name):
    notice = asking(f"{name}=nonsense")[1][0]
    assert f"{name}=nonsense was not understood: allowed are" in notice
    assert len(notice) < 120


def test_a_filter_knows_the_words_for_its_values(record):
    asked, _ = asking("state=us&stage=in_committee")
    assert asked.word("state", "us") == "United States"
    assert asked.word("stage", "in_committee") == "In committee"
