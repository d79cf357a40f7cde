"""What the first screen and the title say of measures of the shipped record."""

from collections import Counter
from datetime import date

import pytest

from dashboard.pages.measure_detail.status import MeasureStatus
from laws.models import Measure
from laws.vocabulary import PENDING, Force
from tests.support.elements import read
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def test_virginia_s_ban_is_inferred_in_its_title_and_status(client):
    page = read(client.get("/measures/va-hb2031-2021/", {"on": "2026-11-29"}))

    assert page.find("title").text.startswith("HB 2031 (2021), Virginia: ban, in effect, November")
    assert "In effect since Jul 1, 2026 (inferred)" in page.find(".gist").text


def test_an_effect_in_doubt_is_in_doubt_in_the_title(client):
    page = read(client.get("/measures/wa-kirkland-ban-2022/"))

    assert "ban (in doubt)" in page.find("title").text


def test_only_what_is_pending_has_a_next_step_before_it_is_law():
    on, said = date(2026, 11, 29), Counter()
    measures = Measure.objects.published().select_related("jurisdiction")
    for one in measures.prefetch_related("actions", "terms", "stages"):
        status = MeasureStatus(one, one.actions.all(), one.terms.all(), one.stages.all(), on)
        if status.next_step.startswith("Next: ") and status.force != Force.NOT_YET:
            assert status.stage in PENDING, one.slug
            said[one.jurisdiction.is_local] += 1
    assert all(said[is_local] for is_local in (True, False))


@pytest.mark.parametrize(
    ("slug", "standing"),
    [("in-west-lafayette-ban-2021", "Vetoed"), ("ma-amherst-surveillance-bylaw", "Inactive")],
)
def test_a_local_measure_that_is_over_has_nothing_next(client, slug, standing):
    gist = read(client.get(f"/measures/{slug}/", {"on": "2026-11-29"})).find(".gist").text

    assert standing in gist
    assert "Next" not in gist
