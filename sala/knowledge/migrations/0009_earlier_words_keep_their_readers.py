from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def keep(apps, schema_editor):
    """What stands was read by those who read the note or item now."""
    for thing, wording, key in (("Note", "NoteVersion", "note"), ("Asset", "Version", "asset")):
        rows = apps.get_model("knowledge", thing).objects.filter(pk=OuterRef(f"{key}_id"))
        apps.get_model("knowledge", wording).objects.update(
            audience=Subquery(rows.values("audience")[:1])
        )


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0008_licence_of_the_agency"),
    ]

    operations = [
        migrations.AddField(
            model_name="noteversion",
            name="audience",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="version",
            name="audience",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
