"""A row of the table of actions: what an entry of another record must have, and what it is then."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from re import Pattern

from laws.phrases import compiled
from laws.vocabulary import ActionKind, Basis


@dataclass(frozen=True)
class Row:
    """One row: what an entry must have, and what it is called then.

    `words`: one of these phrases (laws.phrases) stands in it, and none of `unless`. `classes`: the
    other record gives one of these. `track` names what both chambers have to do, and `second` what
    it is called once the second has; `once_law` what it is called once the bill is law; `also` what
    happened on the same day besides. `puts_off`: it moves or cancels the hearing before it.
    """

    kind: ActionKind
    says: str
    words: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    record: str = "any"
    early_january: bool = False
    basis: Basis = Basis.RECORDED
    track: str = ""
    second: str = ""
    once_law: str = ""
    also: str = ""
    puts_off: bool = False
    _words: Pattern | None = field(init=False, repr=False, compare=False)
    _unless: Pattern | None = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "_words", compiled(self.words))
        object.__setattr__(self, "_unless", compiled(self.unless))

    def fits(self, plain: str, classes: Iterable[str], early_january: bool) -> bool:
        """Whether an entry, its text as laws.phrases.plain has it, is of this row."""
        if self.early_january and not early_january:
            return False
        if self.classes and not classes & set(self.classes):
            return False
        if self._words and not self._words.search(plain):
            return False
        return not (self._unless and self._unless.search(plain))


OTHERWISE = Row(
    ActionKind.OTHER,
    "Nothing in the table fits: it is kept with its date and its words; nothing follows from it.",
)
