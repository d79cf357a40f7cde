import pytest

from dashboard.charts.svg.clusters import Spot, gathered
from dashboard.charts.svg.us_map import us_map


@pytest.fixture
def spot(place):
    def make(name, x, y=0.0, half=6.0, **more):
        return Spot((place(name, **more),), x, y, half, half)

    return make


def names(spots):
    return sorted([mark.name for mark in one.marks] for one in spots)


def overlap(a, b):
    return abs(a.x - b.x) < a.across + b.across and abs(a.y - b.y) < a.down + b.down


def test_marks_that_would_overlap_are_gathered_and_others_are_left_alone(spot):
    found = gathered([spot("A", 0), spot("B", 8), spot("C", 90)], 24)

    assert names(found) == [["A", "B"], ["C"]]
    assert [one.x for one in found if len(one.marks) == 2] == [4]


def test_nothing_overlaps_in_a_state_once_all_is_gathered(spot):
    crowd = [spot(f"Place {i}", 17 * (i % 5), 23 * (i // 5)) for i in range(15)]

    found = gathered(crowd, 24)

    assert sum(len(one.marks) for one in found) == 15
    assert not any(overlap(a, b) for a in found for b in found if a is not b)


def test_marks_of_two_states_are_never_gathered(spot):
    assert len(gathered([spot("Kansas City", 0), spot("Kansas City", 3, state_code="KS")], 24)) == 2


def test_clusters_of_two_states_do_not_cover_each_other(spot):
    pairs = [
        spot("A", 0),
        spot("B", 4),
        spot("C", 2, 9, state_code="KS"),
        spot("D", 6, 9, state_code="KS"),
    ]

    upper, lower = gathered(pairs, 24)

    assert (len(upper.marks), len(lower.marks)) == (2, 2)
    assert not overlap(upper, lower)


def test_the_order_in_which_marks_come_changes_nothing(spot):
    crowd = [spot(f"Place {i}", 9 * i) for i in range(6)]

    assert names(gathered(crowd, 24)) == names(gathered(crowd[::-1], 24))


def test_a_cluster_counts_by_class_and_names_all_it_holds(draw, fill, place):
    marks = [place("Denver"), place("Aurora", "oversight"), place("Boulder", doubt="disputed")]

    drawing = draw(us_map([fill()], marks))

    assert [e.text for e in drawing.classed("tally")] == ["2"]
    assert [len(drawing.classed(f"f-{key}")) for key in ("ban", "oversight")] == [1, 1]
    assert drawing.links[1] == (
        "3 local governments. Aurora: oversight; Boulder: ban ‡ disputed; Denver: ban. "
        "Leads to their list",
        "/states/co/#local",
    )
    assert [e.text for e in drawing.classed("sign")] == ["‡"]
