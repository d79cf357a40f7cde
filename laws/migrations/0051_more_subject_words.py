from django.db import migrations

from laws.imports.subject.shipped import IN_SPANISH, SHIPPED

REPLACED = {
    "reconocimiento facial", "reconocimiento de rostro*", "identificacion facial",
    "verificacion facial", "identificacion biometrica", "reconocimiento biometrico",
}  # fmt: skip
"""Words of which another form finds the plural too."""
KEPT = {"vigilancia biometrica"}
ADDED = {
    *IN_SPANISH, "recognize face", "recognizes face", "recognizing face", "facial mapping",
    "face mapping", "photo comparison", "image verification", "biometria", "rasgo* facial", "imagen* facial",
    "caracteristica* facial",
    "smart access", "license plate reader*", "police", "biometric autonomy",
    "facial expression*", "facial emotion*",
} - KEPT  # fmt: skip


def ship(apps, schema_editor):
    """Add what ships now and did not before, but for words that staff have added already."""
    table = apps.get_model("laws", "SubjectWord").objects.using(schema_editor.connection.alias)
    table.filter(pattern__in=REPLACED).delete()
    known = {pattern.lower() for pattern in table.values_list("pattern", flat=True)}
    table.bulk_create(
        table.model(pattern=word.pattern, kind=str(word.kind), where=list(map(str, word.where)))
        for word in SHIPPED
        if word.pattern in ADDED and word.pattern.lower() not in known
    )


class Migration(migrations.Migration):
    dependencies = [("laws", "0050_own_days_of_answers")]
    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
