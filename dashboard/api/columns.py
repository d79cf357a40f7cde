"""The columns of rows as of a day. What the record itself holds is described by its tables; only
what follows from the day, and how the answers of the API are built, is described here.
"""

from laws.open_data.tables import TABLE, Column
from laws.vocabulary import (
    ActionKind,
    Basis,
    Effect,
    Force,
    Precision,
    Stage,
    StateRule,
)


def of_table(table: str, *names: str) -> tuple[Column, ...]:
    """Columns of a table of the record, as they are described there."""
    known = {one.name: one for one in TABLE[table].columns}
    return tuple(known[name] for name in names)


URL = Column("url", "string", "The address of its page.")
IDENTITY = (
    *of_table("measures", "slug"),
    URL,
    Column("jurisdiction", "object", "Whose measure it is: division_id, name, state and kind."),
    *of_table(
        "measures", "kind", "identifier", "law_citation", "code_citation", "session", "title",
        "effect", "reach", "regulates", "use_modes", "effect_basis", "effect_note", "name",
        "popular_name",
    ),
)  # fmt: skip
ON_DAY = (
    Column("stage", "string", "How far it got by the day (R6).", Stage),
    Column("stage_basis", "string", "What its stage rests on.", Basis),
    Column("in_force", "boolean", "Whether it is certainly in effect on the day (R1 to R5)."),
    Column("uncertain", "boolean", "Whether it is uncertain that it is in effect on the day."),
    Column("partly", "boolean", "Whether it is in effect without one of its answers (R15)."),
    Column("force", "string", "Whether it is in effect on the day, in one word.", Force),
    Column("since", "date", "The first day of the term that tells it, past or to come."),
    Column("since_basis", "string", "What that day rests on.", Basis),
    Column("until", "date", "The first day after that term."),
    Column("until_basis", "string", "What that day rests on.", Basis),
    Column("end_kind", "string", "The kind of action that ends the term.", ActionKind),
)
EXACTLY = (
    Column("since_precision", "string", "How exactly the day of since is known.", Precision),
    Column("until_precision", "string", "How exactly the day of until is known.", Precision),
)
MEASURE_ON_DAY = (
    *IDENTITY,
    *ON_DAY,
    *EXACTLY,
    *of_table("measures", "first_action_on"),
    Column("first_action_precision", "string", "How exactly that day is known.", Precision),
    Column("last_action_on", "date", "The date of its last action by the day."),
    Column("last_action_precision", "string", "How exactly that day is known.", Precision),
    Column("last_action_kind", "string", "What that action was.", ActionKind),
    *of_table("measures", "summary", "confidence", "verified_on", "tier"),
)
ONE_MEASURE = (
    *IDENTITY,
    *ON_DAY,
    *EXACTLY,
    *of_table("measures", "summary", "confidence", "verified_on", "tier", "notes"),
    Column("stage_since", "date", "The first day at that stage."),
    Column("stage_since_precision", "string", "How exactly that day is known.", Precision),
    Column("terms", "list", f"{TABLE['terms'].description} All of them, whatever the day."),
    Column("stages", "list", f"{TABLE['stages'].description} All of them, whatever the day."),
    Column(
        "dates",
        "object",
        "Its first and last action, when it was enacted, begins and ends, and how exactly each of "
        "these days is known.",
    ),
    Column("actions", "list", TABLE["actions"].description),
    Column("provisions", "list", TABLE["provisions"].description),
    Column("safeguards", "object", "The range of its answers (R11), and other laws beside it."),
    Column("relations", "list", "How it stands to other measures."),
    Column("family", "object", "All measures that relations join to it, and their ties."),
    Column("sources", "list", TABLE["sources"].description),
    Column("sponsorships", "list", TABLE["sponsorships"].description),
    Column("verified_sources", "object", "What the check of verified_on looked at, and what not."),
    Column("changed_since_verified", "date", "Its last change after that check."),
    Column("quotations", "list", TABLE["quotations"].description),
    Column("second_answers", "list", TABLE["second_answers"].description),
    Column("cases", "list", "Court cases on it that are known by the day."),
    Column("changes", "string", "The address of its changes on this site."),
)
STATE_ON_DAY = (
    Column("state", "string", "The postal code."),
    Column("name", "string", "The name of the state."),
    Column("rule", "string", "The statewide rule on the day (R8).", StateRule),
    Column("measures", "list", "The slugs of the measures that make the rule."),
    Column("municipal_bans", "integer", "Local governments with a ban in effect (R7)."),
    Column("municipal_bans_beyond_doubt", "integer", "How many of them are beyond doubt."),
    Column("basis", "string", "What the statewide rule rests on.", Basis),
    Column("partly", "list", "Its measures in effect without one of their answers (R15)."),
    Column("doubts", "list", "Why the statewide rule is in doubt. No entry: it is not."),
    URL,
    Column("searched_on", "date", "When its law was last searched; empty: it is not researched."),
    Column("chosen", "boolean", "Whether the filters show the state."),
    Column("class", "string", "The class by which the map colors it: that of its rule."),
    Column("figure", "number", "The number that the map shows, if its coloring has one."),
)
MARKED = (
    Column("state", "string", "The postal code."),
    Column("place", "string", "Its name in the addresses of this site."),
    Column("name", "string", "The name of the government."),
    Column("effect", "string", "The strongest effect of its measures.", Effect),
    Column("measures", "list", "The slugs of the measures that the map shows there."),
    *of_table("jurisdictions", "population"),
    Column("lat", "number", "Of a point in it; empty where only the county’s point is known."),
    Column("lon", "number", "Of the same point."),
    Column("basis", "string", "What its being in effect rests on.", Basis),
    Column("partly", "list", "Its measures in effect without one of their answers (R15)."),
    Column("doubts", "list", "Why it is in doubt. No entry: it is not."),
    URL,
)
ONE_STATE = (
    Column("state", "string", "The postal code, or US."),
    *of_table("jurisdictions", "name", "division_id", "geoid", "wikidata_id"),
    Column("rule", "string", "The statewide rule on the day (R8); none for the country."),
    Column("basis", "string", "What the statewide rule rests on.", Basis),
    Column("doubts", "list", "Why the statewide rule is in doubt. No entry: it is not."),
    Column("measures", "list", "Its own measures in effect; in_rule: they make its rule."),
    Column("municipal_bans", "integer", "Local governments with a ban in effect (R7)."),
    Column("municipal_bans_beyond_doubt", "integer", "How many of them are beyond doubt."),
    Column("rank", "integer", "Its place among the states by that number."),
    Column("jurisdictions", "list", "The governments counted, with their measures and doubts."),
    Column("people_covered", "object", "The people whom a ban covers (R10), with their doubts."),
    Column("local_measures", "list", "The measures in effect of its local governments."),
    Column("cases", "list", "The slugs of court cases of it and its governments."),
    Column("pending", "list", "Its own pending measures."),
    Column("searched_on", "date", "When its law was last searched; empty: it is not researched."),
    Column("may_act", "list", "Whether its local governments may pass a law of their own."),
    Column("reckoned_by", "list", "The rules by which it is counted."),
)
PLACE = (
    *of_table(
        "jurisdictions", "division_id", "name", "full_name", "kind", "state", "geoid",
        "wikidata_id", "slug", "population", "population_year", "searched_on",
    ),
    URL,
    Column("api", "string", "Where the API says what applies there."),
)  # fmt: skip
ONE_PLACE = (
    *of_table(
        "jurisdictions", "slug", "name", "division_id", "geoid", "county_geoids", "wikidata_id",
        "kind", "state", "population", "population_year", "searched_on",
    ),
    Column("counties", "list", "The names of its counties."),
    Column("covering_city", "string", "The city in which a county wholly lies."),
    Column("may_act", "list", "Whether it may pass a law of its own, as far as that is known."),
    Column(
        "answers", "list",
        "What holds for local police, state police, schools and businesses: live video, searching "
        "photos, with the strongest measure, since when, and whether that is in doubt.",
    ),
    Column(
        "applies", "list",
        "The measures in effect there (R9): the place's own, its counties', its state's and the "
        "country's, each with its level, whom it covers, since when, and on what basis.",
    ),
    Column("cases", "list", "The slugs of court cases about it."),
)  # fmt: skip
RANKING = (
    Column("ranking", "string", "What names the ranking."),
    Column("title", "string", "Its title."),
    Column("counts", "string", "What it counts."),
    Column("has_presets", "boolean", "Whether it takes preset."),
    Column("rules", "list", "The rules by which it counts."),
    Column("api", "string", "Its address in the API."),
)
RANKED = (
    Column("position", "string", "Its place; 3= where several share it. Empty: it has none."),
    Column("key", "string", "The postal code of the state, or the slug of the measure."),
    Column("name", "string", "The name of the state or the measure."),
    Column("amount", "number", "The number by which it is ranked."),
    Column("words", "string", "The number in words, with its doubt."),
    Column("certain", "integer", "So many of a count are beyond doubt; empty: no count."),
    Column("basis", "string", "What its place rests on, where that is not simply recorded."),
    Column("includes", "string", "What the number consists of."),
)
COVERED = (
    Column("state", "string", "The postal code."),
    Column("name", "string", "The name of the state."),
    Column("covered", "integer", "People whom a ban covers beyond doubt (R10)."),
    Column("in_doubt", "integer", "Further people, whom only a ban in doubt covers."),
    Column("doubtful", "list", "Whose bans are in doubt."),
    Column("population", "integer", "The people of the state. Empty: not known."),
    Column("population_years", "list", "The years of the population figures."),
    Column("share", "number", "The part that is covered beyond doubt."),
    Column("possible_share", "number", "The part that is covered at most."),
    Column("not_known", "list", "Governments with a ban whose number of people is not known."),
    Column("basis", "string", "What it rests on.", Basis),
)
CASE = (
    *of_table("cases", "slug", "name"),
    URL,
    Column("state", "string", "The postal code, or US."),
    *of_table("cases", "division_id"),
    Column("government", "string", "The name of that government."),
    *of_table("cases", "about", "court", "docket", "filed"),
    Column("decided", "date", "The latest decision known by the day."),
    Column("standing", "string", "How it stood on the day: open where no end is known by then."),
    Column("is_known", "boolean", "Whether anything of it had happened by the day."),
    *of_table("cases", "summary"),
    Column("outcome", "string", "What it did, in our words, as far as known by the day."),
    *of_table("cases", "confidence", "note"),
    Column("effects", "list", TABLE["case_effects"].description),
    *of_table("cases", "sources"),
)
ONE_CASE = (*CASE, Column("milestones", "list", "Its milestones by the day: date and title."))
SEARCH = (
    Column("state", "string", "The postal code, or US."),
    *of_table("searches", "division_id"),
    Column("name", "string", "The name of the government."),
    *of_table(
        "searches", "agency", "session", "date", "looked_for", "how", "where", "words", "outcome",
        "found", "note",
    ),
    Column("due", "date", "When it is due again; empty where the session was over."),
    Column("is_late", "boolean", "Whether it is due again by the day."),
)  # fmt: skip
EDITION = (
    Column("number", "integer", "Its number, by which edition asks for it."),
    Column("made_at", "string", "When it was made."),
    URL,
    Column("digest", "string", "The SHA-256 of what it holds."),
    Column("counts", "object", "How many rows of each kind it holds."),
    Column("files", "list", "Its files: name, type, bytes, SHA-256 and address."),
    Column("changed", "list", "How many rows of each kind differ from the edition before."),
)
