from django.db import migrations, models

from sala.search.backends import backend


def copy(apps, schema_editor):
    """SQLite sifts by a table of its own; what the slots hold already is written there."""
    engine = backend(schema_editor.connection)
    columns = "id, document_id, audience_id"
    for slot in (0, 1) if schema_editor.connection.vendor == "sqlite" else ():
        held = f"SELECT {columns} FROM search_entry WHERE slot = {slot}"  # noqa: S608
        engine.run(
            engine.seen(slot),
            f"INSERT OR IGNORE INTO search_seen_{slot} ({columns}) {held}",
        )


class Migration(migrations.Migration):
    """Less is read of each candidate: folding a text costs less than reading it folded."""

    dependencies = [("search", "0005_words_of_an_agency")]

    operations = [
        migrations.AlterField("entry", "folded", models.TextField(default="")),
        migrations.RemoveField("entry", "folded"),
        migrations.AddIndex(
            "document",
            models.Index("id", name="search_later_parts", condition=models.Q(part__gt=0)),
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
    ]
