"""The planner's knowledge of the tables, brought up to date by a load."""

from django.apps import apps
from django.db import connection


def analyze():
    """Tell the planner what the tables hold now; its own round may be minutes away."""
    tables = [model._meta.db_table for model in apps.get_app_config("laws").get_models()]
    with connection.cursor() as cursor:
        # Proxies share their table.
        cursor.execute(f"ANALYZE {', '.join(sorted(set(tables)))}")
