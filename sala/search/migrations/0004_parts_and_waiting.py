from django.db import migrations, models


class Migration(migrations.Migration):
    """Long things come in parts, and what changed waits to be read anew."""

    dependencies = [("search", "0003_first_synonyms")]

    operations = [
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=80)),
                ("object_id", models.CharField(max_length=64)),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.AddField(
            model_name="document",
            name="part",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="document",
            name="digest",
            field=models.CharField(blank=True, default="", max_length=32),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="document", name="search_one_document_per_thing"),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                models.F("label"),
                models.F("object_id"),
                models.F("part"),
                name="search_one_document_per_part",
            ),
        ),
    ]
