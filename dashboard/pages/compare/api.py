"""The columns of a comparison as data."""

from dashboard.codebook.strictness import is_scored
from laws.counting.stacks import whom_it_covers

RULE = (
    "answers are those coded; a question that is missing is not coded, which never counts as no. "
    "score is yes = 1 and in part = 0.5 over the questions coded (R11), null where the effect is "
    "none that is scored. A place answers by the strongest general measure in effect there, of "
    "its own, its county's (or the city's that covers a county) or its state's (R9), which measure "
    "names, null where there is none."
)


def measure_column(side, column, site):
    """A measure: what it is, how far it got and what it answers."""
    measure = side.measure
    return {
        "slug": measure.slug,
        "url": site + side.path,
        "name": side.name,
        **_what(measure),
        "stage": measure.stage,
        "in_force": measure.since is not None,
        "in_force_since": measure.since and measure.since.isoformat(),
        **_answers(measure, column),
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
        "in_force_since": binding and binding.starts_on.isoformat(),
        "applies": [
            {"slug": one.slug, "level": level.level, "effect": one.effect, "basis": one.basis}
            for level in side.tiers
            for one in level.measures
        ],
        **_answers(binding, column),
    }


def _what(measure):
    return {
        "effect": measure.effect,
        "reach": measure.reach,
        "regulates": list(measure.regulates),
        "use_modes": list(measure.use_modes),
    }


def _answers(measure, column):
    own = column.profile
    return {
        "score": own.score if measure and is_scored(measure) else None,
        "coded": own.coded,
        "answers": {
            question: row.answer_on.isoformat() if row.answer_on else row.answer
            for question, row in column.rows.items()
        },
    }
