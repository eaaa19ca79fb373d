"""A test before and after, an evaluation, a follow-up by link: at 360 and at 1280 px."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from sala.evaluation.models import Attempt, FollowUp, LearningEvaluation
from sala.evaluation.post import LINK
from sala.mail.links import token_for
from tests.factories.meetings import SessionFactory


def at(name, *args):
    return reverse(f"evaluation:{name}", args=args)


@pytest.mark.req("R075", part="journey: made, taken and read in a browser")
@pytest.mark.req("R077", part="journey: answered by link in three taps")
def test_a_test_is_made_taken_and_answered_for(journey, cycle, participant, anong, boon):
    start = now() - timedelta(days=2)
    SessionFactory(cycle=cycle, starts_at=start, held_at=start)
    desk = journey.desk("facilitator", anong)
    make_test(desk, cycle)

    phone = journey.phone("member", boon)
    take(phone, cycle, "ลงวันที่ให้เอง")
    desk.tap("เปิด", exact=True)
    desk.tap("เปิด", within="dialog", exact=True)
    desk.see("ปิดแล้ว")
    take(phone, cycle, "ส่งกลับให้ผู้ขาย")
    phone.see("ได้ 1 จาก 1 คะแนน")
    assert Attempt.objects.count() == 2
    assert LearningEvaluation.objects.get().has_passed is True

    desk.open(at("use", cycle.number))
    desk.tap("ติดตามตอนนี้")
    desk.see("รอคำตอบ")
    answer_by_link(journey, boon)
    desk.open(at("results", cycle.number))
    desk.fill("รอบหน้าจะปรับปรุงอะไร", "ลองกับงานจริงให้มากขึ้น", within="form")
    desk.tap("เพิ่มเรื่องที่จะปรับปรุง")
    desk.see("ลองกับงานจริงให้มากขึ้น")


def make_test(desk, cycle):
    desk.open(at("learning", cycle.number))
    desk.tap("เพิ่มเครื่องมือ")
    desk.fill("ชื่อ", "เอกสารตรวจรับ")
    desk.tap("สร้างและใส่ข้อ")
    desk.tap("เพิ่มข้อ")
    desk.fill("ข้อความ", "ใบส่งของไม่ลงวันที่ ควรทำอย่างไร")
    desk.fill("ตัวเลือกหรือคำตอบ", "ลงวันที่ให้เอง\n* ส่งกลับให้ผู้ขาย")
    desk.tap("เพิ่มแล้วกลับ")
    desk.tap("เปิด", exact=True)
    desk.tap("เปิด", within="dialog", exact=True)
    desk.see("เปิดอยู่")


def take(phone, cycle, choice):
    phone.open(at("learning", cycle.number))
    phone.tap("ทำแบบทดสอบ")
    phone.mark(choice)
    phone.tap("ส่งแบบทดสอบ")
    phone.see("ส่งแล้ว")


def answer_by_link(journey, boon):
    follow_up = FollowUp.objects.get()
    before = journey.log.tallies["member"].taps
    reader = journey.phone("member")
    reader.open(reverse("notices:link", args=[token_for(LINK, boon.pk, follow_up.pk)]))
    reader.see("ตอบในนามของ")
    reader.mark("ใช้แล้ว")
    reader.tap("ส่งคำตอบ")
    reader.see("ได้รับคำตอบแล้ว")
    assert journey.log.tallies["member"].taps - before <= 3
