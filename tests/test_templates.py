"""What holds for the source of every template."""

from django.conf import settings

LONGEST = 120  # The formatter breaks what it can; a tag or an attribute it leaves as it is.


def test_no_line_is_too_long_to_review():
    too_long = [
        f"{path.relative_to(settings.BASE_DIR)}:{number}"
        for path in sorted(settings.BASE_DIR.glob("templates/**/*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST
    ]

    assert too_long == []
