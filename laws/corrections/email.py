"""What is sent by e-mail about a reader's report: to staff when it comes, to the reader when it
is answered.

Nothing goes to the reader before staff have answered, so that nobody can have this site write to
a stranger by giving a stranger's address. A mail that cannot be sent is said in the log; the
report and its answer are kept all the same, and so is the reader's address.
"""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

from laws.models import Correction

log = logging.getLogger(__name__)

ARRIVED = """\
A reader reported a mistake: {reference}.

About: {about}
Source: {source}

{text}

Answer it: {desk}
Its public page: {public}
"""
ANSWERED = """\
You reported a mistake to Facelaw ({reference}). Thank you.

Status: {status}

{answer}

The answer stands at {public}
{last}"""
LAST = """
This address was used for this report alone and is now deleted here.
"""


def is_set_up() -> bool:
    """Whether a mail server is set; without one, mails are dropped or printed."""
    return not settings.EMAIL_BACKEND.endswith((".dummy.EmailBackend", ".console.EmailBackend"))


def announce(correction: Correction, desk: str) -> bool:
    """Tell staff of a new report, to be answered at the path `desk`; whether the mail was sent."""
    return _send(
        correction,
        "New report",
        ARRIVED.format(
            reference=correction.reference,
            about=_whole(correction.path) if correction.path else "the site as a whole",
            source=correction.source_url or "none given",
            text=correction.text,
            desk=_whole(desk),
            public=_whole(correction.get_absolute_url()),
        ),
        settings.CORRECTIONS_TO,
    )


def tell_reader(correction: Correction) -> bool:
    """Send the answer to a reader who left an address; whether it really left this machine."""
    if not correction.email:
        return False
    return _send(
        correction,
        "Your report",
        ANSWERED.format(
            reference=correction.reference,
            status=correction.get_status_display(),
            answer=correction.answer,
            public=_whole(correction.get_absolute_url()),
            last="" if correction.is_open else LAST,
        ),
        [correction.email],
    )


def _whole(path):
    return f"{settings.SITE_ADDRESS}{path}"


def _send(correction, subject, text, recipients):
    try:
        sent = send_mail(f"{subject} {correction.reference} – Facelaw", text, None, recipients)
    except (OSError, SMTPException, ValueError) as error:
        # Neither the address nor what was written belongs in a log.
        log.error("%s: e-mail was not sent: %s", correction.reference, type(error).__name__)
        return False
    return bool(sent) and is_set_up()
