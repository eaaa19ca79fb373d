from django.db import migrations

from sala.search.backends import backend


def create(apps, schema_editor):
    for slot in (0, 1):
        backend(schema_editor.connection).create(slot)


def drop(apps, schema_editor):
    for slot in (0, 1):
        backend(schema_editor.connection).drop(slot)


class Migration(migrations.Migration):
    """The inverted index itself: FTS5 on SQLite, GIN on PostgreSQL."""

    dependencies = [("search", "0001_documents")]

    operations = [migrations.RunPython(create, drop)]
