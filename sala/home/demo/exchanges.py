"""Advice in two rounds, topics set for discussion, and KM วันละนิด of the supplies community."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate

from sala.communities.models import Community
from sala.communities.rules import forget_roles
from sala.home.demo.stage import Agency, Stage
from sala.people.models import Person
from sala.people.workdays import works_on
from sala.talk.actions.advice import Asking, ask_advice, ask_again
from sala.talk.actions.daily import Timing, add_piece, send_piece, set_daily
from sala.talk.actions.gathering import gather
from sala.talk.actions.posts import reply
from sala.talk.actions.prompts import Topic, close_due_prompt, set_prompt, summarise

PIECES = (
    (
        "ถ่ายรูปก่อนแกะกล่อง",
        "ก่อนแกะกล่องพัสดุทุกครั้ง ถ่ายรูปสภาพกล่องกับใบส่งของไว้หนึ่งรูป ถ้าของแตกหรือไม่ครบ รูปนี้ตอบแทนเราได้ทั้งหมด",
    ),
    (
        "นัดกรรมการตั้งแต่วันลงนาม",
        "วันที่ลงนามสัญญา ส่งวันนัดตรวจรับให้กรรมการทั้งสามคนในวันเดียวกัน ปฏิทินว่างกว่าตอนของมาถึงแล้วเสมอ",
    ),
    (
        "ตั้งชื่อแฟ้มให้หาเจอ",
        "ปีงบประมาณ เลขที่สัญญา ชื่อผู้ขาย เรียงแบบนี้ทุกแฟ้ม เช่น 2570-014-ร้านศรีสมุด คนใหม่มาแทนก็หาเจอในสิบวินาที",
    ),
    (
        "โทรก่อนทำหนังสือ",
        "เอกสารขาดแผ่นเดียว โทรบอกผู้ขายก่อน ส่วนใหญ่ส่งให้ได้ในวันนั้น หนังสือทวงใช้เมื่อโทรแล้วสองครั้งยังไม่มา",
    ),
    (
        "อ่านใบเสนอราคาจากล่างขึ้นบน",
        "เงื่อนไขที่ทำให้เสียเปรียบมักอยู่บรรทัดท้าย เช่น ไม่รวมค่าติดตั้ง หรือรับประกันเฉพาะอะไหล่ อ่านจากล่างก่อนจะไม่พลาด",
    ),
    (
        "ของน้อยแต่ต้องนับ",
        "วัสดุสิ้นเปลืองที่เบิกบ่อย นับจริงเดือนละครั้งวันเดียวกัน ต่างจากบัญชีเมื่อไรจะรู้ภายในสามสิบวัน ไม่ใช่ตอนสิ้นปี",
    ),
    (
        "คำถามที่ควรถามกรรมการใหม่",
        "เคยตรวจรับของชนิดนี้หรือยัง ถ้ายัง ชวนดูสัญญาเก่าสักฉบับด้วยกันสิบนาที ดีกว่าแก้ใบตรวจรับทีหลัง",
    ),
    (
        "เก็บใบรับประกันคู่กับเครื่อง",
        "ถ่ายรูปใบรับประกันแล้วติดรหัสไว้ที่ตัวเครื่อง เครื่องเสียวันไหน คนที่ยืนอยู่หน้าเครื่องก็รู้ว่าต้องโทรหาใคร",
    ),
    (
        "สามเรื่องที่การเงินตีกลับบ่อย",
        "ลายมือชื่อไม่ครบ วันที่ในใบส่งของอยู่หลังวันตรวจรับ และยอดรวมไม่ตรงกับตัวหนังสือ ดูสามจุดนี้ก่อนส่งทุกครั้ง",
    ),
    (
        "ขอบคุณผู้ขายที่ส่งตรงเวลา",
        "ข้อความสั้น ๆ ขอบคุณร้านที่ส่งครบและตรงวัน ใช้เวลาหนึ่งนาที แต่ครั้งหน้าที่เราต้องการด่วน เขาจะจำเราได้",
    ),
)
SUMMARY = (
    "ตรงกัน: งานที่เสียเวลาที่สุดคือรอลายมือชื่อ ไม่ใช่การตรวจของ (กฤษฎิ์ ปิ่นแก้ว จันทร์เพ็ญ)\n\n"
    "ต่างกัน: อำเภอที่กรรมการอยู่คนละตึกอยากให้นัดวันตายตัว ส่วนกลางอยากนัดตามของ\n\n"
    "จะทำต่อ: เดือนหน้าทดลองนัดตรวจรับทุกวันอังคารและพฤหัสบดีที่สองอำเภอ แล้วเล่าให้กันฟัง"
)


def exchange(stage: Stage, agency: Agency) -> None:
    community = Community.objects.get(agency=agency.unit, name="คนพัสดุคุยกัน")
    teller = _Exchanger(stage, agency, community)
    teller.advice()
    teller.closed_topic()
    teller.open_topic()
    teller.daily()


class _Exchanger:
    def __init__(self, stage: Stage, agency: Agency, community: Community) -> None:
        self.stage, self.agency, self.community = stage, agency, community

    def who(self, handle: str) -> Person:
        person = self.agency.people[handle]
        forget_roles(person)
        return person

    def advice(self) -> None:
        """Kriangkrai asks Rattana, tries it, and asks once more."""
        asking = Asking(
            "ผู้ขายขอส่งของรุ่นใหม่แทนรุ่นในสัญญา",
            "สัญญาระบุเครื่องพิมพ์รุ่นเดิม แต่ผู้ขายแจ้งว่าเลิกผลิตแล้ว ขอส่งรุ่นใหม่ราคาเท่าเดิม"
            " ผมควรดูอะไรก่อนเสนอกรรมการครับ",
        )
        with self.stage.at(-14, 10):
            advice = ask_advice(
                self.community, asking, self.who("rattana"), by=self.who("kriangkrai")
            )
        thread = advice.thread
        with self.stage.at(-13, 9):
            words = (
                "ดูสามอย่างค่ะ หนึ่ง หนังสือจากผู้ผลิตว่าเลิกผลิตจริง สอง ตารางเทียบคุณลักษณะทีละข้อ"
                " รุ่นใหม่ต้องไม่ต่ำกว่า สาม ขออนุมัติก่อนรับของ ไม่ใช่หลังรับ"
            )
            answer = reply(thread, text=words, by=self.who("rattana"))
        with self.stage.at(-9, 11):
            words = (
                "ได้หนังสือกับตารางเทียบแล้วครับ ติดข้อเดียว รุ่นใหม่พิมพ์เร็วกว่า แต่ถาดกระดาษเล็กลงห้าสิบแผ่น"
                " แบบนี้ถือว่าต่ำกว่าไหมครับ"
            )
            ask_again(advice, text=words, by=self.who("kriangkrai"))
        with self.stage.at(-8, 9):
            words = (
                "ถือว่าต่ำกว่าในข้อนั้นค่ะ ให้ผู้ขายเพิ่มถาดเสริมโดยไม่คิดเงิน แล้วเขียนในบันทึกเสนอว่า"
                "คุณลักษณะครบเมื่อมีถาดเสริม กรรมการตรวจตามนั้นได้เลย"
            )
            reply(thread, text=words, by=self.who("rattana"))
        with self.stage.at(-7, 10):
            gather(answer, by=self.who("anong"))

    def closed_topic(self) -> None:
        """A topic with its answers and its summary."""
        with self.stage.at(-25, 9):
            topic = Topic(
                "ขั้นไหนของการตรวจรับที่เราเสียเวลามากที่สุด",
                "เล่าขั้นเดียวที่ทำให้งานของท่านช้า และถ้าเปลี่ยนได้หนึ่งอย่างจะเปลี่ยนอะไร",
                localdate() + timedelta(days=7),
            )
            thread = set_prompt(self.community, topic, by=self.who("anong"))
        for handle, day, text in (
            ("krit", -24, "รอลายมือชื่อกรรมการคนที่สาม บางครั้งสี่วัน ถ้านัดวันตายตัวได้จะดีมาก"),
            ("pinkaew", -23, "กรรมการอยู่คนละตึก เดินเอกสารสามรอบ อยากให้ลงนามพร้อมกันในวันตรวจ"),
            ("janpen", -22, "ฝั่งการเงินได้เอกสารช้าเพราะรอลายมือชื่อเหมือนกัน ของมาครบตั้งแต่วันแรกแล้ว"),
        ):
            with self.stage.at(day, 13):
                reply(thread, text=text, by=self.who(handle))
        with self.stage.at(-15, 8):
            close_due_prompt(thread)
        with self.stage.at(-14, 15):
            summarise(thread, text=SUMMARY, seen=1, by=self.who("pimjai"))

    def open_topic(self) -> None:
        with self.stage.at(-3, 9):
            topic = Topic(
                "ปีงบประมาณหน้า อยากให้เลิกแบบฟอร์มไหนมากที่สุด",
                "เลือกหนึ่งแบบ บอกว่าซ้ำกับอะไร และถ้าเลิกแล้วใครจะเดือดร้อนบ้าง จะรวบรวมเสนอกองคลังและพัสดุ",
                localdate() + timedelta(days=14),
            )
            thread = set_prompt(self.community, topic, by=self.who("pimjai"))
        with self.stage.at(-2, 10):
            words = "บัญชีคุมใบเบิกวัสดุฉบับกระดาษ ซ้ำกับที่กรอกในระบบทุกช่อง เลิกแล้วไม่มีใครเดือดร้อน"
            reply(thread, text=words, by=self.who("chutima"))

    def daily(self) -> None:
        """Ten pieces; some have gone out already, one each working day."""
        with self.stage.at(-7, 9):
            timing = Timing(True, 8, (0, 1, 2, 3, 4))
            daily = set_daily(self.community, timing, seen=0, by=self.who("pimjai"))
            for title, text in PIECES:
                add_piece(self.community, title=title, text=text, by=self.who("pimjai"))
        for days in range(-6, 0):
            with self.stage.at(days, 8):
                if works_on(self.community.agency_id, localdate()):
                    send_piece(daily, localdate())
