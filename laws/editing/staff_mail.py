"""Mail to staff about what concerns them. The notice at the desk stands whether or not it goes."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from laws.models import StaffNote

log = logging.getLogger(__name__)

SEND_NOTHING = (".dummy.EmailBackend", ".console.EmailBackend")
TEXT = """\
{sentence}: {name}

{text}
{address}
"""


def send(note: StaffNote, addresses: list[str]) -> None:
    """Send a note to those whom it concerns, one mail each, if a mail server is configured."""
    known = [address for address in addresses if address]
    if not known or settings.EMAIL_BACKEND.endswith(SEND_NOTHING):
        return
    name, address = note.about, settings.SITE_ADDRESS + _page(note)
    body = TEXT.format(
        sentence=note, name=name, text=note.text and f"{note.text}\n", address=address
    )
    subject = " ".join(f"{note}: {name} – Facelaw".split())
    try:
        with get_connection() as connection:
            messages = [EmailMessage(subject, body, None, [one], connection=connection)
                        for one in known]  # fmt: skip
            connection.send_messages(messages)
    except (OSError, SMTPException, ValueError) as error:
        # Neither an address nor what was written belongs in a log.
        log.error("Note %s: e-mail was not sent: %s", note.pk, type(error).__name__)


def _page(note: StaffNote) -> str:
    if note.proposal_id:
        return reverse("admin:laws_proposal_change", args=[note.proposal_id])
    return reverse("admin:handover", args=[note.measure_id])
