"""What the journal may say about communities."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs
from sala.core.terms import words

KEEP = {"actor": "%(actor)s", "subject": "%(subject)s"}  # filled in by who reads the line

verbs.add(
    Verb("communities.founded", lambda: _("%(actor)s ตั้ง %(subject)s")),
    Verb("communities.cloned", lambda: _("%(actor)s ตั้ง %(subject)s ตามแบบของกลุ่มพี่น้อง")),
    Verb("communities.imported", lambda: _("นำ %(subject)s เข้าจากทะเบียนเดิม")),
    Verb("communities.joined", lambda: _("%(actor)s เข้าร่วม %(subject)s")),
    Verb("communities.join_requested", lambda: _("%(actor)s ขอเข้าร่วม")),
    Verb("communities.request_declined", lambda: _("%(actor)s ยังไม่รับคำขอเข้าร่วม")),
    Verb("communities.request_withdrawn", lambda: _("%(actor)s ถอนคำขอเข้าร่วม")),
    Verb("communities.invited", lambda: _("%(actor)s ชวนคนเข้าร่วม")),
    Verb("communities.invitation_declined", lambda: _("%(actor)s ยังไม่รับคำเชิญ")),
    Verb("communities.link_made", lambda: _("%(actor)s ทำลิงก์ชวนเข้าร่วม")),
    Verb("communities.link_ended", lambda: _("%(actor)s ปิดลิงก์ชวนเข้าร่วม")),
    Verb("communities.left", lambda: _("%(actor)s ออกจาก %(subject)s")),
    Verb("communities.membership_ended", lambda: _("%(actor)s ให้สมาชิกภาพหนึ่งสิ้นสุดลง")),
    Verb("communities.membership_set", lambda: _("%(actor)s ปรับการรับข่าวของตน")),
    Verb("communities.role_offered", lambda: _("%(actor)s ชวนคนรับหน้าที่")),
    Verb("communities.role_accepted", lambda: _("%(actor)s รับหน้าที่")),
    Verb("communities.role_declined", lambda: _("%(actor)s ยังไม่รับหน้าที่")),
    Verb("communities.role_laid_down", lambda: _("%(actor)s วางหน้าที่")),
    Verb("communities.role_handed_over", lambda: _("%(actor)s รับช่วงหน้าที่ต่อ")),
    Verb("communities.charter_set", lambda: _("%(actor)s แก้กฎบัตรของ %(subject)s")),
    Verb("communities.settings_set", lambda: _("%(actor)s ปรับการตั้งค่าของ %(subject)s")),
    Verb("communities.promoted", lambda: _("%(actor)s พา %(subject)s เข้าสู่เจ็ดขั้น")),
    Verb("communities.state_changed", lambda: _("%(actor)s เปลี่ยนสถานะของ %(subject)s")),
    Verb("communities.adoption_changed", lambda: _("%(actor)s ปรับระยะการยอมรับของ %(subject)s")),
    Verb("communities.review_set", lambda: _("%(actor)s กำหนดวันทบทวนของ %(subject)s")),
    Verb("communities.renamed", lambda: _("%(actor)s เปลี่ยนเรื่องของ %(subject)s")),
    Verb("communities.closed", lambda: _("%(actor)s ปิด %(subject)s")),
    Verb("communities.continued", lambda: _("%(subject)s สืบต่อจากกลุ่มเดิม")),
    Verb("communities.review_reminded", lambda: _("ระบบเตือนวันทบทวนของ %(subject)s")),
    Verb("communities.quiet_flagged", lambda: _("ระบบเสนอให้ทบทวน %(subject)s เพราะเงียบไปนาน")),
    Verb(
        "communities.looked_by_office",
        lambda: _("%(actor)s เปิดดูข้อมูล%(community)sโดยตำแหน่ง") % (words() | KEEP),
    ),
    Verb("communities.group_set", lambda: _("%(actor)s แก้รายการกลุ่มความสนใจ")),
)
