"""Form fields of the staff desk: addresses one per line, choices."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, URLValidator
from django.forms.utils import ErrorList, pretty_name
from django.utils.text import capfirst

from laws.text.web_addresses import why_unfit

LONGEST_ADDRESS = 500


class LinesField(forms.CharField):
    """A list of texts without spaces, one per line."""

    widget = forms.Textarea

    def __init__(self, **options):
        super().__init__(**{"required": False} | options)
        self.widget.attrs.update(rows=2, spellcheck="false")

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        text = super().to_python(value)
        # The validators of a text would see a list, where a NUL is hidden from them.
        ProhibitNullCharactersValidator()(text)
        return list(dict.fromkeys(text.split()))

    def run_validators(self, value):
        """The validators of a text do not apply to a list."""

    def has_changed(self, initial, data):
        return (data or "").split() != (initial or [])


class AddressesField(LinesField):
    """Web addresses, one per line."""

    def __init__(self, **options):
        super().__init__(**{"label": "Sources, one address per line"} | options)

    def to_python(self, value):
        return [read_address(line) for line in super().to_python(value)]


class AddressField(forms.CharField):
    """One web address."""

    def __init__(self, **options):
        super().__init__(**{"label": "Address"} | options)
        self.widget.attrs.update(size=70, spellcheck="false")

    def clean(self, value):
        text = super().clean(value)
        return read_address(text) if text else text


def read_address(text: str) -> str:
    """The address of a page. Raises ValidationError with a sentence that says what is wrong."""
    if len(text) > LONGEST_ADDRESS:
        raise ValidationError(
            f"“{text[:60]}…” is too long: an address has at most {LONGEST_ADDRESS} characters."
        )
    scheme, mark, rest = text.partition("://")
    address = f"{scheme.lower()}{mark}{rest}"
    try:
        URLValidator(["http", "https"])(address)
    except ValidationError:
        raise ValidationError(
            f"“{text}” is not a web address: those start with https:// or http:// and have no "
            "spaces. Write one per line."
        ) from None
    if reason := why_unfit(address):
        raise ValidationError(f"“{text}” {reason}")
    return address


class SeveralField(forms.TypedMultipleChoiceField):
    """Any number of the words of a vocabulary, as check boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, words, says_meanings=False, **options):
        choices = with_meanings(words) if says_meanings else words.choices
        super().__init__(choices=choices, **options)
        self.error_messages["invalid_choice"] = (
            "“%(value)s” is not among the choices: " + ", ".join(words.values) + "."
        )


def with_meanings(words) -> list[tuple[str, str]]:
    """The words of a vocabulary as choices, each with what it means."""
    return [(word.value, f"{word.label} – {word.meaning}") for word in words]


def keep_order(chosen: list[str], stored: list[str] | None) -> list[str]:
    """The words chosen, in their stored order if they are the same ones, so nothing changes."""
    return list(stored) if set(chosen) == set(stored or ()) else chosen


class FewErrors(ErrorList):
    """What is wrong with a box, if anything: Django fills in a template for nothing as well."""

    def render(self, *args, **kwargs):
        return super().render(*args, **kwargs) if self else ""

    __str__ = __html__ = render


class LabelledForm(forms.ModelForm):
    """A row in a table, where each box has a label of its own for screen readers."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"error_class": FewErrors} | kwargs)
        for name, field in self.fields.items():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-label"] = capfirst(field.label or pretty_name(name))
