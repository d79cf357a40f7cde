"""What is told beside the form of a measure while it is filled in; nothing of it is saved.

The same form is sent to the same address with `_reckon`: by a script while one types, which takes
the answer alone, or by a button, which shows the page again. It is read as for saving, and no more.
"""

from typing import NamedTuple

from django.contrib.admin.helpers import AdminErrorList
from django.template.response import TemplateResponse
from django.utils import timezone

from laws.admin.base import status_text
from laws.admin.base.addresses import desk_address, section_of
from laws.models import Action
from laws.models.reckoned import reckon_measure
from laws.rules.reckoning import ActionFacts, Reckoning, Session, reckon
from laws.vocabulary import ORDER_KINDS

ASK = "_reckon"
"""The name under which a form is sent that asks, and is not to be saved."""
ANSWER_ALONE = "answer"
MOST_PROBLEMS = 8
PLACING = ("jurisdiction", "session", "kind", "identifier")
LACKS = {"when": "its date", "kind": "what happened"}


class Told(NamedTuple):
    """The sentences about a form: what is reckoned, what could not be read, and the measures that
    it may repeat, those of the same session first."""

    lines: list
    problems: list
    alike: list = []
    elsewhere: list = []
    keys: str = ""
    is_another: bool = False


class LivePreviewAdmin:
    """A section of measures whose form can be asked what it would come to."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"asks_only": ASK in request.POST})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        formsets = [rows.formset for rows in context["inline_admin_formsets"]]
        if form.is_bound and form.asks_only:
            _drop_required(form, formsets)
            context["errors"] = AdminErrorList(form, formsets)
        context["told"] = told(form, formsets, request.user, obj)
        context["answer_alone"] = request.POST.get(ASK) == ANSWER_ALONE and form.is_bound
        if context["answer_alone"]:
            return TemplateResponse(request, "admin/laws/measures/_reckoned.html", context)
        return super().render_change_form(request, context, add, change, form_url, obj)


def told(form, formsets, user, stored=None) -> Told:
    """What there is to tell about a form; about one just opened, what the record says."""
    today = timezone.localdate()
    if not form.is_bound:
        found = reckon_measure(stored) if stored and stored.pk else Reckoning()
        return Told(status_text.sentences(found, today), [])
    actions = next((rows for rows in formsets if rows.model is Action), None)
    lines = status_text.sentences(_reckoned(form, actions), today)
    problems = [*_own_problems(form), *_row_problems(actions)][:MOST_PROBLEMS]
    here, elsewhere = form.alike_here, form.alike_elsewhere
    keys = " ".join(str(measure.pk) for measure in here)
    return Told(lines, problems, _named(here, user), _named(elsewhere, user), keys,
                form.is_confirmed)  # fmt: skip


def _reckoned(form, actions):
    """The reckoning of what a form says so far."""
    said = form.cleaned_data
    place, kind, session = (said.get(name) for name in ("jurisdiction", "kind", "session"))
    binds = (place.is_local if place else form.is_local) or kind in ORDER_KINDS
    acts = [_act(row.cleaned_data) for row in _kept(actions) if _is_complete(row)]
    return reckon(acts, binds, session and Session(session.start_on, session.end_on))


def _act(said):
    basis, words = said.get("basis") or "recorded", said.get("description") or ""
    return ActionFacts(said["kind"], said["when"], basis, words, said.get("order") or 0)


def _kept(actions):
    return [row for row in actions.forms if actions.kept(row)] if actions else []


def _is_complete(row):
    return bool(row.cleaned_data.get("when") and row.cleaned_data.get("kind"))


def _own_problems(form):
    """What is wrong about where the measure belongs."""
    for name in PLACING:
        yield from form.errors.get(name, ())


def _row_problems(actions):
    """What of the actions could not be read, and so is not reckoned with."""
    rows = actions.forms if actions else []
    for number, row in enumerate(rows, 1):
        if row not in _kept(actions):
            continue
        yield from (f"Action {number}: {error.messages[0]}" for errors in row.errors.values()
                    for error in errors.as_data() if error.code != "required")  # fmt: skip
        lacks = [words for name, words in LACKS.items() if name not in row.errors
                 and not row.cleaned_data.get(name)]  # fmt: skip
        if lacks:
            yield f"Action {number} is not reckoned with yet: it lacks {' and '.join(lacks)}."


def _drop_required(form, formsets):
    """Who only asks is not told that boxes are empty still."""
    for one in [form, *(row for rows in formsets for row in rows.forms)]:
        for name, errors in list(one.errors.items()):
            errors.data = [error for error in errors.as_data() if error.code != "required"]
            if not errors.data:
                del one.errors[name]


def _named(measures, user):
    """Measures as they are shown: those that one may see, with their address at the desk."""
    return [
        {"measure": measure, "address": desk_address(measure)}
        for measure in measures
        if user.has_perm(f"laws.view_{section_of(measure)}")
    ]
