"""Numbers the seeds fix: 4 types, 6 scopes, 5 pairs of form, levels, origins, states."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommunityType(models.TextChoices):
    HELPING = "helping", _("ช่วยกันแก้ปัญหางานประจำวัน")
    BEST_PRACTICE = "best_practice", _("เสาะหาและเผยแพร่แนวปฏิบัติที่ดี")
    STEWARDING = "stewarding", _("จัดระเบียบและยกระดับความรู้")
    INNOVATION = "innovation", _("สร้างแนวทางหรือสิ่งใหม่")


class Scope(models.IntegerChoices):
    OWN_LINE = 1, _("ในที่ทำงานและสายงานเดียวกัน")
    CROSS_FUNCTION = 2, _("ข้ามสายงานในหน่วยงาน")
    OWN_AREA = 3, _("ในพื้นที่ที่รับผิดชอบ")
    NEAR_AREAS = 4, _("ข้ามพื้นที่ใกล้เคียง")
    CROSS_ALL = 5, _("ข้ามพื้นที่ ข้ามกรม หรือข้ามประเทศ")
    HUB = 6, _("เครือข่ายที่มีแม่ข่ายสนับสนุน")


class Level(models.TextChoices):
    SMALL = "small", _("กลุ่มย่อย")
    DIVISION = "division", _("ฝ่าย")
    ORGANISATION = "organisation", _("องค์กร")
    NETWORK = "network", _("เครือข่าย")


class Origin(models.TextChoices):
    POLICY = "policy", _("ตั้งตามนโยบาย")
    FITTING = "fitting", _("พัฒนาตามรูปแบบที่เหมาะสม")
    INFORMAL = "informal", _("รวมตัวกันเองอย่างไม่เป็นทางการ")


class Adoption(models.TextChoices):
    LEARNING = "learning", _("เรียนรู้")
    ACCEPTING = "accepting", _("ยอมรับ")
    SETTLED = "settled", _("กำหนดรูปแบบ")


class State(models.TextChoices):
    PROPOSED = "proposed", _("เสนอ")
    DRAFT = "draft", _("ร่าง")
    ACTIVE = "active", _("ดำเนินการ")
    PAUSED = "paused", _("พัก")
    CLOSED = "closed", _("ปิด")
    TRANSFORMED = "transformed", _("แปลงรูป")


OPEN_STATES = (State.PROPOSED, State.DRAFT, State.ACTIVE, State.PAUSED)

# From → to. Every change carries a reason and is kept.
MOVES: dict[str, frozenset[str]] = {
    State.PROPOSED: frozenset({State.DRAFT, State.ACTIVE, State.CLOSED}),
    State.DRAFT: frozenset({State.ACTIVE, State.CLOSED}),
    State.ACTIVE: frozenset({State.PAUSED, State.CLOSED, State.TRANSFORMED}),
    State.PAUSED: frozenset({State.ACTIVE, State.CLOSED, State.TRANSFORMED}),
    State.CLOSED: frozenset(),
    State.TRANSFORMED: frozenset(),
}


class ClosingReason(models.TextChoices):
    AIM_REACHED = "aim_reached", _("บรรลุสิ่งที่ตั้งใจแล้ว")
    INTEREST_GONE = "interest_gone", _("ความสนใจหมดลง")
    OTHER = "other", _("เหตุอื่น")


class Change(models.TextChoices):
    """How a community that ends lives on in another."""

    SUCCESSOR = "successor", _("ตั้งกลุ่มใหม่สืบต่อ")
    SPLIT = "split", _("แยกเป็นหลายกลุ่ม")
    MERGE = "merge", _("รวมเข้ากับกลุ่มอื่น")


# The fourteen groups of seed 001 (requirements A-note 1), in order.
GROUPS = (
    "การเงิน การคลัง และพัสดุ",
    "การเมือง การปกครอง",
    "การพัฒนาคุณภาพการบริหารจัดการ ของ สป.มท. (PMQA)",
    "คอมพิวเตอร์กับการปฏิบัติงานอย่างมีประสิทธิผล",
    "ภาษาอังกฤษ",
    "สารบรรณ",
    "การแลกเปลี่ยนเรียนรู้กับหน่วยงานในสังกัดกระทรวงมหาดไทย",
    "บทบาททางสังคม",
    "การจัดทำแผน",
    "การพัฒนา/บริการ",
    "การถ่ายทอดเป้าหมายและตัวชี้วัด",
    "งานด้านบุคลากรและพิธีการ",
    "งานการต่างประเทศ",
    "ทั่วไป",
)
