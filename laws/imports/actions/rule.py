"""A rule by which an action of another record gets one of our kinds."""

from dataclasses import dataclass
from functools import cached_property
from re import Pattern

from laws.text.phrases import any_of
from laws.vocabulary import ActionKind, Basis


@dataclass(frozen=True)
class ActionRule:
    """What an action must have, and the kind (ActionKind) that it gets then.

    `says` is the rule as a sentence for readers. An action fits if one of the phrases `words` is in
    its text and none of `unless` (see laws.text.phrases), and the other record classifies it as one
    of `classes`; what is empty asks for nothing. `record` says whose actions have such classes.

    `track` names something that both chambers must do, and `second` the kind once the second one
    has; `confirms` something that, where both are told to have done it, is settled by this entry:
    the bill is passed. `agrees` says that the first chamber agreed to the other one's changes, so
    that the other one's vote was not the last. `once_law` is the kind once the bill is law; `also`
    the kind of a second event that day. `puts_off` says that it moves or cancels the hearing before
    it. `unsigned_after` is how many days after the executive got the bill it is law without a
    signature: then the entry only says that this will happen.

    `where` holds the places whose words it reads, as `place_code` writes them; nothing stands for
    all. `source` then says where these words can be seen.
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
    confirms: str = ""
    once_law: str = ""
    also: str = ""
    puts_off: bool = False
    unsigned_after: int = 0
    agrees: bool = False
    where: tuple[str, ...] = ()
    source: str = ""

    @cached_property
    def _words(self) -> Pattern | None:
        return any_of(self.words)

    @cached_property
    def _unless(self) -> Pattern | None:
        return any_of(self.unless)

    @property
    def confidence(self) -> str:
        """How sure a reading by this rule is: `high` by plain words; `medium` by the other record's
        class alone, or where the rule infers; `low` where no rule fits."""
        if not self.words and not self.classes:
            return "low"
        return "high" if self.words and self.basis == Basis.RECORDED else "medium"

    def fits(self, plain: str, classes: set[str], early_january: bool) -> bool:
        """Whether an action fits: its text as `plain_words` gives it, its classes in lower case,
        and whether it is from the first days of a January."""
        if self.early_january and not early_january:
            return False
        if self.classes and classes.isdisjoint(self.classes):
            return False
        if self._words and not self._words.search(plain):
            return False
        return not (self._unless and self._unless.search(plain))


OTHERWISE = ActionRule(
    ActionKind.OTHER,
    "No rule fits: it is kept with its date and its words, and nothing follows from it.",
)
"""The rule for all that no other rule fits."""
