"""The columns of a comparison as data."""

from dashboard.codebook.answers import answer_words, own_days_json
from dashboard.codebook.comparisons import comparison_json
from dashboard.words.force import is_partly, starts_of
from laws.counting.safeguards import compare, counts
from laws.counting.stacks import whom_it_covers
from laws.vocabulary import Force

RULE = (
    "answers are those coded; a question that is missing is not coded, which never counts as no. "
    "An answer that is not in effect on the date, though its measure is, counts as no, or is "
    "missing where that is not certain (R15). "
    "said gives each answer in words, with the place in the text, and with effective_on and "
    "ended_on where it begins or ends on days of its own. "
    "score is the least that the answers come to, yes = 1 and in part = 0.5, and highest the most, "
    "with every open question a yes, of asked (R11); null where the effect is none that is scored. "
    "comparisons: how a measure answers the questions coded for both it and another. A place "
    "answers by the strongest general measure in effect there, of its own, its county's (or the "
    "city's that covers a county) or its state's (R9), which measure names, null where there is "
    "none."
)


def comparisons(beside):
    """Every two measures that have a profile: on which questions the first is the stricter."""
    return [
        {
            "measure": column.slug,
            "beside": other.slug,
            **comparison_json(compare(column.profile, other.profile)),
        }
        for (_, column), (_, other) in beside.pairs
    ]


def measure_column(side, column, site):
    """A measure: what it is, how far it got and what it answers."""
    measure = side.measure
    in_effect = measure.force == Force.IN_EFFECT
    return {
        "slug": measure.slug,
        "url": site + side.path,
        "name": side.name,
        **_what(measure),
        "doubts": side.doubts,
        "stage": measure.stage,
        "in_force": in_effect,
        "in_force_since": measure.since.isoformat() if in_effect else None,
        "in_force_since_precision": starts_of(measure).precision if in_effect else None,
        "force": measure.force,
        "partly": is_partly(measure),
        **_answers(column),
    }


def place_column(side, column, site):
    """A place: all that applies there, and the answers of the strongest with whom it binds."""
    tier, binding = side.strongest
    return {
        "place": side.key[1],
        "url": site + side.path,
        "name": side.name,
        "measure": binding and binding.slug,
        "level": tier and tier.level,
        "binds": whom_it_covers(tier.level, binding, side.place) if binding else None,
        **(_what(binding) if binding else {}),
        "doubts": side.doubts,
        "in_force_since": binding and binding.starts_on.isoformat(),
        "in_force_since_precision": binding and binding.starts.precision,
        "applies": [
            {"slug": one.slug, "level": level.level, "effect": one.effect, "basis": one.basis}
            for level in side.tiers
            for one in level.measures
        ],
        **_answers(column),
    }


def _what(measure):
    return {
        "effect": measure.effect,
        "reach": measure.reach,
        "regulates": list(measure.regulates),
        "use_modes": list(measure.use_modes),
    }


def _answers(column):
    own = column.profile
    scored = [slug for slug, row in column.rows.items() if counts(slug, row.answer)]
    return {
        "score": own and own.score,
        "highest": own and own.highest,
        "asked": own and own.asked,
        "coded": len(scored),
        "answers": {question: _answer(one) for question, one in column.rows.items() if one.answer},
        "said": {
            question: {
                "words": answer_words(one),
                "pinpoint": one.row.pinpoint,
                **own_days_json(one),
            }
            for question, one in column.rows.items()
        },
    }


def _answer(one):
    day = one.row.answer_on
    return day.isoformat() if day else one.answer
