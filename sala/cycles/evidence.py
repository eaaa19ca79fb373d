"""Tables of the evidence file that steps 1–4 prove. People's own answers are not in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sala.core.registries import EvidencePart, evidence_parts
from sala.core.thai import thai_date, thai_datetime
from sala.cycles.forms.topics import strategy_label
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert
from sala.cycles.plan_parts import PARTS
from sala.cycles.queries.people import participants
from sala.cycles.queries.plans import endorsements_of, plan_of, plan_versions

Table = tuple[str, Sequence[str], Sequence[Sequence[Any]]]


def needs(cycle: Cycle) -> Table:
    """How many need it for their work, by unit: figures, not answers."""
    counts = Counter(row.unit_name or _("ไม่ระบุ") for row in participants(cycle))
    return _("ผู้มีความจำเป็นต้องพัฒนา ตามหน่วยงาน"), [_("หน่วยงาน"), _("จำนวนคน")], sorted(counts.items())


def topic(cycle: Cycle) -> Table:
    rows = [
        [_("หัวข้อ"), cycle.title],
        [_("คำถาม"), cycle.question],
        [_("ประโยชน์ต่อคุณภาพงาน"), cycle.benefit],
        [_("กระบวนงาน"), cycle.work_process],
        *([_("ด้านที่พัฒนา"), f"{area.number}) {area.name}"] for area in cycle.areas.all()),
        *([_("ยุทธศาสตร์"), strategy_label(row)] for row in cycle.strategies.all()),
    ]
    return _("หัวข้อความรู้"), [_("เรื่อง"), _("รายละเอียด")], rows


def experts(cycle: Cycle) -> Table:
    rows = Expert.objects.filter(cycle=cycle).select_related("person")
    headers = [_("ชื่อ"), _("บทบาท"), _("ที่มา"), _("ตอบรับเมื่อ")]
    body = [
        [
            str(row),
            _("วิทยากรหลัก") if row.is_lead else _("ผู้เชี่ยวชาญร่วม"),
            _("ในหน่วยงาน") if row.is_internal else row.outside_organisation or _("ภายนอก"),
            thai_date(row.consented_at, "plain") if row.consented_at else "–",
        ]
        for row in rows.order_by("-is_lead", "named_at")
    ]
    return _("ผู้เชี่ยวชาญ"), headers, body


def plan(cycle: Cycle) -> Table:
    current = plan_of(cycle)
    parts = current.parts if current else {}
    rows = [[n, str(part.name), parts.get(part.code, "")] for n, part in enumerate(PARTS, 1)]
    return _("แผนปฏิบัติการ 8 ส่วน"), [_("ส่วนที่"), _("ชื่อส่วน"), _("เนื้อหา")], rows


def versions(cycle: Cycle) -> Table:
    headers = [_("ฉบับที่"), _("ผู้บันทึก"), _("เมื่อ"), _("แก้อะไร"), _("ผู้เห็นชอบ (คน)")]
    rows = [
        [row.number, row.made_by.full_name, thai_datetime(row.made_at), row.note, row.agreed]
        for row in plan_versions(cycle)
    ]
    return _("ฉบับของแผน"), headers, rows


def endorsements(cycle: Cycle) -> Table:
    """Shown, not demanded: who agreed with the last version, or that nobody did yet (R049)."""
    current = plan_of(cycle)
    headers = [_("ชื่อ"), _("ในฐานะ"), _("เมื่อ")]
    rows = [
        [row.person.full_name, row.get_as_role_display(), thai_datetime(row.at)]
        for row in (endorsements_of(current) if current else [])
    ]
    return _("ผู้เห็นชอบแผนฉบับล่าสุด"), headers, rows


def register(cycle: Cycle) -> Table:
    headers = [_("ที่"), _("ชื่อ – สกุล"), _("ตำแหน่ง"), _("หน่วยงาน")]
    rows = [
        [n, row.person.official_name, row.position, row.unit_name]
        for n, row in enumerate(participants(cycle), 1)
    ]
    return _("บัญชีรายชื่อผู้เข้าร่วม"), headers, rows


def standings(cycle: Cycle) -> Table:
    found = Counter(Enrolment.objects.filter(cycle=cycle).values_list("status", flat=True))
    rows = [[status.label, found[status.value]] for status in EnrolmentStatus]
    return _("สถานะในทะเบียน"), [_("สถานะ"), _("จำนวนคน")], rows


def _at(page: str) -> Callable[[Cycle], str]:
    return lambda cycle: reverse(f"cycles:{page}", args=[cycle.number])


evidence_parts.add(
    EvidencePart("cycles.needs", 1, 10, needs, _at("people")),
    EvidencePart("cycles.topic", 2, 10, topic, _at("topic")),
    EvidencePart("cycles.experts", 2, 20, experts, _at("experts"), names_people=True),
    EvidencePart("cycles.versions", 2, 30, versions, _at("plan"), names_people=True),
    EvidencePart("cycles.endorsements", 2, 40, endorsements, _at("plan"), names_people=True),
    EvidencePart("cycles.plan", 3, 10, plan, _at("plan"), names_people=True),
    EvidencePart("cycles.register", 3, 20, register, _at("people"), names_people=True),
    EvidencePart("cycles.standings", 3, 30, standings, _at("people")),
)
