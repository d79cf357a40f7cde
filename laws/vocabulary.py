"""Every word that a column may hold, with one line that says what it means.

A member is written value, meaning, label. Values follow the Open Civic Data and Open States
standards where those have a word (https://open-civic-data.readthedocs.io); where they do not, the
meaning says what our editors agreed on. /method/ prints these lines.
"""

from typing import Self

from django.db.models import TextChoices


class Words(TextChoices):
    """Choices that carry a sentence of meaning beside their label."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class JurisdictionKind(Words):
    """What sort of government it is, after the Census Bureau's classes."""

    COUNTRY = "country", "The United States", "Country"
    STATE = "state", "One of the fifty states", "State"
    DISTRICT = "district", "The District of Columbia", "District"
    TERRITORY = "territory", "A territory with a government of its own", "Territory"
    COUNTY = "county", "A county, parish or county equivalent", "County"
    CITY = "city", "An incorporated city", "City"
    TOWN = "town", "A town, incorporated or a county subdivision", "Town"
    TOWNSHIP = "township", "A township", "Township"
    VILLAGE = "village", "An incorporated village", "Village"
    BOROUGH = "borough", "An incorporated borough", "Borough"
    SPECIAL_DISTRICT = "special_district", "A district for one purpose, as transit", "District"
    OTHER = "other", "A local government of another form", "Local government"


STATE_LEVEL = (JurisdictionKind.STATE, JurisdictionKind.DISTRICT, JurisdictionKind.TERRITORY)
NOT_LOCAL = (JurisdictionKind.COUNTRY, *STATE_LEVEL)


class MeasureKind(Words):
    """The legal form of a measure."""

    BILL = "bill", "A bill with a number, enacted or not", "Bill"
    STATUTE = "statute", "An enacted law whose bill number is not known", "Statute"
    ORDINANCE = "ordinance", "A local law: by-laws and charter changes included", "Ordinance"
    RESOLUTION = "resolution", "A resolution of a legislature or a council", "Resolution"
    BALLOT_MEASURE = "ballot_measure", "A question put to the voters", "Ballot measure"
    EXECUTIVE_ORDER = "executive_order", "An order of a chief executive", "Executive order"
    DIRECTIVE = "directive", "A directive of an agency or an official", "Directive"
    REGULATION = "regulation", "A rule made by an agency under a law", "Regulation"
    POLICY = "policy", "A policy that an agency adopted, or that a settlement requires", "Policy"


ORDER_KINDS = (
    MeasureKind.EXECUTIVE_ORDER,
    MeasureKind.DIRECTIVE,
    MeasureKind.REGULATION,
    MeasureKind.POLICY,
)


class Effect(Words):
    """What a measure does when it is in effect. Entered from its text."""

    BAN = "ban", "Bars the use, narrow exceptions aside", "Ban"
    MORATORIUM = "moratorium", "Bars the use for a time, or until something happens", "Moratorium"
    RESTRICTION = "restriction", "Allows the use within limits, such as a warrant", "Restriction"
    OVERSIGHT = "oversight", "Asks for approval, policy or reports before or after use", "Oversight"
    AUTHORIZATION = "authorization", "Expressly permits or orders a use", "Permits"
    REPEAL = "repeal", "Undoes an earlier limit", "Repeal"
    STUDY = "study", "Orders a study or sets up a commission", "Study"
    PRIVATE_SECTOR = (
        "private_sector",
        "Regulates businesses and other private parties",
        "Businesses",
    )
    SCHOOLS = "schools", "Regulates use in schools or universities", "Schools and universities"
    OTHER = "other", "Touches face recognition in another way", "Other"


class EffectBasis(Words):
    """What our reading of a measure's effect rests on. Empty: not said."""

    READ = "read", "Its text was read", "Text read"
    NOT_READ = "not_read", "Its text was not read", "Text not read"
    DISPUTED = "disputed", "Sources or readings conflict over what it does", "Disputed"


UNSURE_EFFECT = (EffectBasis.NOT_READ, EffectBasis.DISPUTED)
"""The bases on which a measure's effect is uncertain: marked wherever it counts (R6)."""

LIMITS = (Effect.BAN, Effect.MORATORIUM, Effect.RESTRICTION, Effect.OVERSIGHT)
"""The effects that limit government use, strongest first (R8)."""


class Reach(Words):
    """How far a measure goes."""

    GENERAL = "general", "All of the use it speaks of", "General"
    NARROW = "narrow", "Only particular devices, agencies, vendors or settings", "Narrow"


class CountyReach(Words):
    """Whom a county's measure covers. Empty: its own agencies."""

    OWN = "own", "The county's own police and agencies", "Its own agencies"
    MUNICIPALITIES = (
        "municipalities",
        "Also the police and agencies of the cities and towns in it",
        "Its cities and towns too",
    )


class Regulates(Words):
    """Whom a measure regulates."""

    POLICE = "police", "Police and other law enforcement", "Police"
    # Beside `police`, in a state's law.
    LOCAL_POLICE = (
        "local_police",
        "Of the police, only local and campus police, not the state’s own",
        "Local police only",
    )
    GOVERNMENT = "government", "Government agencies at large", "Government"
    SCHOOLS = "schools", "Schools from kindergarten to grade 12", "Schools"
    UNIVERSITIES = (
        "universities",
        "Universities and colleges, campus police included",
        "Universities",
    )
    PRIVATE = "private", "Businesses and other private parties", "Businesses"
    BODY_CAMERAS = "body_cameras", "Cameras worn by officers", "Body cameras"
    DRONES = "drones", "Unmanned aircraft", "Drones"
    LICENSING = "licensing", "Driver licensing and its photographs", "Driver licensing"
    TRANSIT = "transit", "Public transit", "Transit"
    HOUSING = "housing", "Housing and landlords", "Housing"
    OTHER = "other", "Someone else", "Other"


class UseMode(Words):
    """Which use of face recognition a measure reaches."""

    LIVE = "live", "In real time, against live video", "Live video"
    RETROSPECTIVE = "retrospective", "A photograph matched afterwards", "Afterwards"


class ActionKind(Words):
    """A dated event in the life of a measure."""

    INTRODUCED = "introduced", "Filed or offered", "Introduced"
    REFERRED = "referred", "Sent to a committee", "Referred"
    HEARING = "hearing", "Heard by a committee or council", "Hearing"
    REPORTED = "reported", "Sent on by a committee", "Reported"
    AMENDED_TEXT = "amended_text", "Its text was changed on the way", "Text amended"
    PASSED_CHAMBER = (
        "passed_chamber",
        "Passed one chamber, or a first reading",
        "Passed one chamber",
    )
    PASSED = "passed", "Passed by all whose vote it needs", "Passed"
    VETOED = "vetoed", "Vetoed by the executive", "Vetoed"
    VETO_OVERRIDDEN = "veto_overridden", "The veto was overridden", "Veto overridden"
    ENACTED = "enacted", "Became law", "Enacted"
    EFFECTIVE = "effective", "Took effect", "Takes effect"
    EFFECT_DELAYED = (
        "effect_delayed",
        "Takes effect later, on a day that is not known yet",
        "Effect delayed",
    )
    AMENDED = "amended", "Changed after it became law", "Amended"
    REPEALED = "repealed", "Undone by a later act", "Repealed"
    EXPIRED = "expired", "Ended by its own terms", "Expired"
    EXPIRES = "expires", "Is scheduled to end by its own terms", "Set to expire"
    STRUCK_DOWN = "struck_down", "Undone by a court for good", "Struck down"
    EXTENDED = "extended", "Its scheduled end was put off", "Extended"
    ENJOINED = "enjoined", "Suspended by a court", "Enjoined"
    REINSTATED = "reinstated", "In effect again", "Reinstated"
    FAILED = "failed", "Came to nothing", "Failed"
    CARRIED_OVER = "carried_over", "Kept alive into the next year of its session", "Carried over"
    OTHER = "other", "Anything else worth a date", "Other"


class ChamberKind(Words):
    """Who acted."""

    LOWER = "lower", "The lower chamber of a legislature", "House"
    UPPER = "upper", "The upper chamber of a legislature, or the only one", "Senate"
    COUNCIL = "council", "A council, board or assembly of a local government", "Council"
    EXECUTIVE = "executive", "A governor, mayor, president or agency", "Executive"
    VOTERS = "voters", "The voters, at the ballot", "Voters"
    COURT = "court", "A court", "Court"


class CarryOver(Words):
    """Which of a session's unfinished bills another session takes up."""

    ALL = "all", "Every unfinished bill goes on in the next session", "All"
    CHOSEN = "chosen", "Only bills that a chamber or a committee chose go on", "Chosen ones"
    NONE = "none", "Unfinished bills die with the session", "None"


class Basis(Words):
    """What an entry rests on. All but recorded are shown as such wherever they matter."""

    RECORDED = "recorded", "A source states it", "Recorded"
    INFERRED = "inferred", "It follows from what is recorded", "Inferred"
    ASSUMED = "assumed", "General knowledge; no source was read", "Assumed"
    DISPUTED = "disputed", "Sources conflict", "Disputed"


class Precision(Words):
    """How exactly a date is known."""

    DAY = "day", "The day is known", "Day"
    MONTH = "month", "Only the month is known", "Month"
    YEAR = "year", "Only the year is known", "Year"


class Stage(Words):
    """How far a measure got in procedure (R6). Calculated, never typed."""

    INTRODUCED = "introduced", "Introduced, not yet taken up", "Introduced"
    IN_COMMITTEE = "in_committee", "With a committee, or reported by one", "In committee"
    PASSED_ONE_CHAMBER = (
        "passed_one_chamber",
        "Passed one chamber, or a first reading",
        "Passed one chamber",
    )
    PASSED = "passed", "Passed by all whose vote it needs", "Passed"
    ENACTED = "enacted", "Became law and has not taken effect yet", "Enacted"
    IN_FORCE = "in_force", "The law applies on this date", "In effect"
    ENDED = "ended", "Was in effect, or became law, and no longer is", "Ended"
    VETOED = "vetoed", "Vetoed, and the veto stood", "Vetoed"
    FAILED = "failed", "Came to nothing", "Failed"
    INACTIVE = (
        "inactive",
        "No action until its council’s term ended, or for two years: probably dead",
        "Inactive",
    )


PENDING = (Stage.INTRODUCED, Stage.IN_COMMITTEE, Stage.PASSED_ONE_CHAMBER, Stage.PASSED)
"""The stages of a pending measure."""

CAME_TO_NOTHING = (Stage.VETOED, Stage.FAILED, Stage.INACTIVE)
"""The stages of a measure that is over without having become law."""


class Force(Words):
    """Whether a measure is in effect on a date (R6): one of these on every day. Calculated."""

    IN_EFFECT = "in_effect", "The law applies on this date", "In effect"
    UNCERTAIN = "uncertain", "Imprecise dates leave open whether it applies (R1)", "Not certain"
    NOT_YET = "not_yet", "Adopted, and set to take effect later", "Not yet in effect"
    NO_LONGER = "no_longer", "Was in effect before and has ended", "No longer in effect"
    NEVER = (
        "never",
        "Pending, came to nothing, or undone before it took effect: never so far",
        "Never in effect",
    )


class StateRule(Words):
    """A state's own rule on government use (R8), strongest first."""

    BAN = "ban", "Its own law bars police or government use", "Ban"
    MORATORIUM = "moratorium", "Its own law pauses police or government use", "Moratorium"
    RESTRICTION = "restriction", "Its own law limits police or government use", "Restriction"
    OVERSIGHT = "oversight", "Its own law asks for approval, policy or reports", "Oversight"
    NARROW = (
        "narrow",
        "A limit only on cameras, drones, licenses, schools, universities, transit or one vendor",
        "Narrow",
    )
    PERMITS = "permits", "Its own law permits the use, and no limit stands beside it", "Permits"
    NONE_FOUND = "none_found", "Searched, and no such measure was found", "None found"
    NOT_RESEARCHED = "not_researched", "We have not searched yet", "Not researched"


class RelationKind(Words):
    """How one measure stands to another; read from the first to the second."""

    COMPANION = "companion", "The same text in the other chamber", "Companion of"
    REINTRODUCES = "reintroduces", "Brings an earlier bill back", "Reintroduces"
    AMENDS = "amends", "Changes it", "Amends"
    REPEALS = "repeals", "Undoes it", "Repeals"
    REPLACES = "replaces", "Stands in its place", "Replaces"
    IMPLEMENTS = "implements", "Carries it out", "Implements"
    AUTHORIZES = "authorizes", "Permits it", "Authorizes"
    RELATED = "related", "On the same matter", "Related to"


TWO_WAY = (RelationKind.COMPANION, RelationKind.RELATED)
"""Relations that hold both ways and stand once."""


class SponsorKind(Words):
    """What a sponsor of a measure is, in Open States' words."""

    PRIMARY = "primary", "Introduced it, alone or with others", "Main sponsor"
    COSPONSOR = "cosponsor", "Added their name to it", "Cosponsor"


class Answer(Words):
    """An answer to a question of the codebook. No row means not coded, never no."""

    YES = "yes", "The measure says so", "Yes"
    QUALIFIED = "qualified", "In part, or on conditions", "In part"
    NO = "no", "The measure says otherwise", "No"
    DATED = "dated", "The answer is a date", "On a date"


class TextRead(Words):
    """How much of a law's text a coder had before them."""

    WHOLE = "whole", "The whole text was read", "Whole text"
    PART = "part", "The sections in question were read", "Part of the text"
    DIGEST = "digest", "Only what others say of the text was read", "A digest"


class Tier(Words):
    """What stands behind the coding of a measure. Calculated, never typed."""

    FOUND = (
        "found",
        "Found in lists, data or news; no place in its text is cited, or its text was not read",
        "Found by scan",
    )
    CODED_ONCE = (
        "coded_once",
        "One person answered questions about it and cites the places in its text",
        "Coded once",
    )
    CODED_TWICE = (
        "coded_twice",
        "A second person, who did not see the first answers, answered them all again, no "
        "disagreement is open, and a person compared it with its sources",
        "Coded twice and checked",
    )


class Confidence(Words):
    """How sure the editors are of a record."""

    HIGH = "high", "An official source, or two that agree", "High"
    MEDIUM = "medium", "One good source", "Medium"
    LOW = "low", "A weak source, or sources that leave doubt", "Low"


class WordKind(Words):
    """How a word counts when bills on the subject are looked for in other records."""

    NAMES = "names", "Names the subject: it suffices alone", "Names it"
    HINTS = "hints", "Needs a second such word, or one of context", "Hints at it"
    CONTEXT = "context", "Says nothing alone; with a hint it suffices", "Context"
    EXCLUDES = "excludes", "Something else that looks like it: it counts as not there", "Not this"


class SubjectPart(Words):
    """The parts of a bill in which words of the subject are looked for."""

    TITLE = "title", "The title", "Title"
    SUMMARY = "summary", "The summary or description", "Summary"
    SUBJECTS = "subjects", "The subjects under which the other record lists it", "Subjects"
    TEXT = "text", "The text, where the other record has it", "Text"


class SubjectStrength(Words):
    """How strongly a bill of another record is on the subject, the strongest first."""

    CORE = "core", "The bill is about it", "About it"
    SECTION = "section", "A wider bill, with a rule on it", "A rule in a wider bill"
    DEFINITION = "definition", "Only a definition names it", "In a definition only"
    INCIDENTAL = "incidental", "It is mentioned, and nothing is ruled on it", "A mention"


STRONG_MATCHES = (SubjectStrength.CORE, SubjectStrength.SECTION)
WEAK_MATCHES = (SubjectStrength.DEFINITION, SubjectStrength.INCIDENTAL)


class EditorialStatus(Words):
    """Where a record stands with the editors. The public sees what is published."""

    DRAFT = "draft", "Being written", "Draft"
    IN_REVIEW = "in_review", "Waiting for a second pair of eyes", "In review"
    PUBLISHED = "published", "Public", "Published"
    WITHDRAWN = "withdrawn", "Taken off the site; its address says so, and why", "Withdrawn"


WRITE, REVIEW, PUBLISH, ALONE = "write", "review", "publish", "alone"
"""The powers of staff: to enter drafts and send them for review; to edit every draft and send it
back; to publish and withdraw; to do alone, with a reason, what needs two."""

MOVES = {
    (EditorialStatus.DRAFT, EditorialStatus.IN_REVIEW): WRITE,
    (EditorialStatus.IN_REVIEW, EditorialStatus.DRAFT): REVIEW,
    (EditorialStatus.IN_REVIEW, EditorialStatus.PUBLISHED): PUBLISH,
    (EditorialStatus.DRAFT, EditorialStatus.PUBLISHED): ALONE,
    (EditorialStatus.PUBLISHED, EditorialStatus.WITHDRAWN): PUBLISH,
    (EditorialStatus.WITHDRAWN, EditorialStatus.DRAFT): PUBLISH,
    (EditorialStatus.WITHDRAWN, EditorialStatus.PUBLISHED): PUBLISH,
}
"""Every change of status there is, and the power it takes. The database refuses all others."""


class MergeStatus(Words):
    """What became of the wish to merge two measures."""

    OPEN = "open", "A publisher has not decided yet", "Waiting"
    DONE = "done", "The two are one, and the address of one leads to the other", "Merged"
    SENT_BACK = "sent_back", "A publisher says why not", "Sent back"
    TAKEN_BACK = "taken_back", "Its author withdrew it", "Withdrawn"
    UNDONE = "undone", "They are two again", "Undone"


class ChangeKind(Words):
    """What the public log of changes shows: by default all but the checks, which change no fact."""

    CHANGES = "changes", "What changed in published measures", "Changes"
    CHECKS = "checks", "That a measure was checked against its sources", "Checks"
    ALL = "all", "Both", "Both"


class ChangeCause(Words):
    """Why a release of the data says something else than the one before."""

    CORRECTION = "correction", "What we said was wrong", "Correction"
    ADDITION = "addition", "We know more than we did", "Addition"
    NEWS = "news", "The law or the bill moved", "News"


class RowGone(Words):
    """What became of a row that the record ships no more, as changes.csv says it."""

    REMOVED = "removed", "It was wrong, or says nothing any more", "Removed"
    WITHDRAWN = "withdrawn", "The measure is withdrawn; its address says why", "Withdrawn"
    MERGED = "merged", "The measure is another one, to which its address leads", "Merged"


class EventKind(Words):
    """What an event of the change feed says happened."""

    LAW = "law_moved", "The law or the bill moved", "Law moved"
    CORRECTED = "corrected", "What we said was wrong", "We corrected"
    ADDED = "added", "We know more than we did; the law did not move by that", "We added"
    CHECKED = (
        "checked",
        "We compared it with its sources, or searched for laws; no fact changed",
        "Checked, unchanged",
    )
    SOURCE_GONE = "source_gone", "A page that we cite is no longer there", "Source gone"
    IN_DOUBT = "in_doubt", "What we say of it is in doubt or disputed from now on", "In doubt"
    FIRST = "first", "It was in our data when the log began", "There from the start"
    FORM = (
        "form",
        "Our files gained or lost a column, or the id of a place in Wikidata; no fact changed",
        "Files changed form",
    )


class EventDid(Words):
    """What became of a row of the published record."""

    ADDED = "added", "The row is new", "Added"
    CHANGED = "changed", "Some of its columns say something else", "Changed"
    REMOVED = "removed", "The row is there no more", "Removed"


class HowOften(Words):
    """How often a reader who follows by mail is written to."""

    AT_ONCE = "at_once", "Within minutes of each change", "At once"
    DAILY = "daily", "In the morning, where something changed since the day before", "Daily"
    WEEKLY = "weekly", "On Monday morning, where something changed in the week", "Weekly"


class LetterKind(Words):
    """What a mail to a reader who follows is for."""

    CONFIRM = "confirm", "It asks whether the reader wants mails", "Confirmation"
    DIGEST = "digest", "It says what changed", "Digest"
    PAUSED = "paused", "It says that a webhook is no longer sent to", "Webhook paused"


class CorrectionStatus(Words):
    """How far staff got with a reader's report of a mistake."""

    RECEIVED = "received", "Nobody has looked at it yet", "Received"
    LOOKED_AT = "looked_at", "Staff compare it with the sources", "Being looked at"
    CORRECTED = "corrected", "The record was changed", "Corrected"
    NOT_CHANGED = "not_changed", "The record stays as it is; the answer says why", "Not changed"


OPEN_CORRECTIONS = (CorrectionStatus.RECEIVED, CorrectionStatus.LOOKED_AT)


class ProposalStatus(Words):
    """Where a proposed change of a published record stands."""

    OPEN = "open", "Waits for a publisher", "Waiting"
    ACCEPTED = "accepted", "Public since it was accepted", "Accepted"
    SENT_BACK = "sent_back", "Sent back to its author with a comment", "Sent back"
    TAKEN_BACK = "taken_back", "Withdrawn by its author before anyone decided", "Withdrawn"


class ReferenceNoun(Words):
    """What is no measure, stands beside the measures in public, and changes by proposals too."""

    SESSION = "session", "A legislative session", "Session"
    PLACE = "place", "A government, with the chambers of its legislature", "Place"
    MILESTONE = "milestone", "An event that is no law", "Milestone"
    QUESTION = "question", "A question of the codebook", "Question"
    SEARCH = "search", "A search for measures of a government", "Search"
    PREEMPTION = "preemption", "Whether the cities of a state may act", "Preemption"
    CASE = "case", "A court case on a measure, or on the use of face recognition", "Court case"


class CaseSubject(Words):
    """What a court case is about."""

    LAW = "law", "A measure itself: whether it holds, or what it means", "The law itself"
    ARREST = "arrest", "An arrest that rested on a face match", "An arrest"
    EVIDENCE = "evidence", "What a criminal case may rest on or must disclose", "Evidence"
    USE = "use", "Another use by police or government", "Use by government"
    BUSINESS = "business", "A company's use or collection of faces", "Businesses"
    RECORDS = "records", "Who may see what government knows of its use", "Public records"


class CaseStanding(Words):
    """How a court case stands or ended."""

    OPEN = "open", "Filed, and no end is known", "No end known"
    RULED = "ruled", "A court decided it", "Ruling"
    SETTLED = "settled", "The parties settled it", "Settled"
    DISMISSED = "dismissed", "It was dismissed without a decision on the question", "Dismissed"


class CaseDid(Words):
    """What a court case did to a measure.

    The first three are actions of the measure, from which its time in effect follows (R4); no
    other word changes when a measure is in effect.
    """

    STRUCK_DOWN = "struck_down", "Undone by the court for good", "Struck down"
    ENJOINED = "enjoined", "Suspended by the court", "Enjoined"
    REINSTATED = "reinstated", "Put back in effect", "Reinstated"
    LIMITED = "limited", "Suspended or undone in part, or for some people", "Limited"
    UPHELD = "upheld", "Challenged, and the court let it stand", "Upheld"
    CHALLENGED = "challenged", "A court was asked to undo it, and has not", "Challenged"
    INTERPRETED = "interpreted", "The court said what it means", "Interpreted"
    INVOKED = "invoked", "Someone was sued for breaking it", "Invoked"
    LED_TO = "led_to", "An order or a settlement of the case requires it", "Led to it"


CASE_ACTIONS = (CaseDid.STRUCK_DOWN, CaseDid.ENJOINED, CaseDid.REINSTATED)


class NoteKind(Words):
    """What a member of staff said or did about a measure, that others are told of."""

    COMMENT = "comment", "A comment", "commented"
    ASSIGNED = "assigned", "Given to someone to work on", "assigned it"
    FOR_REVIEW = "for_review", "Sent to the editors, who look through it", "sent it for review"
    READY = "ready", "Passed on to the publishers", "passed it on to the publishers"
    SENT_BACK = "sent_back", "Sent back to its author, saying what to do", "sent it back"
    PUBLISHED = "published", "Public since then", "published it"
    ACCEPTED = "accepted", "A proposal that became public", "accepted the proposed change"


class OtherRecord(Words):
    """Whose record an import reads."""

    OPENSTATES = "openstates", "Open States, https://openstates.org", "Open States"
    LEGISCAN = "legiscan", "LegiScan, https://legiscan.com", "LegiScan"
    OWN = "own", "A file in our own columns", "Own file"
    OPEN_LEGISLATION = (
        "nysenate",
        "New York’s Open Legislation, https://legislation.nysenate.gov",
        "Open Legislation",
    )
    LEGISTAR = "legistar", "Legistar, https://webapi.legistar.com", "Legistar"


class RunOrigin(Words):
    """How an import was started."""

    DESK = "desk", "A file that staff sent to the desk", "At the desk"
    COMMAND = "command", "A command that read a file", "By command"
    FETCH = "fetch", "A command that asked the other record", "Fetched"


class SearchHow(Words):
    """How someone or something looked for measures."""

    PERSON = "person", "A person looked", "A person"
    LIST = "list", "A published list or data set was read", "A list"
    FETCH = "fetch", "Another record was asked over the network", "Fetched"
    IMPORT = "import", "A file of another record was read", "A file"
    MIRROR = "mirror", "A public copy of a legislature's own data was read", "A mirror"


class Sought(Words):
    """What a search looked for."""

    LAW = "law", "Rules that the government itself has in effect", "Rules in effect"
    BILLS = "bills", "Bills and other proposals", "Bills and proposals"
    POLICIES = "policies", "Policies and orders of an agency", "Policies"


class SearchOutcome(Words):
    """What came of a search."""

    FOUND = "found", "Something on the subject was found", "Found"
    NONE = "none", "Nothing on the subject was found", "None found"
    UNREADABLE = "unreadable", "It could not be read", "Could not be read"


class MayAct(Words):
    """Whether the local governments of a state may pass a law of their own. No row: not researched,
    which is never a yes."""

    YES = "yes", "Nothing that we found stands in the way", "Yes"
    LIMITED = "limited", "Some may, or only within what the state allows", "Limited"
    NO = "no", "The law of the state rules it out", "No"


class LocalSubject(Words):
    """Whose use of face recognition a local law would be about."""

    GOVERNMENT = "government", "Use by its own police and agencies", "Its own police and agencies"
    BUSINESSES = "businesses", "Use by businesses", "Businesses"


class EntryKind(Words):
    """What an import has to say of a bill."""

    NEW = "new", "Not on the record yet", "New"
    CHANGED = "changed", "On the record, with something that it does not say", "Changed"
    REFUSED = "refused", "Could not be read", "Refused"


class EntryStatus(Words):
    """What became of something that an import brought."""

    WAITING = "waiting", "Nobody decided about it yet", "Waiting"
    ACCEPTED = "accepted", "Taken into a draft or a proposal, whole or in part", "Accepted"
    REJECTED = "rejected", "Not taken; it is not proposed again", "Rejected"
    SUPERSEDED = "superseded", "A later import says more of the same bill", "Superseded"
