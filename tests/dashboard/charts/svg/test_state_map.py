from dataclasses import replace

import pytest

from dashboard.charts.svg import shapes
from dashboard.charts.svg.name_labels import Name, name_labels
from dashboard.charts.svg.state_map import plain_lines, state_map

PAPER = (0, 0, 700, 500)


def test_it_draws_the_land_and_names_the_places(draw, place):
    drawing = draw(state_map("CO", [place()], "Colorado", "/static/counties/co.svg"))

    assert len(drawing.classed("county")) == 1
    assert [e.get("data-counties") for e in drawing.classed("county-lines")] == [
        "/static/counties/co.svg"
    ]
    assert [e.text for e in drawing.classed("plab")] == ["Denver"]
    assert drawing.links == [("Denver: ban", "/places/co/denver/")]
    assert drawing.root.get("aria-label") == "Map of Colorado with its local measures"


def test_a_territory_has_no_map():
    assert state_map("GU", []) == ""
    assert not plain_lines("GU", "/static/counties/gu.svg")


def test_where_no_script_runs_the_lines_lie_on_a_sheet_of_the_same_size(draw, place):
    under = draw(plain_lines("CO", "/static/counties/co.svg"))

    assert [e.get("href") for e in under.root.iter("use")] == ["/static/counties/co.svg#counties"]
    assert under.root.get("viewBox") == draw(state_map("CO", [place()])).root.get("viewBox")


def test_a_mark_stands_in_its_state(draw, place):
    drawing = draw(state_map("CO", [place()]))
    _, _, width, height = map(float, drawing.root.get("viewBox").split())

    square = drawing.classed("mk")[0]

    # Denver lies right of the middle and above it.
    assert width / 2 < float(square.get("x")) < width * 0.75
    assert height * 0.2 < float(square.get("y")) < height / 2


@pytest.mark.parametrize("key", ["ban", "moratorium", "oversight"])
def test_a_county_with_a_measure_is_filled_by_it_and_leads_to_its_page(draw, place, key):
    county = place("King County", key, lon=-121.8, lat=47.5, state_code="WA", county="53033",
                   href="/places/wa/king-county/")  # fmt: skip

    drawing = draw(state_map("WA", [county]))

    link = drawing.link("King County")
    shape = link.find("path")
    paths = {geoid: path for geoid, _, path in shapes.counties("WA")["counties"]}
    assert link.get("href") == "/places/wa/king-county/"
    assert shape.get("d") == paths["53033"]
    assert f"f-{key}" in shape.get("class")
    assert not drawing.classed("mk")


def test_a_county_that_the_atlas_does_not_know_stays_a_mark(draw, place):
    region = place("Capitol Region", lon=-72.7, lat=41.8, state_code="CT", county="09110")

    assert len(draw(state_map("CT", [region])).classed("mk")) == 1


def test_marks_that_would_overlap_become_one_that_leads_to_the_list(draw, place):
    crowd = [place("Denver"), place("Aurora", "permits", lon=-104.9), place("Pueblo", lat=38.25)]

    drawing = draw(state_map("CO", crowd))

    titles = dict(drawing.links)
    assert len(titles) == 2
    gathered = next(title for title in titles if title.startswith("2 local governments."))
    assert "Denver: ban" in gathered
    assert "Aurora: permits" in gathered
    assert titles[gathered] == "#local"
    names = next(e for e in drawing.classed("plab") if e.text == "Aurora")
    assert [line.text for line in names] == ["Denver"]


def test_of_many_names_the_last_line_counts_the_rest(draw, place):
    crowd = [place(f"Place {i}", lon=-104.99 + i * 0.02) for i in range(7)]

    names = draw(state_map("CO", crowd)).classed("plab")[0]

    assert [line.text for line in names][-1] == "and 3 more"
    assert len(names) == 4


def test_marks_are_far_enough_from_each_other_to_be_hit(draw, place):
    # Pairs that stand further and further apart.
    marks = [place(f"West {i}", lon=-108.5 + 0.7 * i, lat=39) for i in range(9)]
    marks += [place(f"East {i}", lon=-108.5 + 0.75 * i, lat=39) for i in range(9)]

    drawing = draw(state_map("CO", marks))

    links = list(drawing.root.iter("a"))
    gathered = [a for a in links if a.get("class") == "cluster"]
    shapes_of = [a.find("rect") for a in links if a.get("class") != "cluster"]
    points = [(float(e.get("x")), float(e.get("y"))) for e in shapes_of]
    assert gathered
    assert len(points) > 2
    for i, (x, y) in enumerate(points):
        assert all(max(abs(x - u), abs(y - v)) >= 24 for u, v in points[i + 1 :])
    assert all(float(a.find("rect").get("height")) >= 24 for a in gathered)


def test_names_do_not_lie_on_each_other():
    crowd = [Name((f"Place {i}",), 300 + 3 * i, 200, 6, 6) for i in range(6)]

    lines, labels = name_labels(crowd, [(290, 190, 330, 210)], PAPER)

    assert labels.count("<text") == 6
    assert lines.count("<path") >= 2


def test_a_name_of_several_lines_keeps_clear_of_what_is_blocked(draw):
    name = Name(("Boston", "Cambridge"), 300, 200, 10, 10)

    free, blocked = (
        draw(f"<svg>{name_labels([name], boxes, PAPER)[1]}</svg>").classed("plab")[0]
        for boxes in ([], [(311, 150, 500, 250)])
    )

    assert (free.get("text-anchor"), blocked.get("text-anchor")) == ("start", "end")


def test_doubt_and_markup_in_a_name_are_shown_as_text(draw, place):
    drawing = draw(state_map("CO", [place("A & <b>", doubt="disputed")]))

    assert drawing.classed("plab")[0].text == "A & <b>‡"


def test_the_order_of_the_marks_changes_nothing(place):
    marks = [place("Denver"), place("Boulder", lat=40.01, lon=-105.27), place("Aurora", "ban")]
    counted = [replace(mark, population=1000 * i) for i, mark in enumerate(marks)]

    assert state_map("CO", counted) == state_map("CO", counted[::-1])
