"""A new colleague: an account with a role, and a first password."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from laws.admin.people.account_forms import LAST_ONE, NOT_TO_YOURSELF, YOUR_OWN
from laws.admin.people.log_in import NO_DESK
from laws.editing.roles import MEANINGS, ROLES
from tests.support.desk_forms import FormOnPage, make_staff
from tests.support.desk_roles import make_role
from tests.support.elements import read

pytestmark = pytest.mark.django_db

ADD = "/admin/auth/user/add/"
PASSWORD = "another-long-one-7"
LINK = re.compile(r"http://testserver(/admin/password/[\w-]+/[\w-]+/)")


@pytest.fixture
def administrator(client):
    client.force_login(make_role("administrator"))
    return client


def opened(client, address):
    return FormOnPage(client.get(address)).data


def add(client, **fields):
    sent = {"username": "new", "role": "editor", "usable_password": "false"} | fields
    return client.post(ADD, sent, follow=True)


def log_in(client, name="new", password=PASSWORD):
    return client.post("/admin/login/?next=/admin/", {"username": name, "password": password},
                       follow=True)  # fmt: skip


def test_the_form_offers_each_role_with_its_meaning(administrator):
    assert list(MEANINGS) == list(ROLES)
    page = read(administrator.get(ADD))
    radios = page.all("input[name=role][type=radio]")
    assert [radio["value"] for radio in radios] == list(ROLES)
    for role, meaning in MEANINGS.items():
        assert f"{role.capitalize()}: {meaning}" in page.text


def test_a_new_colleague_sets_a_password_by_a_link_that_works_once(administrator):
    shown = add(administrator).content.decode()
    account = User.objects.get(username="new")
    assert account.is_staff
    assert [group.name for group in account.groups.all()] == ["editor"]
    assert not account.has_usable_password()

    theirs, link = Client(), LINK.search(shown)[1]
    form = theirs.get(link, follow=True)
    sent = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    done = theirs.post(form.request["PATH_INFO"], sent, follow=True)
    assert "Your password is set. Log in." in done.content.decode()
    assert read(log_in(theirs)).find("h1").text == "Staff desk"

    again = Client().get(link, follow=True).content.decode()
    assert "was used already or is too old" in again
    assert "was used already" in Client().get("/admin/password/x/y-z/").content.decode()


def test_an_administrator_may_set_the_first_password(administrator):
    add(administrator, usable_password="true", password1=PASSWORD, password2=PASSWORD)
    assert read(log_in(Client())).find("h1").text == "Staff desk"


def test_without_a_role_no_account_is_added(administrator):
    assert "Choose a role" in add(administrator, role="").content.decode()
    assert not User.objects.filter(username="new").exists()


def test_who_may_not_use_the_desk_is_told_so_once_the_password_fits():
    User.objects.create_user("new", password=PASSWORD)
    assert NO_DESK in log_in(Client()).content.decode()
    assert "do not match" in log_in(Client(), password="wrong").content.decode()


def test_an_account_without_a_role_is_told_whom_to_ask():
    User.objects.create_user("new", password=PASSWORD, is_staff=True)
    assert "You have no role yet. Ask an administrator." in log_in(Client()).content.decode()


def test_a_link_for_a_colleague_is_logged_and_none_is_made_for_a_superuser(administrator):
    colleague, root = make_role("editor"), make_role("superuser", "root")
    shown = administrator.post(f"/admin/auth/user/{colleague.pk}/link/", follow=True)
    assert LINK.search(shown.content.decode())
    assert LogEntry.objects.latest("pk").object_id == str(colleague.pk)
    for page in ("link", "second-factor/reset"):
        assert administrator.post(f"/admin/auth/user/{root.pk}/{page}/").status_code == 403
        assert administrator.post(f"/admin/auth/user/0/{page}/").status_code == 404
        assert administrator.get(f"/admin/auth/user/{colleague.pk}/{page}/").status_code == 405


def test_roles_are_given_and_taken_on_the_page_of_an_account(administrator):
    colleague = make_role("editor")
    page = read(administrator.get(f"/admin/auth/user/{colleague.pk}/change/"))
    boxes = page.all("input[name=groups]")
    assert [("checked" in box) for box in boxes] == [False, True, False, False]
    assert f"Publisher: {MEANINGS['publisher']}" in page.text


@pytest.mark.parametrize("without", ["is_active", "is_staff", "groups"])
def test_no_administrators_take_the_keeping_of_accounts_from_themselves(client, without):
    me = make_role("administrator")
    client.force_login(me)
    roles = {group.name: group.pk for group in Group.objects.all()}
    page, theirs = f"/admin/auth/user/{me.pk}/change/", {"groups": roles["administrator"]}
    sent = {"username": me.username, "is_active": "on", "is_staff": "on"} | theirs
    less = {name: value for name, value in sent.items() if name != without}
    assert LAST_ONE in read(client.post(page, less)).text
    other = make_role("administrator", "other")
    assert YOUR_OWN in read(client.post(page, less)).text
    assert NOT_TO_YOURSELF in read(client.post(page, sent | {"groups": roles["editor"]})).text
    me.refresh_from_db()
    assert (me.is_active, me.is_staff, me.groups.count()) == (True, True, 1)
    assert client.post(f"/admin/auth/user/{me.pk}/delete/", {"post": "yes"}).status_code == 403

    assert NOT_TO_YOURSELF in read(client.post(page, sent | {"groups": list(roles.values())})).text
    theirs = f"/admin/auth/user/{other.pk}/change/"
    known = {"version": opened(client, theirs)["version"]}
    assert client.post(theirs, less | known | {"username": "other"}).status_code == 302
    client.force_login(make_role("administrator", "third"))
    known = {"version": opened(client, page)["version"]}
    assert client.post(page, sent | known | {"groups": list(roles.values())}).status_code == 302


def test_who_is_logged_in_is_not_told_to_sign_in(client):
    client.force_login(make_role("contributor"))
    page = read(client.get("/admin/auth/user/"))
    assert "Your account may not do this." in page.text
    assert "Sign in" not in page.text


def test_the_second_to_change_an_account_is_told_what_the_first_gave_it(administrator):
    account = make_role("contributor")
    address = f"/admin/auth/user/{account.pk}/change/"
    second = opened(administrator, address)
    roles = {"groups": [Group.objects.get(name="editor").pk]}
    assert administrator.post(address, opened(administrator, address) | roles).status_code == 302
    User.objects.filter(pk=account.pk).update(last_login=timezone.now())  # changes nothing here

    told = administrator.post(address, second | {"first_name": "Ada"})
    assert told.status_code == 200
    assert "Its groups changed." in told.content.decode()
    assert FormOnPage(told).data["first_name"] == ["Ada"]
    assert [group.name for group in account.groups.all()] == ["editor"]
    again = FormOnPage(told).data | roles
    assert administrator.post(address, again).status_code == 302
    account.refresh_from_db()
    assert (account.first_name, account.groups.get().name) == ("Ada", "editor")


def test_the_second_to_change_a_group_is_told(client):
    client.force_login(make_staff("root"))
    group = Group.objects.get(name="contributor")
    address = f"/admin/auth/group/{group.pk}/change/"
    second = opened(client, address)
    group.permissions.clear()
    told = client.post(address, second | {"name": "contributors"})
    assert "Its permissions changed." in told.content.decode()
    assert Group.objects.filter(name="contributor").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["history", "password"])
def test_a_form_sent_to_a_page_without_one_is_no_error(client, where):
    client.force_login(make_staff("root"))
    account = make_staff("ada")
    assert client.post(f"/admin/auth/user/{account.pk}/{where}/", {}).status_code == 200
