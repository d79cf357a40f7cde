"""What seems off about a measure, told beside its form, at its boxes, and to who publishes it.

The rules stand in `laws.editing.consistency`; here a form is read for them, and no save is blocked.
Only who publishes has to say once that what is off was seen.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django import forms
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.html import format_html

from laws.admin.base.addresses import desk_address
from laws.admin.base.off import (
    STILL_COUNTS,
    Off,
    ending_address,
    explain_address,
    explanations,
    with_endings,
)
from laws.admin.base.site import SEEN
from laws.editing import workflow
from laws.editing.consistency import (
    ACTIONS,
    OWN,
    RELATIONS,
    Finding,
    MeasureFacts,
    check_measure,
    findings,
    see,
    seen_mark,
)
from laws.editing.consistency.facts import Act, Relative, terms_of
from laws.editing.consistency.stored import (
    facts_of,
    place_of,
    relative_of,
    rulings_of,
    seats_of,
)
from laws.editing.roles import person
from laws.models import Action, ExplainedFinding, Measure, Relation
from laws.vocabulary import ORDER_KINDS, REVIEW, EditorialStatus

RECORD_ITS_END = "Record its end"
MOST_TOLD = 3
MORE = "And {} more, listed beside the form under “Something is off”."
BOX = {ACTIONS: "when", RELATIONS: "to_measure"}
MODEL = {ACTIONS: Action, RELATIONS: Relation}
Rows = Iterable[forms.BaseModelFormSet]


class TellsWhatIsOff:
    """A section of measures that says what is off, and asks who publishes whether it was seen."""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        formsets = [rows.formset for rows in context["inline_admin_formsets"]]
        found = off_in(form, formsets, timezone.localdate(), obj)
        is_stored = obj is not None and obj.pk and not form.is_bound
        if is_stored and person(request.user).may(REVIEW):
            found = [one._replace(explain=explain_address(obj, one.finding)) for one in found]
            context["explained"] = obj.explained_findings.all() and explanations(
                obj, facts_of([obj], timezone.localdate())[obj.pk]
            )
        context["off"] = found
        if found and _publishes(form):
            context["off_mark"] = seen_mark([one.finding for one in found])
            context["off_is_seen"] = request.POST.get(SEEN) == context["off_mark"]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.off = check_measure(form.instance, timezone.localdate())
        edit = getattr(request, "edit", None)
        was = edit.status if edit else EditorialStatus.DRAFT
        if form.instance.is_public and was != EditorialStatus.PUBLISHED:
            see(request.off, request.POST.get(SEEN, ""))

    def response_add(self, request, obj, post_url_continue=None):
        self._tell(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self._tell(request, obj)
        return super().response_change(request, obj)

    def _tell(self, request, measure):
        """Say after a save what is off, wherever the save leads to."""
        edit = getattr(request, "edit", None)
        if edit and (edit.is_stale or edit.is_barred):
            return
        found = request.off[:MOST_TOLD]
        shown = with_endings(found) if edit is None or edit.can_be_saved else map(Off, found)
        for one in shown:
            address = one.ending or desk_address(measure)
            name = RECORD_ITS_END if one.ending else measure
            words = format_html('{} <a href="{}">{}</a>', one.sentence, address, name)
            self.message_user(request, words, messages.WARNING)
        if len(request.off) > MOST_TOLD:
            self.message_user(request, MORE.format(len(request.off) - MOST_TOLD), messages.WARNING)


def off_in(form: forms.ModelForm, formsets: Rows, today: date, stored: Measure | None) -> list[Off]:
    """What seems off about a form as it was sent; about one just opened, as it is stored."""
    rows = {model: one for one in formsets for model in MODEL.values() if one.model is model}
    if form.is_bound:
        told = form.errors.keys()  # what is refused is said there
        found = [one for one in findings(_facts(form, rows, today)) if one.key not in told]
    elif stored and stored.pk:
        found = findings(facts_of([stored], today)[stored.pk])
    else:
        found = []
    return [_shown(finding, form, rows) for finding in found]


def _shown(finding: Finding, form, rows) -> Off:
    if finding.part == OWN:
        box = form[finding.key].id_for_label if finding.key in form.fields else ""
        return Off(finding, box)
    name, found = BOX[finding.part], rows.get(MODEL[finding.part])
    for row in found.forms if found else ():
        if finding.key in (row.prefix, str(row.instance.pk)):
            box = row[name].id_for_label if name in row.fields else ""
            is_stored = row.instance.pk and not (row.is_bound and row.has_changed())
            ends = is_stored and finding.rule == STILL_COUNTS
            return Off(finding, box, ending_address(row.instance) if ends else "")
    return Off(finding, "")


def _facts(form, rows, today: date) -> MeasureFacts:
    """What the checks read of a form as it was sent."""
    said, key = form.cleaned_data, form.instance.pk
    place, session, kind = (said.get(name) for name in ("jurisdiction", "session", "kind"))
    is_local = place.is_local if place else form.is_local
    acts = tuple(_acts(rows.get(Action)))
    chambers = seats_of([place.pk])[place.pk] if place else {}
    identifier = said.get("identifier", "")
    # A number that a measure of the same kind has is refused, and told as that.
    same = [other for other in form.same_number if other.kind != kind]
    own = ("title", "summary", "effect", "county_reach", "status")
    return MeasureFacts(
        today=today,
        place=place and place_of(place),
        kind=kind or "",
        identifier=identifier,
        **{name: said.get(name) or "" for name in own},
        session=session and session.days,
        session_name=session.name if session else "",
        acts=acts,
        relations=tuple(_relations(rows.get(Relation))),
        seats={chamber: seats for chamber, seats in chambers.items() if seats},
        chambers=frozenset(chambers),
        same_number=tuple(f"{other.identifier}: {other.title}" for other in same),
        terms=terms_of(acts, is_local or kind in ORDER_KINDS),
        rulings=rulings_of(key),
        explained=_explained(key),
    )


def _acts(actions) -> Iterator[Act]:
    for row in _filled(actions, "when", "kind"):
        said = row.cleaned_data
        yield Act(
            said["kind"], said["when"], said.get("basis") or "recorded",
            said.get("description") or "", said.get("order") or 0, said.get("chamber") or "",
            said.get("yes"), said.get("no"), row.prefix,
        )  # fmt: skip


def _relations(relations) -> Iterator[Relative]:
    rows = list(_filled(relations, "kind", "to_measure"))
    others = [row.cleaned_data["to_measure"] for row in rows]
    prefetch_related_objects(others, "jurisdiction", "terms")
    for row, other in zip(rows, others, strict=True):
        relation = Relation(kind=row.cleaned_data["kind"], to_measure=other)
        yield relative_of(relation, row.prefix)


def _filled(rows, *needed: str) -> Iterator[forms.ModelForm]:
    for row in rows.forms if rows else ():
        if rows.is_filled(row) and all(row.cleaned_data.get(name) for name in needed):
            yield row


def _explained(key: int | None) -> frozenset[tuple[str, str]]:
    rows = ExplainedFinding.objects.filter(measure=key) if key else ExplainedFinding.objects.none()
    return frozenset(rows.order_by().values_list("rule", "about"))


def _publishes(form) -> bool:
    """Whether a form is about to make public what is not."""
    if "status" not in form.fields or form.status == workflow.PUBLISHED:
        return False
    if form.is_bound:
        return form.data.get("status") == workflow.PUBLISHED
    offered = [value for value, _ in form.fields["status"].choices]
    return form.status == workflow.IN_REVIEW and workflow.PUBLISHED in offered
