"""The form with which a reader asks to be written to."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from dashboard.pages.follow.data import selection_at, spelled
from laws.vocabulary import HowOften

UNSEEN = re.compile("[\x00-\x1f\x7f\ufffd\ud800-\udfff]")
LONGEST_EMAIL = 254
SHOWN = 60
NO_EMAIL = "“{}” is not an email address: one looks like name@example.org."
NO_FEED = "We can't follow that: use “By email” at the foot of a page, or choose from the list."
HOW_OFTEN = "Choose at once, daily or weekly."


class FollowForm(forms.Form):
    """An e-mail address, what it wants to follow, and how often it wants to be written to."""

    email = forms.CharField(label="Your email")
    how_often = forms.ChoiceField(choices=HowOften.choices, initial=HowOften.DAILY)
    what = forms.CharField(label="What changes in")
    # People do not see this box; programs fill in every one they find.
    website = forms.CharField(required=False, label="Leave this empty")

    def __init__(self, data=None, *, today: date, **kwargs):
        if data is not None:
            data = {name: UNSEEN.sub("", value) for name, value in data.items()}
        super().__init__(data, auto_id="%s", label_suffix="", **kwargs)
        self.today = today
        fields = self.fields
        fields["email"].error_messages["required"] = "Write the address that we should write to."
        fields["email"].widget.attrs |= {
            "inputmode": "email", "spellcheck": "false", "autocomplete": "email",
            "aria-describedby": "email-help",
        }  # fmt: skip
        fields["how_often"].error_messages |= dict.fromkeys(
            ("required", "invalid_choice"), HOW_OFTEN
        )
        fields["what"].error_messages["required"] = NO_FEED
        fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    def full_clean(self):
        super().full_clean()
        if "email" in self._errors:
            self.fields["email"].widget.attrs |= {
                "aria-invalid": "true", "aria-describedby": "email-wrong email-help",
            }  # fmt: skip

    def clean_email(self) -> str:
        text = self.cleaned_data["email"]
        shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
        try:
            return forms.EmailField(max_length=LONGEST_EMAIL).clean(text)
        except ValidationError:
            raise ValidationError(NO_EMAIL.format(shown)) from None

    def clean_what(self) -> str:
        address = spelled(self.cleaned_data["what"])
        if not address or selection_at(address, self.today) is None:
            raise ValidationError(NO_FEED)
        return address
