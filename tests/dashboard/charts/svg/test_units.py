from dashboard.charts.svg.units import Unit, units


def test_one_square_stands_for_one_government_and_can_be_read(draw):
    drawing = draw(units([Unit("Boston"), Unit("Cambridge"), Unit("Springfield", moratorium=True)]))

    assert len(list(drawing.root.iter("rect"))) == 3
    assert drawing.root.get("aria-label") == "Boston, Cambridge, Springfield (moratorium)"


def test_a_moratorium_is_striped(draw):
    (square,) = draw(units([Unit("Springfield", moratorium=True)])).root.iter("rect")

    assert square.get("fill") == "url(#p-moratorium)"


def test_doubt_is_signed_and_said(draw):
    drawing = draw(units([Unit("Kirkland", doubt="disputed")]))

    assert drawing.classed("sign")[0].text == "‡"
    assert drawing.root.get("aria-label") == "Kirkland (disputed)"


def test_twenty_can_be_counted_and_more_become_a_bar(draw):
    def squares(n):
        return len(list(draw(units([Unit(f"Place {i}") for i in range(n)])).root.iter("rect")))

    assert squares(20) == 20
    assert squares(21) == 1


def test_names_are_escaped(draw):
    assert draw(units([Unit('A & "B"')])).root.get("aria-label") == 'A & "B"'
