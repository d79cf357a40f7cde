from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from dashboard.filters.filters import measure_filters, state_choices
from dashboard.web.parameters import Parameters
from laws.models import Jurisdiction, Measure
from tests.support.makers import make_country, make_measure, make_place, make_session, make_state

pytestmark = pytest.mark.django_db
ON = date(2023, 7, 20)


def asking(text):
    parameters = Parameters("/", QueryDict(text), [])
    return measure_filters(parameters, Measure.objects.published(), ON), parameters.notices


@pytest.mark.django_db(transaction=True)
def test_the_states_are_read_once_until_one_changes():
    make_state("MA")
    assert dict(state_choices())["ma"] == "Massachusetts"
    with CaptureQueriesContext(connection) as queries:
        assert dict(state_choices())["ma"] == "Massachusetts"
    assert ["laws_jurisdiction" in one["sql"] for one in queries.captured_queries] == [False]
    Jurisdiction.objects.filter(state_code="MA").update(name="Bay State")
    assert dict(state_choices())["ma"] == "Bay State"


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
        ("level=legislature", "bill"),
        ("reached=enacted", "county town act"),
        ("reached=in_committee", "county town act"),
        ("q=s927", "bill"),
        ("q=search+faces", "bill"),
    ],
)
def test_each_filter_keeps_what_fits_it(record, text, slugs):
    assert found(text) == set(slugs.split())


def test_a_session_is_asked_for_with_its_state():
    bills = {}
    for state, identifier in (("MA", "193rd"), ("MA", "192nd"), ("WA", "193rd")):
        session = make_session(state, identifier, "2021-01-05", "2024-12-31")
        key = f"{state.lower()}-{identifier}"
        bills[key] = make_measure(
            slug=key, jurisdiction=state, session=session, actions=[("introduced", "2023-01-20")]
        )
    assert found("session=ma-193rd") == {"ma-193rd"}
    assert found("session=ma-193rd&session=wa-193rd") == {"ma-193rd", "wa-193rd"}
    asked, _ = asking("session=ma-193rd")
    assert asked.word("session", "ma-193rd") == "193rd session, Massachusetts"


def test_what_was_reached_is_reached_by_the_date_and_stays_reached():
    failed = [("introduced", "2023-01-20"), ("referred", "2023-02-01"), ("failed", "2023-05-01")]
    make_measure(slug="failed", jurisdiction="MA", actions=failed)
    later = [("introduced", "2023-01-20"), ("passed_chamber", "2023-07-21")]
    make_measure(slug="later", jurisdiction="MA", actions=later)
    make_measure(slug="vetoed", jurisdiction="MA", actions=[("vetoed", "2023-06-01")])
    assert found("reached=in_committee") == {"failed", "vetoed"}
    assert found("reached=passed_one_chamber") == found("reached=passed") == {"vetoed"}
    assert found("reached=enacted") == set()


def test_several_filters_must_all_fit(record):
    assert found("effect=ban&force=yes&state=wa") == {"county"}


def test_a_value_that_is_not_understood_is_left_out_and_named(record):
    asked, notices = asking("effect=ban&effect=bann&state=ma")
    assert asked.chosen == {"effect": ["ban"], "state": ["ma"]}
    assert len(notices) == 1
    assert "effect=bann was not understood: allowed are ban, moratorium" in notices[0]


@pytest.mark.parametrize("name", ["state", "year", "session"])
def test_where_too_many_values_are_allowed_their_form_is_named(record, name):
    notice = asking(f"{name}=nonsense")[1][0]
    assert f"{name}=nonsense was not understood: allowed are" in notice
    assert len(notice) < 120


def test_a_filter_knows_the_words_for_its_values(record):
    asked, _ = asking("state=us&stage=in_committee")
    assert asked.word("state", "us") == "United States"
    assert asked.word("stage", "in_committee") == "In committee"
