from django.db import migrations, models

from laws.models.public_change import notes_changes

IS_FIXED = migrations.RunSQL(
    """
    CREATE FUNCTION laws_edition_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'An edition does not change.' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    "DROP FUNCTION laws_edition_is_fixed() CASCADE",
)


class Migration(migrations.Migration):
    dependencies = [
        ("laws", "0059_quoted_sentences_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("state", models.CharField(max_length=80)),
                ("digest", models.CharField(max_length=64)),
                ("counts", models.JSONField(default=dict)),
                ("changed", models.JSONField(default=dict)),
                ("tables", models.JSONField(default=dict)),
                ("built", models.JSONField(default=dict)),
                ("files", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        IS_FIXED,
        notes_changes("laws_edition"),
    ]
