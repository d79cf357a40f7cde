"""The section of orders: what executives and agencies of a state or the country adopt."""

from django.contrib import admin

from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.finding.lists import KindFilter
from laws.admin.measures.actions import BY_EXECUTIVE, ActionInline
from laws.admin.measures.measure_form import MeasureForm
from laws.admin.measures.measures import MeasureSection
from laws.models import Order
from laws.vocabulary import ORDER_KINDS


class OrderForm(MeasureForm):
    """An executive order, directive, regulation or policy."""

    kinds = ORDER_KINDS
    section = "orders"

    jurisdiction = TypeaheadField(
        "places",
        within="state",
        checked=True,
        help_text="A state, a territory, D.C. or the United States.",
    )

    class Meta(MeasureForm.Meta):
        help_texts = MeasureForm.Meta.help_texts | {
            "identifier": "As officially written, for example Executive Order 2020-11."
        }

    def takes(self, place):
        return not place.is_local


class OrderActions(ActionInline):
    """What happened to an order; by an executive or a court."""

    actors = BY_EXECUTIVE


@admin.register(Order)
class OrderSection(MeasureSection):
    """Orders of a state or the country."""

    form = OrderForm
    inlines = [OrderActions, *MeasureSection.inlines[1:]]
    list_filter = [*MeasureSection.list_filter, KindFilter]
    fieldsets = [
        (None, {"fields": ["jurisdiction", ("kind", "identifier"), "title"]}),
        MeasureSection.does,
        ("In the law", {"fields": ["law_citation", "code_citation", "popular_name"]}),
        MeasureSection.editors,
    ]
