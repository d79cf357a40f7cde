"""A small record for the list of laws and bills."""

from tests.support.makers import make_measure, make_place


def make_record():
    """A ban in effect, a pending bill, an ended moratorium, and what the public must not see."""
    make_measure(
        "A city ban", slug="ban", identifier="Ord. 2019-16",
        actions=[("passed", "2019-06-27"), ("effective", "2019-06-28")],
    )  # fmt: skip
    make_measure(
        "An Act on faces", slug="bill", jurisdiction="MA", identifier="S.927",
        effect="restriction",
        actions=[("introduced", "2023-02-16"), ("hearing", "2023-11-21")],
    )  # fmt: skip
    make_measure(
        "A pause", slug="pause", effect="moratorium", jurisdiction=make_place("King", "WA"),
        actions=[("passed", "2020-03-01"), ("expired", "2022-01-01")],
    )  # fmt: skip
    make_measure("A later law", slug="later", actions=[("enacted", "2024-01-01")])
    make_measure("SECRET", slug="draft", status="draft", actions=[("enacted", "2020-01-01")])
    make_measure("SECRET", slug="review", status="in_review", actions=[("enacted", "2020-01-01")])
