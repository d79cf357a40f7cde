"""/compare/: two to five measures side by side on a date, and their JSON twin."""

from datetime import date

from dashboard.asking import (
    answer_json,
    asked_choice,
    asked_date,
    explain,
    on_parameter,
    page,
    query,
)
from dashboard.listing import row, with_all
from dashboard.matrix import provisions_of
from dashboard.sentences import joined
from dashboard.side_by_side import SideBySide, placed_name
from dashboard.strictness import beside_columns, is_scored
from dashboard.templatetags.wording import in_words, opening
from dashboard.views.search import find_measures
from laws.in_force import law_on
from laws.models import Jurisdiction, Measure
from laws.safeguards import statewide_limits

MOST = 5
MOST_EXPLAINED = 3
DIFFERENCES = "differences"
EXAMPLE = {"usps": "MA", "number": "s927", "on": date(2023, 7, 20)}
RULE = (
    "answers are those coded; a question that is missing is not coded, which never counts as no. "
    "score is yes = 1 and in part = 0.5 over the questions coded (R11), null where the effect is "
    "none that is scored."
)


def compare(request):
    """The page."""
    on, only = asked_date(request), asked_choice(request, "only", [DIFFERENCES])
    measures = _chosen(request, on)
    slugs = [one.slug for one in measures]
    words = request.GET.get("q", "").strip()
    found = _found(words, on, slugs) if len(slugs) < MOST else []

    def address(slugs, only=only):
        return query(m=slugs, only=only, on=on_parameter(on)) or "?"

    context = {
        "beside": SideBySide(measures, on, bool(only)),
        "names": [placed_name(one) for one in measures],
        "others": joined(placed_name(one) for one in measures[1:]),
        "chosen": [(placed_name(one), address(_without(slugs, one.slug))) for one in measures],
        "found": [(row(one), address([*slugs, one.slug])) for one in found],
        "words": words,
        "kept": [("m", slug) for slug in slugs] + [("only", only)] * bool(only),
        "is_full": len(slugs) >= MOST,
        "only": only,
        "turned": address(slugs, None if only else DIFFERENCES),
        "own_query_of": query(m=slugs, on=on_parameter(on)),
        "json": query(m=slugs, on=on.isoformat()),
        "example": None if measures else _example(),
    }
    return page(request, "dashboard/compare.html", context, on=on, nav="compare")


def compare_json(request):
    """The same for programs."""
    on = asked_date(request)
    beside = SideBySide(_chosen(request, on), on)
    pairs = zip(beside.measures, beside.columns, strict=True)
    return answer_json(request, on, RULE, {"measures": [_as_json(*p, request) for p in pairs]})


def _chosen(request, on):
    """The published measures of `?m=`, in that order; what is mistaken is explained."""
    asked = [slug for slug in request.GET.getlist("m") if slug]
    slugs = list(dict.fromkeys(asked))
    if len(slugs) < len(asked):
        request.notices.append("A measure that was chosen more than once is shown once.")
    published = Measure.objects.published()
    known = set(published.filter(slug__in=slugs).values_list("slug", flat=True)) if slugs else ()
    unknown = [slug for slug in slugs if slug not in known]
    for slug in unknown[:MOST_EXPLAINED]:
        explain(request, "m", slug, "the name in a measure’s address is allowed, as ma-s927-2023")
    if len(unknown) > MOST_EXPLAINED:
        request.notices.append("More values of m were left out for the same reason.")
    fitting = [slug for slug in slugs if slug in known]
    if len(fitting) > MOST:
        number = opening(len(fitting))
        request.notices.append(f"{number} measures were chosen; the first five are shown.")
    kept = fitting[:MOST]
    rows = {one.slug: one for one in with_all(published.filter(slug__in=kept), on)} if kept else {}
    return [rows[slug] for slug in kept]


def _found(words, on, slugs):
    """The measures that answer to the words and are not chosen yet."""
    return [one for one in find_measures(words, on)[0] if one.slug not in slugs]


def _without(slugs, slug):
    return [other for other in slugs if other != slug]


def _example():
    """A bill beside the highest scoring statewide laws of its day, as far as they are there."""
    on = EXAMPLE["on"]
    bills = Measure.objects.published().pending(on).filter(identifier_key=EXAMPLE["number"])
    bill = bills.filter(
        jurisdiction=Jurisdiction.objects.state_level().filter(usps=EXAMPLE["usps"])[:1]
    )
    bill = bill.select_related("jurisdiction").first()
    limits = statewide_limits(law_on(on, places=Jurisdiction.objects.state_level().order_by()))
    if not bill or not limits:
        return None
    columns = beside_columns(limits, provisions_of([one.slug for one in limits]))[: MOST - 1]
    laws = "statewide law" if len(columns) == 1 else "statewide laws"
    return {
        "href": query(m=[bill.slug, *(one.slug for one in columns)], on=on.isoformat()),
        "name": placed_name(bill),
        "laws": f"the {in_words(len(columns))} highest scoring {laws}",
        "on": on,
    }


def _as_json(measure, column, request):
    own = column.profile
    return {
        "slug": measure.slug,
        "url": request.build_absolute_uri(measure.get_absolute_url()),
        "name": placed_name(measure),
        "effect": measure.effect,
        "reach": measure.reach,
        "regulates": measure.regulates,
        "use_modes": measure.use_modes,
        "stage": measure.stage,
        "in_force": measure.since is not None,
        "in_force_since": measure.since and measure.since.isoformat(),
        "score": own.score if is_scored(measure) else None,
        "coded": own.coded,
        "answers": {
            question: row.answer_on.isoformat() if row.answer_on else row.answer
            for question, row in column.rows.items()
        },
    }
