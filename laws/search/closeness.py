"""How close two spellings are: what may be guessed of a name that was typed with a slip."""

SHORTEST = 4  # letters of a word of which a slip is guessed at all
LONG = 9  # from so many letters on, two slips


def slips_allowed(typed: str) -> int:
    """How many slips a name may lie away: none in short words, two in long ones."""
    if len(typed) < SHORTEST:
        return 0
    return 2 if len(typed) >= LONG else 1


def slips(one: str, other: str) -> int:
    """The least number of slips between two spellings: a letter too many, missing, wrong, or two
    letters exchanged.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one):
        last, before, row = before, row, [i + 1]
        for j, b in enumerate(other):
            least = min(before[j + 1] + 1, row[j] + 1, before[j] + (a != b))
            if i and j and a == other[j - 1] and one[i - 1] == b:
                least = min(least, last[j - 1] + 1)
            row.append(least)
    return row[-1]
