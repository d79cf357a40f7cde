"""/corrections/: a reader reports a mistake, and sees what became of it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dashboard.pages.corrections.forms import CorrectionForm
from dashboard.pages.corrections.target import Reported, find_reported, reported_of
from dashboard.web.as_of import AsOf, asked_as_of
from dashboard.web.errors import bad_request, sent_from_elsewhere, too_many_requests
from dashboard.web.params import answer_json, explain, page
from dashboard.web.public_form import (
    FORM,
    Token,
    address_of,
    came_from_here,
    new_token,
    read_token,
    takes_forms,
)
from dashboard.web.replica import reads_primary
from laws.corrections.email import announce
from laws.models import Correction, Sender

OWN = ("/corrections/", "/follow/")
UNKNOWN = "We did not recognize this form as ours, or it was changed in transit."
OLD = "The form was open for more than a day."
EARLY = "That was very fast. Please send it again."
FILLED = "A hidden box that people do not see was filled in; we have emptied it."
RULE = (
    "What became of a reader’s report, as it is now, whatever the date. text is what the reader "
    "wrote, null unless staff published it; about is null where no page was named or it is not "
    "public now."
)
AGAIN = "What you wrote is below. Please check it and send it again."


@takes_forms
@never_cache
def correction_new(request: HttpRequest) -> HttpResponse:
    """The form; what is sent becomes a report, or comes back with what is to be changed."""
    Sender.objects.forget(timezone.now())
    as_of = asked_as_of(request)
    on = as_of.on
    if request.method != "POST":
        return _form(request, CorrectionForm(on=on, initial=_initial(request, on)))
    if request.content_type != FORM:
        return bad_request(request)
    if not came_from_here(request):
        return sent_from_elsewhere(request)
    form = CorrectionForm(request.POST, on=on)
    now = timezone.now()
    token = read_token(request.POST.get("token", ""), now)
    doubt = _doubt(token, form)
    if doubt or not form.is_valid():
        return _form(request, form, doubt, token)
    return _take(request, form, token, now, as_of)


@reads_primary
@require_safe
@never_cache
def correction(request: HttpRequest, reference: str) -> HttpResponse:
    """What became of a report. Its number is all that one needs to know."""
    as_of = asked_as_of(request)
    if reference != reference.upper():
        return _in_capitals("correction", reference, as_of)
    found = _find(reference)
    context = {"correction": found, "reported": reported_of(found, as_of.on)}
    return _unlisted(page(request, "dashboard/corrections/report.html", context, on=as_of.on))


@reads_primary
@require_safe
@never_cache
def correction_json(request: HttpRequest, reference: str) -> HttpResponse:
    """The same as data; like the page, without the reader's address and the names of staff."""
    as_of = asked_as_of(request)
    if reference != reference.upper():
        return _in_capitals("correction-json", reference, as_of)
    found = _find(reference)
    content = _as_json(found, reported_of(found, as_of.on), request)
    return _unlisted(answer_json(request, as_of.on, RULE, content))


def _find(reference: str) -> Correction:
    related = "measure__jurisdiction", "measure__session", "jurisdiction__same_as"
    return get_object_or_404(Correction.objects.select_related(*related), reference=reference)


def _in_capitals(name: str, reference: str, as_of: AsOf) -> HttpResponse:
    address = reverse(name, args=[reference.upper()])
    return redirect(address + as_of.query)


def _as_json(found: Correction, reported: Reported | None, request: HttpRequest) -> dict:
    about = reported and {
        "url": request.build_absolute_uri(reported.path),
        "words": reported.words,
        "measure": reported.measure and reported.measure.slug,
        "division_id": reported.jurisdiction and reported.jurisdiction.division_id,
    }
    return {
        "number": found.reference,
        "status": found.status,
        "about": about,
        "received_on": _day(found.received_at),
        "answered_on": _day(found.changed_at) if found.answer else None,
        "answer": found.answer or None,
        "text": found.text if found.text_is_public else None,
    }


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()


def _initial(request: HttpRequest, on: date) -> dict[str, str]:
    """What the form starts with: the page that the reader came from."""
    address = request.GET.get("about", "").strip()
    if address.startswith(OWN):
        # The foot of these pages leads here as well.
        return {}
    found = find_reported(address, on) if address else None
    if address and found is None:
        explain(request, "about", address, "the address of a page of this site is allowed")
    return {"about": found.path if found else ""}


def _doubt(token: Token | None, form: CorrectionForm) -> str:
    """Why the form cannot be taken for a person's, in a sentence; or nothing."""
    if token is None:
        return UNKNOWN
    if token.is_old:
        return OLD
    if token.is_early:
        return EARLY
    return FILLED if form.data.get("website") else ""


def _form(
    request: HttpRequest, form: CorrectionForm, doubt: str = "", token: Token | None = None
) -> HttpResponse:
    """The page with the form, and with what is to be changed in it."""
    on = form.on
    if form.is_bound:
        form.is_valid()
        form.data["website"] = ""
    shown = form["about"].value() or ""
    reusable = token and not token.is_old
    context = {
        "form": form,
        "doubt": doubt and f"{doubt} {AGAIN}",
        "token": request.POST["token"] if reusable else new_token(timezone.now()),
        "reported": find_reported(shown, on) if shown else None,
        "mistakes": len(form.errors),
    }
    return _unlisted(page(request, "dashboard/corrections/new.html", context, on=on))


def _take(
    request: HttpRequest, form: CorrectionForm, token: Token, now: datetime, as_of: AsOf
) -> HttpResponse:
    """Keep the report and show its page; the same form sent twice is the same report."""
    address = address_of(request)
    with transaction.atomic():
        Sender.one_at_a_time(address)
        known = Correction.objects.filter(form_key=token.key).first()
        wait = None if known else Sender.objects.wait(address, now)
        if wait:
            return too_many_requests(request, wait, form.cleaned_data["text"])
        made = known or _keep(form, token, as_of.query)
        if not known:
            Sender.note(address, now)
    if not known:
        announce(made, reverse("admin:laws_correction_change", args=[made.pk]))
    response = redirect(made)
    response.status_code = 303
    return response


def _keep(form: CorrectionForm, token: Token, kept: str) -> Correction:
    data, about = form.cleaned_data, form.reported
    fields = {
        "measure": about and about.measure,
        "jurisdiction": about and about.jurisdiction,
        "path": about.path + kept if about else "",
        "text": data["text"],
        "source_url": data["source"],
        "email": data["email"],
        "form_key": token.key,
    }
    for _ in range(3):
        try:
            with transaction.atomic():
                return Correction.objects.create(**fields)
        except IntegrityError:
            # Two reports drew one number, or one form came twice at once from two addresses.
            kept_before = Correction.objects.filter(form_key=token.key).first()
            if kept_before:
                return kept_before
    raise IntegrityError("no free number for a report was found in three attempts")


def _unlisted(response: HttpResponse) -> HttpResponse:
    """These pages are one reader's affair: search engines are asked to leave them out."""
    response["X-Robots-Tag"] = "noindex"
    return response
