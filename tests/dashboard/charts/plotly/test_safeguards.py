"""The heat map, the scores and the answers over time, as figures."""

from datetime import date

from dashboard.charts.plotly import answers, safeguards, strictness
from dashboard.charts.plotly.frame import COLORS
from tests.support.drawings import checked

LINE = safeguards.Line("Maine", "1½–3", ["yes", "qualified", "no", "not_coded"], ["a"] * 4)
BANDS = [
    safeguards.Band("not_scored", "Not scored", "1 of 4", "TX"),
    safeguards.Band("none_found", "None found", "1 of 4", "AK"),
    safeguards.Band("not_researched", "Not researched", "1 of 4", "NY"),
]
ASKED = ["Warrant", "Report", "Sue", "Drones"]


def heat(lines=(LINE,), bands=BANDS, asked=ASKED):
    drawing = safeguards.draw(list(lines), list(bands), asked, [1, 3])
    assert checked(drawing)
    return drawing


def words(figure):
    return [one.text for one in figure.layout.annotations]


# --- the heat map ---------------------------------------------------------------------------------


def test_each_answer_has_a_shade_and_a_sign_of_its_own():
    (cells,) = checked(heat()).data

    assert len(set(cells.z[0])) == 4
    assert [list(row) for row in cells.text] == [["●", "◐", "⊘", "–"]]


def test_its_shades_are_ink_and_no_law():
    (cells,) = checked(heat()).data
    shades = {shade for _, shade in cells.colorscale}

    assert shades == {COLORS[name] for name in ("paper", "tint-1", "tint-2", "ink")}
    assert cells.showscale is False


def test_each_shade_covers_its_own_answer_only():
    (cells,) = checked(heat()).data
    reach = cells.zmax - cells.zmin

    def shade(answer):
        at = (safeguards.SHADES[answer] - cells.zmin) / reach
        return [tone for edge, tone in cells.colorscale if edge <= at][-1]

    assert shade("yes") == COLORS["ink"]
    assert shade("qualified") == COLORS["tint-2"]
    assert shade("no") == COLORS["tint-1"]
    assert shade("not_coded") == COLORS["paper"]


def test_governments_without_answers_stand_under_it_in_bands_that_differ_by_line_and_word():
    layout = checked(heat()).layout
    bands = [one for one in layout.shapes if one.type == "rect"]

    assert layout.yaxis.ticktext == ("Maine", "Not scored", "None found", "Not researched")
    assert len({(one.line.color, one.line.dash, one.fillcolor) for one in bands}) == 3
    assert {"1 of 4: TX", "1 of 4: AK", "1 of 4: NY"} <= set(words(checked(heat())))


def test_ranges_stand_beside_their_lines():
    assert "1½–3" in words(checked(heat()))


def test_on_a_narrow_screen_bands_say_their_numbers_alone():
    drawing = heat()
    narrow = checked(drawing).update_layout(drawing.narrow)

    assert words(narrow)[-3:] == ["1 of 4", "1 of 4", "1 of 4"]
    assert "1½–3" in words(narrow)


def test_its_height_follows_its_rows():
    assert heat().height == safeguards.height_of(1, 3)
    assert heat(lines=[LINE] * 9).height == heat().height + 8 * safeguards.ROW


def test_without_lines_only_the_bands_are_drawn():
    drawing = heat(lines=[], asked=[])

    assert not checked(drawing).data
    assert len(words(checked(drawing))) == 3


# --- the ranges -----------------------------------------------------------------------------------


def ranges(*rows):
    return strictness.draw([strictness.Range(*row) for row in rows])


def test_what_is_certain_is_filled_and_what_is_open_is_not():
    drawing = ranges(
        ("ME", "ban", 10, 21, "10–21", False),
        ("S.927", "restriction", 3.5, 21.5, "3½–21½", True),
    )
    is_open, *own = checked(drawing).data

    assert is_open.x == (21, 21.5)
    assert is_open.marker.color == COLORS["paper"]
    assert [one.x for one in own] == [(10, None), (None, 3.5)]
    assert own[0].marker.color == COLORS["law-ban"]
    assert words(checked(drawing)) == ["10–21", "3½–21½"]


def test_the_measure_itself_stands_on_a_band():
    drawing = ranges(("ME", "ban", 10, 12, "", False), ("S.927", "restriction", 3, 5, "", True))
    (band,) = checked(drawing).layout.shapes

    assert (band.y0, band.y1) == (0.5, 1.5)
    assert drawing.height == strictness.height_of(2)


# --- answers over time ----------------------------------------------------------------------------


def test_curves_go_on_to_the_last_day_and_are_named_at_their_ends():
    first, last = date(2016, 1, 1), date(2026, 1, 1)
    curves = [
        answers.Curve("statewide", [(date(2020, 1, 1), 1), (date(2021, 1, 1), 2)]),
        answers.Curve("local", [(date(2020, 1, 1), 0), (date(2021, 1, 1), 2)]),
    ]
    figure = checked(answers.draw(curves, on=date(2023, 7, 20), first=first, last=last))

    assert figure.data[0].x[-1] == "2026-01-01"
    assert figure.data[0].y == (1, 2, 2)
    ends = [one for one in figure.layout.annotations if one.text in ("2 statewide", "2 local")]
    lower, upper = sorted(one.yshift for one in ends)
    assert upper - lower >= answers.APART
