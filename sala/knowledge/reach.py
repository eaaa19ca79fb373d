"""How far a note is shown, and what that is as an audience key."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

PUBLIC = "public"


class Reach(models.TextChoices):
    ME = "me", _("เฉพาะฉันและผู้เขียนร่วม")
    COMMUNITY = "community", _("คนในกลุ่มของสมุดนี้")
    AGENCY = "agency", _("ทุกคนในหน่วยงาน")
    PUBLIC = "public", _("ทุกคน รวมผู้ที่ไม่ได้เข้าสู่ระบบ")


class CommentPolicy(models.TextChoices):
    """Who may comment on a note (R106)."""

    MEMBERS = "members", _("ผู้ที่เข้าสู่ระบบ")
    ALL = "all", _("ทุกคน รวมผู้มาเยือน")
    COMMUNITY = "community", _("สมาชิกกลุ่มของสมุดนี้")
    CLOSED = "closed", _("ปิดความเห็น")


def key_of(reach: str, *, person_id: int, community_id: int | None, agency_id: int) -> str:
    """The audience of something with this reach. A book without a community has no inner
    circle: what would be the community's stays with the writer."""
    if reach == Reach.PUBLIC:
        return PUBLIC
    if reach == Reach.AGENCY:
        return f"agency:{agency_id}"
    if reach == Reach.COMMUNITY and community_id is not None:
        return f"community:{community_id}"
    return f"person:{person_id}"
