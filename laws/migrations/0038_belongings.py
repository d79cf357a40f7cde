from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("laws", "0037_desk_words")]

    operations = [
        migrations.AddField(
            model_name="merge", name="belongings", field=models.JSONField(default=dict)
        ),
    ]
