"""What happened to a measure, told by what the measure is: Somerville lifts its ban."""

from dashboard.words.display_class import schools
from laws.models import Action, Measure
from laws.vocabulary import ActionKind, Effect

NOUNS: dict[str, str] = {
    Effect.BAN: "ban",
    Effect.MORATORIUM: "moratorium",
    Effect.RESTRICTION: "restriction",
    Effect.OVERSIGHT: "oversight rule",
    Effect.AUTHORIZATION: "law that permits the use",
    Effect.REPEAL: "repeal",
    Effect.STUDY: "study",
    Effect.PRIVATE_SECTOR: "rule for businesses",
    Effect.OTHER: "rule",
}
LIFTED = (Effect.BAN, Effect.MORATORIUM)
# By the kind of the action: {who} is the government, {noun} what the measure is.
SENTENCES: dict[str, str] = {
    ActionKind.INTRODUCED: "{a} is proposed",
    ActionKind.REFERRED: "The proposed {noun} goes to a committee",
    ActionKind.HEARING: "A hearing is held on the {noun}",
    ActionKind.REPORTED: "A committee sends on the proposed {noun}",
    ActionKind.AMENDED_TEXT: "The text of the proposed {noun} is changed",
    ActionKind.PASSED_CHAMBER: "The {noun} passes a first vote",
    ActionKind.PASSED: "{who} votes for {a}",
    ActionKind.VETOED: "The {noun} is vetoed",
    ActionKind.VETO_OVERRIDDEN: "The veto of the {noun} is overridden",
    ActionKind.ENACTED: "The {noun} becomes law",
    ActionKind.EFFECTIVE: "The {noun} takes effect",
    ActionKind.EFFECT_DELAYED: "The {noun} is to take effect later",
    ActionKind.AMENDED: "The {noun} is amended",
    ActionKind.REPEALED: "{who} repeals its {noun}",
    ActionKind.EXPIRED: "The {noun} ends",
    ActionKind.EXPIRES: "The {noun} is set to end",
    ActionKind.STRUCK_DOWN: "A court strikes down the {noun}",
    ActionKind.EXTENDED: "The {noun} is extended",
    ActionKind.ENJOINED: "A court suspends the {noun}",
    ActionKind.REINSTATED: "The {noun} is in effect again",
    ActionKind.FAILED: "The proposed {noun} fails",
    ActionKind.CARRIED_OVER: "The proposed {noun} is carried over",
}


def noun_of(measure: Measure) -> str:
    """What a measure is, in a word or two: ban, rule for schools."""
    return NOUNS.get(measure.effect) or f"rule for {schools(measure)}"


def event_words(action: Action, measure: Measure, who: str) -> str:
    """An action of a government's measure as sentences, with its vote and what the record says."""
    told, words = _told(action, measure, who), action.description.strip()
    if told.lower() == words.lower().rstrip("."):
        words = ""
    return " ".join(_sentence(said) for said in (told, words) if said)


def _told(action: Action, measure: Measure, who: str) -> str:
    """What happened, without a description; nothing where only that says it."""
    noun = noun_of(measure)
    sentence = SENTENCES.get(action.kind, "")
    if action.kind == ActionKind.REPEALED and measure.effect in LIFTED:
        sentence = "{who} lifts its {noun}"
    article = "an" if noun[0] in "aeiou" else "a"
    told = sentence.format(who=who, noun=noun, a=f"{article} {noun}")
    return f"{told[:1].upper()}{told[1:]}{_vote(action)}" if told else ""


def _vote(action: Action) -> str:
    if action.yes is None:
        return ""
    if action.no is None:
        return f" ({action.yes:,} in favor)"
    return f" (vote {action.yes:,} to {action.no:,})"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")
