from importlib import import_module

from django.apps import AppConfig, apps
from django.contrib import admin as desk
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate


class LawsConfig(AppConfig):
    """The record: what was adopted or considered, and what follows from it."""

    default = True
    name = "laws"
    verbose_name = "The record"

    def ready(self):
        from laws.editing.roles import make_groups
        from laws.editing.transitions import public_moved
        from laws.open_data.events import note_events

        # After the last application, when all of them have made their rights.
        *_, last = apps.get_app_configs()
        post_migrate.connect(make_groups, sender=last, dispatch_uid="laws.editing.roles")
        public_moved.connect(lambda **_: note_events(), weak=False, dispatch_uid="laws.open_data")


class DeskConfig(admin.AdminConfig):
    """The admin, with our own desk as its site."""

    default = False
    default_site = "laws.admin.desk.StaffDesk"

    def ready(self):
        # Before the admin looks for its site: the sections register with the lazy site while
        # their package is imported, and a site that is being set up would lose them.
        import_module("laws.admin")
        super().ready()
        self._hide_secrets()

    def _hide_secrets(self):
        """Take the lists of second factors off the desk: they show the keys of others."""
        for name in ("otp_totp.TOTPDevice", "otp_static.StaticDevice"):
            model = apps.get_model(name)
            if desk.site.is_registered(model):
                desk.site.unregister(model)
