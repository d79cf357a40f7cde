"""The one exception for what was asked for and not done."""


class Refusal(Exception):
    """Something was not done; `str()` is one plain sentence that tells whoever asked why.

    Subclass it where a caller has to tell one cause from another.
    """
