"""How many readers follow what: numbers alone, for whoever publishes or keeps the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from laws.admin.base.site import desk_page
from laws.mail.counts import Followed, Follows, following
from laws.models import Jurisdiction, Measure
from laws.vocabulary import NOT_LOCAL, HowOften

OWN_WORDS = "words of their own"


def page(request: HttpRequest) -> HttpResponse:
    """The page. Six queries, however many follow."""
    if not may_see(request.user):
        raise PermissionDenied
    found = following()
    names = _names(found.followed)
    context = {
        "title": "Who follows what",
        "addresses": found.addresses,
        "waiting": found.waiting,
        "rhythms": HowOften.labels,
        "total": sum(one.total for one in found.followed),
        "rows": [
            {
                "kind": one.kind.label,
                "name": names.get((one.kind, one.key), one.key),
                "path": _path(one),
                "counts": list(one.by.values()),
                "webhooks": one.webhooks,
                "total": one.total,
            }
            for one in found.followed
        ],
    }
    return desk_page(request, "admin/laws/home/followers.html", context)


def may_see(user) -> bool:
    """Whether an account may see how many follow what."""
    return user.has_perm("laws.view_subscription")


def _path(one: Followed) -> str:
    """The public page of what is followed; empty where that is no page of its own."""
    if one.kind in (Follows.STATE, Follows.PLACE, Follows.MEASURE):
        return f"/{one.kind.value}/{one.key}/"
    return ""


def _names(followed: list[Followed]) -> dict[tuple[Follows, str], str]:
    """What states, places, measures and filters are called. Three queries."""
    keys = {kind: [one.key for one in followed if one.kind == kind] for kind in Follows}
    places = [key.partition("/")[::2] for key in keys[Follows.PLACE]]
    local = Jurisdiction.objects.local().governments()
    local = local.filter(
        state_code__in={state.upper() for state, _ in places}, slug__in={slug for _, slug in places}
    )
    states = Jurisdiction.objects.governments().filter(kind__in=NOT_LOCAL)
    measures = Measure.objects.filter(slug__in=keys[Follows.MEASURE])
    measures = measures.select_related("jurisdiction", "session")
    return {
        **{(Follows.STATE, (one.state_code or "us").lower()): one.name for one in states},
        **{(Follows.PLACE, f"{one.state_code.lower()}/{one.slug}"): str(one) for one in local},
        **{(Follows.MEASURE, one.slug): str(one) for one in measures},
        (Follows.FILTER, ""): OWN_WORDS,
    }
