"""What a visitor of /what-if/ selected: pending measures, singly or in groups, and a day."""

from collections.abc import Sequence
from functools import cached_property

from django.db.models import Q, QuerySet

from dashboard.filters.filters import CONDITIONS, MeasureFilterSet, measure_filters
from dashboard.map.listed_measures import COLUMNS, HOW_FAR, LIMITS_FIRST, ListedMeasure
from dashboard.map.selection import MAPS, named_states
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import Address
from dashboard.web.parameters import Parameters
from dashboard.words.measure_rows import standing_on
from laws.counting.counts import PRESETS
from laws.models import Jurisdiction, Measure
from laws.text.dates import say
from laws.vocabulary import PENDING, Stage

MOST = 60
MOST_EXPLAINED = 3
CHANGES = "changes"
FILLS = ("rule", "school", "business")  # of the layers of the map
GROUPS = {
    "passed_one_chamber": (Stage.PASSED_ONE_CHAMBER, Stage.PASSED),
    "pending": PENDING,
}


class PendingSelection:
    """What is pending on a date, and which of it was selected. One to four queries."""

    def __init__(self, parameters: Parameters, as_of: AsOf, states: Sequence[Jurisdiction]) -> None:
        self.parameters, self.as_of, self.on, self.states = parameters, as_of, as_of.on, states
        # What is pending on a day can take effect on that day at the earliest.
        self.day = parameters.day("from", self.on, f"using {say(self.on)}", earliest=self.on)
        self.state_names = {state.state_code: state.name for state in states}
        pending = standing_on(Measure.objects.published(), PENDING, self.on)
        order = (LIMITS_FIRST, HOW_FAR, "-moved", "slug")
        rows = pending.order_by(*order).values_list(*COLUMNS, "stage", "stage_basis")
        self.pending = [ListedMeasure.from_columns(*row) for row in rows]
        self.groups = self._read_groups()
        self.named = self._read_names()

    def _read_groups(self) -> list[str]:
        codes = [code for code, _ in named_states(self.states)]
        given = [value.strip() for value in self.parameters.all("all") if value.strip()]
        allowed = {*GROUPS, *codes}
        bad = next((value for value in given if value.lower() not in allowed), None)
        if bad is not None:
            words = f"allowed are {', '.join(GROUPS)}, and postal codes, as ma"
            self.parameters.explain("all", bad, words)
        groups = list(dict.fromkeys(v.lower() for v in given if v.lower() in allowed))
        for empty in [group for group in groups if not self.in_group(group)][:MOST_EXPLAINED]:
            self.parameters.notice(f"all={empty}: nothing there is pending on {say(self.on)}.")
        return [group for group in groups if self.in_group(group)]

    def _read_names(self) -> list[str]:
        given = list(dict.fromkeys(self.parameters.all("m")))
        pending = {row.slug for row in self.pending}
        self._explain([slug for slug in given if slug not in pending])
        named = [slug for slug in given if slug in pending]
        if len(named) > MOST:
            self.parameters.notice(
                f"{len(named)} measures were named; the first {MOST} are treated as law."
            )
        return named[:MOST]

    def _explain(self, left_out: Sequence[str]) -> None:
        """Say why measures were left out. A draft is explained as if it did not exist."""
        slugs = left_out[:MOST_EXPLAINED]
        columns = ("slug", "identifier", "title", "jurisdiction__name")
        published = Measure.objects.published().filter(slug__in=slugs).values_list(*columns)
        known = {slug: names for slug, *names in published} if slugs else {}
        for slug in slugs:
            if slug not in known:
                allowed = "the name in a pending measure’s address is allowed, as ma-s927-2023"
                self.parameters.explain("m", slug, allowed)
                continue
            number, title, government = known[slug]
            name = f"{government} {number}" if number else f"{government}’s “{title}”"
            self.parameters.notice(f"{name} was left out: not pending on {say(self.on)}.")
        if len(left_out) > MOST_EXPLAINED:
            self.parameters.notice("More values of m were left out for the same reasons.")

    # --- which measures -----------------------------------------------------------------------

    def in_group(self, group: str) -> list[ListedMeasure]:
        """The pending measures of a group: those of some stages, or those of a state."""
        if group in GROUPS:
            return [row for row in self.pending if row.stage in GROUPS[group]]
        state_code = "" if group == "us" else group.upper()
        return [row for row in self.pending if row.government.state_code == state_code]

    @cached_property
    def grouped(self) -> set[str]:
        """The slugs that came with a group."""
        return {row.slug for group in self.groups for row in self.in_group(group)}

    @cached_property
    def rows(self) -> list[ListedMeasure]:
        """The selected measures, in the order of the list."""
        wanted = self.grouped | set(self.named)
        return [row for row in self.pending if row.slug in wanted]

    @property
    def measures(self) -> QuerySet[Measure]:
        """The selected measures as a query set."""
        return Measure.objects.filter(slug__in=[row.slug for row in self.rows])

    # --- the list to select from --------------------------------------------------------------

    @cached_property
    def filters(self) -> MeasureFilterSet | None:
        if CONDITIONS.keys().isdisjoint(self.parameters.values):
            return None
        published = Measure.objects.published()
        filters = measure_filters(self.parameters, published, self.on, named_states(self.states))
        return filters if filters.chosen else None

    @cached_property
    def listed(self) -> list[ListedMeasure]:
        """The pending measures that the filters of the list let through."""
        if not self.filters:
            return self.pending
        wanted = Q(slug__in=[row.slug for row in self.pending])
        fitting = set(self.filters.qs.filter(wanted).order_by().values_list("slug", flat=True))
        return [row for row in self.pending if row.slug in fitting]

    # --- the address --------------------------------------------------------------------------

    @cached_property
    def address(self) -> Address:
        """The address of the page, of what was understood alone."""
        address = Address(self.parameters.path).having("on", self.as_of.parameter)
        if self.day != self.on:
            address = address.having("from", self.day.isoformat())
        address = address.having("all", *self.groups).having("m", *self.named)
        address = address.with_filters(self.filters.chosen if self.filters else {})
        known = (("preset", [*PRESETS][1:]), ("map", MAPS), ("fill", FILLS), ("only", [CHANGES]))
        for name, allowed in known:
            value = self.parameters.first(name)
            address = address.having(name, value) if value in allowed else address
        return address

    @property
    def filtering(self) -> tuple[str, ...]:
        """The parameters that filter the list."""
        return tuple(self.filters.chosen) if self.filters else ()
