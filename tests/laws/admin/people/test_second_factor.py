"""The second factor: who needs it, how it is set up, given, lost and reset."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.support.desk_roles import make_role
from tests.support.elements import read

pytestmark = pytest.mark.django_db

SET_UP, CODE = "/admin/second-factor/", "/admin/code/"
BILLS = "/admin/laws/bill/"


@pytest.fixture(autouse=True)
def is_public(settings):
    settings.SECOND_FACTOR = True


def log_in(name):
    client = Client()
    client.post("/admin/login/", {"username": name, "password": "a-long-one-7"})
    return client


def code_of(name):
    """What the app of an account shows, as if none of its codes was used yet."""
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)
    device = TOTPDevice.objects.get(user__username=name)
    return f"{totp(device.bin_key, device.step, device.t0):06}"


def set_up(client, name):
    """Set the second factor up; the recovery codes."""
    client.get(SET_UP)
    shown = read(client.post(SET_UP, {"code": code_of(name)}))
    return [code.text for code in shown.all(".codes code")]


def leads_to(response, address):
    return response.status_code == 302 and response.url.startswith(address)


@pytest.mark.parametrize(("role", "must"), [("contributor", False), ("editor", False),
                                            ("publisher", True), ("administrator", True),
                                            ("superuser", True)])  # fmt: skip
def test_publishers_and_administrators_set_one_up_before_they_see_the_desk(role, must, settings):
    make_role(role)
    client = log_in(role)
    assert leads_to(client.get(BILLS), SET_UP) == must
    assert leads_to(client.post("/admin/auth/user/add/", {}), SET_UP) == must
    settings.SECOND_FACTOR = False
    assert client.get(BILLS).status_code == 200


def test_it_is_set_up_with_a_code_of_the_app_and_gives_recovery_codes_once():
    make_role("publisher")
    client, other = log_in("publisher"), log_in("publisher")
    page = read(client.get(SET_UP))
    assert page.find(".factor img")["src"].startswith("data:image/svg+xml")
    assert "does not match" in client.post(SET_UP, {"code": "x"}).content.decode()
    assert leads_to(client.get(BILLS), SET_UP)

    codes = set_up(client, "publisher")

    assert len(codes) == 10
    assert client.get(BILLS).status_code == 200
    again = read(client.get(SET_UP)).text
    assert "10 recovery codes left" in again
    assert not any(code in again for code in codes)
    assert leads_to(other.get(BILLS), "/admin/login/")
    assert LogEntry.objects.latest("pk").get_change_message() == "Set up the second factor."


def test_who_has_one_is_asked_at_each_log_in_whatever_the_role(settings):
    settings.SECOND_FACTOR = False
    make_role("contributor")
    set_up(log_in("contributor"), "contributor")

    client = log_in("contributor")
    assert client.get(BILLS).url == f"{CODE}?next=%2Fadmin%2Flaws%2Fbill%2F"
    for address in (SET_UP, BILLS, "/admin/password_change/", "/admin/offers/places/?q=ma"):
        assert leads_to(client.get(address), CODE)
    wrong = client.post(CODE, {"code": "000000"})
    assert "does not match" in wrong.content.decode()
    assert "Wait" in client.post(CODE, {"code": "000001"}).content.decode()
    passed = client.post(f"{CODE}?next={BILLS}", {"code": code_of("contributor")})
    assert passed.url == BILLS
    assert client.get(BILLS).status_code == 200


def test_a_code_is_good_once_and_leads_to_no_other_site():
    make_role("publisher")
    set_up(log_in("publisher"), "publisher")
    code = code_of("publisher")
    client = log_in("publisher")
    sent = client.post(f"{CODE}?next=https://elsewhere.example/", {"code": code})
    assert sent.url == "/admin/"
    assert "was used already" in log_in("publisher").post(CODE, {"code": code}).content.decode()


def test_a_recovery_code_works_once_instead():
    make_role("publisher")
    code, *_ = set_up(log_in("publisher"), "publisher")
    client = log_in("publisher")
    said = client.post(CODE, {"code": f" {code[:4].upper()}-{code[4:]}"}, follow=True)
    assert "You used a recovery code: 9 left." in said.content.decode()
    assert "does not match" in log_in("publisher").post(CODE, {"code": code}).content.decode()

    StaticDevice.objects.update(throttling_failure_count=0)
    left = {token.token for token in StaticToken.objects.all()}
    fresh = client.post(SET_UP, {"what": "codes", "code": left.pop()})
    assert len(read(fresh).all(".codes code")) == 10
    assert client.get(BILLS).status_code == 200
    assert not left & {token.token for token in StaticToken.objects.all()}


def test_it_is_removed_with_a_code_and_other_sessions_end():
    make_role("publisher")
    client = log_in("publisher")
    codes = set_up(client, "publisher")
    other = log_in("publisher")
    other.post(CODE, {"code": codes[0]})
    assert other.get(BILLS).status_code == 200

    client.post(SET_UP, {"what": "remove", "code": "x"})
    assert client.get(BILLS).status_code == 200
    StaticToken.objects.first().device.throttle_reset()
    client.post(SET_UP, {"what": "remove", "code": codes[1]})

    assert leads_to(client.get(BILLS), SET_UP)
    assert leads_to(other.get(BILLS), "/admin/login/")


def test_an_administrator_resets_the_one_that_a_colleague_lost():
    colleague = make_role("publisher")
    make_role("administrator")
    theirs, mine = log_in("publisher"), log_in("administrator")
    set_up(theirs, "publisher")
    reset = f"/admin/auth/user/{colleague.pk}/second-factor/reset/"
    assert leads_to(mine.post(reset), SET_UP)
    mine.get(SET_UP)
    pending = TOTPDevice.objects.get(user__username="administrator")
    mine.post(SET_UP, {"code": f"{totp(pending.bin_key):06}"})

    said = mine.post(reset, follow=True).content.decode()

    assert "The second factor of publisher is reset" in said
    assert LogEntry.objects.latest("pk").get_change_message() == "Reset the second factor."
    assert leads_to(theirs.get(BILLS), "/admin/login/")
    assert leads_to(log_in("publisher").get(BILLS), SET_UP)


def test_the_keys_of_others_are_on_no_page_of_the_desk():
    client = Client()
    make_role("superuser")
    set_up(log_in("superuser"), "superuser")
    client = log_in("superuser")
    client.post(CODE, {"code": code_of("superuser")})
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404
    assert client.get("/admin/axes/accessattempt/").status_code == 404
