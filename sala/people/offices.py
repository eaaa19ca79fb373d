"""Offices of an agency: what a person may do for the whole agency or a unit, and until when.

Offices never open the content of a community (R123–R127): they are another door.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeKind(models.TextChoices):
    KM_TEAM = "km_team", _("ทีมจัดการความรู้")
    EXECUTIVE = "executive", _("ผู้บริหาร")
    UNIT_MANAGER = "unit_manager", _("หัวหน้าหน่วยงาน")
    IT_OFFICE = "it_office", _("ผู้ดูแลระบบ")
    AUDITOR = "auditor", _("ผู้ตรวจสอบ")


# Which abilities an office carries (requirements §3.3). Community roles stand in
# communities/roles.py; the printed table is made from both.
ABILITIES: dict[str, frozenset[str]] = {
    OfficeKind.KM_TEAM: frozenset(
        {
            "propose_community",
            "import_people",
            "appoint_facilitator",
            "manage_catalogues",
            "see_agency_dashboard",
            "see_cycle_overview",
            "see_mail_headers",
            "moderate",
        }
    ),
    OfficeKind.EXECUTIVE: frozenset(
        {"propose_community", "see_agency_dashboard", "see_cycle_overview", "commend"}
    ),
    OfficeKind.UNIT_MANAGER: frozenset({"propose_community", "see_unit_dashboard", "commend_unit"}),
    OfficeKind.IT_OFFICE: frozenset({"import_people", "manage_accounts", "see_mail_headers"}),
    OfficeKind.AUDITOR: frozenset({"see_agency_dashboard"}),
}
