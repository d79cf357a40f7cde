"""The second factor: a code from an app on one's phone, or a recovery code, after the password.

Publishers and administrators need one where SECOND_FACTOR is set; whoever has one is asked for it
at each log-in, wherever the site runs.
"""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.core.checks import Tags, Warning, register
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode
from django_otp import login
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from laws.refusals import Refusal

CODES = 10
APP, RECOVERY = "app", "recovery codes"
NO_FACTOR = "no_second_factor"
"""What a session says whose account had no second factor when it began."""
RIGHTS = ("laws.publish_measure", "auth.change_user")
WRONG = "This code does not match, or was used already. The app shows a new one every 30 seconds."
WAIT = "Too many wrong codes. Wait {} seconds, then try again."


def is_required(user: User) -> bool:
    """Whether an account may not use the desk without a second factor."""
    return settings.SECOND_FACTOR and any(user.has_perm(right) for right in RIGHTS)


def app_of(user: User) -> TOTPDevice | None:
    """The app that an account set up, if any."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def recovery_codes_left(user: User) -> int:
    """How many recovery codes an account has not used."""
    return StaticToken.objects.filter(device__user=user).count()


def is_owed(request: HttpRequest) -> bool:
    """Whether the session still has to give the code of its account."""
    if request.user.is_verified() or request.session.get(NO_FACTOR):
        return False
    if app_of(request.user):
        return True
    request.session[NO_FACTOR] = True
    return False


@receiver(user_logged_in)
def _note(sender, request, user, **kwargs) -> None:
    """Note at log-in whether a code is to be asked for, so that no page has to look."""
    request.session.pop(NO_FACTOR, None)
    if not app_of(user):
        request.session[NO_FACTOR] = True


def set_up(request: HttpRequest, code: str) -> list[str]:
    """Take an app for the account if the code is the app's; its recovery codes. Raises Refusal."""
    with transaction.atomic():
        pending = TOTPDevice.objects.filter(user=request.user, confirmed=False)
        app = pending.select_for_update().first()
        problem = _problem(app, code)
        if app and not problem:
            app.confirmed = True
            app.save()
    # What was counted of a wrong code is kept.
    if problem:
        raise Refusal(problem)
    _pass(request)
    end_sessions(request.user, request.session.session_key)
    return new_recovery_codes(request.user)


def started(user: User) -> TOTPDevice:
    """The app that an account is about to set up."""
    return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": APP})[0]


def new_recovery_codes(user: User) -> list[str]:
    """Codes that each work once, in place of those made before."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name=RECOVERY)
        codes = [StaticToken.random_token() for _ in range(CODES)]
        device.token_set.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def give(request: HttpRequest, code: str) -> bool:
    """Let the session pass by a code; whether it was a recovery code. Raises Refusal."""
    typed = "".join(code.split()).replace("-", "").lower()
    is_recovery = not (typed.isascii() and typed.isdigit())
    model = StaticDevice if is_recovery else TOTPDevice
    with transaction.atomic():
        devices = model.objects.filter(user=request.user, confirmed=True)
        device = devices.select_for_update().first()
        problem = _problem(device, typed)
    if problem or device is None:
        raise Refusal(problem or WRONG)
    _pass(request)
    return is_recovery


def remove(user: User, keep_session: str | None = None) -> None:
    """Take the second factor from an account, and end its sessions save one."""
    with transaction.atomic():
        for model in (TOTPDevice, StaticDevice):
            model.objects.filter(user=user).delete()
        end_sessions(user, keep_session)


def end_sessions(user: User, keep: str | None = None) -> None:
    """Log an account out wherever it is logged in, save in one session."""
    mine = [key for key in _sessions_of(user) if key != keep]
    Session.objects.filter(pk__in=mine).delete()


def _sessions_of(user: User) -> Iterator[str]:
    # Staff alone have sessions, so there are few.
    for session in Session.objects.filter(expire_date__gte=timezone.now()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            yield session.session_key


def _problem(device: TOTPDevice | StaticDevice | None, code: str) -> str:
    """Why a code does not pass, or nothing; each try is counted by the device."""
    if device is None:
        return WRONG
    may, why = device.verify_is_allowed()
    if not may:
        seconds = (why["locked_until"] - timezone.now()).total_seconds()
        return WAIT.format(int(seconds) + 1)
    return "" if device.verify_token("".join(code.split())) else WRONG


def _pass(request: HttpRequest) -> None:
    request.session.cycle_key()
    request.session.pop(NO_FACTOR, None)
    # Also after a recovery code, for those are replaced while a session goes on.
    login(request, app_of(request.user))


def code_address(address: str, then: str) -> str:
    """An address that leads on to another."""
    return f"{address}?{urlencode({'next': then})}"


@register(Tags.security, deploy=True)
def is_asked_for(app_configs, **kwargs) -> list[Warning]:
    """Say before a deploy that publishers need no second factor."""
    if settings.SECOND_FACTOR:
        return []
    return [Warning("SECOND_FACTOR is off: a password alone lets publishers in.", id="laws.W001")]
