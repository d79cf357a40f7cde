"""What the ways of counting bans are called in a sentence."""

VERBS = {"broad": "ban or pause", "strict": "ban"}


THIRD_PERSON = {"broad": "bans or pauses", "strict": "bans"}


MOST_NAMED = 4
