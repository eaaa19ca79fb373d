from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("talk", "0011_nudges")]
    operations = [
        migrations.AddField("report", "to_office", models.BooleanField(default=False)),
    ]
