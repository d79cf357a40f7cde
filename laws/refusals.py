"""The one exception for what was asked for and not done."""


class Refusal(Exception):
    """Something was not done; `str()` is one plain sentence that tells whoever asked why.

    Subclass it where a caller has to tell one cause from another.
    """


def refuse(sentence: str) -> None:
    """Raise a Refusal with the sentence, if there is one."""
    if sentence:
        raise Refusal(sentence)
