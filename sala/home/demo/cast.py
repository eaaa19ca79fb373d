"""Who appears: fictional people and offices. Codes are staff codes; handles are ASCII."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    code: str
    name: str
    level: str
    parent: str = ""
    province: str = ""
    duties: str = ""


class Someone(NamedTuple):
    handle: str
    name: str
    unit: str
    position: str
    gender: str = ""
    has_email: bool = True
    about: str = ""


class AgencyCast(NamedTuple):
    code: str
    name: str
    name_en: str
    domain: str
    units: tuple[Place, ...]
    people: tuple[Someone, ...]
    offices: tuple[tuple[str, str], ...]


DEPARTMENT = AgencyCast(
    code="DLS",
    name="กรมบริการท้องที่",
    name_en="Department of Local Services",
    domain="dls.example.go.th",
    units=(
        Place(
            "10",
            "สำนักงานเลขานุการกรม",
            "central",
            duties="งานสารบรรณกลาง งานประชุม และประสานหน่วยงานในสังกัด",
        ),
        Place(
            "20", "กองคลังและพัสดุ", "central", duties="จัดซื้อจัดจ้าง ตรวจรับ ควบคุมพัสดุ และเบิกจ่ายเงินของกรม"
        ),
        Place("30", "กองการเจ้าหน้าที่", "central", duties="สรรหา พัฒนาบุคลากร และจัดการความรู้ของกรม"),
        Place("40", "ศูนย์เทคโนโลยีสารสนเทศ", "central", duties="Hardware Software Network Service"),
        Place("50", "กองแผนงาน", "central", duties="แผนปฏิบัติราชการ คำของบประมาณ และติดตามตัวชี้วัด"),
        Place("60", "จังหวัดศรีนคราพัฒน์", "province", province="ศรีนคราพัฒน์"),
        Place("61", "ที่ว่าการอำเภอดงตะวัน", "district", "60", "ศรีนคราพัฒน์"),
        Place("62", "ที่ว่าการอำเภอหนองบัวใน", "district", "60", "ศรีนคราพัฒน์"),
        Place("63", "ที่ว่าการอำเภอท่าลาน", "district", "60", "ศรีนคราพัฒน์"),
        Place("70", "จังหวัดภูผาม่าน", "province", province="ภูผาม่าน"),
        Place("71", "ที่ว่าการอำเภอภูนกยูง", "district", "70", "ภูผาม่าน"),
        Place("72", "ที่ว่าการอำเภอบ้านธาร", "district", "70", "ภูผาม่าน"),
    ),
    people=(
        Someone(
            "anong",
            "นางอนงค์ ศรีวารี",
            "20",
            "นักวิชาการพัสดุชำนาญการ",
            "f",
            about="ทำงานพัสดุมาสิบสองปี ชอบชวนคนมานั่งคุยกันสั้น ๆ แล้วกลับไปทำจริง",
        ),
        Someone(
            "pimjai",
            "นางสาวพิมพ์ใจ ทองสุก",
            "10",
            "เจ้าพนักงานธุรการชำนาญงาน",
            "f",
            about="รับจดวง ย่อเรื่องยาวให้สั้น และเก็บแฟ้มให้หาเจอ",
        ),
        Someone(
            "rattana",
            "นางรัตนา วงศ์ปัญญา",
            "20",
            "นักวิชาการพัสดุชำนาญการพิเศษ",
            "f",
            about="ถามเรื่องตรวจรับ สัญญา และค่าปรับได้เสมอ",
        ),
        Someone("boonsong", "นายบุญส่ง แก้วกล้า", "61", "เจ้าพนักงานพัสดุปฏิบัติงาน", "m"),
        Someone("yanisa", "นางสาวญาณิศา ปิ่นทองคำ", "61", "เจ้าพนักงานปกครองปฏิบัติการ", "f"),
        Someone("janpen", "นางจันทร์เพ็ญ บุญมี", "20", "นักวิชาการเงินและบัญชีชำนาญการ", "f"),
        Someone("chutima", "นางสาวชุติมา แสงทอง", "62", "เจ้าพนักงานธุรการปฏิบัติงาน", "f"),
        Someone("pinkaew", "นางปิ่นแก้ว ผู้เจริญ", "62", "เจ้าพนักงานพัสดุชำนาญงาน", "f"),
        Someone("kriangkrai", "นายเกรียงไกร มั่นคง", "63", "เจ้าพนักงานธุรการปฏิบัติงาน", "m"),
        Someone("krit", "นายกฤษฎิ์ สายธาร", "71", "เจ้าพนักงานพัสดุปฏิบัติงาน", "m"),
        Someone("malee", "นางมาลี ดอกจาน", "71", "เจ้าพนักงานธุรการชำนาญงาน", "f"),
        Someone("thongchai", "นายธงไทย เขาเขียว", "72", "เจ้าพนักงานพัสดุปฏิบัติงาน", "m"),
        Someone("wanida", "นางสาววนิดา ฟ้าใส", "72", "เจ้าพนักงานธุรการปฏิบัติงาน", "f"),
        Someone("somporn", "นายสมพร เรือนแก้ว", "50", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "m"),
        Someone(
            "lamai",
            "นางละไม ทุ่งรวง",
            "10",
            "เจ้าพนักงานธุรการอาวุโส",
            "f",
            about="อยู่งานสารบรรณกลางมายี่สิบแปดปี เกษียณปีหน้า ใครอยากรู้เรื่องเก่าให้รีบมาถาม",
        ),
        Someone("prasit", "นายประสิทธิ์ ยืนยง", "30", "ผู้อำนวยการกองการเจ้าหน้าที่", "m"),
        Someone(
            "siriporn",
            "นางสาวศิริพร คำหอม",
            "30",
            "นักทรัพยากรบุคคลชำนาญการ",
            "f",
            about="ทีมจัดการความรู้ของกรม ช่วยตั้งกลุ่มและหาคนดูแลวงให้",
        ),
        Someone(
            "wichai",
            "นายวิชัย เพชรน้ำหนึ่ง",
            "40",
            "นักวิชาการคอมพิวเตอร์ชำนาญการ",
            "m",
            about="เครื่องพิมพ์ไม่ออก เครือข่ายช้า ถามมาก่อนแจ้งซ่อมได้",
        ),
        Someone("nuttapon", "นายณัฐพล สายลม", "40", "นักวิชาการคอมพิวเตอร์ปฏิบัติการ", "m"),
        Someone("duean", "นางสาวเดือน ปลายนา", "30", "นักวิชาการตรวจสอบภายในปฏิบัติการ", "f"),
        Someone("sutin", "นายสุทิน ริมคลอง", "61", "นายอำเภอดงตะวัน", "m"),
        Someone("bunma", "นายบุญมา นาดี", "62", "พนักงานขับรถยนต์", "m", has_email=False),
        Someone("khamsai", "นางคำใส หอมนวล", "63", "พนักงานทำความสะอาด", "f", has_email=False),
    ),
    offices=(
        ("prasit", "executive"),
        ("siriporn", "km_team"),
        ("wichai", "it_office"),
        ("duean", "auditor"),
        ("sutin", "unit_manager"),
    ),
)

OFFICE = AgencyCast(
    code="CPO",
    name="สำนักงานส่งเสริมกิจการชุมชน",
    name_en="Office of Community Promotion",
    domain="cpo.example.go.th",
    units=(
        Place("10", "ฝ่ายบริหารทั่วไป", "division"),
        Place("20", "ฝ่ายส่งเสริมอาชีพ", "division"),
        Place("30", "ศูนย์ประสานงานภาคเหนือ", "central"),
    ),
    people=(
        Someone("amporn", "นางอัมพร ชื่นบาน", "20", "นักพัฒนาชุมชนชำนาญการ", "f"),
        Someone("suchart", "นายสุชาติ ไม้งาม", "20", "นักพัฒนาชุมชนปฏิบัติการ", "m"),
        Someone("nipa", "นางสาวนิภา ลำธาร", "10", "นักจัดการงานทั่วไปปฏิบัติการ", "f"),
        Someone("manop", "นายมานพ ดอยสูง", "30", "นักพัฒนาชุมชนชำนาญการ", "m"),
        Someone("orawan", "นางอรวรรณ ผลบุญ", "10", "หัวหน้าฝ่ายบริหารทั่วไป", "f"),
    ),
    offices=(("orawan", "km_team"),),
)
