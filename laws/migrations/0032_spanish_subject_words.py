from django.db import migrations

from laws.imports.subject.shipped import IN_SPANISH
from laws.vocabulary import SubjectPart, WordKind


def ship(apps, schema_editor):
    """Add Puerto Rico's words for the subject, but for those that staff have added already."""
    table = apps.get_model("laws", "SubjectWord").objects.using(schema_editor.connection.alias)
    for pattern in IN_SPANISH:
        parts = list(SubjectPart.values)
        table.get_or_create(pattern=pattern, defaults={"kind": WordKind.NAMES, "where": parts})


class Migration(migrations.Migration):
    dependencies = [("laws", "0031_effect_delayed")]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
