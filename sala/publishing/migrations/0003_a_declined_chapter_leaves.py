"""A chapter that is declined leaves its set: nothing is said of it in the row."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_names_of_chapters")]

    operations = [migrations.RemoveField(model_name="chapter", name="declined_at")]
