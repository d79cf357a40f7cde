"""What programs that read the whole site ask for first: robots.txt, the sitemap, the icon."""

from datetime import timedelta
from functools import cached_property

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from laws.models import CourtCase, Edition, Jurisdiction, Measure, Question
from laws.vocabulary import NOT_LOCAL, EditorialStatus

HOUR = 3600
HALF_A_YEAR = timedelta(days=180)
# They show nothing until they are asked.
UNLISTED = {"search", "correction-new", "follow", "follow-sent"}


@require_safe
@cache_control(public=True, max_age=HOUR)
def robots(request):
    """Everything may be read but the staff pages; the sitemap says what there is."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=HOUR)
def security(request):
    """Whom to tell of a hole in this site (RFC 9116)."""
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {timezone.localdate() + HALF_A_YEAR}T00:00:00Z",
        f"Canonical: {request.build_absolute_uri(reverse('security'))}",
        "Preferred-Languages: en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=HOUR)
def favicon(request):
    """Where programs look for the icon without having read a page."""
    return redirect(static("favicon.ico"))


class Pages(Sitemap):
    """The pages that are not about one state, place or measure."""

    def items(self):
        named = [one for one in get_resolver().url_patterns if getattr(one, "name", None)]
        fixed = [one.name for one in named if not one.pattern.converters]
        return [
            name for name in fixed if self.location(name).endswith("/") and name not in UNLISTED
        ]

    def location(self, name):
        return reverse(name)

    @cached_property
    def last(self):
        """When anything on the record was last changed."""
        return Measure.objects.published().aggregate(last=Max("changed_at"))["last"]

    def lastmod(self, name):
        return self.last


class States(Sitemap):
    """The country, the states and the territories, with the last change of a measure in each."""

    @cached_property
    def rows(self):
        return list(Jurisdiction.objects.filter(kind__in=NOT_LOCAL).governments().order_by("slug"))

    @cached_property
    def changed(self):
        measures = Measure.objects.published().order_by().values_list("jurisdiction__state_code")
        return dict(measures.annotate(Max("changed_at")))

    def items(self):
        return self.rows

    def lastmod(self, state):
        return self.changed.get(state.state_code)


class Places(Sitemap):
    """The local governments that have a measure of their own; the others say what applies there."""

    @cached_property
    def rows(self):
        found = Jurisdiction.objects.local().governments()
        found = found.filter(measures__status=EditorialStatus.PUBLISHED)
        return list(found.annotate(last=Max("measures__changed_at")).order_by("state_code", "slug"))

    def items(self):
        return self.rows

    def lastmod(self, place):
        return place.last


class Measures(Sitemap):
    """Every published measure."""

    @cached_property
    def rows(self):
        return list(Measure.objects.published().only("slug", "changed_at").order_by("slug"))

    def items(self):
        return self.rows

    def lastmod(self, measure):
        return measure.changed_at


class Questions(Sitemap):
    """Every question of the codebook, with the last change of a measure that answers it."""

    @cached_property
    def rows(self):
        published = Q(provisions__measure__status=EditorialStatus.PUBLISHED)
        last = Max("provisions__measure__changed_at", filter=published)
        return list(Question.objects.annotate(last=last).order_by("slug"))

    def items(self):
        return self.rows

    def location(self, question):
        return reverse("question", args=[question.slug])

    def lastmod(self, question):
        return question.last


class Cases(Sitemap):
    """Every court case, with its last revision."""

    @cached_property
    def rows(self):
        last = Max("revision__pgh_created_at")
        return list(CourtCase.objects.annotate(last=last).order_by("slug"))

    def items(self):
        return self.rows

    def lastmod(self, case):
        return case.last


class Editions(Sitemap):
    """Every edition of the record, as it was made."""

    def items(self):
        return list(Edition.objects.only("number", "made_at"))

    def location(self, edition):
        return reverse("edition", args=[edition.number])

    def lastmod(self, edition):
        return edition.made_at


SECTIONS = {
    "sitemaps": {
        "pages": Pages,
        "states": States,
        "places": Places,
        "measures": Measures,
        "questions": Questions,
        "cases": Cases,
        "editions": Editions,
    }
}
INDEX = SECTIONS | {"sitemap_url_name": "sitemap-section"}
