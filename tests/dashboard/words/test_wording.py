from datetime import date

import pytest
from django.template import Context, Template

from dashboard.words.numbers import figures, in_words
from laws.text.dates import PartialDate


def render(text, **values):
    return Template("{% load wording %}" + text).render(Context(values))


@pytest.mark.parametrize(("number", "words"), [(0, "none"), (1, "one"), (9, "nine"), (10, "10")])
def test_counts_to_nine_are_words(number, words):
    assert render("{{ n|in_words }}", n=number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "None"), (8, "Eight"), (10, "Ten"), (19, "Nineteen"), (20, "Twenty"), (45, "Forty-five")],
)
def test_a_sentence_opens_with_a_word(number, words):
    assert render("{{ n|opening }}", n=number) == words


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 county"), (2, "2 counties"), (1234, "1,234 counties")]
)
def test_a_figure_agrees_with_its_noun(number, words):
    assert render('{{ n|plural:"county,counties" }}', n=number) == words


def test_a_count_in_doubt_names_both_ends_and_what_lies_between():
    assert (figures(25, 24), figures(162, 155), figures(7, 7)) == ("24 or 25", "155 to 162", "7")
    assert (in_words(3, 2), in_words(5, 2)) == ("two or three", "two to five")


def test_a_counted_noun_is_in_words():
    assert render('{{ n|counted:"local ban" }}', n=8) == "eight local bans"


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2023, 7, 20), "July 20, 2023", "Jul 20, 2023"),
        (PartialDate.parse("2019-07"), "July 2019", "Jul 2019"),
        (PartialDate.parse("2019"), "2019", "2019"),
        (None, "", ""),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(day, long, short):
    assert render("{{ d|say }}/{{ d|say_short }}", d=day) == f"{long}/{short}"


def test_a_date_carries_its_machine_readable_form():
    assert (
        render("{% day d %}", d=PartialDate.parse("2019-07"))
        == '<time datetime="2019-07">July 2019</time>'
    )


def test_a_word_beside_a_mark_is_escaped():
    assert "&lt;b&gt;" in render('{% effect "ban" word %}', word="<b>")


def test_a_stage_stands_with_its_word():
    assert render('{% stage "failed" "Failed" %}') == '<span class="stage">Failed</span>'
