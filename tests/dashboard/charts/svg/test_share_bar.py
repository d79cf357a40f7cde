import re

from dashboard.charts.svg.units import WIDTH, share_bar


def filled(share):
    return float(re.search(r'width="([\d.]+)" height="12"', share_bar(share))[1])


def test_the_filled_part_is_the_share_of_the_whole():
    assert filled(0.5) == WIDTH / 2
    assert filled(1) == WIDTH


def test_a_small_share_is_still_seen():
    assert filled(0.0001) > 1
