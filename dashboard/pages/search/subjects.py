"""The subjects that a search understands: what people type, and where it leads.

One row a subject. Its words are compared without plurals, apostrophes and hyphens. `filters` are
those of the list of laws and bills, `questions` are slugs of the codebook, and `says` is a search
for what laws, bills and events say of it, in the words of the box (OR, quotation marks); what it
finds “mentions” what `mention` names, so that a count is of no more than was looked for. `note`
says what the record has not; `general` subjects stand behind others that were named with them.
`pages` are sentences with the names of pages that answer. A test holds every row against the
vocabulary and the record.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A subject: what an answer calls it (“laws and bills on …”), and where it leads."""

    name: str
    words: tuple[str, ...]
    filters: dict[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    says: str = ""
    note: str = ""
    are: str = ""
    mention: str = ""
    general: bool = False
    pages: tuple[tuple[str, str], ...] = ()

    @property
    def about(self) -> str:
        """What the laws and bills of its list are: on live video, about a ban, pending."""
        return self.are or f"on {self.name}"

    @property
    def mentioned(self) -> str:
        """What those mention that say its words."""
        return self.mention or self.name

    @property
    def sought(self) -> str:
        """What is looked for in laws, bills and events."""
        return self.says or self.words[0]

    @property
    def named(self) -> str:
        """All its words, for what says any of them."""
        return " OR ".join(f'"{word}"' for word in self.words)


def _no_question(what: str) -> str:
    return f"We have no question on {what} alone. Rules for businesses may cover them."


def _business(name: str, *words: str, says: str = "") -> Subject:
    """A sort of business, of which the record keeps nothing apart from the rules for all."""
    return Subject(
        name,
        words,
        {"regulates": "private"},
        ("private_consent_required", "private_use_prohibited"),
        says or " OR ".join(f'"{word}"' if " " in word else word for word in words),
        _no_question(name),
        "on businesses",
        f"{name} or the like",
    )


SUBJECTS = (
    # --- which use -----------------------------------------------------------------------------
    Subject("live video", (
        "live video", "live", "live feed", "live camera", "live facial recognition",
        "live face recognition", "real time", "realtime", "video surveillance", "cctv",
        "surveillance camera", "security camera", "camera",
    ), {"use": "live"}, ("live_use_prohibited",)),
    Subject("searching photos", (
        "searching photo", "search photo", "photo search", "photo", "photograph", "picture",
        "mugshot", "mug shot", "booking photo", "lineup", "line up", "still image", "retrospective",
        "database search", "face search", "after the fact",
    ), {"use": "retrospective"}, ("warrant_required", "serious_crime_only")),
    # --- whom it is about ----------------------------------------------------------------------
    Subject("police", (
        "police", "police department", "law enforcement", "officer", "cop", "sheriff", "trooper",
        "state police", "detective", "policing",
    ), {"regulates": "police"}, ("police_use_prohibited", "warrant_required"), general=True),
    Subject("government agencies", (
        "government", "government agency", "agency", "city agency", "government use",
        "public agency",
    ), {"regulates": "government"}, ("government_use_prohibited",), general=True),
    Subject("schools", (
        "school", "public school", "high school", "k 12", "k12", "student", "classroom", "pupil",
        "child", "children", "kid", "minor", "school district",
    ), {"regulates": "schools"}, ("school_use_prohibited",)),
    Subject("universities", (
        "university", "college", "campus", "campus police", "higher education", "dorm",
    ), {"regulates": "universities"}),
    Subject("businesses", (
        "business", "company", "private sector", "private company", "private business",
        "corporation", "private use", "commercial", "vendor",
    ), {"regulates": "private"}, ("private_consent_required", "private_use_prohibited"),
        general=True),
    _business("stadiums", "stadium", "arena", "venue", "ballpark", "concert", "concert hall",
              "sports", "ticket"),
    _business("stores", "store", "shop", "retail", "retailer", "retail store", "supermarket",
              "grocery", "grocery store", "mall", "shopping", "shoplifting", "shopper", "drugstore",
              "walmart", "home depot", "kroger", "wegmans", "costco", "walgreens", "macys",
              says="store OR shop OR shopper OR shopping OR shoplifting OR retail OR retailer"
                   " OR grocery OR supermarket OR drugstore OR mall"),
    _business("casinos", "casino", "gambling", "gaming", "mgm"),
    _business("banks", "bank", "banking", "credit union", "atm",
        says='bank OR "financial institution" OR "credit union"'),
    _business("hotels", "hotel", "motel", "airbnb"),
    _business("restaurants", "restaurant", "nightclub", "fast food", "cafe"),
    _business("gyms", "gym", "fitness", "health club"),
    _business("theaters", "theater", "theatre", "cinema", "movie", "theme park", "amusement park",
              "disney", "six flags"),
    _business("hospitals", "hospital", "clinic", "doctor", "nursing home", "patient",
              says='hospital OR patient OR clinic OR healthcare OR "health care"'),
    _business("social media", "social media", "social network", "facebook", "meta", "instagram",
              says='facebook OR meta OR "social media"'),
    _business("employers", "employer", "employee", "employment", "work", "workplace", "worker",
              "job", "job interview", "hiring", "boss", "time clock", "timeclock", "interview",
              says='employer OR employment OR workplace OR worker OR hiring OR "job interview"'),
    Subject("housing and landlords", (
        "landlord", "tenant", "apartment", "apartment building", "housing", "public housing",
        "renter", "rent", "rental", "building", "doorbell", "hoa", "eviction",
    ), {"regulates": "housing"}, ("private_use_prohibited",)),
    Subject("transit", (
        "transit", "public transit", "subway", "bus", "train", "metro", "fare", "public transport",
        "mbta", "mta",
    ), {"regulates": "transit"}),
    # --- devices -------------------------------------------------------------------------------
    Subject("body cameras", (
        "body camera", "bodycam", "body cam", "body worn camera", "bodycamera", "bwc", "bodyworn",
        "officer camera", "police camera", "police body camera", "wearable camera",
    ), {"regulates": "body_cameras"}, ("body_camera_ban",)),
    Subject("drones", (
        "drone", "uav", "uas", "unmanned aircraft", "unmanned aerial vehicle", "quadcopter",
    ), {"regulates": "drones"}, ("drone_ban",)),
    Subject("driver’s license photos", (
        "driver license", "drivers license", "driver license photo", "license photo", "dmv", "rmv",
        "motor vehicle", "real id", "id card", "registry of motor vehicle", "driving license",
        "department of motor vehicle", "mobile driver license", "dmv photo", "id photo",
    ), mention="driver’s licenses, ID photos or the DMV",
        says='"driver\'s license" OR "driver license" OR "drivers license" OR "license photo"'
             ' OR "license processing" OR DMV OR "motor vehicle" OR "identity photo"'
             ' OR "identification card" OR "issue or use identification" OR "real id"'),
    Subject("license plate readers", (
        "license plate", "license plate reader", "plate reader", "number plate", "alpr", "anpr",
        "lpr", "flock", "flock safety",
    ), says='"license plate" OR "plate reader" OR flock',
        mention="license plates",
        note="Plate readers read cars, not faces. We list only measures on face recognition."),
    # --- federal -------------------------------------------------------------------------------
    Subject("airports", (
        "airport", "airline", "airport security", "boarding", "plane", "flight", "passport",
        "passenger", "traveler",
    ), says='airport OR airline OR passenger OR traveler OR TSA OR "transportation security"'
            ' OR "sea port" OR "port of entry"',
        mention="airports, ports of entry, passengers or the TSA",
        note="We have no question on airports alone. The federal government runs their checks."),
    Subject("the TSA", (
        "tsa", "transportation security administration", "airport checkpoint",
    ), says='TSA OR "transportation security"'),
    Subject("immigration enforcement", (
        "ice", "immigration", "immigrant", "border", "border patrol", "cbp", "customs", "dhs",
        "homeland security", "deportation", "mobile fortify", "immigration enforcement", "migrant",
        "immigration and customs enforcement",
    ), mention="immigration, ICE or the border",
        says='immigration OR ICE OR CBP OR noncitizen OR "homeland security" OR border'),
    Subject("the FBI", (
        "fbi", "federal bureau of investigation",
    ), says='FBI OR "federal bureau of investigation"'),
    Subject("the federal government", (
        "federal", "federal law", "federal agency", "federal government", "congress",
        "us government", "national law", "federal bill",
    ), {"level": "country"}, are="of the federal government"),
    Subject("protests", (
        "protest", "protester", "demonstration", "demonstrator", "rally", "first amendment",
        "free speech", "march", "political", "activist",
    ), {"use": "live"}, ("live_use_prohibited",), are="on live video",
        says='protest OR protester OR "first amendment" OR "political activity"',
        mention="protests or the First Amendment",
        note="We have no question on protests alone. Rules on live video may cover them."),
    # --- what a law does -----------------------------------------------------------------------
    Subject("bans", (
        "ban", "banned", "banning", "prohibit", "prohibited", "prohibition", "outlaw", "forbid",
        "illegal",
    ), {"effect": "ban"}, ("police_use_prohibited", "government_use_prohibited"),
        are="about a ban"),
    Subject("moratoriums", (
        "moratorium", "moratoria", "pause", "paused", "suspend", "temporary ban",
    ), {"effect": "moratorium"}, ("sunset_date",), are="about a moratorium"),
    Subject("limits short of a ban", (
        "restriction", "restrict", "limit", "regulate", "regulation", "limited",
    ), {"effect": "restriction"}, ("warrant_required", "serious_crime_only"),
        are="about limits short of a ban"),
    Subject("oversight", (
        "oversight", "surveillance ordinance", "ccops", "surveillance technology",
        "surveillance oversight", "transparency", "impact report",
    ), {"effect": "oversight"}, ("governing_body_approval", "public_reporting"),
        are="about oversight"),
    Subject("permission to use it", (
        "permit", "permitted", "allow", "authorize", "authorization", "legal use", "authorized",
    ), {"effect": "authorization"}, are="about permission to use it"),
    Subject("repeals", (
        "repeal", "repealed", "lift", "lifted", "undo", "overturn", "overturned", "rollback",
        "roll back", "weaken",
    ), {"effect": "repeal"}, are="about repealing a limit",
        note="Laws that ended are in the list under “No longer in effect”."),
    Subject("studies and commissions", (
        "study", "commission", "task force", "taskforce", "study commission", "working group",
    ), {"effect": "study"}, are="about a study or commission"),
    Subject("executive orders", ("executive order", "governor order", "presidential order"),
            {"kind": "executive_order"}, are="executive orders"),
    Subject("pending bills", ("pending bill", "pending", "pending legislation", "proposed law",
                              "current bill", "new bill"), {"stage": "pending"}, are="pending"),
    Subject("vetoed measures", ("veto", "vetoed"), {"stage": "vetoed"}, are="vetoed"),
    Subject("laws that ended", ("expired", "ended", "no longer in effect", "former law"),
            {"force": "no_longer"}, ("sunset_date",), are="no longer in effect"),
    Subject("what changed in the law", (
        "what changed", "new law", "recent law", "this year", "what changed this year",
        "change in the law",
    ), pages=(("What changed in the law, year by year", "changes-in-law"),
              ("New limits over time", "timeline"))),
    Subject("court cases", (
        "court case", "litigation", "wrongful arrest", "false arrest", "injunction",
    ), pages=(("Court cases on face recognition", "cases"),)),
    Subject("the first bans", (
        "first ban", "first city", "first city to ban", "first state", "first state to ban",
    ), {"effect": "ban"}, are="about a ban",
        pages=(("Which states and cities came first", "rankings"),)),
    Subject("where you live", ("where i live", "my city", "my town", "my state", "my county"),
            pages=(("What applies where you live", "where"),)),
    # --- safeguards ----------------------------------------------------------------------------
    Subject("warrants", (
        "warrant", "court order", "probable cause", "search warrant", "judge", "subpoena",
    ), questions=("warrant_required",), mention="warrants, court orders or judges",
        says='warrant OR "court order" OR "probable cause" OR judge'),
    Subject("serious crimes only", (
        "serious crime", "felony", "violent crime", "murder", "crime",
    ), questions=("serious_crime_only",), mention="felonies, serious or violent crimes",
        says='felony OR murder OR "serious crime" OR "violent crime"'),
    Subject("arrests on a match alone", (
        "arrest", "wrongful arrest", "false arrest", "false match", "misidentification",
        "mistaken identity", "wrongly arrested", "arrested", "sole basis", "false positive",
    ), questions=("not_sole_basis", "human_review_required"),
        mention="arrests or what a match may rest on",
        says='arrest OR "false match" OR "sole basis"'),
    Subject("human review", ("human review", "trained examiner", "manual review", "examiner"),
            questions=("human_review_required",), mention="human review or examiners",
            says='"human review" OR examiner OR reviewer'),
    Subject("accuracy and bias", (
        "accuracy", "bias", "racial bias", "racism", "discrimination", "black people", "error rate",
        "accuracy test", "testing", "nist", "gender", "race", "skin color", "audit for bias",
    ), questions=("accuracy_testing_required",), mention="accuracy, bias or testing",
        says="accuracy OR bias OR discrimination OR NIST OR testing OR gender"),
    Subject("training of operators", ("training", "trained operator"),
            questions=("training_required",), says="training", mention="training"),
    Subject("logs and audits", ("audit", "log", "audit log", "logging", "audit trail"),
            questions=("audit_log_required",), says="audit OR log", mention="logs or audits"),
    Subject("public reports", ("public report", "annual report", "reporting", "statistics"),
            questions=("public_reporting",),
        says='"annual report" OR "public report" OR statistics'),
    Subject("written policies", ("policy", "written policy", "use policy", "model policy"),
            questions=("written_policy_required",),
        says='"written policy" OR "use policy" OR "model policy"'),
    Subject("approval by an elected body", (
        "council approval", "approval", "city council approval", "council vote",
    ), questions=("governing_body_approval",), mention="approval by a council or board",
        says='"council approval" OR "board approval" OR "governing body approval"'
             ' OR "commission approval" OR "aldermanic approval"'),
    Subject("one central unit", ("central unit", "fusion center", "crime lab"),
            questions=("central_unit_only",), mention="a central unit or the state police",
        says='"central unit" OR "fusion center" OR "state police"'),
    Subject("workarounds through others", (
        "third party", "workaround", "loophole", "data broker", "outside vendor",
    ), questions=("third_party_use_prohibited",), mention="third parties or data brokers",
        says='"third party" OR "data broker"'),
    Subject("telling defendants", (
        "defendant", "discovery", "disclosure", "defense lawyer", "public defender", "brady",
    ), questions=("defendant_disclosure",), mention="defendants, discovery or the defense",
        says="defendant OR discovery OR defense"),
    Subject("evidence kept out", ("evidence", "suppress", "inadmissible", "exclusionary rule"),
            questions=("evidence_excluded",), mention="evidence",
            says="evidence OR inadmissible"),
    Subject("the right to sue", (
        "sue", "lawsuit", "private right of action", "damage", "class action", "right to sue",
    ), questions=("private_right_of_action",), mention="lawsuits or a right to sue",
        says='sue OR lawsuit OR "class action" OR "private right of action"'),
    Subject("consent and biometric privacy", (
        "consent", "biometric", "biometric privacy", "faceprint", "face print", "opt out",
        "opt in", "privacy law", "privacy", "biometric data", "biometric identifier",
        "data privacy",
    ), {"regulates": "private"}, ("private_consent_required",),
        are="on businesses", says="biometric",
        mention="biometric data"),
    Subject("when a law ends by itself", ("sunset", "expiration", "expire", "sunset date"),
            questions=("sunset_date",), says="sunset OR expire", mention="a sunset or expiry"),
    # --- named ---------------------------------------------------------------------------------
    Subject("Madison Square Garden", (
        "madison square garden", "msg", "msg entertainment", "radio city", "james dolan",
    ), {"regulates": "private"}, are="on businesses", says='"madison square garden"',
        note=_no_question("venues")),
    Subject("Rite Aid", ("rite aid", "riteaid"), {"regulates": "private"}, are="on businesses",
        says='"rite aid"',
            note=_no_question("stores")),
    Subject("Amazon Rekognition", ("rekognition", "amazon", "amazon rekognition", "aws", "ring"),
            says="rekognition OR amazon"),
    Subject("the Illinois biometric privacy act", (
        "bipa", "biometric information privacy act", "illinois biometric information privacy act",
        "illinois bipa",
    ), {"regulates": "private", "state": "il"}, ("private_right_of_action",),
        says='"biometric information privacy act" OR BIPA', are="on businesses in Illinois"),
    Subject("Clearview AI", ("clearview", "clearview ai", "clear view"), says="clearview"),
)  # fmt: skip


def key_of(word: str) -> str:
    """A word as the table compares it: in lower case, without its plural."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes", "uses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return {"licence": "license", "theatre": "theater"}.get(word, word)


BY_WORDS = {
    tuple(key_of(word) for word in phrase.split()): subject
    for subject in SUBJECTS
    for phrase in subject.words
}
LONGEST = max(map(len, BY_WORDS))
