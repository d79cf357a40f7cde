from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Everything the public sees."""

    name = "dashboard"
