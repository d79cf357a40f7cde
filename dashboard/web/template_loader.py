"""Templates as they are served: without the blanks that are there for who edits them."""

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
# A line that holds a tag alone, which writes nothing itself.
LINE_OF_TAG = re.compile(
    r"^(\{% (?:if|elif|else|endif|for|empty|endfor|with|endwith|load)\b[^%]*%\})\n", re.MULTILINE
)


class Loader(filesystem.Loader):
    """The templates of the project. In a long table their blanks are most of the bytes."""

    def get_contents(self, origin: Origin) -> str:
        text = INDENTATION.sub("", super().get_contents(origin))
        return LINE_OF_TAG.sub(r"\1", text)
