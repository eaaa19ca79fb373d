from django.db import migrations

GROUPS = [
    ["Wi-Fi", "WiFi", "ไวไฟ"],
    ["อีเมล", "อีเมล์", "e-mail", "email", "จดหมายอิเล็กทรอนิกส์"],
    ["e-Book", "eBook", "อีบุ๊ก", "หนังสืออิเล็กทรอนิกส์"],
    ["อินเทอร์เน็ต", "อินเตอร์เน็ต", "Internet"],
    ["เครื่องพิมพ์", "ปรินเตอร์", "พรินเตอร์", "Printer"],
]  # fmt: skip


def add(apps, schema_editor):
    group = apps.get_model("search", "SynonymGroup")
    group.objects.bulk_create(group(words=words) for words in GROUPS)


class Migration(migrations.Migration):
    """Words of everyday office work that are written in two scripts."""

    dependencies = [("search", "0006_narrow_rows")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
