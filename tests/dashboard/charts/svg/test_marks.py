from pathlib import Path

import pytest

from dashboard.charts.svg import marks
from dashboard.charts.svg.scales import LOOKS, half_size, strongest


def test_every_class_of_law_has_a_mark_a_word_and_a_swatch_of_its_own():
    for attribute in ("mark", "word", "css"):
        assert len({getattr(look, attribute) for look in LOOKS.values()}) == len(LOOKS)
    assert len({marks.mark(key) for key in LOOKS}) == len(LOOKS)
    assert len({marks.swatch(key) for key in LOOKS}) == len(LOOKS)


def test_a_class_without_a_look_still_shows_its_word():
    assert "Study" in marks.effect("other", "Study")


def test_words_are_escaped():
    assert "<i>" not in marks.effect("ban", "<i>")


@pytest.mark.parametrize(
    ("stage", "taken"), [("introduced", 1), ("in_committee", 2), ("in_force", 6)]
)
def test_a_stage_shows_how_many_steps_it_took(stage, taken):
    assert marks.steps(stage).count("class=") - 1 == taken


@pytest.mark.parametrize("stage", ["failed", "vetoed", "ended"])
def test_a_stage_that_is_over_shows_no_steps(stage):
    assert marks.steps(stage) == ""


@pytest.mark.parametrize("key", ["yes", "qualified", "no", "not_coded"])
def test_an_answer_is_said_and_not_only_drawn(draw, key):
    assert draw(marks.answer(key)).root.get("aria-label") == marks.ANSWERS[key]


def test_the_strongest_class_stands_for_several():
    assert strongest(["oversight", "ban", "restriction"]) == "ban"
    assert strongest([]) is None


def test_the_size_of_a_mark_has_a_floor_and_a_cap_and_grows_between():
    assert half_size(None) == half_size(500) == 4.6
    assert half_size(9_000_000) == 10
    assert half_size(1_000_000) < half_size(2_000_000) < 10


@pytest.mark.parametrize("key", ["ban", "moratorium", "restriction", "oversight", "narrow"])
def test_every_shape_of_a_mark_differs(key):
    others = {"ban", "moratorium", "restriction", "oversight", "narrow", "permits"} - {key}

    assert marks.point_shape(key, 0, 0, 5) not in {marks.point_shape(o, 0, 0, 5) for o in others}


def test_the_sprite_holds_every_mark_and_pattern():
    sprite = Path(__file__).parents[4] / "templates" / "dashboard" / "web" / "_sprite.html"
    text = sprite.read_text(encoding="utf-8")

    for look in LOOKS.values():
        assert f'id="m-{look.key}"' in text
        assert not look.pattern or f'id="{look.pattern}"' in text
    for answer in marks.ANSWERS:
        assert f'id="a-{answer}"' in text
