"""The section of corrections: what readers reported, unanswered reports first."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from laws.admin.base.addresses import desk_address
from laws.admin.base.filters import rows_of_queue
from laws.admin.base.versions import VersionedAdmin, VersionedForm
from laws.corrections.email import is_set_up, tell_reader
from laws.models import Correction
from laws.text.dates import say_short
from laws.vocabulary import OPEN_CORRECTIONS

ANSWER = ("status", "answer", "text_is_public")
NO_MAIL_SERVER = (
    "The answer is saved and public. It was not sent, because no mail server is set; the reader’s "
    "address is kept."
)
NOT_SENT = (
    "The answer is saved and public, but the mail server did not take it. The reader’s address is "
    "kept: save again to try once more."
)
OPENING = 90  # characters of a report that its row shows


class OpenFilter(admin.SimpleListFilter):
    """Whether a report still waits for an answer."""

    title = "queue"
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [("open", "Waiting for an answer"), ("closed", "Answered")]

    def queryset(self, request, queryset):
        if self.value() == "open":
            return rows_of_queue("open", request, queryset)
        if self.value() == "closed":
            return queryset.exclude(status__in=OPEN_CORRECTIONS)
        return queryset


class AnswerForm(VersionedForm):
    """The answer to a report."""

    class Meta:
        model = Correction
        fields = ANSWER
        widgets = {"answer": forms.Textarea(attrs={"rows": 6})}

    def clean_answer(self):
        return self.cleaned_data["answer"].replace("\r\n", "\n").strip()

    def clean(self):
        cleaned = super().clean()
        closed = cleaned.get("status") not in (*OPEN_CORRECTIONS, None)
        if closed and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error(
                "answer", "A report cannot be closed without an answer: write what you found."
            )
        return cleaned

    def say_changed(self):
        last = self.instance.steps.last()
        if last is None:
            return super().say_changed()
        return (
            f"{last.by} answered while you were writing ({last.get_status_display()}: "
            f"“{last.answer}”). Yours is below and not saved yet: save again to replace theirs."
        )

    def _get_validation_exclusions(self):
        # clean() says beside the field what the constraint would say of the whole form.
        return super()._get_validation_exclusions() | {"answer"}


@admin.register(Correction)
class CorrectionSection(VersionedAdmin):
    """Corrections from readers."""

    form = AnswerForm
    list_display = ["reference", "about", "opening", "status", "received"]
    list_filter = [OpenFilter, "status"]
    search_fields = ["reference", "text", "answer", "path"]
    search_help_text = "A number (C-7F3K9H), or words of the report or its answer."
    reported = ["reference", "received", "about", "where", "wrote", "source", "email_text"]
    readonly_fields = [*reported, "answers"]
    fieldsets = [
        ("What the reader reported", {"fields": reported}),
        ("Your answer", {"fields": ANSWER}),
        ("Answers so far", {"fields": ["answers"]}),
    ]

    def has_add_permission(self, request):
        # Readers report through a form on the public site.
        return False

    def get_queryset(self, request):
        places = "measure__jurisdiction", "measure__session", "jurisdiction"
        return Correction.objects.select_related(*places).open_first()

    def get_ordering(self, request):
        return ["waits", "received_at"]

    # --- the list -----------------------------------------------------------------------------

    @admin.display(description="about")
    def about(self, correction):
        if correction.measure:
            words = f"{correction.measure}: {correction.measure.title}"
            return format_html('<a href="{}">{}</a>', desk_address(correction.measure), words)
        if correction.jurisdiction:
            key = quote(correction.jurisdiction.pk)
            address = reverse("admin:laws_jurisdiction_change", args=[key])
            return format_html('<a href="{}">{}</a>', address, correction.jurisdiction)
        return correction.path or "The site as a whole"

    @admin.display(description="what is wrong")
    def opening(self, correction):
        words = " ".join(correction.text.split())
        return words if len(words) <= OPENING else words[:OPENING].rpartition(" ")[0] + "…"

    @admin.display(description="received", ordering="received_at")
    def received(self, correction):
        return say_short(timezone.localtime(correction.received_at).date())

    # --- the page of one report ---------------------------------------------------------------

    @admin.display(description="Public pages")
    def where(self, correction):
        own = format_html('<a href="{}">of this report</a>', correction.get_absolute_url())
        if not correction.path:
            return own
        return format_html('<a href="{}">{}</a> · {}', correction.path, correction.path, own)

    @admin.display(description="What is wrong")
    def wrote(self, correction):
        return format_html('<span class="as-written">{}</span>', correction.text)

    @admin.display(description="Source", empty_value="none given")
    def source(self, correction):
        if not (address := correction.source_url):
            return "–"
        return format_html('<a href="{}" rel="nofollow noreferrer">{}</a>', address, address)

    @admin.display(description="E-mail")
    def email_text(self, correction):
        if correction.email:
            return f"{correction.email} (seen by staff only; deleted once the last answer was sent)"
        return "none; the answer appears on the report’s public page"

    @admin.display(description="Who answered")
    def answers(self, correction):
        rows = (
            (
                say_short(timezone.localtime(step.made_at).date()),
                step.by,
                step.get_status_display(),
                step.answer or "no answer yet",
                " (the reader’s words are public)" if step.text_is_public else "",
            )
            for step in correction.steps.all()
        )
        return format_html_join("", "<p>{}, {}: <b>{}</b>. {}{}</p>", rows) or "No one yet."

    # --- saving --------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        if not set(ANSWER) & set(form.changed_data):
            # A closed report whose reader still has an address here: its answer was never sent.
            if obj.email and not obj.is_open:
                transaction.on_commit(lambda: self._tell(request, obj))
            return
        super().save_model(request, obj, form, change)
        obj.steps.create(
            by=request.user.get_username(),
            status=obj.status,
            answer=obj.answer,
            text_is_public=obj.text_is_public,
        )
        if obj.answer and obj.email and {"status", "answer"} & set(form.changed_data):
            transaction.on_commit(lambda: self._tell(request, obj))

    def _tell(self, request, correction):
        if not tell_reader(correction):
            sentence = NOT_SENT if is_set_up() else NO_MAIL_SERVER
            self.message_user(request, sentence, messages.WARNING)
            return
        if correction.status not in OPEN_CORRECTIONS:
            # The reader gave it for this answer only.
            Correction.objects.filter(pk=correction.pk).update(email="")
        self.message_user(request, "The answer was sent to the reader.")
