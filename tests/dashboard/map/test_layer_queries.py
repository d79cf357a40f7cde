"""The map asks the database a few times, whatever fills its states and however much there is."""

import pytest

from dashboard.map.layers import LAYERS
from laws.dataset.upsert import analyze
from tests.support.makers import make_place, make_state
from tests.support.responses import many_measures

pytestmark = pytest.mark.django_db
ON = {"on": "2023-07-20"}


@pytest.mark.parametrize("fill", [key for key in LAYERS if key != "rule"])
def test_queries_stay_few_whatever_the_fill(client, django_assert_max_num_queries, fill):
    for number in range(20):
        many_measures(make_place(f"Town {number}"), 60)
    many_measures(make_state("MA", population=1000), 60)
    analyze()
    asked = {"fill": fill, "class": LAYERS[fill].steps[0].key, "state": "ma", "q": "many"}
    with django_assert_max_num_queries(10):
        page = client.get("/", ON | asked)
    assert page.status_code == 200
