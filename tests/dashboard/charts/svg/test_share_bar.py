from dashboard.charts.svg.units import WIDTH, share_bar
from tests.support.elements import read


def filled(share):
    return float(read(share_bar(share)).find("[height=12]")["width"])


def test_the_filled_part_is_the_share_of_the_whole():
    assert filled(0.5) == WIDTH / 2
    assert filled(1) == WIDTH


def test_a_small_share_is_still_seen():
    assert filled(0.0001) > 1
