"""What the ways of counting bans are called in a sentence."""

VERBS = {"broad": ("ban", "pause"), "strict": ("ban",)}


MOST_NAMED = 4
