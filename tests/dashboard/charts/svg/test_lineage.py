"""A family drawn: its columns and rows, its lines and their words, and any graph at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.svg.family_grid import Bond, Member, grid
from dashboard.charts.svg.lineage import lineage
from tests.support.elements import read


def member(key, period=2021, **more):
    known = {
        "key": key, "period": period, "heading": str(period), "name": key.upper(),
        "stage": "Failed", "effect_class": "ban", "href": f"/measures/{key}/",
        "title": f"{key}: a title",
    }  # fmt: skip
    return Member(**known | more)


def bond(before, then, word="reintroduced as", turned="reintroduces", level=False):
    return Bond(before, then, word, turned, level)


def companion(one, other):
    return bond(one, other, "companion", "companion", level=True)


TWO_CHAINS = (
    [member("h1", 2019), member("s1", 2019), member("s2"), member("h2"), member("h3", 2023)],
    [bond("h1", "h2"), bond("s1", "s2"), companion("s1", "h1"), companion("s2", "h2")],
)


def test_periods_are_columns_and_bills_that_follow_each_other_share_a_row():
    found = grid(*TWO_CHAINS)

    assert found.headings == ["2019", "2021", "2023"]
    assert {key: column for key, (column, _) in found.spots.items()} == {
        "h1": 0, "s1": 0, "h2": 1, "s2": 1, "h3": 2,
    }  # fmt: skip
    assert found.spots["h1"][1] == found.spots["h2"][1]
    assert found.spots["s1"][1] == found.spots["s2"][1]


def test_companions_stand_next_to_one_another():
    members = [member(key) for key in ("a", "b", "c", "d")]
    found = grid(members, [companion("a", "d"), companion("d", "b")])

    rows = {key: row for key, (_, row) in found.spots.items()}
    assert abs(rows["a"] - rows["d"]) == abs(rows["d"] - rows["b"]) == 1


def test_the_longest_heading_of_a_period_stands_above_its_column():
    found = grid([member("a"), member("b", heading="2021–2022")], [])

    assert found.headings == ["2021–2022"]


def test_it_has_a_name_and_links_with_titles(draw):
    drawing = draw(lineage(*TWO_CHAINS, "Lineage of H2").svg)

    assert drawing.root.get("aria-label") == "Lineage of H2"
    assert sorted(drawing.links) == [
        (f"{key}: a title", f"/measures/{key}/") for key in ("h1", "h2", "h3", "s1", "s2")
    ]


def test_a_line_carries_its_word_and_a_tip_where_one_follows_the_other(draw):
    drawing = draw(lineage([member("a", 2019), member("b")], [bond("a", "b")], "").svg)

    assert [e.text for e in drawing.classed("halo")] == ["reintroduced as"]
    assert len(drawing.classed("tie")) == len(drawing.classed("tip")) == 1


def test_companions_are_tied_without_a_tip(draw):
    drawing = draw(lineage([member("a"), member("b")], [companion("a", "b")], "").svg)

    assert "companion" in drawing.text
    assert drawing.classed("tie")
    assert not drawing.classed("tip")


def test_what_is_read_against_the_years_is_read_the_other_way_round(draw):
    drawing = draw(lineage([member("old", 2019), member("new")], [bond("new", "old")], "").svg)

    assert [e.text for e in drawing.classed("halo")] == ["reintroduces"]


def test_a_line_past_another_measure_runs_along_an_edge(draw):
    chain = [member("a", 2019), member("b", 2021), member("c", 2023)]
    drawing = draw(lineage(chain, [bond("a", "b"), bond("b", "c"), bond("a", "c")], "").svg)

    around = [e.get("d") for e in drawing.classed("tie") if e.get("d").count("V") == 2]
    assert len(around) == 1


def test_this_measure_and_what_came_later_are_told_apart(draw):
    members = [member("a", is_this=True), member("b", 2023, is_later=True), member("c")]
    drawing = draw(lineage(members, [], "").svg)

    assert [a.get("class") for a in drawing.root.iter("a")] == ["this", "later", "kin"]


def test_words_are_escaped_and_long_names_cut_with_the_whole_in_the_title(draw):
    name = "An Act <to> & fro of the whole city"
    drawing = draw(lineage([member("a", name=name, title=name)], [], "").svg)

    assert drawing.links[0][0] == name
    assert drawing.classed("lab")[1].text == "An Act <to> & fro of…"


def test_a_single_measure_and_none_are_drawn(draw):
    assert len(draw(lineage([member("a")], [], "").svg).links) == 1
    assert draw(lineage([], [], "").svg).links == []


KEYS = [f"m{number}" for number in range(14)]


@st.composite
def families(draw):
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    members = [member(key, draw(st.integers(2015, 2020))) for key in keys]
    pair = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda p: p[0] != p[1])
    pairs = draw(st.lists(pair, max_size=30)) if len(keys) > 1 else []
    words = st.sampled_from([("amended by", "amends"), ("companion", "companion"), ("a", "b")])
    ties = [bond(*one, *draw(words), level=draw(st.booleans())) for one in pairs]
    return members, ties


@settings(max_examples=150, deadline=None)
@given(families())
def test_any_family_is_drawn_with_each_measure_once_and_on_the_paper(family):
    members, bonds = family
    found = grid(members, bonds)
    svg = lineage(members, bonds, "any").svg

    assert len(set(found.spots.values())) == len(members) == svg.count("<a ")
    for one in members:
        assert svg.count(f'href="{one.href}"') == 1
    drawing = read(svg)
    _, _, width, height = map(int, drawing.find("svg")["viewbox"].split())
    for words in drawing.all("text"):
        assert 0 <= float(words["x"]) <= width
        assert 0 <= float(words["y"]) <= height
