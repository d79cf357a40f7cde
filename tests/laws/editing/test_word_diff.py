"""Two texts with the words in which they differ marked."""

import pytest

from laws.editing.word_diff import marked


def said(before, after):
    return tuple("".join(f"[{p.text}]" if p.differs else p.text for p in pieces)
                 for pieces in marked(before, after))  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c d", "a x c d", ("a [b ]c d", "a [x ]c d")),
        ("a b c", "a b c and d", ("a b [c]", "a b [c and d]")),
        ("old words", "all is new", ("[old words]", "[all is new]")),
        ("same", "same", ("same", "same")),
        ("word " * 900, "word " * 901, ("[" + "word " * 900 + "]", "[" + "word " * 901 + "]")),
    ],
)
def test_words_that_differ_are_marked_and_texts_with_little_in_common_as_a_whole(
    before, after, expected
):
    assert said(before, after) == expected


def test_no_word_is_lost():
    before, after = "One  two\nthree four five", "One two\nthree 4 five six"
    for text, pieces in zip((before, after), marked(before, after), strict=True):
        assert "".join(piece.text for piece in pieces) == text
