"""How close two spellings are: what may be guessed of a name that was typed with a slip."""

SHORTEST = 4  # letters of a word of which a slip is guessed at all
LONG = 9  # from so many letters on, two slips


def slips_allowed(typed: str) -> int:
    """How many slips a name may lie away: none in short words, two in long ones."""
    if len(typed) < SHORTEST:
        return 0
    return 2 if len(typed) >= LONG else 1


def slips(one: str, other: str, most: int) -> int | None:
    """The least number of slips between two spellings: a letter too many, missing, wrong, or two
    letters exchanged. None where they are more than `most`.
    """
    if abs(len(one) - len(other)) > most:
        return None  # most of those that are compared: each letter more is a slip
    far = most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one):
        if i and min(*before, *row) > most:
            break  # what follows is never less
        last, before, row = before, row, [i + 1, *([far] * len(other))]
        # The ends of two spellings lie no more apart than the slips between them.
        for j in range(max(0, i - most), min(len(other), i + far)):
            b = other[j]
            least = min(before[j + 1] + 1, row[j] + 1, before[j] + (a != b))
            if i and j and a == other[j - 1] and one[i - 1] == b:
                least = min(least, last[j - 1] + 1)
            row[j + 1] = least
    return row[-1] if row[-1] <= most else None
