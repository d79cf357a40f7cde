"""The filters of the desk's lists that several sections share."""

from django.contrib import admin
from django.utils import timezone

from laws.editing.queues import BY_NAME, queues_of, undecided
from laws.editing.roles import person
from laws.models import Jurisdiction


class StateFilter(admin.SimpleListFilter):
    """Measures of a state and of the places in it."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        used = model_admin.model.objects.order_by().values("jurisdiction__state_code").distinct()
        states = Jurisdiction.objects.state_level().filter(state_code__in=used).order_by("name")
        country = [("US", "The United States")] if model_admin.may_be_national else []
        return [*country, *states.values_list("state_code", "name")]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(jurisdiction__state_code=self.value().replace("US", ""))


class PlaceStateFilter(admin.SimpleListFilter):
    """Governments of a state."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Jurisdiction.objects.state_level().order_by("name").values_list("state_code", "name")

    def queryset(self, request, queryset):
        return queryset if self.value() is None else queryset.filter(state_code=self.value())


class QueueFilter(admin.SimpleListFilter):
    """Rows that wait in a queue of the front page, by the same query as its count."""

    title = "queue"
    parameter_name = "queue"
    noun = "measure"

    def lookups(self, request, model_admin):
        # Only a bill has a session that can be over.
        without = () if model_admin.model._meta.model_name == "bill" else {undecided}
        queues = queues_of(self.noun, request.user)
        return [(queue.name, queue.title) for queue in queues if queue.rows not in without]

    def queryset(self, request, queryset):
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return rows_of_queue(self.value(), request, queryset)


class ProposalQueueFilter(QueueFilter):
    """Proposals that wait for someone."""

    noun = "proposal"


class PlaceQueueFilter(QueueFilter):
    """Governments whose law is to be searched."""

    noun = "jurisdiction"


def rows_of_queue(name: str, request, queryset):
    """The rows of a list that wait in a queue for the person who is logged in."""
    return BY_NAME[name].rows(queryset, person(request.user), timezone.localdate())
