"""Records of New York's Open Legislation and of councils' Legistar can be imported."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("laws", "0044_entry_strength"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="importrun",
            name="import_run_record_known",
        ),
        migrations.RemoveConstraint(
            model_name="rawrecord",
            name="raw_record_of_known_record",
        ),
        migrations.AlterField(
            model_name="fetchday",
            name="record",
            field=models.CharField(
                choices=[
                    ("openstates", "Open States"),
                    ("legiscan", "LegiScan"),
                    ("own", "Own file"),
                    ("nysenate", "Open Legislation"),
                    ("legistar", "Legistar"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="fetchedbill",
            name="record",
            field=models.CharField(
                choices=[
                    ("openstates", "Open States"),
                    ("legiscan", "LegiScan"),
                    ("own", "Own file"),
                    ("nysenate", "Open Legislation"),
                    ("legistar", "Legistar"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="fetchmark",
            name="record",
            field=models.CharField(
                choices=[
                    ("openstates", "Open States"),
                    ("legiscan", "LegiScan"),
                    ("own", "Own file"),
                    ("nysenate", "Open Legislation"),
                    ("legistar", "Legistar"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="record",
            field=models.CharField(
                blank=True,
                choices=[
                    ("openstates", "Open States"),
                    ("legiscan", "LegiScan"),
                    ("own", "Own file"),
                    ("nysenate", "Open Legislation"),
                    ("legistar", "Legistar"),
                ],
                max_length=12,
                verbose_name="record",
            ),
        ),
        migrations.AlterField(
            model_name="rawrecord",
            name="record",
            field=models.CharField(
                choices=[
                    ("openstates", "Open States"),
                    ("legiscan", "LegiScan"),
                    ("own", "Own file"),
                    ("nysenate", "Open Legislation"),
                    ("legistar", "Legistar"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("record", ""),
                    ("record__in", ["openstates", "legiscan", "own", "nysenate", "legistar"]),
                    _connector="OR",
                ),
                name="import_run_record_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rawrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("record__in", ["openstates", "legiscan", "own", "nysenate", "legistar"])
                ),
                name="raw_record_of_known_record",
            ),
        ),
    ]
