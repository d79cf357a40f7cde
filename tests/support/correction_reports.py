"""A report as a browser sends it, and the words of the page that comes back."""

from datetime import timedelta

from django.utils import timezone

from dashboard.web.public_form import new_token

NEW = "/corrections/new/"
TEXT = "The vote was eleven to none, not ten to one."


def send(client, *, age=timedelta(minutes=1), headers=None, path=NEW, **fields):
    """What a browser sends for the form after a while."""
    known = {"text": TEXT, "token": new_token(timezone.now() - age), "website": ""}
    body = "&".join(f"{name}={_quoted(value)}" for name, value in (known | fields).items())
    form = "application/x-www-form-urlencoded"
    return client.post(path, body, content_type=form, headers=headers)


def _quoted(value):
    return "".join(f"%{byte:02X}" for byte in str(value).encode())
