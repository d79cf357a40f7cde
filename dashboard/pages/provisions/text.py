"""What the pages of the codebook say in sentences, from the answers of the day."""

from dashboard.codebook.questions import CLAUSES
from dashboard.words.display_class import display_class
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence
from dashboard.words.numbers import counted, in_words, opening
from dashboard.words.searches import in_searches
from dashboard.words.tense import tense_of
from laws.text.dates import say
from laws.vocabulary import Answer

NOUNS = {"state": "statewide limit", "local": "local limit"}


def clause(question, number=2, tense=None):
    """What so many measures do that answer it yes: require a warrant, required a warrant.

    Without a tense, what they are said to do in general.
    """
    said = CLAUSES.get(question.slug, f"answer yes to “{question.text}”")
    if tense is None:
        return said
    verb, rest = said.split(" ", 1)
    said = f"{tense.verb(verb, number)} {rest}"
    return said.replace("they end", "it ends") if number == 1 else said


def headline(safeguards):
    """The finding of the heat map in three parts, of which the middle one is to be quoted.

    It names what most limits do, and what the fewest do of all that is coded for half of them.
    """
    scored, day = safeguards.scored, f"On {say(safeguards.on)}, "
    noun, tense = NOUNS[safeguards.level], tense_of(safeguards.as_of)
    if not scored:
        be = tense.verb("be")
        return day, f"no {noun} with safeguards to compare", f" {be} in effect."
    if not safeguards.asked:
        whole, be = counted(len(scored), noun), tense.verb("be", len(scored))
        return (
            f"{day}{whole} {be} in effect, and ",
            "none of the questions is coded",
            " for them yet.",
        )
    most, yes = _most(safeguards)
    if not yes:
        return day, f"no {noun} {tense.verb('be')} coded to {clause(most)}", "."
    finding = f"{_share(yes, len(scored), noun)} {clause(most, yes, tense)}"
    return day, finding, f"{_fewest(safeguards, most, tense)}."


def _share(yes, number, noun):
    """How many of the limits: all nine, both, the one, six of nine."""
    if number == 1:
        return f"the one {noun}"
    if yes == number:
        return f"both {noun}s" if number == 2 else f"all {in_words(number)} {noun}s"
    return f"{in_words(yes)} of {in_words(number)} {noun}s"


def _most(safeguards):
    """The question that most answer yes, and how many do."""
    most = max(safeguards.asked, key=lambda one: _yes(safeguards, one))
    return most, _yes(safeguards, most)


def _fewest(safeguards, most, tense):
    """What the fewest do of the questions that are coded for at least half, as a second half."""
    number = len(safeguards.scored)
    often = [one for one in safeguards.asked if 2 * _coded(safeguards, one) >= number]
    if number < 3 or not often:
        return ""
    fewest = min(often, key=lambda one: (_yes(safeguards, one), -_coded(safeguards, one)))
    yes, coded = _yes(safeguards, fewest), _coded(safeguards, fewest)
    if fewest == most or 2 * yes >= coded:
        return ""
    return f"; of the {in_words(coded)} coded for it, {in_words(yes)} {clause(fewest, yes, tense)}"


def _yes(safeguards, question):
    return safeguards.tallies[question.slug][Answer.YES]


def _coded(safeguards, question):
    tally = safeguards.tallies[question.slug]
    return tally[Answer.YES] + tally[Answer.QUALIFIED] + tally[Answer.NO]


def sentence_below(safeguards):
    """Who is in the matrix, and who is not and why."""
    if safeguards.level == "local":
        return (
            "Each row is a local government with a ban, moratorium or restriction on police or "
            "government use. We do not search local governments one by one, so others may have one."
        )
    without = {why: len(rows) for why, rows in safeguards.without.items()}
    said = []
    if without.get("not_scored"):
        number = without["not_scored"]
        have = "has" if number == 1 else "have"
        said.append(f"{in_words(number)} {have} another rule, which is not scored")
    if without.get("none_found"):
        found_in = in_searches(row.searched_on for row in safeguards.without["none_found"])
        said.append(f"for {in_words(without['none_found'])} we found none for that day {found_in}")
    if without.get("not_researched"):
        verb = "is" if without["not_researched"] == 1 else "are"
        said.append(f"{in_words(without['not_researched'])} {verb} not researched yet")
    first = "Each row is a state whose statewide rule is a ban, a moratorium or a restriction."
    rest = f"Of the other states and territories, {'; '.join(said)}." if said else ""
    return f"{first} {rest}".strip()


# --- one question -----------------------------------------------------------------------------


def question_headline(question, found):
    """Who answers yes, in three parts, of which the middle one is to be quoted."""
    day = f"On {say(found.on)}, "
    yes = [*found.answering(Answer.YES), *found.answering(Answer.DATED)]
    if not yes:
        be = tense_of(found.as_of).verb("be")
        return day, "no measure in effect", f" {be} coded to {clause(question)}."
    parts = [(level, number) for level, number in found.by_level(yes) if number]
    whole = listed(f"{in_words(number)} {level}" for level, number in parts)
    noun = "measure" if parts[-1][1] == 1 else "measures"
    tense = tense_of(found.as_of)
    rest = f" in effect {clause(question, len(yes), tense)}{_narrow(yes, tense)}."
    return day, f"{whole} {noun}", rest


def _narrow(yes, tense):
    """How many of those that answer yes reach particular devices, agencies or settings only."""
    number = sum(display_class(row.binding) == "narrow" for row in yes)
    if not number:
        return ""
    if number == len(yes):
        both = "both" if number == 2 else "all"
        return f", {both} of them narrow" if number > 1 else f", and {tense.verb('be')} narrow"
    return f", {in_words(number)} of them narrow"


def question_sentences(found):
    """How many answer otherwise, and for how many limits it is not coded."""
    said = []
    for answer, word in ((Answer.QUALIFIED, in_part(found.question)), (Answer.NO, "no")):
        number = len(found.answering(answer))
        if number:
            verb = "answers" if number == 1 else "answer"
            said.append(f"{opening(number)} {verb} {word}.")
    number = len(found.parts_out)
    if number:
        be, whose = ("is", "its answer is") if number == 1 else ("are", "their answers are")
        said.append(f"{opening(number)} more {be} in effect, but {whose} not on that day.")
    number = len(found.not_coded)
    if number:
        ones = _limits(number)
        said.append(f"For {ones} in effect it is not coded, which never counts as no.")
    return " ".join([*said, *_classed_otherwise(found)])


def in_part(question):
    """What an answer in part means for a question: in part: only for some searches."""
    meaning = question.qualified_means or "on conditions"
    return f"in part: {meaning[:1].lower()}{meaning[1:]}"


def _classed_otherwise(found):
    """That a state is a ban or a moratorium on the map and does not answer yes, where one is."""
    laws = [binding for binding, _ in found.classed_otherwise]
    if laws:
        states = listed(dict.fromkeys(in_sentence(one.place.name) for one in laws))
        effects = {str(one.effect) for one in laws}
        what = "a ban or a moratorium" if len(effects) > 1 else f"a {effects.pop()}"
        yield f"Yet the law of {states} is {what} on the map: the reason stands below."


def _limits(number):
    return "one limit" if number == 1 else f"{in_words(number)} bans, moratoria and restrictions"
