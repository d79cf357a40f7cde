"""The first rules of the table: motions, vetoes and what makes a bill law."""

from laws.imports.actions.rule import ActionRule as Rule
from laws.vocabulary import ActionKind

K = ActionKind

GOVERNOR = ("governor", "governors office", "gov", "mayor", "executive", "president")
TO_GOVERNOR = tuple(
    f"{verb} to {who}"
    for verb in ("sent", "transmit*", "delivered", "presented", "forwarded", "submitted")
    for who in GOVERNOR
)

NO_END = (
    Rule(K.OTHER, "A motion or an amendment that failed, or a vote to reconsider: the bill goes "
                  "on.",
        ("motion … fail*", "motion … lost", "motion … reject*", "motion … not", "motion … table*",
         "fail* … motion", "reconsider*", "reconsideration", "recon taken", "amendment* … fail*",
         "amendment* … reject*", "amendment* … lost", "amendment* … table*",
         "amendment* … withdrawn", "amendment* … not adopted", "am # fail*", "am no # fail*",
         "am # … withdrawn"),
        unless=("passed on reconsideration", "bill … failed", "motion … passed bill")),
    Rule(K.OTHER, "Taken up again, or postponed for a while: the bill goes on.",
        ("taken from table", "removed from table", "lifted from table", "recalled from table",
         "from inactive file", "tabled for calendar", "tabled until", "tabled to", "tabled pending",
         "tabled temporarily", "passed over", "passed by for day", "passed by temporarily",
         "passed temporarily", "passed for day", "temporarily postponed", "laid over", "laid aside",
         "special order", "postponed temporarily", "postponed until", "retaining place")),
    Rule(K.OTHER, "A committee withdrew it from a calendar or from another committee: the bill "
                  "goes on.",
        ("withdrawn from", "withdraw* … and re*", "cosponsor*", "co sponsor*", "coauthor*",
         "sponsor* withdrawn", "author* withdrawn", "author* added", "sponsor* added", "added as",
         "sponsor* removed", "withdrawal of sponsor*"),
        unless=("consideration", "withdrawn from file*", "withdrawn from legislature",
                "report* withdrawn", "report … withdrawn")),
)  # fmt: skip

VETO = (
    Rule(K.OTHER, "A motion to override a veto that was filed, put off or is to come: the veto "
                  "stands until a vote is told.",
        ("overrid*", "override", "notwithstanding"),
        unless=("overridden", "overrode", "passed notwithstanding", "passed over", "prevail*",
                "adopted", "agreed", "carried", "override passed", "override … passed",
                "passed … override", "success*", "overrides", "two thirds", "having voted",
                "became law", "notwithstanding … passed")),
    Rule(K.OTHER, "Something about a veto, or a failed attempt to override one: the veto stands.",
        ("veto* sustained", "sustain* … veto", "fail* … overrid*", "overrid* … fail*",
         "veto … fail*", "notwithstanding … fail*", "consideration of governors veto",
         "governors veto pending", "veto pending", "calendar … veto", "veto … calendar",
         "veto message", "veto* … stricken", "intent to veto", "not vetoed", "veto letter",
         "veto referred", "veto … referred", "veto received", "veto read")),
    Rule(K.OTHER, "A failed attempt to override a veto.", classes=("veto-override-failure",)),
    Rule(K.OTHER, "One chamber's vote to override a veto; with the second chamber's vote, the veto "
                  "is overridden.",
        ("overrid* … veto", "overrode", "overridden", "override", "passed notwithstanding",
         "passed over veto", "passed over governors veto", "notwithstanding objections"),
        unless=("not overridden", "fail*", "lost", "reject*", "not agreed", "not adopted"),
        track="override", second=K.VETO_OVERRIDDEN),
    Rule(K.OTHER, "One chamber's vote to override a veto, by its classification.",
        classes=("veto-override-passage",), track="override", second=K.VETO_OVERRIDDEN),
    Rule(K.ENACTED, "Law without the items that the governor vetoed.",
        ("item veto* … signed by governor", "signed by governor … item veto*",
         "signed … item veto", "approved … item veto*",
         "approved … partial veto", "item veto* … session law chapter #"),
        unless=("not signed", "not approved", "fail*", "motion*"), also=K.EFFECTIVE),
    Rule(K.OTHER, "A veto of part of the bill: staff have to read what happened to the rest.",
        ("line item", "line veto*", "partial* veto*", "partial veto", "vetoed in part",
         "veto* … items", "item veto*", "section veto*")),
    Rule(K.OTHER, "A veto of part of the bill, by its classification.",
        classes=("executive-veto-line-item",)),
    Rule(K.VETOED, "The executive vetoed it.",
        ("vetoed by", "governor veto*", "governors veto", "mayor veto*", "^veto*", "vetoed memo",
         "pocket veto*", "pocket vetoed", "^bill veto*", "returned by governor without approval",
         "returned without governors approval", "disapproved by governor")),
    Rule(K.VETOED, "The executive vetoed it, by its classification.", classes=("executive-veto",)),
    Rule(K.VETOED, "The executive vetoed it, by LegiScan's progress step of that day.", ("veto*",),
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
    Rule(K.PASSED, "Both chambers passed it, and it went to the executive.",
        (*TO_GOVERNOR, "laid before governor", "^to governor", "presentment to governor",
         "delivered to secretary of state for governor", "ready for governors action"),
        unless=("signed by governor", "approved by governor", "veto*", "message", "resolution to",
                "letter*", "report to", "report sent", "report submitted", "reports",
                "constitutional amendment")),
    Rule(K.OTHER, "About a signature or a chapter number that this bill does not have yet.",
        ("to be signed", "not signed", "not yet signed", "if signed", "unless signed",
         "not approved", "deadline", "last day", "awaiting governor*", "pending governor*",
         "pending signature", "recalled from governor", "recall* from governor",
         "return* from governor", "governors recommendation*", "governors amendment*",
         "governor amend*", "governors substitute", "^comp", "companion", "similar bill",
         "identical bill", "^see", "returned by governor", "will become law", "unless", "if not",
         "approval pending", "request* … governor", "request* … signature", "signature requested",
         "amendatory veto", "substituted for", "substituted by", "approval memo"),
        unless=("^died", "^laid on table", "^withdrawn")),
    Rule(K.OTHER, "Officers of the chambers signed it.",
        ("signed by speaker", "signed by president*", "signed by presid*", "signed in house",
         "signed in senate", "signed by officers", "enrolled bill signed", "signed by chief clerk",
         "signed by secretary of senate", "signed by house speaker", "signed by h speaker",
         "signed by s speaker", "signed by senate", "signed by house",
         "signed by lieutenant governor", "signed by lt governor", "emergency signed"),
        unless=("signed by governor", "signed into law"), confirms="passage"),
    Rule(K.ENACTED, "It became law: signed, approved, left unsigned, or given a chapter number.",
        LAW_WORDS,
        unless=("fail*", "motion*", "amendment*", "recommend*", "committee*", "veto*", "hearing*",
                "calendar*", "introduc*", "read first", "referred"),
        also=K.EFFECTIVE),
    Rule(K.ENACTED, "It became law by its classification, and its words do not contradict that.",
        classes=("executive-signature", "became-law"),
        unless=("fail*", "motion*", "amendment*", "recommend*", "committee*", "veto*", "hearing*",
                "calendar*", "speaker*", "president*", "request*", "conference*", "sent*",
                "transmit*", "deliver*", "present*", "enroll*", "chief clerk", "report*", "not",
                "order*", "read", "message*", "effective"),
        also=K.EFFECTIVE),
    Rule(K.ENACTED, "It became law, by LegiScan's progress step of that day and its chapter "
                    "number.",
        ("chapter #", "public act #", "public law #", "act #", "act no #"), ("chaptered",),
        unless=("amendment*", "companion*", "comp", "veto*", "fail*"), record="legiscan",
        also=K.EFFECTIVE),
    Rule(K.OTHER, "An effective date, which counts once the bill is law.",
        ("^effective", "effective date", "^takes effect", "^law effective", "effective on",
         "effective from", "effective #", "date effective", "becomes effective"),
        unless=("amendment*", "motion*", "recommend*", "committee*", "fail*", "passed*", "veto*",
                "read", "reported", "adopted", "vote*", "hearing*"),
        once_law=K.EFFECTIVE),
)  # fmt: skip
