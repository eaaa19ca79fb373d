"""A first draft of the eight parts from what is known, so that nobody starts on blank paper."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.thai import thai_date
from sala.cycles.models import Cycle, Enrolment, EnrolmentStatus, Expert


def drafted_parts(cycle: Cycle) -> dict[str, str]:
    """Words for each part; the person changes what does not fit."""
    return {
        "objectives": _objectives(cycle),
        "member_count": _member_count(cycle),
        "content": _("1) %(question)s") % {"question": cycle.question or cycle.title},
        "duration": _duration(cycle),
        "techniques": _("เล่าเรื่องจากงานจริง ถามตอบในกลุ่ม ลองทำแล้วกลับมาเล่าผล"),
        "resource_persons": _resource_persons(cycle),
        "learning_evaluation": _("แบบทดสอบก่อนและหลัง ทุกคน"),
        "use_follow_up": _follow_up(cycle),
    }


def _objectives(cycle: Cycle) -> str:
    return "\n".join(line for line in (cycle.title, cycle.benefit) if line)


def _member_count(cycle: Cycle) -> str:
    rows = Enrolment.objects.filter(
        cycle=cycle,
        status__in=[
            EnrolmentStatus.PARTICIPANT,
            EnrolmentStatus.WAITING,
            EnrolmentStatus.INVITED,
        ],
    ).values_list("unit_name", flat=True)
    units = set(rows) - {""}
    if not units:
        return _("%(count)s คน") % {"count": len(rows)}
    return _("%(count)s คน จาก %(units)s หน่วยงาน") % {"count": len(rows), "units": len(units)}


def _duration(cycle: Cycle) -> str:
    held = _("%(count)s ครั้ง ครั้งละ 60 นาที") % {"count": cycle.planned_sessions}
    if not (cycle.starts_on and cycle.ends_on):
        return held
    dates = _("%(first)s ถึง %(last)s") % {
        "first": thai_date(cycle.starts_on, "plain"),
        "last": thai_date(cycle.ends_on, "plain"),
    }
    return f"{dates} {held}"


def _resource_persons(cycle: Cycle) -> str:
    rows = Expert.objects.filter(cycle=cycle, declined_at__isnull=True).select_related("person")
    return "\n".join(
        f"{expert} ({_('วิทยากรหลัก')})" if expert.is_lead else str(expert)
        for expert in rows.order_by("-is_lead", "named_at")
    )


def _follow_up(cycle: Cycle) -> str:
    days = ", ".join(str(day) for day in cycle.follow_up_days)
    return _("ติดตามทุกคน %(days)s วันหลังครั้งสุดท้าย ตอบเองผ่านลิงก์ บนกระดาษ หรือสัมภาษณ์") % {"days": days}
