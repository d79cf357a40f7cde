"""One edit of a measure at the desk: what its form showed, so that no typed words are lost.

A form carries, signed, the measure as it was stored when the form was opened and the rows that its
boxes show. When it comes back, those rows are put in place, the form is read against them, and all
of it is undone unless it can be saved as it is.
"""

from typing import NamedTuple

from django.core import signing
from django.db import IntegrityError

from laws.editing.merge import Document, aligned
from laws.editing.snapshot import KeysByPart, apply, document_and_keys
from laws.models import Measure
from laws.text.measure_fields import IDENTITY
from laws.vocabulary import EditorialStatus

FIELD = "opened"


class OpenedForm(NamedTuple):
    """What a form was made of: the measure as it was stored, the measure as its boxes showed it,
    its status, the key of the proposal that it revises, if any, and the keys of the rows shown.
    """

    base: Document
    shown: Document
    status: str
    proposal: int | None = None
    keys: KeysByPart | None = None

    def signed(self, measure: Measure) -> str:
        """The text that the form carries."""
        return signing.dumps(list(self), salt=_salt(measure), compress=True)


def read_opened(text: str, measure: Measure) -> OpenedForm | None:
    """What a form of the measure was made of; None for a text that we did not sign."""
    try:
        return OpenedForm(*signing.loads(text, salt=_salt(measure)))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _salt(measure: Measure) -> str:
    return f"opened measure {measure.pk}"


class Edit:
    """A form that came back for a measure, beside the measure as it is stored now."""

    def __init__(self, measure: Measure, text: str) -> None:
        self.measure, self.status = measure, measure.status
        self.now, self.keys = document_and_keys(measure)
        opened = read_opened(text, measure)
        self.is_known = opened is not None
        self.opened = opened or self.opened_now()
        self.reason = ""
        self.is_saved = self.is_barred = False

    def opened_now(self) -> OpenedForm:
        """What a form would be made of that was opened now."""
        return OpenedForm(self.now, self.now, self.status, None, self.keys)

    @property
    def is_stale(self) -> bool:
        """Whether someone else changed the measure since the form was opened."""
        return aligned(self.opened.base, self.now) != self.opened.base

    @property
    def is_proposal(self) -> bool:
        """Whether it changes what is public, and so is stored as a proposal."""
        return self.status == EditorialStatus.PUBLISHED

    @property
    def can_be_saved(self) -> bool:
        """Whether it can be saved as it is."""
        return not (self.is_barred or self.is_proposal or self.is_stale)

    def bar(self) -> None:
        """Read the form as if the measure had the status that it was opened with; save nothing."""
        self.is_barred, self.status = True, self.opened.status

    @property
    def shows_other_rows(self) -> bool:
        """Whether the form's boxes show other rows than those stored now."""
        return self.opened.shown != self.now or self.opened.keys != self.keys

    def restore(self) -> None:
        """Put the rows in place that the form was made of."""
        if not self.shows_other_rows:
            return
        try:
            # Another measure may have what was this one's; the form says so when it is read.
            apply(self.opened.shown, self.measure, IDENTITY, self.opened.keys)
        except IntegrityError:
            # What a row pointed to is gone, so the boxes stand for nothing any more.
            self.is_known, self.opened = False, self.opened_now()
