"""One edit of a measure at the desk: what its form showed, so that no one's words are lost.

A form carries, sealed, the measure as it was on the record when the form was opened and the rows
that its boxes stand for. When it comes back, those rows are put in place, the form is read against
them, and all of it is undone unless it can stand as it is.
"""

from typing import NamedTuple

from django.core import signing
from django.db import IntegrityError

from laws.editing.merge import aligned
from laws.editing.snapshot import apply, document_and_keys
from laws.text.measure_fields import IDENTITY
from laws.vocabulary import EditorialStatus

FIELD = "opened"


class OpenedForm(NamedTuple):
    """What a form was made of: the measure as it was on the record, the measure as its boxes showed
    it, its status, the proposal that it writes anew, if any, and the keys of the rows shown.
    """

    base: dict
    shown: dict
    status: str
    proposal: int | None = None
    keys: dict | None = None

    def sealed(self, measure):
        """The text that the form carries."""
        return signing.dumps(list(self), salt=_salt(measure), compress=True)


def unsealed(text: str, measure) -> OpenedForm | None:
    """What a form of the measure was made of; None for a text that is not ours."""
    try:
        return OpenedForm(*signing.loads(text, salt=_salt(measure)))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _salt(measure):
    return f"opened measure {measure.pk}"


class Edit:
    """A form that came back for a measure, beside the measure as it is now."""

    def __init__(self, measure, text, wanted):
        self.measure, self.status = measure, measure.status
        self.now, self.keys = document_and_keys(measure)
        opened = unsealed(text, measure)
        self.is_known = opened is not None
        self.opened = opened or self.afresh()
        self.wanted, self.reason = wanted, ""
        self.saved = self.is_barred = False

    def afresh(self):
        """What a form would be made of that was opened now."""
        return OpenedForm(self.now, self.now, self.status, None, self.keys)

    @property
    def is_stale(self):
        """Whether someone else changed the measure since the form was opened."""
        return aligned(self.opened.base, self.now) != self.opened.base

    @property
    def proposes(self):
        """Whether it changes what is public, and so is kept as a proposal."""
        is_withdrawn = self.wanted == EditorialStatus.WITHDRAWN != self.opened.status
        return self.status == EditorialStatus.PUBLISHED and not is_withdrawn

    @property
    def stands(self):
        """Whether it can be saved as it is."""
        return not (self.is_barred or self.proposes or self.is_stale)

    def bar(self):
        """Read the form as if the measure stood where it did when opened, and save nothing."""
        self.is_barred, self.status = True, self.opened.status

    @property
    def is_restored(self):
        """Whether the form's boxes stand for other rows than those on the record."""
        return self.opened.shown != self.now or self.opened.keys != self.keys

    def restore(self):
        """Put the rows in place that the form was made of."""
        if not self.is_restored:
            return
        try:
            # Another measure may have what was this one's; the form is told so when it is read.
            apply(self.opened.shown, self.measure, IDENTITY, self.opened.keys)
        except IntegrityError:
            # What a row pointed to is gone, so the boxes stand for nothing any more.
            self.is_known, self.opened = False, self.afresh()
