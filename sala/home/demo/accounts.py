"""Whom one can sign in as."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sala.core.terms import DEFAULTS
from sala.home.demo.cast import DEPARTMENT, OFFICE

PASSWORD = "rim-nam-sala-2569"  # noqa: S105 -- printed for everybody who starts the demonstration
ROLES = (
    (DEFAULTS["th"]["facilitator"], "anong"),
    (_("สมาชิก ผู้เข้าร่วมรอบ"), "boonsong"),
    (DEFAULTS["th"]["recorder"], "pimjai"),
    (_("ผู้เชี่ยวชาญ"), "rattana"),
    (DEFAULTS["th"]["sponsor"], "prasit"),
    (_("ทีมจัดการความรู้"), "siriporn"),
    (_("ผู้ดูแลระบบ"), "wichai"),
    (_("ผู้ตรวจสอบ"), "duean"),
    (_("หัวหน้าหน่วยงาน"), "sutin"),
    (_("คนในกรมที่ยังไม่เข้ากลุ่มใด"), "nuttapon"),
    (_("อีกหน่วยงานหนึ่ง"), "amporn"),
)


def address(handle: str) -> str:
    """The fictional address of someone in the cast."""
    for agency in (DEPARTMENT, OFFICE):
        if any(someone.handle == handle for someone in agency.people):
            return f"{handle}@{agency.domain}"
    raise LookupError(handle)


def accounts() -> list[tuple[str, str, str]]:
    """Role, e-mail and password."""
    return [(str(role), address(handle), PASSWORD) for role, handle in ROLES]
