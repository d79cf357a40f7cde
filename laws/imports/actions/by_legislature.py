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
    Rule(K.ENACTED, "Law without the items that Idaho's governor vetoed.",
        ("line item veto* … session law chapter #",), where=("ID",),
        source="legislature.idaho.gov, bill status"),
    Rule(K.PASSED_CHAMBER, "Passed by one chamber of Idaho under suspension of its rules.",
        ("rules suspended … passed",), unless=("fail*", "not passed"), where=("ID",),
        track="passage", second=K.PASSED, source="legislature.idaho.gov, bill status"),
    Rule(K.OTHER, "Put off to a later day at the call of the chair: nothing is carried over.",
        ("carried over",), where=("AL",), source="alison.legislature.state.al.us"),
    Rule(K.ENACTED, "Law without the items that North Dakota's governor vetoed.",
        ("signed by governor but item veto",), where=("ND",), source="ndlegis.gov, bill actions"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber of North Dakota, whose last vote follows the second "
                           "reading.",
        ("second reading passed",), unless=("fail*",), where=("ND",), track="passage",
        second=K.PASSED, source="ndlegis.gov, bill actions"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber of Oklahoma, with or without its emergency clause.",
        ("measure passed", "measure and emergency passed"),
        unless=("reconsider*", "measure failed"),
        where=("OK",), track="passage", second=K.PASSED, source="oklegislature.gov, bill history"),
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
    Rule(K.ENACTED, "It has a number among the laws.", ("^ley n*",), where=("PR",),
        source="sutra.oslpr.org"),
    Rule(K.PASSED, "Both chambers passed it, and it went to the governor.",
        ("^enviado al gobernador",), where=("PR",), source="sutra.oslpr.org"),
    Rule(K.PASSED_CHAMBER, "Passed one chamber; with the second chamber's vote, it is passed.",
        ("^aprobado por camara en votacion", "^aprobado por senado en votacion",
         "^aprobado por el senado en votacion"),
        where=("PR",), track="passage", second=K.PASSED,
        source="sutra.oslpr.org"),
    Rule(K.FAILED, "Its author withdrew it.", ("retirad* por su autor",), where=("PR",),
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
    *NEW_YORK_CITY,
)
