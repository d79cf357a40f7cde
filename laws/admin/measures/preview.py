"""What is shown beside the form of a measure while it is filled in; nothing of it is saved.

The form is sent to its own address with `_reckon`: by a script while one types, which takes over
the panel alone, or by a button, which shows the page again. It is read as for saving, and no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django import forms
from django.contrib.admin.helpers import AdminErrorList
from django.contrib.auth.models import User
from django.template.response import TemplateResponse
from django.utils import timezone

from laws.admin.base import status_text
from laws.admin.base.addresses import desk_address, section_of
from laws.admin.base.panel import PREVIEW, asks_for_panel
from laws.admin.measures.moving import ELSEWHERE
from laws.models import Action, Measure, Relation
from laws.models.reckoned import reckon_measure
from laws.rules.reckoning import Reckoning, reckon
from laws.rules.terms import ActionFacts
from laws.vocabulary import ORDER_KINDS

READ_BY_PANEL = (Action, Relation)
"""The rows that the panel is worked out from, beside the measure's own boxes."""
MOST_PROBLEMS = 8
PLACING = ("jurisdiction", "session", "kind", "identifier")
LACKS = {"when": "its date", "kind": "what happened"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What the panel shows: (label, sentence) on where the measure stands, what could not be read,
    that it belongs in another section, and measures like it in the same session and in others.
    """

    lines: list[tuple[str, str]]
    problems: list[str] = field(default_factory=list)
    moves: list[str] = field(default_factory=list)
    alike: list[dict] = field(default_factory=list)
    elsewhere: list[dict] = field(default_factory=list)
    keys: str = ""
    is_another: bool = False


class LivePreviewAdmin:
    """A section of measures whose form shows beside it what it comes to."""

    def get_inlines(self, request, obj):
        inlines = super().get_inlines(request, obj)
        if not asks_for_panel(request):
            return inlines
        return [inline for inline in inlines if inline.model in READ_BY_PANEL]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.is_preview |= PREVIEW in request.POST
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        formsets = [rows.formset for rows in context["inline_admin_formsets"]]
        if form.is_bound and form.is_preview:
            _drop_required(form, formsets)
            context["errors"] = AdminErrorList(form, formsets)
        context["preview"] = preview_of(form, formsets, request.user, obj)
        if asks_for_panel(request) and form.is_bound:
            return TemplateResponse(request, "admin/laws/measures/_reckoned.html", context)
        return super().render_change_form(request, context, add, change, form_url, obj)


def preview_of(
    form: forms.ModelForm,
    formsets: Iterable[forms.BaseModelFormSet],
    user: User,
    stored: Measure | None = None,
) -> Preview:
    """The preview of a form as it was sent; of one just opened, of the measure as it is stored."""
    today = timezone.localdate()
    if not form.is_bound:
        reckoning = reckon_measure(stored) if stored and stored.pk else Reckoning()
        return Preview(status_text.sentences(reckoning, today))
    actions = next((rows for rows in formsets if rows.model is Action), None)
    return Preview(
        lines=status_text.sentences(_reckoning(form, actions), today),
        moves=[error.message for error in _placed(form) if error.code == ELSEWHERE],
        problems=[*_own_problems(form), *_row_problems(actions)][:MOST_PROBLEMS],
        alike=_links(form.alike_in_session, user),
        elsewhere=_links(form.alike_elsewhere, user),
        keys=" ".join(str(measure.pk) for measure in form.alike_in_session),
        is_another=form.is_confirmed,
    )


def _reckoning(form, actions) -> Reckoning:
    """The reckoning of what a form says so far."""
    values = form.cleaned_data
    place, kind, session = (values.get(name) for name in ("jurisdiction", "kind", "session"))
    binds_on_passage = (place.is_local if place else form.is_local) or kind in ORDER_KINDS
    facts = [_facts(row.cleaned_data) for row in _filled_rows(actions) if _is_complete(row)]
    return reckon(facts, binds_on_passage, session and session.days)


def _facts(values: dict) -> ActionFacts:
    basis, words = values.get("basis") or "recorded", values.get("description") or ""
    return ActionFacts(values["kind"], values["when"], basis, words, values.get("order") or 0)


def _filled_rows(actions) -> list[forms.ModelForm]:
    return [row for row in actions.forms if actions.is_filled(row)] if actions else []


def _is_complete(row) -> bool:
    return bool(row.cleaned_data.get("when") and row.cleaned_data.get("kind"))


def _placed(form) -> Iterator[forms.ValidationError]:
    """What is wrong about where the measure belongs."""
    for name in PLACING:
        yield from form.errors[name].as_data() if name in form.errors else ()


def _own_problems(form) -> Iterator[str]:
    for error in _placed(form):
        if error.code != ELSEWHERE:
            yield from error.messages


def _row_problems(actions) -> Iterator[str]:
    """What could not be read of the actions, and so is left out."""
    filled = _filled_rows(actions)
    for number, row in enumerate(actions.forms if actions else [], 1):
        if row not in filled:
            continue
        for name, errors in row.errors.items():
            for error in errors.as_data():
                # A row that someone else removed meanwhile is a matter of saving.
                if error.code != "required" and name != Action._meta.pk.name:
                    yield f"Action {number}: {error.messages[0]}"
        lacks = [
            words
            for name, words in LACKS.items()
            if name not in row.errors and not row.cleaned_data.get(name)
        ]
        if lacks:
            yield f"Action {number} does not count yet: it lacks {' and '.join(lacks)}."


def _drop_required(form, formsets) -> None:
    """Remove the errors about boxes that are still empty."""
    for one in [form, *(row for rows in formsets for row in rows.forms)]:
        for name, errors in list(one.errors.items()):
            errors.data = [error for error in errors.as_data() if error.code != "required"]
            if not errors.data:
                del one.errors[name]


def _links(measures: Iterable[Measure], user: User) -> list[dict]:
    """Measures with their address at the desk, as far as the person may see them."""
    return [
        {"measure": measure, "address": desk_address(measure)}
        for measure in measures
        if user.has_perm(f"laws.view_{section_of(measure)}")
    ]
