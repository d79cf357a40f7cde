from dashboard.charts.svg.units import WIDTH, share_bar
from tests.support.elements import read


def filled(share, possible=0):
    return float(read(share_bar(share, max(share, possible))).find(".f-ban")["width"])


def outlined(share, possible):
    return float(read(share_bar(share, possible)).find(".s-ban")["width"])


def test_the_filled_part_is_the_share_of_the_whole():
    assert filled(0.5) == WIDTH / 2
    assert filled(1) == WIDTH


def test_a_small_share_is_still_seen():
    assert filled(0.0001) > 1


def test_what_is_only_possible_is_outlined_beyond_what_is_certain():
    assert outlined(0.25, 0.75) == WIDTH / 2
    assert filled(0, 1) == 0
