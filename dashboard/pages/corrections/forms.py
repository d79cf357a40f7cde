"""The form with which a reader reports a mistake, and what is said of each of its fields."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from dashboard.pages.corrections.target import find_reported
from laws.models.correction import LONGEST_TEXT
from laws.text.web_addresses import why_unfit

SHORTEST_TEXT = 10
LONGEST_ADDRESS = 500
LONGEST_PATH = 300
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ud800-\udfff]")
NO_PAGE = "“{}” is not a page on this site. Copy the address of the page, or leave the box empty."
NO_ADDRESS = (
    "“{}” is not a web address: one looks like https://example.gov/page and has no spaces. "
    "Where the source is a book or a letter, name it in the box above."
)
NO_EMAIL = "“{}” is not an email address: one looks like name@example.org. You may leave it empty."


class CorrectionForm(forms.Form):
    """A report: which page, what is wrong, a source and an address to answer to."""

    about = forms.CharField(required=False, label="The page it is about")
    text = forms.CharField(label="What is wrong?", widget=forms.Textarea(attrs={"rows": 7}))
    source = forms.CharField(required=False, label="Source")
    email = forms.CharField(required=False, label="Your email")
    # People do not see this box; programs fill in every one they find.
    website = forms.CharField(required=False, label="Leave this empty")

    def __init__(self, data=None, *, on: date, **kwargs):
        if data is not None:
            # Before anything is checked or shown again: no text column could hold these.
            data = {name: UNSEEN.sub("", value) for name, value in data.items()}
        super().__init__(data, auto_id="%s", label_suffix="", **kwargs)
        self.on = on
        self.reported = None
        self.fields["text"].error_messages["required"] = "Write what is wrong, and what is right."
        hints = {"about": "url", "source": "url", "email": "email"}
        for name, mode in hints.items():
            self.fields[name].widget.attrs |= {"inputmode": mode, "spellcheck": "false"}
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        for name in ("about", "text", "source", "email"):
            self.fields[name].widget.attrs["aria-describedby"] = f"{name}-help"

    def full_clean(self):
        super().full_clean()
        for name in self._errors:
            self.fields[name].widget.attrs |= {
                "aria-invalid": "true",
                "aria-describedby": f"{name}-wrong {name}-help",
            }

    def clean_about(self) -> str:
        address = self.cleaned_data["about"]
        if not address:
            return ""
        self.reported = find_reported(address, self.on)
        if self.reported is None:
            raise ValidationError(NO_PAGE.format(_shown(address)))
        return self.reported.path[:LONGEST_PATH]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        if len(text) < SHORTEST_TEXT:
            raise ValidationError(
                f"“{text}” is too short to act on: say in a sentence what is wrong."
            )
        if len(text) > LONGEST_TEXT:
            raise ValidationError(
                f"What you wrote has {len(text):,} characters; {LONGEST_TEXT:,} are taken. "
                "Shorten it, or send the rest as a second report."
            )
        return text

    def clean_source(self) -> str:
        text = self.cleaned_data["source"]
        if not text:
            return ""
        address = text if "://" in text else f"https://{text}"
        try:
            URLValidator(["http", "https"])(address)
        except ValidationError:
            raise ValidationError(NO_ADDRESS.format(_shown(text))) from None
        if reason := why_unfit(address):
            raise ValidationError(f"“{_shown(text)}” {reason}")
        if len(address) > LONGEST_ADDRESS:
            raise ValidationError(
                f"The address has {len(address):,} characters; {LONGEST_ADDRESS} are taken. "
                "Name the page in the box above instead."
            )
        return address

    def clean_email(self) -> str:
        text = self.cleaned_data["email"]
        try:
            return forms.EmailField(required=False).clean(text)
        except ValidationError:
            raise ValidationError(NO_EMAIL.format(_shown(text))) from None


def _shown(text):
    return text if len(text) <= 60 else text[:60] + "…"
