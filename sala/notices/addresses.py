"""An address that mail came back from: its owner is told on the web, and proves it works again."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from sala.core.mail_registries import Paused, paused
from sala.core.registries import NoticeKind, notice_kinds
from sala.mail.actions import post
from sala.mail.links import link_for
from sala.mail.models import Delivery
from sala.notices.actions import tell
from sala.people.models import Person

PAUSED = "notices.paused"
WORKS = "notices.address"  # the signed link that proves the address works


def tell_paused(address: str, person_id: int | None) -> None:
    """On the web alone: mail would come back again."""
    owners = Person.objects.filter(email__iexact=address)
    for person in owners:
        tell(
            [person], PAUSED, person, audience="personal", url="/notices/", without_mail=[person.pk]
        )


def ask_whether_it_works(person: Person) -> None:
    """One letter to the paused address itself; the link in it is the proof."""
    with translation.override(person.language):
        link = link_for(WORKS, person.pk, person.pk)
        lines = [
            _("เรียน คุณ%(name)s") % {"name": person.given_name},
            "",
            _("ถ้าอ่านจดหมายฉบับนี้ได้ เปิดลิงก์นี้เพื่อรับจดหมายจากระบบศาลาต่อ"),
            link,
        ]
        post(
            [
                Delivery(
                    person_id=person.pk,
                    address=person.email,
                    language=person.language,
                    subject=_("ที่อยู่นี้รับจดหมายได้แล้วใช่ไหม"),
                    text="\n".join(lines),
                    is_probe=True,
                )
            ]
        )


notice_kinds.add(
    NoticeKind(
        name=PAUSED,
        label=lambda: _("จดหมายถึงฉันถูกตีกลับ"),
        subject=lambda data: _("จดหมายถึงคุณถูกตีกลับหลายครั้ง จึงหยุดส่งไว้"),
        body=lambda data: _("ถ้าที่อยู่ใช้ได้แล้ว กดยืนยันที่หน้านี้เพื่อรับจดหมายต่อ"),
    )
)
paused.add(Paused("notices", tell_paused))
