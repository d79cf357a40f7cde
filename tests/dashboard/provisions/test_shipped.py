"""The safeguards of the shipped record: what pages, twins and figures say is what R11 reckons."""

import plotly.graph_objects as go
import pytest
from django.test import Client

from dashboard.codebook.provision_matrix import short_range
from laws.counting.counts import own_rule
from laws.counting.on_date import law_on
from laws.counting.safeguards import SCORED_EFFECTS, UNSCORED, profile
from laws.models import Jurisdiction, Provision
from tests.support.elements import read
from tests.support.makers import day
from tests.support.responses import csv_rows, part, text
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
DATES = [
    "2004-01-01", "2016-06-30", "2019-12-31", "2020-07-01", "2020-10-07", "2021-05-05",
    "2021-07-01", "2021-10-01", "2022-06-30", "2022-07-01", "2022-08-10", "2023-06-29",
    "2023-07-20", "2024-01-01", "2024-10-01", "2025-02-01", "2026-01-01", "2026-06-30",
    "2026-07-01", "2027-01-01",
]  # fmt: skip
SIGNS = {"●": "yes", "◐": "qualified", "⊘": "no", "–": "not_coded"}
NAMES = {"Yes": "yes", "In part": "qualified", "No": "no", "Not coded": "not_coded"}


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def reckoned(on):
    """The profile of the law that each state's own rule rests on, by the rules alone."""
    law, found = law_on(day(on)), {}
    for state in Jurisdiction.objects.state_level().governments():
        rule = own_rule(law, state.state_code, state.searched_on)
        if rule.rule in SCORED_EFFECTS:
            found[state.state_code] = max(
                (profile_of(one.slug, one.effect) for one in rule.measures),
                key=lambda own: own.coded,
            )
        else:
            empty = rule.rule in ("none_found", "not_researched")
            found[state.state_code] = rule.rule if empty else "not_scored"
    return found


def profile_of(slug, effect):
    rows = Provision.objects.filter(measure__slug=slug)
    return profile(dict(rows.values_list("question__slug", "answer")), 23, effect)


@pytest.mark.parametrize("on", DATES)
def test_twin_page_file_and_figure_say_what_the_rule_reckons(client, on):
    expected = reckoned(on)
    twin = client.get("/provisions.json", {"on": on}).json()
    rows = {row["state"]: row for row in twin["rows"]}
    file = {r["key"]: r for r in csv_rows(client.get("/charts/safeguards.csv", {"on": on}))}
    matrix, drawn = on_page(client, on), in_figure(client, on)
    asked = [one["slug"] for one in twin["questions"]]

    assert rows.keys() == expected.keys() == file.keys()
    assert not UNSCORED & set(asked)
    for state_code, own in expected.items():
        row = rows[state_code]
        if isinstance(own, str):
            assert row["standing"] == own
            assert row["answers"] is None
            assert {file[state_code][slug] for slug in asked} == {own}
            assert row["name"] not in matrix
            continue
        assert (row["score"], row["coded"]) == (own.score, own.coded)
        assert (row["highest"], row["asked"]) == (own.highest, own.asked)
        answers = {slug: str(own.answers.get(slug, "not_coded")) for slug in asked}
        assert row["answers"] == answers
        assert {slug: file[state_code][slug] for slug in asked} == answers
        shown = {slug: answers[slug] for slug in drawn["asked"]}
        assert dict(zip(shown, matrix[row["name"]], strict=True)) == shown
        assert dict(zip(shown, drawn["rows"].get(row["name"], []), strict=True)) == shown
        assert {slug for slug in answers if answers[slug] != "not_coded"} <= set(shown)


def on_page(client, on):
    """The answers that the matrix shows, by the name of the state."""
    lines = read(client.get("/provisions/", {"on": on})).all(".heat tbody tr")
    return {
        line.find("a").text: [
            NAMES[sign["aria-label"].partition(":")[0]] for sign in line.all(".ans")
        ]
        for line in lines
    }


def in_figure(client, on):
    """The answers that the heat map draws, by the name of the state, and for which questions."""
    answer = client.get("/charts/safeguards.json", {"on": on}).json()
    figure = go.Figure(answer["figure"])
    twin = client.get("/provisions.json", {"on": on}).json()
    slugs = {one["name"]: one["slug"] for one in twin["questions"]}
    asked = [slugs[name] for name in figure.layout.xaxis.ticktext or ()]
    names = figure.layout.yaxis.ticktext or ()
    texts = figure.data[0].text if figure.data else ()
    rows = {name: [SIGNS[one] for one in own] for name, own in zip(names, texts, strict=False)}
    return {"asked": asked, "rows": rows}


def test_the_first_sentence_of_july_2023():
    assert part(Client().get("/provisions/?on=2023-07-20"), "h1", "lead") == (
        "On July 20, 2023, four of nine statewide limits barred arrests on a match alone; of the "
        "eight coded for it, one required a warrant or court order."
    )


def test_the_question_on_police_says_why_two_ban_states_do_not_answer_yes(client):
    page = client.get("/provisions/police_use_prohibited/", {"on": "2026-11-29"})
    reasons = [one.text for one in read(page).all("[aria-labelledby=otherwise] li")]

    assert "one statewide" in part(page, "h1", "lead")
    assert reasons[0].startswith("Maine bars it in part: Own use barred; requests to state bureau")
    assert reasons[1].startswith("Virginia bars it in part: Local and campus police")
    assert len(reasons) == 2
    assert "Yet the law of Maine and Virginia is a ban on the map" in text(page)
    legend = text(client.get("/", {"on": "2026-11-29"}))
    assert "by the class of the law as a whole, not its answer to one question" in legend


def test_how_strict_s927_would_be_names_the_laws_of_the_day_and_where_it_stands(client):
    address = "/measures/ma-s927-2023/"
    then, now = (text(client.get(address, {"on": on})) for on in ("2023-07-20", "2026-01-01"))

    assert (
        "Beside the nine statewide laws in effect on July 20, 2023, it has one ban and one "
        "moratorium above it. It cannot be told apart from seven restrictions" in then
    )
    for law in (
        "Maine LD 1585 (2021)",
        "Washington SB 6280 (2020)",
        "Montana Facial Recognition for Government Use Act",
        "Virginia SB 741 (2022)",
    ):
        assert law in then
    assert "Maryland SB 182 (2024)" not in then
    assert "Maryland SB 182 (2024)" in now
    assert "How strict would it have been?" in now


@pytest.mark.parametrize("slug", ["ma-s927-2023", "ma-h1728-2023"])
def test_its_chart_has_the_ranges_of_its_table(client, slug):
    answer = client.get("/charts/strictness.json", {"on": "2023-07-20", "measure": slug}).json()
    said = text(client.get(f"/measures/{slug}/", {"on": "2023-07-20"}))

    assert go.Figure(answer["figure"])
    assert len(answer["rows"]) == 10
    assert [row["measure"] for row in answer["rows"] if row["is_this"] == "yes"] == [slug]
    for row in answer["rows"]:
        own = profile_of(row["measure"], row["effect"])
        assert (row["score"], row["highest"], row["coded"]) == (own.score, own.highest, own.coded)
        assert short_range(own) in said
    classes = [row["effect"] for row in answer["rows"]]
    assert classes == sorted(classes, key=SCORED_EFFECTS.index)


def test_the_chart_of_a_place_has_every_term_that_ever_bound_there(client):
    asked = {"on": "2023-07-20", "place": "la/new-orleans"}
    answer = client.get("/charts/place-history.json", asked).json()

    assert go.Figure(answer["figure"])
    own = [(row["from"], row["until"], row["effect"]) for row in answer["rows"]
           if row["level"] == "own"]  # fmt: skip
    assert any(until == "2022-07-21" and effect == "ban" for _, until, effect in own)
    levels = [row["level"] for row in answer["rows"]]
    assert levels == sorted(levels, key=("own", "county", "state", "country").index)


@pytest.mark.parametrize("path", ["/measures/ma-s927-2023/", "/places/ma/somerville/",
                                  "/provisions/", "/provisions/?level=local",
                                  "/provisions/public_reporting/"])  # fmt: skip
def test_its_page_is_light_and_asks_eleven_times(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        response = client.get(path, headers={"Accept-Encoding": "gzip"})

    assert response.status_code == 200
    assert len(response.content) < 90_000
