import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """An agency words synonyms its own way and reads its own missed searches."""

    dependencies = [("search", "0004_parts_and_waiting")]

    operations = [
        migrations.AddField(
            model_name="synonymgroup",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="replaced_by",
                to="search.synonymgroup",
            ),
        ),
        migrations.AddField(
            model_name="synonymgroup",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddConstraint(
            model_name="synonymgroup",
            constraint=models.UniqueConstraint(
                models.F("agency"), models.F("replaces"), name="search_one_own_wording_per_group"
            ),
        ),
        migrations.AddField(
            model_name="missedquery",
            name="agency",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="missedquery",
            name="text",
            field=models.CharField(max_length=120),
        ),
        migrations.AddConstraint(
            model_name="missedquery",
            constraint=models.UniqueConstraint(
                models.F("agency"), models.F("text"), name="search_one_missed_query_per_agency"
            ),
        ),
    ]
