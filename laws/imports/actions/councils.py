"""What councils write in Legistar, whose reader tells apart who acted; read before `table`.

A council's last vote is no law yet where a mayor may veto it: it stays “passed one chamber” until
an entry tells the signature, and staff are told to look.
"""

from laws.imports.actions.rule import ActionRule as Rule
from laws.vocabulary import ActionKind

K = ActionKind
COUNCIL, EXECUTIVE, COMMITTEE, CLERK = (
    f"legistar-{who}" for who in ("council", "executive", "committee", "clerk")
)

COUNCILS = (
    Rule(K.OTHER, "A vote that failed: what it was about has to be read.",
        classes=("legistar-fail",)),
    Rule(K.FAILED, "A council ended it: filed at the end of its session, placed on file, or "
                   "postponed for good.",
        ("filed end of session", "filed by clerk … end of session", "filed by clerk at end",
         "^filed by council", "^place* on file", "sine die", "indefinitely postpone*",
         "postponed indefinitely", "^died", "died due to expiration", "^withdrawn",
         "^not adopted", "^lapsed"),
        unless=("amendment*", "motion*", "recommend*"), classes=(COUNCIL, CLERK)),
    Rule(K.REPORTED, "A committee of a council voted on it.",
        ("^pass*", "^approv*", "^adopt*", "^recommend*", "^do pass", "^place* on file",
         "^not adopt*", "^amended and approved", "^forwarded with recommendation", "^disapprov*"),
        unless=("over", "amendment* adopted"), classes=(COMMITTEE,)),
    Rule(K.OTHER, "A committee or a clerk ended nothing: the council did not vote.",
        ("^tabled", "^filed", "^received and filed", "^withdrawn", "^laid over", "^held",
         "^postponed", "^attest*", "^publish*", "^signed", "^died in committee"),
        unless=("filed by clerk … end", "filed end of session"), classes=(COMMITTEE, CLERK)),
    Rule(K.VETO_OVERRIDDEN, "A council overrode the veto.",
        ("veto … overrid*", "overrid* … veto", "overrode", "overridden", "passed … over veto",
         "adopted over … veto"),
        unless=("fail*", "not", "sustain*", "motion*"), classes=(COUNCIL,)),
    Rule(K.VETOED, "The mayor or the county's executive vetoed it.", ("^veto*", "^disapproved"),
        unless=("overrid*", "veto message", "sustain*", "line item", "in part"),
        classes=(EXECUTIVE, CLERK)),
    Rule(K.ENACTED, "The mayor or the county's executive signed or approved it.",
        ("^approved", "^signed", "^signed into law", "^became law"),
        unless=("not", "returned", "hearing", "unsigned"), classes=(EXECUTIVE,), also=K.EFFECTIVE),
    Rule(K.OTHER, "On its way to the mayor, or sent back without a signature: whether it is law "
                  "follows from the charter.",
        ("^sent to mayor", "^submitted … mayor*", "^returned", "^unsigned", "to mayor"),
        classes=(COUNCIL, EXECUTIVE, CLERK)),
    Rule(K.OTHER, "A council's first vote; another one has to follow.",
        ("first reading", "first passage", "on introduction … final passage", "introduc* … passed",
         "pass* to print", "pass* to second", "for second reading", "to second reading",
         "first and second"),
        unless=("referred", "assigned"), classes=(COUNCIL,)),
    Rule(K.INTRODUCED, "Introduced in a council and referred to a committee.",
        ("^introduced", "^referred by council", "^read and referred", "^assigned"),
        unless=("pass*", "adopt*"), classes=(COUNCIL, CLERK), also=K.REFERRED),
    Rule(K.OTHER, "Held back by a council, which can take it up again.",
        ("^tabled", "^laid over", "^held", "^postponed", "^continued", "^filed", "^received and "
         "filed", "^reconsider*"), classes=(COUNCIL,)),
    Rule(K.PASSED_CHAMBER, "A council's last vote, where a mayor or the county's executive may "
                           "still have to act.",
        ("^passed", "^pass", "^adopt*", "^approved", "^finally passed", "^enact*",
         "second reading", "^final passage"),
        unless=("amendment* adopted", "fail*", "not", "motion*", "rule*"), classes=(COUNCIL,)),
)  # fmt: skip
