"""/admin/preview/<key>/: the page of a measure as it would be public, for staff alone.

A draft is shown as if it were published, a proposal (`?proposal=`) as if it were accepted. Nothing
of it is stored, and no cache or search engine may keep it.
"""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from dashboard.pages.measure_detail.data import find_measure
from dashboard.pages.measure_detail.views import answer
from laws.admin.base.addresses import section_of
from laws.editing.merge import Document
from laws.editing.proposals import merge_with_public
from laws.editing.rehearsal import as_if_public
from laws.models import Measure, Proposal

AS_PUBLISHED = "Preview for staff: this is how the page will look once it is published."
AS_ACCEPTED = "Preview for staff: this is how the page will look once the proposal is accepted."


def preview(request: HttpRequest, key: int) -> HttpResponse:
    """The page."""
    measure = Measure.objects.select_related("jurisdiction").filter(pk=key).first()
    if measure is None:
        raise Http404
    if not request.user.has_perm(f"laws.view_{section_of(measure)}"):
        raise PermissionDenied
    content = _proposed(request, measure)
    request.notices.insert(0, AS_PUBLISHED if content is None else AS_ACCEPTED)
    try:
        with as_if_public(measure, content):
            slug = Measure.objects.values_list("slug", flat=True).get(pk=key)
            response = answer(request, find_measure(slug))
    except IntegrityError as error:
        raise Http404 from error
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _proposed(request: HttpRequest, measure: Measure) -> Document | None:
    """What the proposal that is asked for would make of the measure, if one is."""
    key = request.GET.get("proposal", "")
    if not key:
        return None
    if not request.user.has_perm("laws.view_proposal"):
        raise PermissionDenied
    is_key = key.isascii() and key.isdigit() and len(key) < 19
    proposal = Proposal.objects.filter(measure=measure, pk=key).first() if is_key else None
    if proposal is None or not measure.is_public:
        raise Http404
    return merge_with_public(proposal)[1].document


PREVIEW = ([path("<int:key>/", admin.site.admin_view(preview), name="measure")], "preview")
