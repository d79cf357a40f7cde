"""What single legislatures write: rules read before those of `table`, each for its places alone.

A place is a postal code (`US` for Congress) or, for a city, its division below the state. `source`
names where the legislature's wording can be seen.
"""

from laws.imports.actions.rule import ActionRule as Rule
from laws.vocabulary import ActionKind

K = ActionKind

CONGRESS = (
    Rule(K.ENACTED, "The President of the United States signed it.", ("^signed by president$",),
        where=("US",), source="congress.gov, actions of a law"),
    Rule(K.OTHER, "A motion to suspend the rules that was made, or that failed.",
        ("moved to suspend rules", "suspend rules … fail*", "suspend rules … not agreed",
         "passed … fail*", "objections of president … fail*", "fail* of passage"),
        where=("US",), source="congress.gov, actions under suspension of the rules"),
    Rule(K.OTHER, "One chamber's vote to override the President's veto; with the second chamber's "
                  "vote, the veto is overridden.",
        ("passed house over veto", "passed senate over veto", "passed … over veto",
         "two thirds … overrid* veto", "objections of president … notwithstanding passed"),
        where=("US",), track="override", second=K.VETO_OVERRIDDEN,
        source="congress.gov, actions on vetoed bills"),
    Rule(K.PASSED, "The first chamber agreed to the other chamber's changes.",
        ("agree to senate amendment* … agreed to", "agree to house amendment* … agreed to",
         "agreed to house amendment*", "agreed to senate amendment*", "concurred in house amend*",
         "concurred in senate amend*", "concur in senate amendment* … agreed to",
         "concur in house amendment* … agreed to"),
        unless=("with amendment", "fail*", "not agreed"), where=("US",),
        source="congress.gov, resolving differences"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber, under suspension of the rules or otherwise; with "
                           "the second chamber's vote, the bill is passed.",
        ("suspend rules and pass … agreed to", "^passed agreed to in", "passed house",
         "passed senate", "on passage passed"),
        unless=("received", "message*"), where=("US",), track="passage", second=K.PASSED,
        source="congress.gov, actions of a law"),
)  # fmt: skip

STATES = (
    Rule(K.PASSED_CHAMBER, "Passed one chamber on a motion to read it a third time and pass it.",
        ("motion to read third time and pass … adopted",), unless=("fail*",), where=("AL",),
        track="passage", second=K.PASSED, source="alison.legislature.state.al.us"),
    Rule(K.PASSED, "The first chamber agreed to the other chamber's changes.",
        ("motion to concur in and adopt … adopted",), unless=("non concur",), where=("AL",),
        source="alison.legislature.state.al.us"),
    Rule(K.PASSED, "Passed by the Council of the District at its last reading: the Mayor and "
                   "Congress review it.",
        ("^final reading", "^second reading", "^final reading vote"),
        unless=("scheduled", "agenda", "fail*"), where=("DC",), source="lims.dccouncil.gov"),
    Rule(K.PASSED_CHAMBER, "Passed by the Council of the District at the first of two readings.",
        ("^first reading",), unless=("scheduled", "agenda", "fail*", "referred"), where=("DC",),
        source="lims.dccouncil.gov"),
    Rule(K.OTHER, "An act of the District, signed by the Mayor or left unsigned: a law only after "
                  "Congress's review.",
        ("signed … act number", "^signed", "approved with act number", "enacted with act number",
         "returned unsigned", "unsigned by mayor", "act a#", "transmitted to congress",
         "transmitted to mayor", "published in dc register"),
        unless=("law l#", "^law"), where=("DC",), source="lims.dccouncil.gov"),
    Rule(K.ENACTED, "A law of the District: Congress's review is over.",
        ("law l#", "law number l#", "^law # effective", "became law with law number"),
        where=("DC",), also=K.EFFECTIVE, source="lims.dccouncil.gov"),
    Rule(K.OTHER, "Connecticut numbers an act before the governor has signed it.",
        ("^public act #", "^special act #"), where=("CT",), source="cga.ct.gov, bill history"),
    Rule(K.PASSED, "Both chambers of Connecticut passed it with the same words.",
        ("^in concurrence", "^on consent calendar in concurrence"), where=("CT",),
        source="cga.ct.gov, bill history"),
    Rule(K.ENACTED, "Kentucky's governor left it unsigned: it is law with its number.",
        ("delivered to secretary of state acts ch #",), where=("KY",),
        source="legislature.ky.gov, actions"),
    Rule(K.ENACTED, "Kentucky's governor left it unsigned, by its classification.",
        ("^delivered to secretary of state",), ("became-law",), where=("KY",),
        source="legislature.ky.gov, actions"),
    Rule(K.PASSED_CHAMBER, "Passed by one chamber of Idaho under suspension of its rules.",
        ("rules suspended … passed",), unless=("fail*", "not passed"), where=("ID",),
        track="passage", second=K.PASSED, source="legislature.idaho.gov, bill status"),
    Rule(K.OTHER, "Put off to a later day at the call of the chair: nothing is carried over.",
        ("carried over",), where=("AL",), source="alison.legislature.state.al.us"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber of North Dakota, whose last vote follows the second "
                           "reading.",
        ("second reading passed",), unless=("fail*",), where=("ND",), track="passage",
        second=K.PASSED, source="ndlegis.gov, bill actions"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber of Oklahoma, with or without its emergency clause.",
        ("measure passed", "measure and emergency passed"),
        unless=("reconsider*", "measure failed"),
        where=("OK",), track="passage", second=K.PASSED, source="oklegislature.gov, bill history"),
    Rule(K.OTHER, "Oklahoma strikes a title or an enacting clause so that a bill has to go to a "
                  "conference: the bill goes on.",
        ("enacting clause stricken", "enacting clause restored", "title stricken"), where=("OK",),
        source="oklegislature.gov, bill history"),
    Rule(K.PASSED, "Passed by Nebraska's one chamber.",
        ("passed on final reading", "passed final reading"), unless=("fail*", "motion*"),
        where=("NE",), source="nebraskalegislature.gov, history of a bill"),
    Rule(K.OTHER, "A step of Nebraska's three rounds of debate: the bill goes on.",
        ("enrollment and review", "advanced to", "readvanced to", "placed on", "returned to select "
         "file", "^mo#", "mo# … filed", "mo# … pending"),
        unless=("general file$", "introduc*", "adopted indefinitely postpone"), where=("NE",),
        source="nebraskalegislature.gov, history of a bill"),
)  # fmt: skip

PENNSYLVANIA_AND_TEXAS = (
    Rule(K.REPORTED, "Reported by the committee that it was committed to, and sent to no other.",
        ("reported as committed", "reported as amended"), unless=("rereported", "recommitted"),
        where=("PA",), source="palegis.us, bill history"),
    Rule(K.EFFECTIVE, "Texas notes the first day of a law once the bill is one.",
        ("^effective on #", "^effective immediately"), where=("TX",),
        source="capitol.texas.gov, bill history"),
)  # fmt: skip

PUERTO_RICO = (
    Rule(K.VETOED, "The governor vetoed it.", ("^veto", "veto de bolsillo"), where=("PR",),
        source="sutra.oslpr.org"),
    Rule(K.ENACTED, "The governor signed it, or it has a number among the laws.",
        ("^ley n*", "^firmad* por la gobernadora", "^firmad* por el gobernador",
         "^convertid* en ley"), where=("PR",),
        source="sutra.oslpr.org"),
    Rule(K.FAILED, "A chamber voted on passing it, and it failed.",
        ("^derrotad*", "^no aprobad*"), where=("PR",), source="sutra.oslpr.org"),
    Rule(K.OTHER, "About a conference of the chambers; a later entry tells how it ended.",
        ("conferencia",), where=("PR",), source="sutra.oslpr.org"),
    Rule(K.PASSED, "The first chamber agreed to the other chamber's changes.",
        ("concurre con enmiendas",), unless=("no concurre",), where=("PR",),
        source="sutra.oslpr.org"),
    Rule(K.HEARING, "A public hearing.", ("^vista publica",), where=("PR",),
        source="sutra.oslpr.org"),
    Rule(K.PASSED, "Both chambers passed it, and it went to the governor.",
        ("^enviad* al gobernador", "^enviad* la gobernadora"), where=("PR",),
        source="sutra.oslpr.org"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber; with the second chamber's vote, it is passed.",
        ("^aprobad* por camara en votacion", "^aprobad* por la camara en votacion",
         "^aprobad* por senado en votacion", "^aprobad* por el senado en votacion"),
        where=("PR",), track="passage", second=K.PASSED,
        source="sutra.oslpr.org"),
    Rule(K.FAILED, "Its author withdrew it.", ("retirad* por su autor*",), where=("PR",),
        source="sutra.oslpr.org"),
    Rule(K.REPORTED, "A committee reported it.", ("informe",), unless=("remitid*", "referid*"),
        where=("PR",), source="sutra.oslpr.org"),
    Rule(K.AMENDED_TEXT, "Its text was amended.", ("^aprobado con enmiendas",), where=("PR",),
        source="sutra.oslpr.org"),
    Rule(K.REFERRED, "Referred to a committee.", ("^remitid* comision*", "^referid* comision*"),
        where=("PR",), source="sutra.oslpr.org"),
    Rule(K.INTRODUCED, "Filed.", ("^radicad*", "^aparece en primera lectura"), where=("PR",),
        source="sutra.oslpr.org"),
)  # fmt: skip

KANSAS_AND_SOUTH_DAKOTA = (
    Rule(K.FAILED, "A chamber of Kansas voted on passing it, and it failed.",
        ("final action not passed",), where=("KS",), source="kslegislature.gov, bill history"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber of Kansas, whose last vote is its final action.",
        ("final action … passed",), unless=("not passed", "fail*"), where=("KS",),
        track="passage", second=K.PASSED, source="kslegislature.gov, bill history"),
    Rule(K.PASSED, "The first chamber of Kansas agreed to the other chamber's changes.",
        ("^concurred with amendments",), where=("KS",), source="kslegislature.gov, bill history"),
    Rule(K.OTHER, "The governor of Kansas said that it will be law without a signature: it is one "
                  "when the last day for a veto is over.",
        ("will become law without",), where=("KS",), source="kslegislature.gov, bill history"),
    Rule(K.ENACTED, "Kansas notes the first day of a law once the bill is one.",
        ("^law effective",), where=("KS",), also=K.EFFECTIVE,
        source="kslegislature.gov, bill history"),
    Rule(K.REFERRED, "Sent to a committee of South Dakota, by a motion that passed.",
        ("^referred to passed",), where=("SD",), source="sdlegislature.gov, bill actions"),
    Rule(K.FAILED, "A chamber of South Dakota voted on passing it, and it failed.",
        ("^house of representatives do pass", "^senate do pass"), ("failure",), where=("SD",),
        source="sdlegislature.gov, bill actions"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber of South Dakota: “do pass” is what it votes on.",
        ("^house of representatives do pass … passed", "^senate do pass … passed"),
        where=("SD",), track="passage", second=K.PASSED,
        source="sdlegislature.gov, bill actions"),
    Rule(K.FAILED, "Florida lays a bill aside for good once its companion has passed.",
        ("^laid on table companion",), where=("FL",),
        source="flsenate.gov, bill history"),
)  # fmt: skip

ILLINOIS = (
    Rule(K.VETOED, "Returned by the governor of Illinois with changes that the chambers may "
                   "accept.",
        ("^governor amendatory veto",), where=("IL",), source="ilga.gov, bill status"),
    Rule(K.VETO_OVERRIDDEN, "Both chambers of Illinois overrode the veto.",
        ("both houses override total veto",), where=("IL",), source="ilga.gov, bill status"),
    Rule(K.FAILED, "It died after an amendatory veto that was not accepted.", ("^bill dead",),
        where=("IL",), source="ilga.gov, bill status"),
    Rule(K.FAILED, "A chamber of Illinois voted on passing it, and it failed.",
        ("third reading … lost", "3rd reading … lost"), where=("IL",),
        source="ilga.gov, bill status"),
    Rule(K.PASSED, "The first chamber of Illinois agreed to the other chamber's changes.",
        ("^senate concurs", "^house concurs"), where=("IL",), source="ilga.gov, bill status"),
    Rule(K.ENACTED, "The governor of Illinois certified that the chambers accepted the changes of "
                    "an amendatory veto.",
        ("^certified by governor", "^governor certifies changes"), where=("IL",),
        source="ilga.gov, bill status"),
)  # fmt: skip

NORTH_CAROLINA = (
    Rule(K.PASSED, "Both chambers passed it, and it went to the governor.", ("^pres to gov",),
        where=("NC",), source="ncleg.gov, bill history"),
    Rule(K.PASSED, "The first chamber agreed to the other chamber's changes.",
        ("^concurred in",), where=("NC",), source="ncleg.gov, bill history"),
    Rule(K.OTHER, "The first chamber did not agree to the other chamber's changes.",
        ("^failed concur",), where=("NC",), source="ncleg.gov, bill history"),
    Rule(K.OTHER, "One chamber of North Carolina adopted the conference report; with the other "
                  "chamber's vote, the bill is passed.",
        ("^conf report adopted",), where=("NC",), track="conference", second=K.PASSED,
        source="ncleg.gov, bill history"),
    Rule(K.REPORTED, "A committee reported it.", ("^reptd",), where=("NC",),
        source="ncleg.gov, bill history"),
)  # fmt: skip

GEORGIA_AND_VIRGINIA = (
    Rule(K.PASSED_CHAMBER, "Agreed to the other chamber's changes with changes of its own.",
        ("agreed … amend or sub as amended",), where=("GA",), track="passage",
        source="legis.ga.gov, status history"),
    Rule(K.PASSED, "The first chamber of Georgia agreed to the other chamber's changes.",
        ("agreed … amend or sub",), unless=("disagreed",), where=("GA",),
        source="legis.ga.gov, status history"),
    Rule(K.FAILED, "A chamber of Georgia voted on passing it, and it failed.",
        ("^house lost", "^senate lost"), where=("GA",), source="legis.ga.gov, status history"),
    Rule(K.PASSED, "The first chamber of Virginia agreed to the other chamber's changes.",
        ("senate amendment* agreed to by house", "house amendment* agreed to by senate",
         "senate substitute agreed to by house", "house substitute agreed to by senate"),
        unless=("not",), where=("VA",), source="lis.virginia.gov, bill history"),
    Rule(K.PASSED, "Both chambers of Virginia passed it.",
        ("^bill text as passed house and senate", "^communicated to governor"), where=("VA",),
        source="lis.virginia.gov, bill history"),
    Rule(K.CARRIED_OVER, "Continued to Virginia's next session.", ("^continued to next session",),
        where=("VA",), source="lis.virginia.gov, bill history"),
)  # fmt: skip

OTHER_STATES = (
    Rule(K.FAILED, "Massachusetts lets a bill go with another one that takes its place.",
        ("^accompanied h*", "^accompanied s*", "^accompanied new draft"), unless=("amendment*",),
        where=("MA",), source="malegislature.gov, bill history"),
    Rule(K.PASSED, "The first chamber of Maryland agreed to the other chamber's changes.",
        ("concurs senate amendment*", "concurs house amendment*"), unless=("refuses",),
        where=("MD",), source="mgaleg.maryland.gov, legislation history"),
    Rule(K.VETO_OVERRIDDEN, "Both chambers of Missouri overrode the veto.",
        ("^legislature voted to override",), where=("MO",), source="house.mo.gov, bill actions"),
    Rule(K.REFERRED, "Read a second time in Missouri and referred to a committee.",
        ("^second read and referred",), where=("MO",), source="house.mo.gov, bill actions"),
    Rule(K.PASSED_CHAMBER, "Agreed to the other chamber's changes with changes of its own.",
        ("concurred in … amendments as amended",), where=("PA",), track="passage",
        source="palegis.us, bill history"),
    Rule(K.FAILED, "A chamber of Pennsylvania voted on passing it, and it failed.",
        ("final passage failed", "fell on final passage"), where=("PA",),
        source="palegis.us, bill history"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber of Oregon; the entry may begin with a suspension of "
                           "the rules.",
        ("third reading carried by … passed",), where=("OR",), track="passage", second=K.PASSED,
        source="oregonlegislature.gov, measure history"),
    Rule(K.PASSED_CHAMBER, "“Finally passed” by one chamber of Louisiana.",
        ("finally passed",), unless=("fail*",), where=("LA",), track="passage", second=K.PASSED,
        source="legis.la.gov, instrument history"),
    Rule(K.PASSED, "Passed by both chambers of Louisiana and prepared for signature.",
        ("^enrolled and signed",), where=("LA",), source="legis.la.gov, instrument history"),
    Rule(K.PASSED_CHAMBER, "“Finally passed” by one chamber of Maine, as its last vote on a "
                           "resolve is called.",
        ("^finally passed",), unless=("fail*",), where=("ME",), track="enactment",
        second=K.PASSED, source="legislature.maine.gov, actions"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber of Nevada, whose entries tell all steps of a day.",
        ("read third time … passed title approved", "third time passed",
         "resolution read and adopted"),
        unless=("not passed",), where=("NV",), track="passage", second=K.PASSED,
        source="leg.state.nv.us, bill history"),
    Rule(K.FAILED, "The Council of the District let the time for it pass.", ("deemed disapproved",),
        where=("DC",), source="lims.dccouncil.gov"),
)  # fmt: skip

NEW_YORK_CITY = (
    Rule(K.ENACTED, "A local law of New York City: signed, or law without the mayor's signature.",
        ("city charter rule adopted", "signed into law by mayor", "^signed by mayor",
         "became law without", "veto … overridden by council", "overridden by council"),
        unless=("fail*",), where=("NY/place:new_york",), source="legistar.council.nyc.gov"),
    Rule(K.PASSED_CHAMBER, "Passed by the City Council of New York: a law once the mayor signs it "
                           "or thirty days are over.",
        ("^approved by council",), where=("NY/place:new_york",),
        source="legistar.council.nyc.gov"),
)  # fmt: skip

BY_LEGISLATURE: tuple[Rule, ...] = (
    *CONGRESS,
    *STATES,
    *PENNSYLVANIA_AND_TEXAS,
    *PUERTO_RICO,
    *KANSAS_AND_SOUTH_DAKOTA,
    *ILLINOIS,
    *NORTH_CAROLINA,
    *GEORGIA_AND_VIRGINIA,
    *OTHER_STATES,
    *NEW_YORK_CITY,
)
