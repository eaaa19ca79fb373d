from django.db import migrations

GROUPS = [
    ["ลปรร.", "แลกเปลี่ยนเรียนรู้", "แลก เปลี่ยน เรียน รู้", "share and learn"],
    [
        "ชุมชนนักปฏิบัติ", "ชุมนุมนักปฏิบัติ", "ชุมชนแนวปฏิบัติ", "ชุมชนปฏิบัติการ", "CoP", "CoPs",
        "Community of Practice", "Communities of Practice",
    ],
    ["สป.มท.", "สปมท.", "สำนักงานปลัดกระทรวงมหาดไทย"],
    ["ร่วมปัญญา", "ร่วมปัญหา"],
    ["KM", "Knowledge Management", "การจัดการความรู้"],
    ["AAR", "After Action Review", "การทบทวนหลังการปฏิบัติ"],
    ["BAR", "Before Action Review", "การทบทวนก่อนการปฏิบัติ"],
    ["สคส.", "สถาบันส่งเสริมการจัดการความรู้เพื่อสังคม"],
    ["สคร.", "สำนักงานป้องกันควบคุมโรค"],
    ["ก.พ.", "สำนักงานคณะกรรมการข้าราชการพลเรือน", "สำนักงาน ก.พ."],
    ["ก.พ.ร.", "สำนักงานคณะกรรมการพัฒนาระบบราชการ", "สำนักงาน ก.พ.ร."],
    ["มท.", "กระทรวงมหาดไทย"],
    ["สธ.", "กระทรวงสาธารณสุข"],
    ["ศธ.", "กระทรวงศึกษาธิการ"],
    ["กทม.", "กรุงเทพมหานคร"],
    ["ครม.", "คณะรัฐมนตรี"],
    ["อปท.", "องค์กรปกครองส่วนท้องถิ่น"],
    ["อบต.", "องค์การบริหารส่วนตำบล"],
    ["อบจ.", "องค์การบริหารส่วนจังหวัด"],
    ["ผวจ.", "ผู้ว่าราชการจังหวัด"],
    ["อสม.", "อาสาสมัครสาธารณสุขประจำหมู่บ้าน"],
    ["รพ.สต.", "โรงพยาบาลส่งเสริมสุขภาพตำบล"],
    ["ปภ.", "กรมป้องกันและบรรเทาสาธารณภัย"],
    ["พ.ร.บ.", "พรบ.", "พระราชบัญญัติ"],
    ["พ.ร.ฎ.", "พระราชกฤษฎีกา"],
    ["วิจัยจากงานประจำ", "R2R", "Routine to Research"],
]  # fmt: skip


def add(apps, schema_editor):
    group = apps.get_model("search", "SynonymGroup")
    group.objects.bulk_create(group(words=words) for words in GROUPS)


class Migration(migrations.Migration):
    """Spellings met in handbooks and notes; every installation may change them."""

    dependencies = [("search", "0002_index_tables")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
