import pytest

from dashboard.charts.svg.tile_map import tile_map
from dashboard.charts.svg.us_map import us_map

RULES = (
    "ban", "moratorium", "restriction", "oversight", "narrow", "permits",
    "none_found", "not_researched",
)  # fmt: skip


def test_every_state_and_territory_is_one_link_with_a_title(draw, all_states):
    links = draw(us_map(all_states, [])).links

    assert sorted(href for _, href in links) == sorted(s.href for s in all_states)
    assert len(links) == 56
    assert all(title for title, _ in links)


def test_every_mark_is_one_link_even_inside_an_inset(draw, all_states, place):
    marks = [place("Somerville", lon=-71.10, lat=42.39), place("Worcester", lon=-71.8, lat=42.26)]

    drawing = draw(us_map(all_states, marks))

    assert [title for title, _ in drawing.links][56:] == ["Worcester: ban", "Somerville: ban"]


def test_a_place_without_a_point_of_its_own_is_not_drawn(draw, fill, place):
    hidden = [place(lon=None, lat=None), place("Hagåtña", lon=144.75, lat=13.48)]

    assert len(draw(us_map([fill()], hidden)).links) == 1


def test_states_without_a_rule_are_painted_first_and_bans_last(draw, fill):
    states = [fill("TX", "ban"), fill("CO", "none_found"), fill("UT", "oversight")]

    titles = [title for title, _ in draw(us_map(states, [])).links]

    assert titles == ["CO: none_found", "UT: oversight", "TX: ban"]


def test_marks_lie_on_the_states_with_bans_on_top_and_small_over_large(draw, fill, place):
    marks = [
        place("Small ban", population=900, lon=-108.0),
        place("Large ban", population=9_000_000),
        place("Oversight", "oversight", lon=-102.5),
    ]

    titles = [title for title, _ in draw(us_map([fill()], marks)).links]

    assert titles == ["CO: none_found", "Oversight: oversight", "Large ban: ban", "Small ban: ban"]


@pytest.mark.parametrize("state_code", ["CO", "MA", "GU"])
def test_all_fills_and_what_the_filters_leave_out_differ(draw, fill, state_code):
    def looks(state, **more):
        area = draw(us_map([state], [], **more)).classed("st")[0]
        return area.get("class"), area.get("fill")

    shown = [looks(fill(state_code, rule)) for rule in RULES]
    left_out = looks(fill(state_code, "ban", chosen=False), filtered=True)

    assert len({*shown, left_out}) == 9


def test_a_state_left_out_says_nothing_of_its_law(draw, fill):
    state = fill("MA", "ban", name="Massachusetts", municipal_bans=8, chosen=False)

    text = us_map([state], [], filtered=True)

    assert draw(text).links[0][0] == "Massachusetts: filtered out"
    assert "f-ban" not in text
    assert ">8<" not in text


def test_without_filters_every_state_shows_its_law(draw, fill):
    assert draw(us_map([fill(chosen=False)], [])).links[0][0] == "CO: none_found"


def test_doubt_is_signed_outlined_and_said(draw, fill, place):
    state = fill("VA", "restriction", doubt="disputed: sources conflict")
    mark = place(doubt="disputed")

    drawing = draw(us_map([state], [mark]))

    assert drawing.links[0][0] == "VA: restriction ‡ disputed: sources conflict"
    assert drawing.links[1][0] == "Denver: ban ‡ disputed"
    assert drawing.classed("in-doubt")
    assert ">VA‡<" in drawing.text
    assert drawing.classed("sign")[0].text == "‡"


def test_boxes_carry_the_number_of_bans(draw, fill):
    text = us_map([fill("MA", municipal_bans=8), fill("PR", municipal_bans=0)], [])

    assert ">8</tspan>" in text
    assert ">0</tspan>" not in text


def test_names_and_addresses_are_escaped(draw, fill, place):
    state = fill(title='<script> & "quotes"', href='/states/co/?a=1&b="2"')

    links = draw(us_map([state], [place(title="<b>Denver</b>")])).links

    assert links == [
        ('<script> & "quotes"', '/states/co/?a=1&b="2"'),
        ("<b>Denver</b>", "/places/co/denver/"),
    ]


def test_a_code_makes_room_for_a_mark(draw, fill, place):
    def code(marks):
        return next(e for e in draw(us_map([fill()], marks)).classed("usps"))

    alone, beside = code([]), code([place(lon=-105.55, lat=39.0)])

    assert (alone.get("x"), alone.get("y")) != (beside.get("x"), beside.get("y"))


def test_a_label_stands_on_the_sheet_and_opens_its_name(draw, all_states):
    for picture in (us_map(all_states, [], label="What if"), tile_map(all_states, label="What if")):
        drawing = draw(picture)

        assert drawing.root.get("aria-label").startswith("What if. ")
        assert [e.text for e in drawing.classed("label")] == ["What if"]


def test_what_changed_is_outlined_and_painted_over_its_neighbors(draw, fill, place):
    states = [fill("TX", "ban"), fill("CO", changed=True), fill("MA", changed=True)]

    drawing = draw(us_map(states, [place(changed=True), place("Durango", lon=-107.88, lat=37.28)]))

    assert [title for title, _ in drawing.links][:2] == ["TX: ban", "CO: none_found"]
    # A boxed state is outlined in its shape and in its box.
    assert len(drawing.classed("is-changed")) == 3
    assert len(drawing.classed("ring")) == 1
    assert len(draw(tile_map(states)).classed("is-changed")) == 2
