"""What someone asks for in the box: subjects, places, and the words that are neither.

“drone texas” is a subject and a state, “can police use it in Boston?” a subject and a city, “Kansas
City” a place and nothing else.
"""

import re
from dataclasses import dataclass, field

from dashboard.pages.search.subjects import BY_WORDS, LONGEST, Subject, key_of
from laws.models import Jurisdiction, Measure, PlaceName
from laws.models.said_number import numbered
from laws.search.known_names import EXACT
from laws.search.places import Found, find_exactly, find_sure
from laws.text.normalize import normalize_name
from laws.vocabulary import JurisdictionKind

# Words of a question that name nothing, and those that every measure here is about.
EMPTY = frozenset((
    "a", "about", "against", "all", "am", "an", "and", "any", "are", "around", "at", "be",
    "being", "bill", "bills", "by", "can", "could", "do", "does", "face", "facial", "find", "for",
    "from", "has", "have", "here", "how", "i", "in", "into", "is", "it", "its", "laws", "law",
    "legal", "legislation", "look", "may", "me", "measure", "measures", "my", "near", "of", "on",
    "or", "ordinance", "ordinances", "our", "recognition", "rule", "rules", "scan", "scanning",
    "scans", "should", "someone", "software", "statute", "system", "tech", "technology", "that",
    "the", "their", "them", "there", "they", "this", "to", "use", "used", "uses", "using", "was",
    "we", "what", "when", "where", "which", "who", "why", "will", "with", "without", "would",
    "you", "your",
))  # fmt: skip
# Words that are names of places as well, but beside a subject only words: village store.
ORDINARY = frozenset((
    "angels", "art", "bank", "best", "black", "board", "borough", "bureau", "case", "center",
    "central", "chief", "church", "city", "clear", "commerce", "community", "contact", "corner",
    "council", "country", "county", "current", "data", "day", "district", "downtown", "early",
    "energy", "enterprise", "exchange", "family", "field", "force", "freedom", "general", "gas",
    "good", "grant", "grants", "green", "guard", "hall", "home", "homeland", "honor", "house",
    "industry", "justice", "labor", "large", "lead", "liberty", "library", "little", "local",
    "long", "main", "man", "market", "mayor", "media", "metropolitan", "middle", "model",
    "municipal", "municipality", "national", "neighborhood", "new", "office", "old", "only",
    "parish", "park", "people", "person", "plain", "post", "power", "price", "private", "progress",
    "protection", "public", "reading", "recovery", "reform", "region", "register", "republic",
    "rural", "safe", "safety", "section", "security", "service", "site", "small", "speed",
    "standard", "star", "state", "stop", "story", "street", "strong", "suburb", "time", "town",
    "towns", "township", "trade", "union", "unions", "unit", "urban", "village", "wall", "white",
    "women", "world", "young",
))  # fmt: skip
TOKEN = re.compile(r"[^\s,;:?!“”\"()/\-–—]+|,")
LEFT_OUT = re.compile(r"(?:^|\s)-(?:\"[^\"]*\"|\S+)")
MOST_WORDS = 40  # of a sentence, looked through for subjects
BESIDE_SUBJECT = 3  # places
MUCH_SMALLER = 10  # times: such a namesake is not meant
SHORTEST = 2  # letters of a place's name


@dataclass(slots=True)
class Asked:
    """What was asked for. `rest` is what is left of the words without subjects and empty words:
    the name of a place, or words to look for; `spoken` are the words that name the subjects.
    `found` is what the search for places gave.
    """

    words: str
    subjects: list[Subject] = field(default_factory=list)
    rest: str = ""
    spoken: set[str] = field(default_factory=set)
    says_more: bool = False
    found: Found = field(default_factory=Found)

    @property
    def places(self) -> list[Jurisdiction | PlaceName]:
        """The places to list, states first; where the words say more than a name, only those of
        exactly that name, and no small namesakes of a large one.
        """
        places = self.found.listed
        if self.found.asked_zip:
            return places
        places = sorted(places, key=lambda one: not isinstance(one, Jurisdiction) or one.is_local)
        return _main_ones(places, self.rest) if self.says_more else places

    @property
    def names_place(self) -> bool:
        """Whether a place was named beside a subject: what applies there is the first answer."""
        return bool(self.subjects and self.rest and self.places)

    @property
    def is_place(self) -> bool:
        """Whether a subject's word is part of a longer name of a place: University City."""
        named = {word for one in self.places for word in one.search_name.split()}
        return bool(self.rest) and not named.isdisjoint(self.spoken)


def read_words(words: str, limit: int) -> Asked:
    """What was typed, taken apart; at most `limit` places are looked for, without guesses."""
    tokens = TOKEN.findall(LEFT_OUT.sub(" ", words))[:MOST_WORDS]
    subjects, spoken, others = _subjects(tokens)
    if subjects and _is_number(words):
        subjects, spoken, others = [], set(), tokens
    # OR at the end is Oregon, elsewhere it joins two searches; IN and ME may be states as well.
    state = [word for word in tokens[-1:] if len(word) == len("OR") and word.isupper()]
    telling = [word for word in others if word.lower() not in EMPTY or word in state]
    asked = Asked(words, sorted(subjects, key=lambda one: one.general), _joined(telling), spoken)
    asked.says_more = bool(subjects) or 0 < len(telling) < len(tokens)
    if len(words) < SHORTEST:
        return asked
    if asked.says_more:
        # “laws in Ohio”, “drones in Ohio”; but a place may be called like the whole.
        is_only_a_word = bool(subjects) and asked.rest.lower() in ORDINARY
        names = [words] if is_only_a_word else [asked.rest, words]
        asked.found = find_exactly([one for one in names if one], limit)
    else:
        asked.found = find_sure(words, limit)
    return asked


def _is_number(words: str) -> bool:
    """Whether the words are the number of a measure and where it is from, and no subject:
    H.R. 7356, 116th Congress.
    """
    has_digit = any(letter.isdigit() for letter in words)
    return has_digit and Measure.objects.published().filter(numbered(words)).exists()


def _main_ones(places, named):
    exact = [one for one in places if getattr(one, "fit", EXACT) == EXACT]  # or a guess
    if not named:
        return [one for one in exact if isinstance(one, Jurisdiction)][:BESIDE_SUBJECT]
    if "county" not in named.lower():
        exact.sort(key=lambda one: getattr(one, "kind", "") == JurisdictionKind.COUNTY)
    largest = max((one.population or 0 for one in exact), default=0)
    exact = [one for one in exact if (one.population or 0) * MUCH_SMALLER >= largest]
    return exact[:BESIDE_SUBJECT]


def _joined(tokens: list[str]) -> str:
    return " ".join(tokens).replace(" ,", ",").strip(" ,")


def _subjects(tokens: list[str]) -> tuple[list[Subject], set[str], list[str]]:
    """The subjects that the words name, the longest phrases first; their words, and the others."""
    plain = [normalize_name(re.sub("[’']", "", token)) for token in tokens]
    found: list[Subject] = []
    spoken: set[str] = set()
    others: list[str] = []
    at = 0
    while at < len(tokens):
        subject, size = _longest_at(plain[at : at + LONGEST])
        if subject:
            found += [] if subject in found else [subject]
            spoken.update(plain[at : at + size])
        else:
            others.append(tokens[at])
        at += size
    return found, spoken, others


def _longest_at(plain: list[str]) -> tuple[Subject | None, int]:
    """The subject that the first words name, as many as may be, and how many they are."""
    keys = tuple(map(key_of, plain))
    for size in range(len(keys), 0, -1):
        if keys[:size] in BY_WORDS:
            return BY_WORDS[keys[:size]], size
    return None, 1
