from django.apps import AppConfig
from django.contrib.admin import apps as admin


class LawsConfig(AppConfig):
    """The record: what was adopted or considered, and what follows from it."""

    default = True
    name = "laws"
    verbose_name = "The record"


class DeskConfig(admin.AdminConfig):
    """The admin, with our own desk as its site."""

    default = False
    default_site = "laws.desk.StaffDesk"
