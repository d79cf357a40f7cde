"""The section of imports: what was read, when and by whom; and the form to upload a file."""

from datetime import timedelta
from pathlib import Path

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from laws.admin.base.site import BaseAdmin, desk_page
from laws.imports.intake import OUTCOMES
from laws.imports.text import summary
from laws.imports.uploads import MOST_RECORDS, commit, preview
from laws.models import ImportRun
from laws.refusals import Refusal
from laws.text.dates import say_short
from laws.vocabulary import RunOrigin

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
ENDINGS = (".json", ".csv", ".zip")


class UploadForm(forms.Form):
    """A file to read."""

    file = forms.FileField(
        label="File",
        max_length=200,
        allow_empty_file=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text=(
            "JSON, CSV or a ZIP of them, from Open States or LegiScan or in our own columns. At "
            f"most {MOST_BYTES // MEGABYTE} MB and {MOST_RECORDS:,} records."
        ),
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Choose another one.",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"{file.name} has {file.size / MEGABYTE:.1f} MB. This form takes at most "
                f"{MOST_BYTES // MEGABYTE} MB; script/manage import_… takes more."
            )
        if Path(file.name).suffix.lower() not in ENDINGS:
            raise forms.ValidationError(
                f"{file.name} does not end in {', '.join(ENDINGS)}. Choose a file that does."
            )
        return file


@admin.register(ImportRun)
class ImportRunSection(BaseAdmin):
    """Imports."""

    list_display = ["name", "record", "origin", "made_by", "started", "outcome"]
    list_filter = ["record", "origin"]
    list_select_related = ["made_by"]
    search_fields = ["name"]
    ordering = ["-started_at", "-pk"]

    def get_queryset(self, request):
        # A preview is a run that still has its file, which is too large to read for that.
        rows = super().get_queryset(request).annotate(is_preview=Q(upload__isnull=False))
        return rows.defer("upload", "preview", "left_out")

    def has_change_permission(self, request, obj=None):
        # An import is a record of what happened.
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="started", ordering="started_at")
    def started(self, run):
        return say_short(timezone.localtime(run.started_at).date())

    @admin.display(description="what it brought")
    def outcome(self, run):
        counts = summary({name: getattr(run, name) for name in OUTCOMES})
        if run.is_finished:
            return counts
        return f"A preview. {counts}" if run.is_preview else f"Not finished. {counts}"

    # --- sending a file -----------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            return self._upload(request)
        run = self.get_object(request, object_id)
        if run is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, run):
            raise PermissionDenied
        return self._decide(request, run) if request.method == "POST" else self._page(request, run)

    def _upload(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            run = _received(form.cleaned_data["file"], request.user)
            try:
                preview(run)
                return HttpResponseRedirect(_page_of(run))
            except Refusal as error:
                run.delete()
                form.add_error("file", str(error))
        context = {"title": "Upload a file", "form": form}
        return self._answer(request, "admin/laws/imports/upload.html", context)

    def _decide(self, request, run):
        if not self.has_add_permission(request):
            raise PermissionDenied
        if not run.is_preview:
            self.message_user(request, "This import has already been decided.", messages.INFO)
            return HttpResponseRedirect(_page_of(run))
        if request.POST.get("decision") != "commit":
            run.delete()
            self.message_user(request, "Discarded: nothing was saved.", messages.INFO)
            return HttpResponseRedirect(reverse("admin:laws_importrun_changelist"))
        try:
            commit(run, set(request.POST.getlist("wanted")))
        except Refusal as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(_page_of(run))
        self.log_addition(request, run, "Added to the inbox")
        self.message_user(request, "It is in the inbox.", messages.SUCCESS)
        return HttpResponseRedirect(_page_of(run))

    def _page(self, request, run):
        counts = {name: getattr(run, name) for name in OUTCOMES}
        inbox = reverse("admin:laws_inboxentry_changelist")
        context = {
            "title": "Import",
            "subtitle": run.name,
            "original": run,
            "summary": summary(counts),
            "brings": run.new + run.changed + run.refused,
            "may_commit": run.is_preview and self.has_add_permission(request),
            "inbox_address": f"{inbox}?queue=all&run={run.pk}",
        }
        return self._answer(request, "admin/laws/imports/import_run.html", context)

    def _answer(self, request, template, context):
        shared = {"opts": self.opts, "has_view_permission": True}
        return desk_page(request, template, shared | context)


def _received(file, user):
    """A new import with the file, named without its path; abandoned ones are deleted."""
    yesterday = timezone.now() - timedelta(days=1)
    ImportRun.objects.filter(upload__isnull=False, started_at__lt=yesterday).delete()
    return ImportRun.objects.create(
        made_by=user,
        origin=RunOrigin.DESK,
        name=Path(file.name).name[-200:],
        upload=file.read(),
    )


def _page_of(run):
    return reverse("admin:laws_importrun_change", args=[run.pk])
