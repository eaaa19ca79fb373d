"""Steps 6 and 7 of a story: tests before and after, evaluations, follow-ups, the close."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sala.cycles.actions.rounds import close_cycle
from sala.cycles.models import Cycle
from sala.evaluation.actions.attempts import take_test
from sala.evaluation.actions.excuses import excuse
from sala.evaluation.actions.follow_ups import answer_follow_up, issue_follow_ups, type_in_follow_up
from sala.evaluation.actions.instruments import ItemText, add_item, make_instrument, open_phase
from sala.evaluation.actions.learning import add_improvement
from sala.evaluation.answers import Spoken, UseAnswer
from sala.evaluation.item_lines import parse_lines
from sala.evaluation.models import FollowUp, Instrument, Item
from sala.home.demo.telling import Teller

USES: dict[str, UseAnswer] = {
    "chutima": UseAnswer(True, "ใช้ทะเบียนหน้าเดียวกับหนังสือด่วนทุกวัน ไม่มีฉบับตกค้างมาสามสัปดาห์", measure="เวลาเวียนจนครบ", measure_before=Decimal(30), measure_after=Decimal(20), measure_unit="ชั่วโมง"),
    "kriangkrai": UseAnswer(True, "แยกแฟ้มด่วน ทำให้ไม่ต้องรื้อหา", measure="เวลาค้นหนังสือ", measure_before=Decimal(12), measure_after=Decimal(4), measure_unit="นาที"),
    "wanida": UseAnswer(True, "เขียนวันต้องเสร็จมุมขวาบนทุกฉบับ ผู้อ่านบอกว่าช่วยได้มาก"),
    "janpen": UseAnswer(True, "สรุปสามบรรทัดหน้าหนังสือการเงิน คนตอบทันรอบเบิกมากขึ้น", measure="หนังสือที่ตอบไม่ทันรอบ", measure_before=Decimal(9), measure_after=Decimal(3), measure_unit="ฉบับต่อเดือน"),
    "somporn": UseAnswer(False, obstacle_kind="no_occasion", obstacle="รอบตัวชี้วัดยังไม่ถึง จะใช้เดือนหน้า"),
    "pimjai": UseAnswer(True, "ย้ายทะเบียนกลางเป็นแบบเดียวกับอำเภอแล้วสองกอง", measure="เวลาค้นหนังสือ", measure_before=Decimal(10), measure_after=Decimal(3), measure_unit="นาที"),
    "boonsong": UseAnswer(True, "ติดทะเบียนไว้ข้างโต๊ะ คนรับแทนไม่ต้องถามใคร"),
}  # fmt: skip


class Judge:
    """Tests and follow-ups of one told cycle."""

    def __init__(self, teller: Teller, cycle: Cycle) -> None:
        self.teller, self.cycle = teller, cycle
        self.stage, self.story = teller.stage, teller.story

    def make_test(self, day: int) -> Instrument:
        story = self.story
        with self.stage.at(day, 9):
            test = make_instrument(
                self.cycle,
                "test",
                story.test_title,
                guide="หกข้อ ราวห้านาที ตอบตามที่รู้ ไม่มีผลต่อการประเมินราชการ",
                pass_percent=60,
                by=self.teller.lead,
            )
            for question in story.questions:
                key = parse_lines(question.kind, question.lines)
                add_item(test, ItemText(question.kind, question.text, 1, key), by=self.teller.lead)
            open_phase(test, "before", by=self.teller.lead)
        return test

    def take(self, test: Instrument, phase: str, day: int, right: dict[str, int]) -> None:
        """Each person takes the test with so many right answers, from the first item on."""
        items = list(test.items.order_by("position"))
        with self.stage.at(day, 10):
            for handle, count in right.items():
                enrolment = self.teller.enrolment(self.cycle, handle)
                start = sum(map(ord, handle)) % len(items)
                turned = items[start:] + items[:start]
                known = {item.pk for item in turned[:count]}
                answers = {str(item.pk): _answer(item, item.pk in known) for item in items}
                take_test(test, enrolment, phase, answers, by=self.teller.who(handle))

    def open_after(self, test: Instrument, day: int) -> None:
        with self.stage.at(day, 9):
            open_phase(test, "after", by=self.teller.lead)

    def follow_up(self, issued: int, answered: int) -> None:
        """Ask everybody; most answer themselves, one on paper, one is excused."""
        teller = self.teller
        with self.stage.at(issued, 9):
            issue_follow_ups(self.cycle, by=teller.lead)
        with self.stage.at(answered, 10):
            for handle, answer in USES.items():
                row = self._asked(handle)
                if handle == "kriangkrai":
                    spoken = Spoken("paper", self.stage.moment(answered - 1).date())
                    recorder = teller.who(self.story.recorder)
                    type_in_follow_up(row, answer, spoken, by=recorder)
                else:
                    answer_follow_up(row, answer, by=teller.who(handle))
            enrolment = teller.enrolment(self.cycle, "yanisa")
            sentence = "ลาคลอดตั้งแต่วันที่วงสุดท้ายจบ ยังไม่กลับมาปฏิบัติงาน"
            excuse(enrolment, "use", "leave", sentence, by=teller.lead)

    def _asked(self, handle: str) -> FollowUp:
        rows = FollowUp.objects.select_related("enrolment__cycle__community", "enrolment__person")
        return rows.get(enrolment__cycle=self.cycle, enrolment__person=self.teller.who(handle))

    def close(self, day: int) -> None:
        teller = self.teller
        with self.stage.at(day, 15):
            text = "รอบหน้าให้ลงมือค้นหนังสือจริงตั้งแต่วงแรก เพราะเป็นข้อที่ตอบผิดมากที่สุด"
            add_improvement(self.cycle, text, by=teller.lead)
            self.cycle.refresh_from_db()
            words = "หนังสือด่วนถึงมือภายในวันครบทุกอำเภอที่ร่วมวง และได้ทะเบียนหน้าเดียวเป็นแบบกลางของกรม"
            close_cycle(self.cycle, by=teller.lead, words=words)


def _answer(item: Item, is_right: bool) -> Any:
    """An answer as the form of the item posts it."""
    if item.kind == "short":
        return item.answer["accepted"][0] if is_right else "ไม่แน่ใจ"
    if item.kind == "numeric":
        value = Decimal(item.answer["value"])
        return str(value if is_right else value + 4)
    right = [str(place) for place, choice in enumerate(item.choices) if choice["is_right"]]
    wrong = [str(place) for place, choice in enumerate(item.choices) if not choice["is_right"]]
    chosen = right if is_right else wrong[:1]
    return chosen if item.kind == "multiple" else chosen[0]
