"""What a visitor of /what-if/ chose: pending measures, singly or in groups, and a day."""

from datetime import date
from functools import cached_property

from django.db.models import Q

from dashboard.filters.filters import CONDITIONS, measure_filters
from dashboard.map.listed_measures import COLUMNS, HOW_FAR, LIMITS_FIRST, ListedMeasure
from dashboard.map.selection import MAPS, named_states
from dashboard.web.page_url import Address
from dashboard.web.params import LATEST, explain, on_parameter
from dashboard.words.measure_rows import standing_on
from laws.counting.counts import PRESETS
from laws.models import Measure
from laws.text.dates import PartialDate, say
from laws.vocabulary import PENDING, Stage

MOST = 60
MOST_EXPLAINED = 3
CHANGES = "changes"
GROUPS = {
    "passed_one_chamber": (Stage.PASSED_ONE_CHAMBER, Stage.PASSED),
    "pending": PENDING,
}


def asked_from(request, on):
    """The day of `?from=` from which the chosen measures are treated as in effect, or `on`."""
    text = request.GET.get("from", "").strip()
    if not text:
        return on
    try:
        when = PartialDate.parse(text)
    except ValueError:
        when = None
    if when and when.precision == "day" and on <= when.day <= LATEST:
        return when.day
    # What is pending on a day can bind on that day at the earliest.
    explain(request, "from", text, f"a day from {on} to {LATEST} is allowed; {on} is taken")
    return on


class Chosen:
    """What is pending on a day, and which of it was chosen. One to four queries."""

    def __init__(self, request, on: date, states):
        self.request, self.on, self.states = request, on, states
        self.day = asked_from(request, on)
        self.names = {state.state_code: state.name for state in states}
        pending = standing_on(Measure.objects.published(), PENDING, on)
        order = (LIMITS_FIRST, HOW_FAR, "-moved", "slug")
        rows = pending.order_by(*order).values_list(*COLUMNS, "stage", "stage_basis")
        self.pending = [ListedMeasure.from_columns(*row) for row in rows]
        self.groups = self._asked_groups()
        self.named = self._asked_by_name()

    def _asked_groups(self):
        codes = [code for code, _ in named_states(self.states)]
        given = [value.strip() for value in self.request.GET.getlist("all") if value.strip()]
        allowed = {*GROUPS, *codes}
        bad = next((value for value in given if value.lower() not in allowed), None)
        if bad is not None:
            words = f"allowed are {', '.join(GROUPS)}, and postal codes, as ma"
            explain(self.request, "all", bad, words)
        groups = list(dict.fromkeys(v.lower() for v in given if v.lower() in allowed))
        for empty in [group for group in groups if not self.in_group(group)][:MOST_EXPLAINED]:
            self.request.notices.append(f"all={empty}: nothing of it is pending on {say(self.on)}.")
        return [group for group in groups if self.in_group(group)]

    def _asked_by_name(self):
        given = [slug for slug in dict.fromkeys(self.request.GET.getlist("m")) if slug]
        known = {row.slug for row in self.pending}
        self._explain([slug for slug in given if slug not in known])
        fitting = [slug for slug in given if slug in known]
        if len(fitting) > MOST:
            self.request.notices.append(
                f"{len(fitting)} measures were named; the first {MOST} are treated as law."
            )
        return fitting[:MOST]

    def _explain(self, unfit):
        """Say why measures were left out. What is not published is told from nothing at all."""
        told = unfit[:MOST_EXPLAINED]
        columns = ("identifier", "title", "jurisdiction__name")
        published = Measure.objects.published().filter(slug__in=told) if told else []
        found = {one[0]: one[1:] for one in published and published.values_list("slug", *columns)}
        for slug in told:
            if slug not in found:
                allowed = "the name in a pending measure’s address is allowed, as ma-s927-2023"
                explain(self.request, "m", slug, allowed)
                continue
            number, title, government = found[slug]
            name = f"{government} {number}" if number else f"{government}’s “{title}”"
            self.request.notices.append(f"{name} was left out: not pending on {say(self.on)}.")
        if len(unfit) > MOST_EXPLAINED:
            self.request.notices.append("More values of m were left out for the same reasons.")

    # --- which measures -----------------------------------------------------------------------

    def in_group(self, group):
        """The pending measures of a group: those of some stages, or those of a state."""
        if group in GROUPS:
            return [row for row in self.pending if row.stage in GROUPS[group]]
        state_code = "" if group == "us" else group.upper()
        return [row for row in self.pending if row.government.state_code == state_code]

    @cached_property
    def grouped(self):
        """The slugs that came with a group."""
        return {row.slug for group in self.groups for row in self.in_group(group)}

    @cached_property
    def rows(self):
        """The chosen measures, in the order of the list."""
        wanted = self.grouped | set(self.named)
        return [row for row in self.pending if row.slug in wanted]

    @property
    def measures(self):
        """The chosen measures as a query set."""
        return Measure.objects.filter(slug__in=[row.slug for row in self.rows])

    # --- the list to choose from --------------------------------------------------------------

    @cached_property
    def filters(self):
        if CONDITIONS.keys().isdisjoint(self.request.GET):
            return None
        published = Measure.objects.published()
        found = measure_filters(self.request, published, self.on, named_states(self.states))
        return found if found.chosen else None

    @cached_property
    def listed(self):
        """The pending measures that the filters of the list let through."""
        if not self.filters:
            return self.pending
        wanted = Q(slug__in=[row.slug for row in self.pending])
        fitting = set(self.filters.qs.filter(wanted).order_by().values_list("slug", flat=True))
        return [row for row in self.pending if row.slug in fitting]

    # --- the address --------------------------------------------------------------------------

    @cached_property
    def address(self):
        """The address of the page, of what was understood alone."""
        address = Address(self.request.path).having("on", on_parameter(self.on))
        if self.day != self.on:
            address = address.having("from", self.day.isoformat())
        address = address.having("all", *self.groups).having("m", *self.named)
        for name, values in (self.filters.chosen if self.filters else {}).items():
            address = address.having(name, *([values] if isinstance(values, str) else values))
        kept = {"preset": [*PRESETS][1:], "map": MAPS, "only": [CHANGES]}
        for name, allowed in kept.items():
            value = self.request.GET.get(name)
            address = address.having(name, value) if value in allowed else address
        return address

    @property
    def filtering(self):
        """The parameters that filter the list."""
        return tuple(self.filters.chosen) if self.filters else ()
