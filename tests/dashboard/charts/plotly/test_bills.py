import pytest

from dashboard.charts.plotly import bills_age, bills_bars
from dashboard.charts.plotly.bills_age import ABREAST, Dot, placed
from dashboard.charts.plotly.bills_bars import INKS, Bar, Part, ink
from dashboard.charts.plotly.frame import COLORS
from tests.support.drawings import checked

BARS = [
    Bar("193rd Legislature (2023-2024)", [Part(1, 3, "in committee"), Part(0, 2, "new")], "1 of 5"),
    Bar("192nd", [Part(1, 0, "in committee"), Part(0, 1, "new")], "0 of 1"),
]
DOTS = [
    Dot("New York", 10, 1, "A.1"),
    Dot("New York", 10, 1, "S.1"),
    Dot("New York", 300, 2, "A.2"),
    Dot("Congress", 400, 0, "S. 681"),
]


def test_each_part_of_a_bar_has_its_number_and_its_ink_and_no_part_is_empty():
    figure = checked(bills_bars.draw(BARS))
    committee, new = figure.data
    assert (list(committee.x), list(committee.y)) == ([3], [0])
    assert (list(new.x), list(new.y)) == ([2, 1], [0, 1])
    assert committee.marker.color == COLORS["tint-1"]
    assert committee.hovertext == ("193rd Legislature (2023-2024): 3 in committee",)


def test_a_bar_says_at_its_end_what_it_was_given():
    figure = checked(bills_bars.draw(BARS))
    assert [(one.x, one.y, one.text) for one in figure.layout.annotations] == [
        (5, 0, "1 of 5"),
        (1, 1, "0 of 1"),
    ]


def test_long_names_are_broken_where_the_screen_is_narrow():
    drawing = bills_bars.draw(BARS)
    assert drawing.narrow["yaxis"]["ticktext"][0] == "193rd Legislature<br>(2023-2024)"
    assert checked(drawing).layout.yaxis.ticktext[0] == "193rd Legislature (2023-2024)"


@pytest.mark.parametrize("number", [0, 1, 9, 60])
def test_the_paper_is_as_high_as_what_is_drawn_on_it(number):
    assert bills_bars.draw(BARS[:1] * number).height == bills_bars.height(number)
    dots = [Dot(f"State {n}", n, 0, "") for n in range(number)]
    assert bills_age.draw(dots).height == bills_age.height(dots)


def test_the_further_a_bill_got_the_darker_its_ink():
    def lightness(step):
        return int(ink(step)["color"][1:3], 16)

    tones = [lightness(step) for step in range(len(INKS))]
    assert tones == sorted(tones, reverse=True)
    assert len(set(tones)) == len(tones)


def test_ink_is_never_a_color_of_the_law():
    law = {value for name, value in COLORS.items() if name.startswith("law-")}
    assert law.isdisjoint(ink(step)["color"] for step in range(len(INKS)))


def test_dots_of_one_age_stand_abreast_and_each_keeps_its_age():
    lines = placed(DOTS)
    assert [place for place, _ in lines["New York"]] == [0, 1, 0]
    drawn = {trace.name: list(trace.x) for trace in checked(bills_age.draw(DOTS)).data}
    assert drawn == {"New York": [10, 10, 300], "Congress": [400]}


def test_only_so_many_dots_stand_abreast():
    lines = placed([Dot("New York", 10, 0, "") for _ in range(200)])
    assert max(place for place, _ in lines["New York"]) == ABREAST - 1
    assert len(lines["New York"]) == 200


def test_lines_keep_the_order_in_which_they_first_come():
    layout = checked(bills_age.draw(DOTS)).layout
    assert list(layout.yaxis.ticktext) == ["New York", "Congress"]
    first, second = layout.yaxis.tickvals
    assert first < second
    assert list(layout.yaxis.range)[1] == 0


@pytest.mark.parametrize(
    ("oldest", "words"),
    [
        (30, ["new", "6 months"]),
        (560, ["new", "6 months", "1 year", "1½ years"]),
        (365 * 20, ["new", "2 years", "4 years"]),
    ],
)
def test_ages_are_said_in_halves_of_years_or_in_years(oldest, words):
    layout = checked(bills_age.draw([Dot("Congress", oldest, 0, "")])).layout
    assert list(layout.xaxis.ticktext)[: len(words)] == words


def test_nothing_gives_an_empty_figure():
    for drawing in (bills_bars.draw([]), bills_age.draw([])):
        assert checked(drawing).data == ()
