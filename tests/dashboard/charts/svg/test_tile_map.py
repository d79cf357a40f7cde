from dashboard.charts.svg.tile_map import PLACES, tile_map


def test_every_state_and_territory_has_a_tile_of_its_own():
    assert len(PLACES) == 56
    assert len(set(PLACES.values())) == 56


def test_every_tile_is_a_link_with_a_title(draw, all_states):
    links = draw(tile_map(all_states)).links

    assert len(links) == 56
    assert all(title and href for title, href in links)


def test_a_tile_shows_its_number_of_bans_unless_it_has_none(draw, fill):
    drawing = draw(tile_map([fill("MA", municipal_bans=8), fill("CT")]))

    assert [e.text for e in drawing.classed("cnt")] == ["8"]


def test_a_tile_left_out_by_the_filters_keeps_no_figure_and_no_fill(draw, fill):
    drawing = draw(tile_map([fill("MA", "ban", municipal_bans=8, chosen=False)], filtered=True))

    assert not drawing.classed("cnt")
    assert not drawing.classed("f-ban")
    assert drawing.classed("is-off")


def test_doubt_stands_beside_the_code(draw, fill):
    assert ">VA‡<" in tile_map([fill("VA", "restriction", doubt="disputed")])
