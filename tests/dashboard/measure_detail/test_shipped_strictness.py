"""How strict the measures of the shipped record are: what their pages and their JSON say of R11."""

import pytest

from tests.support.elements import read
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
THEN, TODAY = "2023-07-20", "2026-11-29"
BANS = ["me-ld1585-2021", "va-hb2031-2021"]


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record(once=True):
        yield


def safeguards(client, slug, on):
    return client.get(f"/measures/{slug}.json", {"on": on}).json()["safeguards"]


def standing(client, slug, on):
    """The laws beside a measure by where they stand: above it, below it, or level."""
    found = safeguards(client, slug, on)
    groups = {"above": [], "below": [], "level": []}
    for one in found["comparisons"]:
        groups[one["stands"]].append(one["slug"])
    return found, groups


def test_s_927_is_stricter_than_the_law_of_its_state_and_laxer_on_nothing(client):
    found, groups = standing(client, "ma-s927-2023", THEN)
    by_slug = {one["slug"]: one for one in found["comparisons"]}

    assert (found["score"], found["highest"], found["asked"]) == (3.5, 21.5, 23)
    assert (found["place"], found["above"], found["below"]) == (None, 2, 0)
    assert groups["above"] == ["me-ld1585-2021", "vt-s124-2020"]
    assert by_slug["ma-s2963-2019"] == {
        "slug": "ma-s2963-2019", "stands": "level",
        "stricter": ["police_use_prohibited", "serious_crime_only"], "laxer": [],
        "same": ["warrant_required", "central_unit_only"],
    }  # fmt: skip
    page = read(client.get("/measures/ma-s927-2023/", {"on": THEN}))
    assert page.find("#strictness li").text == (
        "S.927 would be stricter than the Massachusetts police reform law of 2020 on two of the "
        "four questions coded for both, and laxer on none."
    )


@pytest.mark.parametrize(
    "slug", ["ca-san-francisco-ban-2019", "la-new-orleans-ban-2020", "wa-kirkland-ban-2022"]
)
def test_an_outright_ban_has_no_restriction_above_it(client, slug):
    found, groups = standing(client, slug, TODAY)

    assert groups["above"] == []
    assert sorted(groups["level"]) == BANS
    assert len(groups["below"]) == found["below"] == found["among"] - 3


@pytest.mark.parametrize(("slug", "place"), [("me-ld1585-2021", 1), ("vt-s124-2020", 2)])
def test_the_one_ban_and_the_one_moratorium_of_2023_have_a_place(client, slug, place):
    assert safeguards(client, slug, THEN)["place"] == place


def test_virginia_s_ban_stands_below_no_restriction(client):
    found, groups = standing(client, "va-hb2031-2021", "2022-01-01")

    assert groups["above"] == []
    assert groups["level"] == ["me-ld1585-2021"]
    assert found["place"] is None


def test_a_class_that_rests_on_a_text_not_read_says_so(client):
    page = read(client.get("/measures/wa-kirkland-ban-2022/", {"on": TODAY}))
    others = read(client.get("/measures/ma-s927-2023/", {"on": TODAY}))

    assert "What it does is in doubt, so its class may be another." in page.find("#strictness").text
    assert "Utah SB 231 (2024) (in doubt)" in others.find("#strictness").text


def test_the_heat_map_lists_bans_then_moratoria_then_restrictions(client):
    for level in ("state", "local"):
        rows = client.get("/provisions.json", {"on": TODAY, "level": level}).json()["rows"]
        rules = [row["rule"] for row in rows if row["standing"] == "scored"]
        assert rules == sorted(rules, key=["ban", "moratorium", "restriction"].index)
