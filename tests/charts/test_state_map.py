from dashboard.charts.state_map import state_map


def test_it_draws_the_counties_and_names_the_places(draw, place):
    drawing = draw(state_map("CO", [place()], "Colorado"))

    assert len(drawing.classed("county")) == 64
    assert [e.text for e in drawing.classed("plab")] == ["Denver"]
    assert drawing.links == [("Denver: ban", "/places/co/denver/")]
    assert drawing.root.get("aria-label") == "Counties of Colorado with its local measures"


def test_a_territory_has_no_map():
    assert state_map("GU", []) == ""


def test_a_mark_stands_in_its_state(draw, place):
    drawing = draw(state_map("CO", [place()]))
    _, _, width, height = map(float, drawing.root.get("viewBox").split())

    square = drawing.classed("mk")[0]

    # Denver lies right of the middle and above it.
    assert width / 2 < float(square.get("x")) < width * 0.75
    assert height * 0.2 < float(square.get("y")) < height / 2


def test_names_do_not_lie_on_each_other(draw, place):
    crowd = [place(f"Place {i}", lon=-104.99 + i * 0.02, lat=39.74) for i in range(6)]

    labels = draw(state_map("CO", crowd)).classed("plab")

    rows = [(float(e.get("y")), e.get("text-anchor"), float(e.get("x"))) for e in labels]
    assert len(rows) == 6
    for i, (y, anchor, x) in enumerate(rows):
        for other_y, other_anchor, other_x in rows[i + 1 :]:
            apart = abs(y - other_y) >= 14 or (anchor, other_anchor) != ("start", "start")
            assert apart or abs(x - other_x) > 60


def test_doubt_and_markup_in_a_name_are_shown_as_text(draw, place):
    drawing = draw(state_map("CO", [place("A & <b>", doubt="disputed")]))

    assert drawing.classed("plab")[0].text == "A & <b>‡"
