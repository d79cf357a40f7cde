"""A measure's lineage on its page and in its twin: who belongs to it, and who is never shown."""

import pytest
from django.urls import reverse

from dashboard.pages.measure_detail.related import MOST_DRAWN
from laws.models import Action, Measure, Relation
from tests.support.elements import read
from tests.support.makers import (
    day,
    make_measure,
    make_place,
    make_relation,
    make_session,
    make_state,
)
from tests.support.responses import text

pytestmark = pytest.mark.django_db


def page(client, slug, on="2024-06-01"):
    response = client.get(reverse("measure", args=[slug]), {"on": on})
    assert response.status_code == 200
    return response


def drawn(response):
    """The slugs of the measures that the picture links, in its order."""
    return [link["href"].split("/")[2] for link in read(response).all(".family a")]


def bill(slug, year, **fields):
    known = {"identifier": slug.upper(), "effect": "restriction"} | fields
    return make_measure(f"Act {slug}", "MA", [("introduced", f"{year}-01-20")], slug=slug, **known)


@pytest.fixture
def family(db):
    """A bill that was brought back twice, with a companion, and carries out a law."""
    law = make_measure("A law", "MA", [("enacted", "2019-05-01")], slug="law", law_citation="Ch. 9")
    first, second, third = bill("s1", 2019), bill("s2", 2021), bill("s3", 2023)
    make_relation(second, "reintroduces", first)
    make_relation(third, "reintroduces", second)
    make_relation(bill("h3", 2023), "companion", third, note="The same text.")
    make_relation(third, "implements", law)
    return [law, first, second, third]


def test_the_whole_family_is_drawn_whatever_page_one_starts_from(client, family):
    for slug in ("s1", "s3", "h3", "law"):
        assert sorted(drawn(page(client, slug))) == ["h3", "law", "s1", "s2", "s3"]


def test_the_list_says_the_same_with_what_each_is_to_the_others(client, family):
    said = text(page(client, "s3"))

    assert "Five measures belong to this lineage" in said
    assert "S2 (2021) which it reintroduces reintroduces S1 (2019) Restriction" in said
    assert "· live or after the fact: not recorded · Introduced" in said
    assert "H3 (2023) its companion: The same text." in said
    assert "Ch. 9 which it implements" in said
    assert "S3 (2023) (this measure)" in said


def test_lines_are_labeled_by_what_ties_the_measures(client, family):
    body = page(client, "s3").content.decode()

    for word in ("reintroduced as", "companion", "implemented by"):
        assert f">{word}</text>" in body


def test_drafts_never_appear_and_tie_nobody(client, family):
    draft = bill("draft", 2022, status="draft", identifier="SECRET")
    beyond = bill("beyond", 2023)
    make_relation(draft, "reintroduces", family[1])
    make_relation(beyond, "reintroduces", draft)
    make_relation(draft, "related", family[3])
    response = page(client, "s3")

    assert b"SECRET" not in response.content
    assert sorted(drawn(response)) == ["h3", "law", "s1", "s2", "s3"]
    assert drawn(page(client, "beyond")) == []
    twin = client.get(reverse("measure-json", args=["s3"])).json()
    assert "draft" not in twin["family"]["measures"]
    assert "beyond" not in twin["family"]["measures"]


def test_what_is_only_on_the_same_matter_stands_in_a_list_and_leads_no_further(client, family):
    other = bill("other", 2020)
    make_relation(other, "related", family[1], note="Of the same year.")
    make_relation(bill("far", 2021), "reintroduces", other)
    response = page(client, "s1")

    assert "On the same subject OTHER (2020) Of the same year." in text(response)
    assert sorted(drawn(response)) == ["h3", "law", "s1", "s2", "s3"]
    assert "OTHER" not in text(page(client, "s3"))


def test_a_measure_without_relations_has_no_section(client):
    bill("alone", 2021)

    assert "Related laws and bills" not in text(page(client, "alone"))


def test_a_circle_of_relations_ends(client):
    ring = [bill(f"r{number}", 2020 + number) for number in range(3)]
    for number in range(3):
        make_relation(ring[number], "amends", ring[(number + 1) % 3])
        make_relation(ring[(number + 1) % 3], "companion", ring[number])

    assert sorted(drawn(page(client, "r0"))) == ["r0", "r1", "r2"]


def test_what_came_after_the_date_says_so(client, family):
    shown = page(client, "s2", "2021-06-01")

    assert shown.content.decode().count("After this date") == 4
    assert len(read(shown).all(".later")) == 2


def test_a_session_s_years_stand_above_its_column(client):
    session = make_session(name="193rd Legislature (2023-2024)")
    make_relation(bill("a", 2023, session=session), "reintroduces", bill("b", 2021))
    body = page(client, "a").content.decode()

    assert ">2023–2024</text>" in body
    assert ">2021</text>" in body


def test_a_measure_of_another_government_is_named_with_it(client):
    local = make_measure(
        "City rules", make_place("Boston"), [("passed", "2022-01-01")], slug="city"
    )
    make_relation(local, "implements", bill("act", 2021))

    assert "Boston, MA: City rules" in text(page(client, "act"))


def test_the_twin_names_the_family_and_its_ties(client, family):
    found = client.get(reverse("measure-json", args=["s1"]), {"on": "2024-06-01"}).json()["family"]

    assert found["measures"][:2] == ["s1", "s2"]
    assert ["s2", "reintroduces", "s1"] in found["ties"]
    assert len(found["ties"]) == 4


def test_a_large_family_is_drawn_in_part_which_is_said_and_asks_no_more(
    client, django_assert_max_num_queries
):
    state = make_state("MA")
    chain = Measure.objects.bulk_create(
        Measure(
            slug=f"c{n:03}", jurisdiction=state, identifier=f"S.{n}", kind="bill", title="An act",
            effect="ban", regulates=["police"], status="published",
            first_action_on=day(f"{1990 + n % 30}-01-01"),
        )
        for n in range(150)
    )  # fmt: skip
    Action.objects.bulk_create(
        Action(measure=one, order=1, kind="introduced", day=one.first_action_on) for one in chain
    )
    Relation.objects.bulk_create(
        Relation(from_measure=later, to_measure=chain[n // 3], kind="reintroduces")
        for n, later in enumerate(chain[1:])
    )
    with django_assert_max_num_queries(11):
        response = page(client, "c000")

    assert len(drawn(response)) == MOST_DRAWN
    assert "The 60 measures nearest to this one are shown; the rest are left out." in text(response)
