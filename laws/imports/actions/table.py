"""The table by which actions of other records are called ours; laws.imports.actions.classify reads
it.

The order counts: what would be mistaken for something else stands first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from re import Pattern

from laws.text.phrases import any_of
from laws.vocabulary import ActionKind, Basis


@dataclass(frozen=True)
class Row:
    """One row: what an entry must have, and what it is called then.

    `words`: one of these phrases (laws.text.phrases) stands in it, and none of `unless`.
    `classes`: the other record gives one of these. `track` names what both chambers have to do, and
    `second` what it is called once the second has; `once_law` what it is called once the bill is
    law; `also` what happened on the same day besides. `puts_off`: it moves or cancels the hearing
    before it.
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
        object.__setattr__(self, "_words", any_of(self.words))
        object.__setattr__(self, "_unless", any_of(self.unless))

    def fits(self, plain: str, classes: Iterable[str], early_january: bool) -> bool:
        """Whether an entry, its text as `plain_words` has it, is of this row."""
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


K = ActionKind

GOVERNOR = ("governor", "governors office", "gov", "mayor", "executive", "president")
TO_GOVERNOR = tuple(
    f"{verb} to {who}"
    for verb in ("sent", "transmitted", "delivered", "presented", "forwarded", "submitted")
    for who in GOVERNOR
)

NO_END = (
    Row(K.OTHER, "A motion or an amendment that failed, or a vote taken again, ends nothing.",
        ("motion … fail*", "motion … lost", "motion … reject*", "motion … not", "motion … table*",
         "fail* … motion", "reconsider*", "reconsideration", "recon taken", "amendment* … fail*",
         "amendment* … reject*", "amendment* … lost", "amendment* … table*",
         "amendment* … withdrawn", "amendment* … not adopted", "am # fail*", "am no # fail*",
         "am # … withdrawn"),
        unless=("passed on reconsideration", "bill … failed", "motion … passed bill")),
    Row(K.OTHER, "Taken up again, or put off for a while: no end.",
        ("taken from table", "removed from table", "lifted from table", "recalled from table",
         "from inactive file", "tabled for calendar", "tabled until", "tabled to", "tabled pending",
         "tabled temporarily", "passed over", "passed by for day", "passed by temporarily",
         "passed temporarily", "passed for day", "temporarily postponed", "laid over", "laid aside",
         "special order", "postponed temporarily", "postponed until", "retaining place")),
    Row(K.OTHER, "A committee withdrew it from a calendar or from another committee: a step on its "
                 "way, no end.",
        ("withdrawn from committee*", "withdrawn from com", "withdrawn from calendar*",
         "withdrawn from agenda", "withdrawn from schedule*", "withdrawn from … and re*",
         "withdraw* … and re*", "cosponsor*", "co sponsor*", "coauthor*", "sponsor* withdrawn",
         "author* withdrawn", "author* added", "sponsor* added", "added as", "sponsor* removed",
         "withdrawal of sponsor*")),
)  # fmt: skip

VETO = (
    Row(K.OTHER, "Talk of a veto, or an attempt to override it that failed: the veto stands as it "
                 "did.",
        ("veto* sustained", "sustain* … veto", "fail* … overrid*", "overrid* … fail*",
         "veto … fail*", "notwithstanding … fail*", "consideration of governors veto",
         "governors veto pending", "veto pending", "calendar … veto", "veto … calendar",
         "veto message", "veto* … stricken", "intent to veto", "not vetoed", "veto letter",
         "veto referred", "veto … referred", "veto received", "veto read")),
    Row(K.OTHER, "An attempt to override a veto that failed.", classes=("veto-override-failure",)),
    Row(K.OTHER, "One chamber's vote to override a veto; with the second one's, the veto is "
                 "overridden.",
        ("overrid* … veto", "overrode", "overridden", "override", "passed notwithstanding",
         "passed over veto", "passed over governors veto", "notwithstanding objections"),
        track="override", second=K.VETO_OVERRIDDEN),
    Row(K.OTHER, "One chamber's vote to override a veto, by its class.",
        classes=("veto-override-passage",), track="override", second=K.VETO_OVERRIDDEN),
    Row(K.OTHER, "A veto of a part: what became of the rest is for a person to read.",
        ("line item", "line veto*", "partial* veto*", "partial veto", "vetoed in part",
         "veto* … items", "item veto*", "section veto*"),),
    Row(K.OTHER, "A veto of a part, by its class.", classes=("executive-veto-line-item",)),
    Row(K.VETOED, "The executive refused it.",
        ("vetoed by", "governor veto*", "governors veto", "mayor veto*", "^veto*", "vetoed memo",
         "pocket veto*", "pocket vetoed", "^bill veto*", "returned by governor without approval",
         "returned without governors approval", "disapproved by governor")),
    Row(K.VETOED, "The executive refused it, by its class.", classes=("executive-veto",)),
    Row(K.VETOED, "The executive refused it, by the record's step of that day.", ("veto*",),
        ("vetoed",), record="legiscan"),
)  # fmt: skip

LAW_WORDS = (
    "became law*", "becomes law*", "become law", "became public law*", "signed into law",
    "signed by governor", "signed by gov", "governor signed", "governor signs", "gov signed",
    "approved by governor", "approved by gov", "governor approved", "governor approval",
    "governors action approval", "date signed by governor", "signed by mayor", "approved by mayor",
    "mayor signed", "mayor approved", "signed by county executive", "without governors signature",
    "without signature", "without governors approval", "without approval of governor",
    "signed chap*", "^chapter*", "chaptered by secretary of state", "secretary of state chapter",
    "chapter number assigned", "assigned chapter number", "assigned chapter", "session law chapter",
    "acts of assembly chapter", "chapter # acts", "chapter # of acts", "chapter # statutes",
    "chapter # laws", "chapter # # laws", "^ch sl", "^ch #", "^c # l #", "^public act",
    "^public law", "^public chapter", "^pub ch", "assigned public chapter", "assigned pa #",
    "assigned act", "^act no", "^act #", "is now act #", "becomes act", "wisconsin act #",
    "approved p l #", "^p l #", "^pa #", "enacted under article",
)  # fmt: skip

LAW = (
    Row(K.PASSED, "Both chambers are done: it went to the executive.",
        (*TO_GOVERNOR, "laid before governor", "^to governor", "presentment to governor",
         "delivered to secretary of state for governor", "ready for governors action"),
        unless=("signed by governor", "approved by governor", "veto*", "message", "resolution to",
                "letter*", "report*"),
        track="", ),
    Row(K.OTHER, "Something about a signature or a chapter that is none of this bill yet.",
        ("to be signed", "not signed", "not yet signed", "if signed", "unless signed",
         "not approved", "deadline", "last day", "awaiting governor*", "pending governor*",
         "pending signature", "recalled from governor", "recall* from governor",
         "return* from governor", "governors recommendation*", "governors amendment*",
         "governor amend*", "governors substitute", "^comp", "companion", "similar bill",
         "identical bill", "^see", "returned by governor", "will become law", "unless", "if not",
         "approval pending", "request* … governor", "request* … signature", "signature requested",
         "amendatory veto", "substituted for", "substituted by", "approval memo")),
    Row(K.OTHER, "The chambers' own officers signed it.",
        ("signed by speaker", "signed by president*", "signed by presid*", "signed in house",
         "signed in senate", "signed by officers", "enrolled bill signed", "signed by chief clerk",
         "signed by secretary of senate", "signed by house speaker", "signed by h speaker",
         "signed by s speaker", "signed by senate", "signed by house",
         "signed by lieutenant governor", "signed by lt governor", "emergency signed"),
        unless=("signed by governor", "signed into law")),
    Row(K.ENACTED, "It became law: signed or approved, left unsigned, or numbered among the laws.",
        LAW_WORDS,
        unless=("fail*", "motion*", "amendment*", "recommend*", "committee*", "veto*", "hearing*",
                "calendar*", "introduc*", "read first", "referred"),
        also=K.EFFECTIVE),
    Row(K.ENACTED, "It became law, by its class, and its words say nothing against it.",
        classes=("executive-signature", "became-law"),
        unless=("fail*", "motion*", "amendment*", "recommend*", "committee*", "veto*", "hearing*",
                "calendar*", "speaker*", "president*", "request*", "conference*", "sent*",
                "transmit*", "deliver*", "present*", "enroll*", "chief clerk", "report*", "not",
                "order*", "read", "message*", "effective"),
        also=K.EFFECTIVE),
    Row(K.ENACTED, "It became law, by the record's step of that day and its number among the laws.",
        ("chapter #", "public act #", "public law #", "act #", "act no #"), ("chaptered",),
        unless=("amendment*", "companion*", "comp", "veto*", "fail*"), record="legiscan",
        also=K.EFFECTIVE),
    Row(K.OTHER, "A date on which it takes effect; counted as such once it is law.",
        ("^effective", "effective date", "^takes effect", "^law effective", "effective on",
         "effective from", "effective #", "date effective", "becomes effective"),
        unless=("amendment*", "motion*", "recommend*", "committee*", "fail*", "passed*", "veto*",
                "read", "reported", "adopted", "vote*", "hearing*"),
        once_law=K.EFFECTIVE),
)  # fmt: skip

END = (
    Row(K.REPORTED, "A committee sent it on with advice against it.",
        ("committee report … inexpedient", "committee report … ought not", "majority … inexpedient",
         "minority … inexpedient", "majority report ought not", "report* ought not to pass",
         "reported … do not pass", "reported adversely", "adverse report", "unfavorable report"),
        unless=("accepted", "adopted", "withdrawn", "failed", "agreed")),
    Row(K.OTHER, "Advice to end it, which ends nothing by itself.",
        ("recommend* … postpon*", "recommend* … laid on table", "recommend* … laying on table",
         "recommend* … passing by", "recommend* … inexpedient", "recommend* … held",
         "recommend* … withdraw*", "recommend* … fail*", "recommend* … strik*",
         "recommend* … indefinite*", "subcommittee recommend*", "recommend* … not pass")),
    Row(K.OTHER, "New York, in January: back to the house in which it began; no end.",
        ("^died in senate$", "^died in assembly$"), early_january=True),
    Row(K.FAILED, "It came to nothing, in the legislature's own words for that.",
        ("accompanied study order", "accompanied … study order", "postponed indefinitely",
         "postpone* indefinitely", "indefinitely postpon*", "indefinite* postpone*",
         "inexpedient to legislate", "^died", "died in", "died on", "died at", "died pursuant",
         "died upon", "died for", "sine die", "upon adjournment", "fail* to pass", "failed passage",
         "failed of passage", "^failed", "failed house", "failed senate", "failed in",
         "failed third reading", "failed introduction", "fail* to concur in pursuant",
         "fail* to adopt pursuant", "defeated", "did not pass", "^lost", "reading … failed",
         "reading lost", "time and failed", "time … fail* to pass", "^not passed", "^not adopted",
         "enacting clause struck", "enacting clause stricken", "strike* enacting clause",
         "passed by indefinitely", "pass* by indefinitely", "stricken from docket",
         "stricken from calendar", "^stricken", "^left in", "^withdrawn", "bill withdrawn",
         "withdrawn by sponsor", "withdrawn by author", "withdrawn by patron", "report* withdrawn",
         "withdrawn from further consideration", "withdrawn from consideration",
         "unfavorable report … withdrawn", "placed in legislative files", "dead$", "^dead",
         "no further action allowed", "adversely disposed", "ought not to pass … accepted",
         "ought not to pass … adopted", "bills not passed", "^api", "action postponed indefinitely",
         "deferred to # legislative day", "did not consider for introduction", "^killed",
         "no further action taken", "ontp … accepted", "accepted … ontp",
         "accepted … ought not to pass", "unable to pass", "bill … failed", "rejected by house",
         "rejected by senate", "from committee without further action",
         "filed with chief clerk pursuant to joint rule"),
        unless=("motion to", "amendment*", "reconsider*", "sent*", "message*")),
    Row(K.OTHER, "Held back: in one state that ends most bills, in another it is the usual way to "
                 "put off a vote, and it can be taken up again in all of them.",
        ("held under submission", "inactive file", "laid on table", "laid upon table",
         "laid on the table", "^tabled$", "tabled in", "lay … on table", "tabled by", "^table$",
         "lay on table", "laid table", "indefinitely tabled")),
    Row(K.FAILED, "A vote that failed, by its class and its words.",
        ("fail*", "lost", "defeat*", "reject*", "kill*", "unfavorabl*", "not adopted", "nays"),
        ("failure", "committee-failure", "failed"),
        unless=("motion*", "amendment*", "reconsider*", "substitute*"), basis=Basis.INFERRED),
    Row(K.OTHER, "The class says failure, the words do not say of what: it may be a motion.",
        classes=("failure", "committee-failure", "amendment-failure", "failed"),
        unless=("referred", "hearing", "read")),
    Row(K.CARRIED_OVER, "Kept alive into the next year of its session.",
        ("carried over", "carried into", "retained in present status", "retained in committee",
         "carry over", "carryover", "carried forward", "^continued to 20*", "continued to 20*"),
        unless=("not", "amendment*")),
    Row(K.CARRIED_OVER, "Kept alive into the next year, by its class.", classes=("carried-over",)),
)  # fmt: skip

NOT_PASSING = (
    Row(K.OTHER, "A motion, a clause or an earlier reading that passed, or news of the other "
                 "chamber's vote: not this chamber's passage.",
        ("emergency clause", "motion … passed", "motion … adopted", "motion … agreed", "^message*",
         "house message", "senate message", "messaged", "message from", "urgency clause",
         "passed second reading", "passed 2nd reading", "passed 1st reading",
         "passed to engrossment", "passed to third reading", "passed to 3rd reading",
         "passed on second reading", "passed first reading", "passed on first reading",
         "rules passed", "title … agreed", "title amended", "return* … passed by other",
         "received … passed", "immediate effect … passed", "substituted by", "substituted for",
         "reported engrossed", "progress"),
        unless=("third time", "third reading", "3rd reading", "final passage", "read 3rd")),
    Row(K.REPORTED, "A committee sent it on.",
        ("committee executive action bill passed", "committee executive action bill concurred",
         "committee report bill passed", "committee report bill concurred", "passed committee",
         "passed by committee", "committee … do pass", "do pass", "do concur", "do adopt",
         "favorable report", "^favorable … report", "reported favorably", "joint favorable",
         "reported favorable", "committee passed", "passed out of committee",
         "passed from committee", "committee report ought to pass", "report ought to pass",
         "majority report", "with recommendation", "recommended for passage",
         "committee recommends passage", "1st report cal*", "first report cal*",
         "rules report cal*", "rpt cs", "^sta rpt", "^rpt", "returned by committee",
         "^favorable by", "^favorable with", "favorable recommendation", "refer amended to",
         "refer unamended to", "recommend* … measure be passed", "recommend* … bill be passed",
         "^committee report"),
        unless=("third time", "third reading passed", "report* … enrolled", "not do pass")),
    Row(K.AMENDED_TEXT, "Its text was changed on the way.",
        ("amend* and recommit*", "amend t and recommit*", "amended and rerefer*",
         "^amendment* … adopted", "^amendment* … agreed", "^amendment* … passed",
         "floor amendment* … adopted", "house amendment* … adopted", "senate amendment* … adopted",
         "committee amendment* … adopted", "^am # … adopted", "^am no # adopted", "amended on",
         "^amend* … third reading", "substitute* adopted", "substitute* accepted",
         "substitute* agreed", "substitute* … concurred", "cs adopted", "text amended",
         "read second time and amended", "second time as amended", "second reading amended"),
        unless=("third time … passed", "third reading passed", "final passage", "enrolled",
                "house amendment* concurred", "senate amendment* concurred", "amended … passed",
                "conference")),
)  # fmt: skip

PASSAGE = (
    Row(K.PASSED, "Passed by all whose vote it needs, by the record's own step where the "
                  "legislature notes nothing.",
        ("^passed$",), ("passed",), record="legiscan"),
    Row(K.PASSED, "Passed by both chambers, or made ready for signing.",
        ("passed both houses", "passed both chambers", "passed legislature", "truly agreed",
         "finally passed", "^enrolled", "correctly enrolled", "^ordered enrolled", "to be enrolled",
         "sent to enrolling", "returned from enrolling", "reported enrolled", "enrolled bill",
         "report* … enrolled", "engrossing and enrolling", "^ratified", "returned passed",
         "passed enrolled", "enacted and", "^bill enrolled", "ordered to enroll*",
         "^presentment date", "enrollment"),
        unless=("amendment", "not", "vetoed")),
    Row(K.PASSED, "Passed by both chambers, by its class.", classes=("enrolled",),
        unless=("motion*", "amendment*", "fail*")),
    Row(K.PASSED, "The first chamber took over what the second had changed.",
        ("concurred in senate amendment*", "concurred in house amendment*",
         "concurred in assembly amendment*", "concur* in amendment*", "concur* … house amendment*",
         "concur* … senate amendment*", "concur* … assembly amendment*", "house amendment* concur*",
         "senate amendment* concur*", "assembly amendment* concur*",
         "concur* … proposal of amendment", "concur* in … changes", "amendment* … concurred in",
         "repassed", "result was to concur", "passed as amended by house$",
         "passed as amended by senate$"),
        unless=("not", "nonconcur*", "unconcur*", "refus*", "fail*", "declin*", "motion*",
                "recommend*", "request*", "passed in concurrence", "message*", "returned",
                "governor*")),
    Row(K.PASSED, "The first chamber took over what the second had changed, by its class.",
        classes=("concurrence",),
        unless=("not", "nonconcur*", "refus*", "fail*", "motion*", "recommend*", "referr*",
                "^senate concurred$", "^house concurred$", "request*", "message*", "committee*")),
    Row(K.OTHER, "A chamber took the conference's text; with the other one's vote it is passed.",
        ("conference … report … adopted", "conference … report … agreed",
         "conference report adopt*", "adopted conference", "conference … report … passed",
         "conference … report … accepted"),
        unless=("not", "refus*", "fail*", "motion*", "message"), track="conference",
        second=K.PASSED),
    Row(K.PASSED_CHAMBER, "Passed in its last form by one chamber; with the other it is passed.",
        ("passed final reading",), unless=("not", "fail*"), track="final", second=K.PASSED),
    Row(K.PASSED_CHAMBER, "Enacted by one chamber, as Massachusetts and Maine call the last vote: "
                          "no law yet.",
        ("^enacted", "passed to be enacted", "house enacted", "senate enacted", "enacted in"),
        unless=("not", "fail*"), track="enactment", second=K.PASSED),
    Row(K.PASSED_CHAMBER, "Passed one chamber, with a further vote of the chambers to come.",
        ("passed to be engrossed", "passed and ordered engrossed"), unless=("not", "fail*"),
        track="passage"),
    Row(K.PASSED_CHAMBER, "Passed with changes, which the other chamber has to take over.",
        ("passed … amend*", "passed … proposal of amendment", "passed … substitut*",
         "adopted as amended", "adopted with amendment*", "concurred in as amended",
         "ought to pass with amendment* … ma"),
        unless=("not", "fail*", "second reading passed", "2nd reading passed", "motion*",
                "committee* … passed", "no amendment*", "without amendment*"), track="passage"),
    Row(K.PASSED_CHAMBER, "Passed one chamber; the second one's vote makes it passed.",
        ("third reading … passed", "3rd reading … passed", "passed third reading",
         "passed on third reading", "passed 3rd reading", "read third time … passed",
         "read 3rd time … passed", "third read … passed", "third time and passed",
         "second reading passed yeas", "^passed", "passed house", "passed senate",
         "passed assembly", "passed by house", "passed by senate", "passed by assembly",
         "house passed", "senate passed", "assembly passed", "house vote passed", "final passage",
         "^cs passed", "bill was passed", "passed on final reading", "read and passed",
         "on passage passed", "passed agreed to", "passed on reconsideration", "passed and ordered",
         "bill passed", "third reading … concurred", "3rd reading … concurred",
         "third time and concurred", "third time and sent to", "third reading and sent to",
         "^adopted", "resolution adopted", "adopted by house", "adopted by senate",
         "adopted by voice vote", "^ought to pass", "agreed to without objection",
         "passed unanimously", "resolution … adopted", "third and final reading"),
        unless=("not passed", "fail*", "second reading passed$", "2nd reading passed",
                "scheduled", "motion*", "committee", "order of business", "rule*"),
        track="passage", second=K.PASSED),
    Row(K.PASSED_CHAMBER, "Passed one chamber, by its class, and its words say nothing against it.",
        classes=("passage",),
        unless=("rules", "deliver*", "signed*", "message*", "conference", "transmit*", "motion*",
                "amendment*", "engross*", "committee*", "order*", "return*", "receiv*", "concur*",
                "sent*", "report*", "second reading", "2nd reading", "fail*", "not", "calendar*",
                "scheduled", "referred", "resolution"),
        track="passage", second=K.PASSED),
    Row(K.PASSED_CHAMBER, "Passed one chamber, by the record's step of that day.",
        ("^engross*", "third reading", "read third time"), ("engrossed",),
        unless=("order*", "advance*", "placed", "calendar*", "scheduled"), record="legiscan",
        track="passage", second=K.PASSED),
)  # fmt: skip

COMMITTEE = (
    Row(K.OTHER, "A hearing that was called off, or may yet come.",
        ("hearing* … cancel*", "cancel* … hearing*", "hearing* … postpon*", "hearing* … waived",
         "removed from hearing*", "no hearing", "hearing* … withdrawn", "hearing … off calendar"),
        puts_off=True),
    Row(K.OTHER, "A hearing that may yet come.", ("may be heard",)),
    Row(K.HEARING, "A hearing that was moved: the day in its text counts.",
        ("hearing* reschedul*", "reschedul* … hearing*", "hearing* … moved to", "hearing changed"),
        puts_off=True),
    Row(K.HEARING, "Heard by a committee, and sent on from there.",
        ("set first hearing", "set second hearing", "set final hearing"), also=K.REFERRED),
    Row(K.REFERRED, "Sent on by one committee to another.",
        ("reported … re referred", "reported … referred", "reported … committed",
         "report* favorabl* … referred", "do pass … re refer*", "favorabl* … referred"),
        also=K.REPORTED),
    Row(K.HEARING, "Heard by a committee; a day in its text counts, for its entry may be a notice.",
        ("hearing*", "heard in", "considered in public", "testimony taken", "^heard"),
        unless=("motion*", "introduced", "read first", "referred", "fiscal note")),
    Row(K.HEARING, "Heard by a committee, by its class.", classes=("hearing-held",)),
    Row(K.INTRODUCED, "Put on the table and sent to a committee on the same day.",
        ("introduced … referred", "introduced … assigned", "read first time … referred",
         "read 1st time … referred", "first reading … referred", "first reading refer*",
         "1st reading … referred", "first time … referred",
         "prefiled … referred", "filed … referred", "read first time … committee",
         "introduced … committee", "read twice … referred"),
        unless=("amendment*", "^received"), also=K.REFERRED),
    Row(K.OTHER, "Reported as correctly printed, engrossed or enrolled: the clerks' work.",
        ("reported correctly", "reported as correctly", "reported … printed", "report* progress")),
    Row(K.REPORTED, "A committee sent it on.",
        ("reported", "report of committee", "committee report", "^from committee",
         "report pass", "report dnp", "recommended passage", "^report"),
        unless=("conference", "fiscal", "enrolled", "engrossed", "not reported", "report filed")),
    Row(K.REPORTED, "A committee sent it on, by its class.",
        classes=("committee-passage", "committee-passage-favorable", "reported-out-of-committee",
                 "committee-passage-unfavorable"),
        unless=("scheduled", "hearing*")),
    Row(K.REPORTED, "A committee sent it on, by the record's step of that day.",
        ("rpt", "recommend*", "do pass", "committee"), ("report pass", "report dnp"),
        unless=("referred", "assigned", "fiscal"), record="legiscan"),
    Row(K.REFERRED, "Sent to a committee.",
        ("referred to", "re referred", "rereferred", "recommitted", "committed to", "refer to",
         "referred under", "assigned to committee*", "assigned to", "^referred", "referrals",
         "rereferred", "^to committee", "to standing committee", "re ref com", "ref to com",
         "discharged to", "^refer$"),
        unless=("opinion", "fiscal note", "motion*", "amendment*", "read first", "introduced",
                "first reading", "act", "chapter", "veto*")),
    Row(K.REFERRED, "Sent to a committee, by its class.",
        classes=("referral-committee", "referral"),
        unless=("opinion", "fiscal*", "motion*", "amendment*", "calendar*", "second reading",
                "third reading", "order*")),
    Row(K.INTRODUCED, "Put on the table.",
        ("introduced", "^filed", "prefile*", "pre filed", "first reading", "read first time",
         "1st reading", "read 1st time", "read for first time", "^bill filed", "read by title",
         "first read", "^presented", "read first"),
        unless=("amendment*", "substitute*", "motion*", "fiscal*", "report*", "secretary of state",
                "scheduled", "memo*", "draft*")),
    Row(K.INTRODUCED, "Put on the table, by its class.", classes=("introduction", "filing"),
        unless=("amendment*", "substitute*", "motion*", "fiscal*", "report*", "draft*",
                "message*")),
    Row(K.AMENDED_TEXT, "Its text was changed, by its class.",
        classes=("amendment-passage", "substitution"),
        unless=("fail*", "withdrawn", "motion*", "substituted by", "substituted for", "not")),
)  # fmt: skip

TABLE = (*NO_END, *VETO, *LAW, *END, *NOT_PASSING, *PASSAGE, *COMMITTEE)
