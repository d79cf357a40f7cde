"""What a file in our own columns states of a measure, as far as the record has words for it."""

import re
from datetime import date

from laws.text.measure_fields import BY_NAME
from laws.text.normalize import cut, one_line
from laws.vocabulary import Answer

SLUG = re.compile(r"[a-z0-9-]{1,80}")


def stated_columns(columns: dict, said: list) -> dict:
    """The columns of a measure that are stated; sentences on the others are added to `said`."""
    told = {}
    for name, value in columns.items():
        field = BY_NAME.get(name)
        if value in (None, "", []) or field is None:
            continue
        if name in ("slug", "verified_on"):
            told |= _identity(name, str(value), said)
        elif field.several:
            several = value.split(";") if isinstance(value, str) else value
            kept = _words(several, name, field.words, said)
            told |= {name: kept} if kept else {}
        elif field.words:
            kept = _words([value], name, field.words, said)[:1]
            told |= {name: kept[0]} if kept else {}
        else:
            told[name] = cut_and_said(one_line(str(value)), field.longest, name, said)
    return told


def stated_provisions(rows, questions: dict, said: list) -> dict:
    """Answers to the codebook's questions, as a snapshot has them; `questions`: keys by slug."""
    found = {}
    for row in rows or ():
        key = questions.get(row.get("question"))
        if key is None or row.get("answer") not in Answer.values:
            said.append(
                f"The codebook has no question “{row.get('question')}” with the answer "
                f"“{row.get('answer')}”: it was left out."
            )
            continue
        found[str(key)] = {
            "question_id": key, "answer": row["answer"], "answer_on": row.get("answer_on"),
            "detail": cut(one_line(row.get("detail", "")), 300),
            "pinpoint": cut(one_line(row.get("pinpoint", "")), 100), "effective_on": None,
            "source_urls": list(row.get("source_urls", ())),
        }  # fmt: skip
    return found


def cut_and_said(text, longest, name, said):
    """A text of at most so many characters, with a sentence if it had more."""
    if len(text) > longest:
        said.append(
            f"The {name} has {len(text)} characters and was cut to {longest}: look at its end."
        )
    return cut(text, longest)


def _words(told, name, words, said):
    told = [one_line(str(word)) for word in told]
    wrong = [word for word in told if word and word not in words.values]
    said += [
        f"{name.capitalize()} “{word}” is not a word of the record: it has {', '.join(words)}."
        for word in wrong
    ]
    return [word for word in dict.fromkeys(told) if word in words.values]


def _identity(name, value, said):
    if name == "slug" and SLUG.fullmatch(value):
        return {name: value}
    if name == "verified_on":
        try:
            return {name: date.fromisoformat(value).isoformat()}
        except ValueError:
            said.append(f"Verified on “{value}” is no day: write YYYY-MM-DD.")
            return {}
    said.append(
        f"Slug “{cut(one_line(value), 90)}” is none: lower-case letters, digits and hyphens, at "
        "most 80."
    )
    return {}
