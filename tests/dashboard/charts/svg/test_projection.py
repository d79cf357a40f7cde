import pytest

from dashboard.charts.svg import shapes
from dashboard.charts.svg.insets import INSETS
from dashboard.charts.svg.projection import HEIGHT, WIDTH, albers_usa

# Points of d3's geoAlbersUsa at scale 1300 about (487.5, 305), the projection of the atlas.
KNOWN = {
    "Boston": ((-71.1, 42.36), (908.01, 167.26)),
    "San Francisco": ((-122.4, 37.8), (35.33, 260.98)),
    "Miami": ((-80.2, 25.8), (822.43, 571.72)),
    "Anchorage": ((-149.9, 61.2), (112.29, 544.42)),
    "Honolulu": ((-157.8, 21.3), (268.20, 549.35)),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_cities_stand_where_the_atlas_has_them(name):
    place, point = KNOWN[name]

    assert albers_usa(*place) == pytest.approx(point, abs=0.01)


@pytest.mark.parametrize(
    "place", [(-66.1, 18.4), (-64.9, 18.3), (144.8, 13.4), (-170.7, -14.3), (145.7, 15.2)]
)
def test_territories_are_not_on_the_sheet(place):
    assert albers_usa(*place) is None


def test_every_state_and_the_district_has_a_shape_with_its_center_on_the_sheet():
    assert len(shapes.states()) == 51
    for x, y in shapes.centers().values():
        assert 0 < x < WIDTH
        assert 0 < y < HEIGHT


def test_a_territory_has_no_counties_and_no_path_leads_out_of_the_shapes():
    assert shapes.counties("GU") is None
    assert shapes.sheet("GU") is None
    assert shapes.counties("../states") is None


def test_insets_show_the_places_that_lie_too_close():
    boston, bay = INSETS

    assert boston.holds(albers_usa(-71.10, 42.39))  # Somerville
    assert bay.holds(albers_usa(-122.27, 37.80))  # Oakland
    assert not boston.holds(albers_usa(-71.80, 42.26))  # Worcester
