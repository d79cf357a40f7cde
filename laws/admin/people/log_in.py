"""Logging in at the desk: what is said to whom may not, or not yet."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

NO_DESK = "This account may not use the desk yet. Ask an administrator."
NO_MATCH = "This user name and password do not match. Both may be case-sensitive."
LOCKED = (
    "Too many wrong passwords from your connection. Wait {}, then try again. From another "
    "connection you can log in at once."
)


class LogInForm(AdminAuthenticationForm):
    """User name and password."""

    error_messages = AdminAuthenticationForm.error_messages | {"invalid_login": NO_MATCH}

    def confirm_login_allowed(self, user):
        if user.is_active and not user.is_staff:
            raise ValidationError(NO_DESK, code="no_desk")
        super().confirm_login_allowed(user)

    def get_invalid_login_error(self):
        # Set by what counts wrong passwords.
        minutes = getattr(self.request, "log_in_wait", None)
        if minutes is None:
            return super().get_invalid_login_error()
        wait = "a minute" if minutes == 1 else f"{minutes} minutes"
        return ValidationError(LOCKED.format(wait), code="locked")
