"""The printed table of who may do what: made from the two tables that rules read.

Community roles stand in `communities/roles.py`, offices in `people/offices.py`; an ability
without its words here fails a test.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sala.communities.roles import ABILITIES as ROLE_ABILITIES
from sala.communities.roles import MEMBER, role_word
from sala.core.terms import term
from sala.people.offices import ABILITIES as OFFICE_ABILITIES
from sala.people.offices import OfficeKind

WORDS: dict[str, str | Promise] = {
    "read": gettext_lazy("อ่านสิ่งที่เปิดในกลุ่ม"),
    "write": gettext_lazy("เขียน ถาม ตอบ"),
    "enrol": gettext_lazy("ขอเข้าร่วมรอบ"),
    "propose_topic": gettext_lazy("เสนอหัวข้อ"),
    "vote_topic": gettext_lazy("ออกเสียงเลือกหัวข้อ"),
    "comment_plan": gettext_lazy("แสดงความเห็นต่อแผน"),
    "invite": gettext_lazy("ชวนคนเข้ากลุ่ม"),
    "manage_community": gettext_lazy("ดูแลกลุ่มและกฎบัตร"),
    "manage_members": gettext_lazy("รับสมาชิกและดูแลรายชื่อ"),
    "manage_cycle": gettext_lazy("เปิดรอบและกำหนดหัวข้อ"),
    "accept_enrolment": gettext_lazy("รับผู้ขอเข้าร่วมรอบ (ไม่รับตนเอง)"),
    "edit_plan": gettext_lazy("เขียนแผนปฏิบัติการ"),
    "endorse_plan": gettext_lazy("เห็นชอบแผน"),
    "manage_sessions": gettext_lazy("นัดและจัดวง"),
    "write_record": gettext_lazy("เขียนบันทึกวง"),
    "approve_record": gettext_lazy("รับรองบันทึกวง"),
    "manage_instruments": gettext_lazy("ทำแบบทดสอบและเกณฑ์สังเกต"),
    "evaluate": gettext_lazy("ประเมินผลการเรียนรู้ (ไม่ประเมินตนเอง)"),
    "see_completeness": gettext_lazy("เห็นว่าใครครบหรือขาด (ไม่เห็นคำตอบ)"),
    "excuse": gettext_lazy("ยกเว้นพร้อมเหตุผล (ไม่ยกเว้นตนเอง)"),
    "close_cycle": gettext_lazy("ปิดรอบ"),
    "gather": gettext_lazy("ตั้งประเด็นชวนคิด สรุป และเก็บคำตอบเป็นความรู้"),
    "type_in_forms": gettext_lazy("พิมพ์แบบที่ตอบบนกระดาษหรือการสัมภาษณ์"),
    "commend": gettext_lazy("ยกย่องและอนุมัติทรัพยากร"),
    "commend_unit": gettext_lazy("ยกย่องคนในหน่วยของตน"),
    "propose_community": gettext_lazy("เสนอตั้งกลุ่ม"),
    "import_people": gettext_lazy("นำเข้าบุคลากรและหน่วยงาน"),
    "appoint_facilitator": gettext_lazy("หาคนดูแลให้กลุ่มที่ไม่เหลือใครดูแล"),
    "manage_catalogues": gettext_lazy("ดูแลบัญชีกลุ่ม ด้าน และยุทธศาสตร์"),
    "see_agency_dashboard": gettext_lazy("เห็นภาพรวมและแฟ้มหลักฐานของหน่วยงาน"),
    "see_unit_dashboard": gettext_lazy("เห็นภาพรวมของหน่วยของตน"),
    "see_cycle_overview": gettext_lazy("เห็นความคืบหน้าเจ็ดขั้นของทุกรอบ"),
    "moderate": gettext_lazy("ดูแลความเห็นในเรื่องที่เปิดทั้งหน่วยงานหรือเปิดสาธารณะ"),
    "manage_accounts": gettext_lazy("ดูแลบัญชีและมอบหน้าที่"),
    "see_mail_headers": gettext_lazy("เห็นหัวจดหมายในคิว"),
}


class RightsTable(NamedTuple):
    """Columns are people, rows are abilities; a cell says yes or no."""

    title: str
    columns: list[str]
    rows: list[tuple[str, list[bool]]]


def role_table() -> RightsTable:
    """What members and roles of a community may do in it."""
    columns = [term("practitioner"), *(role_word(role) for role in ROLE_ABILITIES)]
    held = [MEMBER, *(MEMBER | abilities for abilities in ROLE_ABILITIES.values())]
    return RightsTable(_("ในกลุ่มของตน"), columns, _rows(held))


def office_table() -> RightsTable:
    """What offices of an agency may do; none of them opens the content of a community."""
    columns = [str(OfficeKind(kind).label) for kind in OFFICE_ABILITIES]
    return RightsTable(_("หน้าที่ของหน่วยงาน"), columns, _rows(list(OFFICE_ABILITIES.values())))


def _rows(held: list[frozenset[str]]) -> list[tuple[str, list[bool]]]:
    named = [ability for ability in WORDS if any(ability in column for column in held)]
    return [(str(WORDS[ability]), [ability in column for column in held]) for ability in named]
