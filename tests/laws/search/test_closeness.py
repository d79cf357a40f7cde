import pytest

from laws.search.closeness import slips, slips_allowed


@pytest.mark.parametrize(
    ("typed", "meant", "number"),
    [
        ("boston", "boston", 0),
        ("pheonix", "phoenix", 1),
        ("somervile", "somerville", 1),
        ("cincinatti", "cincinnati", 2),
        ("stadium", "radium", 2),
        ("", "ohio", 4),
    ],
)
def test_slips_are_letters_too_many_missing_wrong_or_exchanged(typed, meant, number):
    assert slips(typed, meant, 4) == slips(meant, typed, 4) == number
    assert slips(typed, meant, number - 1) is None


def test_the_longer_a_name_the_more_slips_are_allowed():
    assert [slips_allowed(word) for word in ("ohi", "ohia", "stadium", "cincinatti")] == [
        0,
        1,
        1,
        2,
    ]
