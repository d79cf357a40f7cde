"""What plain patterns find in a bill's text: answers that a person may take, never the record.

A pattern reads one sentence at a time. It finds nothing rather than something doubtful: what
defines, exempts, repeals, finds or reports makes no rule.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from laws.text.sentences import Sentence, sentences
from laws.vocabulary import Effect, Reach, Regulates, UseMode

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
    r"|\bno \w[\w ]{0,80}? shall be required\b|\bnot (?:be )?required\b"
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
            (FACE, MUST + r"\b.{0,60}\b(?:adopt|establish|develop|have|implement|maintain|publish"
             r"|create)\b.{0,100}\bpolic(?:y|ies)\b")),
    Pattern("public_reporting",
            (FACE, MUST + r"\b.{0,80}\b(?:report|publish)\b", r"\b(?:annual(?:ly)?|each year)\b")),
    Pattern("evidence_excluded",
            (FACE, r"inadmissible|not be admissible|(?:may|shall) not be (?:\w+ ){0,3}"
             r"(?:in evidence|introduced|admitted)")),
    Pattern("school_use_prohibited",
            (FACE, r"\bschool (?:district|entity)\b.{0,60}" + NOT)),
)  # fmt: skip
"""How answers are said in bills. docs/other-records.md says how often each is right."""
SUBJECT = rf"(?:{FACE}|\bbiometric|\b(?:geometry|scan)s? of (?:\w+ ){{0,3}}face|\bface geometry)"
"""What a rule on whom a measure covers may be about: biometrics at large include faces."""


def _covers(
    who: str, verb: str = r"(?:shall|must|may not|may only|is prohibited|is required to)"
) -> str:
    """A rule whose subject is `who`: the verb stands close behind it, in one clause."""
    near = r"[^;:().]{0,70}?"
    return (
        rf"(?:\b{who}\b{near}\b{verb}\b|\bno {who}\b{near}\b(?:shall|may)\b"
        rf"|\b(?:unlawful|prohibited) for (?:an?|any|the) (?:\w+ ){{0,3}}{who}\b)"
        rf".{{0,400}}?{SUBJECT}"
    )


PRIVATE = (
    r"(?:(?:private|covered|regulated|collecting) (?:entity|entities|business(?:es)?)"
    r"|business(?:es)?|controllers?|employers?|compan(?:y|ies)|corporations?|landlords?|hotels?"
    r"|places? of public accommodation|retail (?:establishment|store)s?"
    r"|(?:entertainment|sports) venues?|deployers?"
    r"|persons?(?: or entit(?:y|ies))? (?:in possession|possess\w*|(?:who|that) (?:possess|obtain"
    r"|collect)s?|that conducts business)|person)"
)
POLICE = (
    r"(?:law[- ]enforcement (?:agenc(?:y|ies)|officers?|entit(?:y|ies)|officials?)"
    r"|peace officers?|police (?:departments?|officers?))"
)
AGENCIES = (
    r"(?:government(?:al)? (?:agenc(?:y|ies)|entit(?:y|ies)|bod(?:y|ies)|units?|officials?)"
    r"|(?:state|public|local) (?:agenc(?:y|ies)|officials?|bod(?:y|ies)|governments?)"
    r"|political subdivisions?|municipalit(?:y|ies))"
)
SCHOOLS = (
    r"(?:school (?:districts?|entit(?:y|ies)|boards?|corporations?)|(?:public|charter) schools?"
    r"|local education agenc(?:y|ies))"
)
DEVICES = r"(?:(?:detection|monitoring|enforcement|camera) systems?|plate readers?|drones?)"
TRANSIT = r"(?:transit|bus) (?:\w+ ){1,2}(?:camera|monitoring) systems?"
NOT_DO = r"(?:shall|may|must) not"
RULE = rf"(?:{NOT}|{MUST})"
CONSENT = r"\b(?:unless|without|until|first|before)\b.{0,200}\b(?:consents?|written release)\b"
OF_BUSINESSES = (
    Pattern(
        "private_consent_required", (_covers(PRIVATE), CONSENT, r"\b(?:collect|captur|obtain)")
    ),
)
OF_COLUMNS = (
    Pattern("regulates", (_covers(PRIVATE),), Regulates.PRIVATE),
    Pattern("regulates", (_covers(POLICE),), Regulates.POLICE),
    Pattern("regulates", (FACE, _covers(AGENCIES)), Regulates.GOVERNMENT),
    Pattern("regulates", (_covers(SCHOOLS),), Regulates.SCHOOLS),
    Pattern("regulates", (_covers(TRANSIT, NOT_DO),), Regulates.TRANSIT),
    Pattern("reach", (_covers(DEVICES, NOT_DO),), Reach.NARROW),
    Pattern("use_modes",
            (FACE, RULE, r"real[- ]time|ongoing surveillance|live video|persistent tracking"),
            UseMode.LIVE),
    Pattern("use_modes",
            (FACE, RULE, r"still (?:image|photo)|photograph|booking photo"),
            UseMode.RETROSPECTIVE),
)  # fmt: skip
"""What bills say of themselves: whom a rule covers, by its subject; which use it is about."""
BESIDE = {"government_use_prohibited": ("not_sole_basis", "live_use_prohibited")}
"""A question that a sentence leaves open when it answers another, narrower one."""
COMPILED = [
    (one, [re.compile(need, re.IGNORECASE | re.DOTALL) for need in one.needs])
    for one in (*PATTERNS, *OF_BUSINESSES, *OF_COLUMNS)
]
ON_SUBJECT = re.compile(SUBJECT, re.IGNORECASE)
"""What every pattern needs, looked for first: most sentences of a long text are on other things."""
STRUCK, AMENDED = "((", re.compile(r"\bamended to read\b", re.IGNORECASE)
"""How Washington marks the words that go: where they stand, it cannot be told what is new."""
MOST_READ = 500_000
"""Characters of a text that are read: a budget of millions would keep a page waiting."""
LONGEST = 1500
"""Characters of a sentence: what is longer was cut wrongly, and its words may not go together."""


def suggestions(text: str) -> list[Suggestion]:
    """What a bill's text seems to say, each once, with the first sentence that says so."""
    found: dict[tuple[str, str], Suggestion] = {}
    for sentence in _new(text[:MOST_READ]):
        for one in _said_by(sentence.text):
            found.setdefault((one.field, one.value), Suggestion(one.field, one.value, *sentence))
    covered = [one for one in found.values() if one.field == "regulates"]
    return [*found.values(), *_effect(covered)]


def _new(text: str) -> Iterator[Sentence]:
    """The sentences of a text, but for sections of a code that it repeats with what it strikes."""
    shows_struck, repeated = STRUCK in text, None
    for sentence in sentences(text):
        if shows_struck and AMENDED.search(sentence.text):
            repeated = sentence.pinpoint
        if sentence.pinpoint != repeated:
            yield sentence


def _effect(covered: list[Suggestion]) -> list[Suggestion]:
    """What a text does whose rules all cover businesses; any other effect is for people to say."""
    if [one.value for one in covered] != [Regulates.PRIVATE]:
        return []
    return [covered[0]._replace(field="effect", value=Effect.PRIVATE_SECTOR)]


def _said_by(sentence: str) -> list[Pattern]:
    """What one sentence seems to say."""
    if len(sentence) > LONGEST or not ON_SUBJECT.search(sentence) or NO_RULE.search(sentence):
        return []
    said = [one for one, needs in COMPILED if all(need.search(sentence) for need in needs)]
    fields = {one.field for one in said}
    return [one for one in said if not fields & set(BESIDE.get(one.field, ()))]
