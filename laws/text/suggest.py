"""What plain patterns find in a bill's text: answers that a person may take, never the record.

A pattern reads one sentence at a time. It finds nothing rather than something doubtful: what
defines, exempts, repeals, finds or reports makes no rule.
"""

import re
from typing import NamedTuple

from laws.text.sentences import sentences

FACE = (
    r"(?:fac(?:e|ial)[- ](?:recognition|surveillance|identification|matching)"
    r"|biometric (?:surveillance|recognition)|remote biometric)"
)
NOT = r"(?:(?:shall|may|must) not|no \w[\w ]{0,60}? (?:shall|may)|unlawful|prohibited)"
MUST = r"(?:shall|must|is required to)"
NO_RULE = re.compile(
    r"nothing in th|\bwhereas\b|\b(?:finds|findings|declares) that\b|\brepealed\b"
    r"|\bmeans\b|does not (?:include|apply|prohibit)|shall not (?:apply|be construed|include)"
    r"|has the (?:same )?meaning|\b(?:study|commission|task force)\b"
    r"|\bthis (?:bill|act) would\b|\bsynopsis\b|existing law",
    re.IGNORECASE,
)
"""A sentence that makes no rule, or of which it cannot be told."""


class Pattern(NamedTuple):
    """What words that must all stand in one sentence seem to say; see Suggestion."""

    field: str
    needs: tuple[str, ...]
    value: str = ""


class Suggestion(NamedTuple):
    """What a sentence of the text seems to say: of a question of the codebook, yes or in part (then
    `value` is empty: which of the two is for a person to say); of a column in `COLUMNS`, its value.
    """

    field: str
    value: str
    sentence: str
    pinpoint: str


COLUMNS = ("effect", "reach", "regulates", "use_modes")
"""The columns of a measure that a text may suggest; every other field is a question."""


GOVERNMENT = (
    r"\b(?:government(?:al)? (?:agency|entity|body)|state agency|public (?:agency|official)"
    r"|(?:detection|monitoring|enforcement) system|plate readers?)\b"
)
USES = r".{0,100}\b(?:acquire|obtain|possess|use|capture|be equipped)\b.{0,120}"
PATTERNS = (
    Pattern("government_use_prohibited", (GOVERNMENT, NOT + USES + FACE)),
    Pattern("live_use_prohibited", (FACE, NOT, r"real[- ]time|ongoing surveillance|live video")),
    Pattern("warrant_required", (FACE, NOT, r"\b(?:without|unless)\b.{0,80}\bwarrant\b")),
    Pattern("not_sole_basis",
            (FACE, NOT, r"\b(?:sole|only) (?:basis|factor|evidence|grounds?|source)",
             r"probable cause|arrest|warrant")),
    Pattern("human_review_required", (FACE, MUST, "meaningful human review")),
    Pattern("accuracy_testing_required",
            (FACE, MUST, r"\b(?:tested|testing|test)\b", r"accura|bias|operational conditions")),
    Pattern("training_required",
            (FACE, MUST, r"\b(?:complete|receive|undergo)\b.{0,60}\btraining")),
    Pattern("defendant_disclosure",
            (FACE, MUST, r"\b(?:disclos|notif)\w*", r"\bdefendant|the accused")),
    Pattern("audit_log_required", (FACE, MUST, r"\b(?:log|audit|maintain (?:a )?records?)\b")),
    Pattern("written_policy_required",
            (FACE, MUST + r" (?:adopt|establish|develop|maintain)\b",
             r"\buse (?:\w+ ){0,4}policy")),
    Pattern("evidence_excluded",
            (FACE, r"inadmissible|not be admissible|(?:may|shall) not be (?:\w+ ){0,3}"
             r"(?:in evidence|introduced|admitted)")),
    Pattern("school_use_prohibited",
            (FACE, r"\bschool (?:district|entity)\b.{0,60}" + NOT)),
)  # fmt: skip
"""How answers are said in bills. docs/other-records.md says how often each is right."""
BESIDE = {"government_use_prohibited": ("not_sole_basis", "live_use_prohibited")}
"""A question that a sentence leaves open when it answers another, narrower one."""
COMPILED = [
    (one, [re.compile(need, re.IGNORECASE | re.DOTALL) for need in one.needs]) for one in PATTERNS
]
SUBJECT = re.compile(FACE, re.IGNORECASE)
"""What every pattern needs, looked for first: most sentences of a long text are on other things."""
MOST_READ = 500_000
"""Characters of a text that are read: a budget of millions would keep a page waiting."""
LONGEST = 1500
"""Characters of a sentence: what is longer was cut wrongly, and its words may not go together."""


def suggestions(text: str) -> list[Suggestion]:
    """What a bill's text seems to say, each once, with the first sentence that says so."""
    found: dict[tuple[str, str], Suggestion] = {}
    for sentence in sentences(text[:MOST_READ]):
        for one in _said_by(sentence.text):
            found.setdefault((one.field, one.value), Suggestion(one.field, one.value, *sentence))
    return list(found.values())


def _said_by(sentence: str) -> list[Pattern]:
    """What one sentence seems to say."""
    if len(sentence) > LONGEST or not SUBJECT.search(sentence) or NO_RULE.search(sentence):
        return []
    said = [one for one, needs in COMPILED if all(need.search(sentence) for need in needs)]
    fields = {one.field for one in said}
    return [one for one in said if not fields & set(BESIDE.get(one.field, ()))]
