from django.apps import AppConfig


class LawsConfig(AppConfig):
    """The record: what was adopted or considered, and what follows from it."""

    name = "laws"
    verbose_name = "The record"
