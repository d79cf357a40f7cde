"""What stands ready before the torture: a loaded record, an account, a report and two measures."""

from io import StringIO

from torturing.site import ACCOUNT, PASSWORD, Home, serving

DRAFT, PUBLIC = "torture-draft", "torture-public"
SOURCE = "https://example.gov/torture"


def make_home(home: Home) -> None:
    """Load the record into an empty home, as a first start does, and add what is worked on."""
    from django.db import connections

    with serving(home):
        pass
    with home.cluster.in_use():
        add_what_is_worked_on()
        connections.close_all()


def add_what_is_worked_on() -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from laws.models import Correction, Jurisdiction
    from tests.support.makers import make_measure, make_source

    User.objects.create_superuser(ACCOUNT, "torture@localhost.localdomain", PASSWORD)
    Correction.objects.create(reference="C-7F3K9H", path="/", text="The vote was 11-0.")
    city = Jurisdiction.objects.get(state_code="MA", slug="somerville")
    for slug, status in ((DRAFT, "draft"), (PUBLIC, "published")):
        measure = make_measure(
            "0", city, [("passed", "2024-01-01", {"source_urls": [SOURCE]})],
            slug=slug, status=status, identifier=slug, summary="0",
        )  # fmt: skip
        make_source(measure, SOURCE)
    for command in ("reckon", "make_edition", "make_files"):
        call_command(command, stdout=StringIO())
