"""Knowledge of the demonstration: written, judged by others, tried in two provinces, raised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sala.communities.models import Community
from sala.home.demo.stage import Agency, Stage
from sala.knowledge.actions.catalogues import add_category
from sala.knowledge.actions.loop import adopt, say_solved, try_out, use
from sala.knowledge.actions.references import Reference, add_source, cite
from sala.knowledge.actions.reviewing import appoint_reviewer, give_opinion, nominate
from sala.knowledge.actions.seeding import begin_from, seed_of
from sala.knowledge.actions.writing import (
    Beginning,
    arrange_asset,
    begin_asset,
    write_manuscript,
)
from sala.knowledge.criteria import criteria_of
from sala.knowledge.kinds import AssetType, Result
from sala.knowledge.models import Asset, Category, Nomination, TryOut
from sala.meetings.models import Record
from sala.people.models import Person

SUPPLIES, RECORDS, DOCTORS = "คนพัสดุคุยกัน", "สารบรรณก้าวไปด้วยกัน", "หมอคอมประจำอำเภอ"
IT_CATEGORIES = ("Hardware", "Software", "Network", "Service")

CALENDAR = """<p>การตรวจรับที่ล่าช้ามักไม่ได้เกิดจากของมาช้า แต่เกิดจากคนที่ต้องลงนามไม่รู้ว่าวันไหนเป็นวันของตน\
 เราจึงทำปฏิทินหนึ่งแผ่น เขียนตั้งแต่วันทำสัญญา แล้วติดไว้ในที่ที่ทุกคนเห็น</p><h2>ใช้เมื่อไร</h2>\
<p>ใช้กับงานซื้อหรือจ้างที่มีกรรมการตรวจรับตั้งแต่สองคนขึ้นไป</p><h2>ทำอย่างไร</h2><ol>\
<li>วันทำสัญญา เขียนชื่อผู้ที่ต้องลงนามทุกคน</li>\
<li>นัดวันตรวจรับล่วงหน้าสองวัน คือวันจริงกับวันสำรอง</li>\
<li>สามวันก่อนของมา ไล่ดูเอกสารห้าจุดที่มักขาด</li>\
<li>วันที่ของมา ลงวันรับของจริงในปฏิทินก่อนเปิดกล่อง</li></ol>"""
CALENDAR_2 = CALENDAR.replace(
    "เขียนชื่อผู้ที่ต้องลงนามทุกคน</li>", "เขียนชื่อผู้ที่ต้องลงนามทุกคน พร้อมชื่อคนแทนของแต่ละคน</li>"
).replace(
    "ตั้งแต่สองคนขึ้นไป</p>",
    "ตั้งแต่สองคนขึ้นไป และส่งมอบครั้งเดียว ถ้าส่งมอบหลายงวด ให้ทำปฏิทินแยกงวดละหนึ่งแผ่น</p>",
)
QUEUE = """<ol><li>กดปุ่ม Windows กับ R พิมพ์ services.msc แล้วกด Enter</li>\
<li>คลิกขวาที่ Print Spooler เลือก Stop</li>\
<li>เปิดโฟลเดอร์ C:\\Windows\\System32\\spool\\PRINTERS ลบไฟล์ในนั้นทั้งหมด</li>\
<li>กลับไปที่ Print Spooler เลือก Start แล้วสั่งพิมพ์ใหม่</li></ol>\
<p>ถ้าทำสองรอบแล้วยังค้าง ให้จดรุ่นเครื่องพิมพ์ไว้ก่อนถาม จะได้คำตอบเร็วขึ้น</p>"""
SCANS = """<h2>ก่อนสแกน</h2><p>ตั้งความละเอียด 150 จุดต่อนิ้ว เลือกสีเทา ลายเซ็นยังอ่านออกและไฟล์เล็กลงราวสี่เท่า</p>\
<h2>ถ้าสแกนมาแล้ว</h2><p>เปิดไฟล์แล้วบันทึกใหม่แบบขนาดเล็กสุด ตรวจหน้าลายเซ็นทุกครั้งก่อนส่ง</p>"""
STORY = """<p>ปี 2541 เลขรับหนังสือข้ามไปยี่สิบเลข ไม่มีใครรู้ว่าหายหรือไม่เคยมี เราสามคนเปิดสมุดรับทุกเล่มย้อนสองเดือน\
 จึงพบว่าวันที่ฝนตกหนัก ไฟดับ คนรับจดใส่กระดาษแล้วลืมลอกลงสมุด</p>\
<p>ตั้งแต่นั้นเราปิดยอดเลขรับทุกเย็น เขียนเลขสุดท้ายไว้มุมขวา ใครมาเปิดเช้าวันใหม่เห็นทันทีว่าต่อจากเลขใด\
 ยี่สิบกว่าปีไม่เคยข้ามอีกเลย</p>"""


class Tried(NamedTuple):
    who: str
    day: int
    result: str
    conditions: str
    outcome: str
    changed: str = ""


CALENDAR_TRIES = (
    Tried(
        "boonsong",
        -26,
        Result.WORKED,
        "งานจ้างซ่อมหลังคา ส่งมอบงวดเดียว",
        "จาก 11 วันเหลือ 6 วัน",
        "เพิ่มช่อง “คนแทน” เพราะคนเราน้อย",
    ),
    Tried(
        "thongchai",
        -22,
        Result.FAILED,
        "จ้างปรับปรุงถนนสามงวด",
        "แผ่นเดียวใส่สามงวดแล้วอ่านไม่ออก กลับไปใช้สมุดจดเหมือนเดิม",
    ),
    Tried(
        "krit",
        -9,
        Result.WORKED,
        "ซื้อครุภัณฑ์สำนักงาน กรรมการสามคน",
        "ใช้ฉบับที่ 2 ทั้งแผ่น ตรวจรับเสร็จในห้าวัน จากเดิมเก้าวัน",
    ),
)


class Librarian:
    """Tells the story of the library with the acts of the product."""

    def __init__(self, stage: Stage, agency: Agency) -> None:
        self.stage, self.agency, self.people = stage, agency, agency.people

    def community(self, name: str) -> Community:
        return Community.objects.get(agency=self.agency.unit, name=name)

    def write(
        self,
        by: str,
        day: int,
        beginning: Beginning,
        *,
        tags: Sequence[str] = (),
        categories: Sequence[Category] = (),
        **values: Any,
    ) -> Asset:
        with self.stage.at(day):
            asset = begin_asset(beginning, by=self.people[by])
            self.save(asset, self.people[by], body=beginning.html, **values)
            arrange_asset(asset, by=self.people[by], categories=categories, tags=tags)
        return Asset.objects.get(pk=asset.pk)

    def save(
        self, asset: Asset, by: Person, *, tries: Sequence[TryOut] = (), **values: Any
    ) -> None:
        asset = Asset.objects.get(pk=asset.pk)
        text = asset.manuscript
        words = {"title": text.title, "body": text.body, "summary": text.summary, **values}
        write_manuscript(asset, values=words, seen=text.version, by=by, tries=tries)

    def judge(self, asset: Asset, by: str, day: int, *judges: str) -> Asset:
        """Nominated in the morning, recommended by others in the days after."""
        with self.stage.at(day):
            nomination = nominate(Asset.objects.get(pk=asset.pk), by=self.people[by])
        met = [row.name for row in criteria_of(asset.type)]
        for later, handle in enumerate(judges, 1):
            with self.stage.at(day + later, 14):
                give_opinion(
                    nomination,
                    by=self.people[handle],
                    recommends=True,
                    met=met,
                    seen=Nomination.objects.get(pk=nomination.pk).laid,
                )
        return Asset.objects.get(pk=asset.pk)

    def tell(self, asset: Asset, one: Tried) -> TryOut:
        asset = Asset.objects.select_related("current").get(pk=asset.pk)
        assert asset.current is not None  # noqa: S101 -- published above
        values: dict[str, Any] = {
            "conditions": one.conditions,
            "outcome": one.outcome,
            "changed": one.changed,
        }
        with self.stage.at(one.day, 15) as moment:
            values |= {"result": one.result, "happened_on": moment.date()}
            return try_out(asset, asset.current, by=self.people[one.who], values=values)


def fill(stage: Stage, agency: Agency) -> None:
    """Six items: raised by use, solving, under review, from a record, told, and adopted."""
    librarian = Librarian(stage, agency)
    _committee(librarian)
    _calendar(librarian)
    _doctors(librarian)
    _from_record(librarian)
    _story(librarian)


def _committee(librarian: Librarian) -> None:
    people, agency = librarian.people, librarian.agency.unit
    with librarian.stage.at(-75):
        for handle in ("janpen", "siriporn"):
            appoint_reviewer(people[handle], agency=agency, community=None, by=people["siriporn"])


def _calendar(librarian: Librarian) -> None:
    """Version 2 came of what two provinces brought back; another community took it up."""
    people, agency = librarian.people, librarian.agency.unit
    home = librarian.community(SUPPLIES)
    beginning = Beginning(
        AssetType.PRACTICE,
        "ปฏิทินตรวจรับ: จัดลำดับงานให้จบในห้าวัน",
        home,
        f"agency:{agency.pk}",
        CALENDAR,
    )
    summary = "หนึ่งแผ่นที่บอกว่าวันไหนใครต้องทำอะไร ติดไว้ที่โต๊ะรับของ"
    asset = librarian.write(
        "rattana", -36, beginning, tags=("ตรวจรับ", "ใบส่งของ", "ปฏิทิน"), summary=summary
    )
    asset = librarian.judge(asset, "rattana", -35, "anong", "siriporn")
    first, second, later = CALENDAR_TRIES
    tries = [librarian.tell(asset, first), librarian.tell(asset, second)]
    with librarian.stage.at(-15):
        librarian.save(
            asset,
            people["rattana"],
            body=CALENDAR_2,
            change_note="เพิ่มช่องคนแทน และแยกแผ่นตามงวด",
            tries=tries,
        )
        law = Reference("ระเบียบว่าด้วยการจัดซื้อจัดจ้างและการบริหารพัสดุ พ.ศ. 2560", kind="law")
        source = add_source(law, agency_id=agency.pk, by=people["rattana"])
        day = librarian.stage.moment(-15).date()
        cite(asset, by=people["rattana"], accessed_on=day, source=source, place="ข้อ 175")
    asset = librarian.judge(asset, "rattana", -14, "anong", "siriporn")
    librarian.tell(asset, later)
    for handle, how in (("pinkaew", "ใช้กับงานซื้อวัสดุสำนักงาน"), ("krit", ""), ("chutima", "")):
        with librarian.stage.at(-6, 11):
            use(asset, by=people[handle], how=how)
    with librarian.stage.at(-5):
        adopt(asset, librarian.community(RECORDS), by=people["malee"], words="ปรับเป็นปฏิทินส่งหนังสือ")


def _doctors(librarian: Librarian) -> None:
    """A how-to that spares calls, a manual that waits for a reviewer, and the four categories."""
    people, agency = librarian.people, librarian.agency.unit
    home = librarian.community(DOCTORS)
    with librarian.stage.at(-24):
        tree = {
            name: add_category(name, agency=agency, community=home, by=people["wichai"])
            for name in IT_CATEGORIES
        }
    queue = librarian.write(
        "krit",
        -16,
        Beginning(AssetType.HOWTO, "ล้างคิวพิมพ์ที่ค้าง ในห้านาที", home, f"agency:{agency.pk}", QUEUE),
        tags=("เครื่องพิมพ์", "คิวพิมพ์"),
        categories=[tree["Hardware"]],
        symptom="สั่งพิมพ์แล้วงานค้างในคิว ลบก็ไม่ออก",
        summary="ปิดบริการพิมพ์ ล้างไฟล์ค้าง แล้วเปิดใหม่",
    )
    queue = librarian.judge(queue, "krit", -15, "wichai")
    for handle, is_solved in (("chutima", True), ("boonsong", True), ("kriangkrai", False)):
        with librarian.stage.at(-10, 10):
            say_solved(queue, by=people[handle], is_solved=is_solved)
    scans = librarian.write(
        "chutima",
        -3,
        Beginning(AssetType.MANUAL, "ย่อไฟล์สแกนให้ส่งได้ ลายเซ็นยังชัด", home, html=SCANS),
        tags=("สแกน", "สารบรรณ"),
        categories=[tree["Software"]],
        reader="เจ้าหน้าที่ธุรการทุกอำเภอ",
    )
    librarian.judge(scans, "chutima", -2)


def _from_record(librarian: Librarian) -> None:
    """What a finished cycle learned, from the approved record of its first session."""
    people = librarian.people
    home = librarian.community(RECORDS)
    record = Record.objects.filter(session__community=home, approved_at__isnull=False)
    first = record.order_by("session__starts_at").first()
    if first is None:
        return
    with librarian.stage.at(-60):
        seed = seed_of("meetings.record", first.pk, people["lamai"])
        if seed is None:
            return
        asset = begin_from("meetings.record", first.pk, seed, by=people["lamai"])
    librarian.judge(asset, "lamai", -58, "siriporn")


def _story(librarian: Librarian) -> None:
    agency = librarian.agency.unit
    beginning = Beginning(
        AssetType.STORY, "ยี่สิบเลขที่หายไปในวันฝนตก", None, f"agency:{agency.pk}", STORY
    )
    summary = "ทำไมต้องปิดยอดเลขรับหนังสือทุกเย็น"
    asset = librarian.write("lamai", -30, beginning, tags=("เลขรับ", "สารบรรณ"), summary=summary)
    librarian.judge(asset, "lamai", -29, "siriporn")
