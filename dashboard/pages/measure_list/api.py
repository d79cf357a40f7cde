"""The list of measures as data: what JSON and CSV say of each."""

from dashboard.web.measure_json import identity
from dashboard.words.measure_rows import partial


def as_json(measure, request):
    """A measure that came from `with_all`, for a program to read."""
    return {
        **identity(measure, request),
        "stage": measure.stage,
        "stage_basis": measure.stage_basis,
        "in_force": bool(measure.since),
        "uncertain": measure.is_open,
        "since": measure.since and measure.since.isoformat(),
        "since_basis": measure.since_basis,
        "until": measure.until and measure.until.isoformat(),
        **_date("first_action", measure.first_act),
        **_date("last_action", measure.last_act),
        "last_action_kind": measure.last_act["kind"],
    }


def _date(name, found):
    when = partial(found)
    return {f"{name}_on": when.isoformat(), f"{name}_precision": when.precision}


COLUMNS = (
    "slug", "division_id", "government", "state", "level", "kind", "identifier", "law_citation",
    "code_citation", "session", "title", "effect", "reach", "regulates", "use_modes", "stage",
    "stage_basis", "in_force", "uncertain", "since", "since_basis", "until", "first_action_on",
    "first_action_precision", "last_action_on", "last_action_precision", "last_action_kind", "url",
    "on", "filters",
)  # fmt: skip


def as_cells(measure, request, on, filters):
    """A measure as a line of the file, in the order of COLUMNS."""
    said = as_json(measure, request)
    place = said.pop("jurisdiction")
    cells = said | {
        "division_id": place["division_id"],
        "government": place["name"],
        "state": place["state"],
        "level": place["kind"],
        "regulates": ";".join(measure.regulates),
        "use_modes": ";".join(measure.use_modes),
        "in_force": "yes" if measure.since else "no",
        "uncertain": "yes" if measure.is_open else "no",
        "on": on.isoformat(),
        "filters": filters,
    }
    return [cells[name] for name in COLUMNS]
