"""The section of sources: every cited address, with the last check of its page."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from laws.admin.base.addresses import desk_address
from laws.admin.base.fields import AddressField
from laws.admin.base.filters import rows_of_queue
from laws.admin.base.versions import VersionedAdmin, VersionedForm
from laws.editing.merge import version_of
from laws.models import Measure, SeenPage
from laws.text.dates import say_short


class LastCheckFilter(admin.SimpleListFilter):
    """Whether the page was there at the last check."""

    title = "last check"
    parameter_name = "seen"

    def lookups(self, request, model_admin):
        return [("dead", "Missing"), ("there", "There"), ("never", "Never checked")]

    def queryset(self, request, queryset):
        return {
            "dead": rows_of_queue("dead", request, queryset),
            "there": queryset.filter(problem="", checked_at__isnull=False),
            "never": queryset.filter(checked_at=None),
        }.get(self.value(), queryset)


class ArchivedForm(VersionedForm):
    """The address of an archived copy."""

    archived_url = AddressField(required=False, label="Archived address")

    class Meta:
        model = SeenPage
        fields = ["archived_url"]


@admin.register(SeenPage)
class SeenPageSection(VersionedAdmin):
    """Sources: every cited address once."""

    form = ArchivedForm
    list_display = ["url", "measures", "status", "problem", "since", "checked", "archived"]
    list_filter = [LastCheckFilter]
    search_fields = ["url", "problem"]
    seen = ["address", "cited_by", "status", "problem", "since", "led_to", "checked", "changed",
            "checksum"]  # fmt: skip
    readonly_fields = seen
    fieldsets = [("Last check", {"fields": seen}), ("Archived copy", {"fields": ["archived_url"]})]

    def versions(self, row):
        # Of what is edited here: the checks of a page go on meanwhile.
        return {"": version_of({"archived_url": row.archived_url})}

    def has_add_permission(self, request):
        # Addresses come with the measures that cite them.
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return SeenPage.objects.with_measures()

    def get_ordering(self, request):
        return ["-failing_since", "url"] if request.GET.get("seen") == "dead" else ["url"]

    @admin.display(description="measures")
    def measures(self, page):
        return page.measures or 0

    @admin.display(description="address")
    def address(self, page):
        return _link(page.url)

    @admin.display(description="redirected to")
    def led_to(self, page):
        return (page.final_url and page.final_url != page.url and _link(page.final_url)) or None

    @admin.display(description="cited by")
    def cited_by(self, page):
        measures = Measure.objects.filter(sources__url=page.url).select_related("jurisdiction")
        rows = ((desk_address(measure), measure) for measure in measures)
        return format_html_join("", '<p><a href="{}">{}</a></p>', rows) or "no measure"

    @admin.display(description="missing since", ordering="failing_since")
    def since(self, page):
        return _day(page.failing_since)

    @admin.display(description="checked", ordering="checked_at", empty_value="never")
    def checked(self, page):
        return _day(page.checked_at)

    @admin.display(description="content changed", empty_value="not since the first check")
    def changed(self, page):
        return _day(page.changed_at)

    @admin.display(description="copy")
    def archived(self, page):
        return "yes" if page.archived_url else None


def _link(address):
    return format_html('<a href="{}" rel="nofollow noreferrer">{}</a>', address, address)


def _day(moment):
    return moment and say_short(timezone.localtime(moment).date())
