"""What the lists of the desk are narrowed by."""

from django.contrib import admin

from laws.models import Jurisdiction


class StateFilter(admin.SimpleListFilter):
    """Measures of a state and of the places in it."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        used = model_admin.model.objects.order_by().values("jurisdiction__usps").distinct()
        states = Jurisdiction.objects.state_level().filter(usps__in=used).order_by("name")
        return [("US", "The United States"), *states.values_list("usps", "name")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(jurisdiction__usps=self.value().replace("US", ""))


class PlaceStateFilter(admin.SimpleListFilter):
    """Governments of a state."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Jurisdiction.objects.state_level().order_by("name").values_list("usps", "name")

    def queryset(self, request, queryset):
        return queryset if self.value() is None else queryset.filter(usps=self.value())
