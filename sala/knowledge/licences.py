"""Under which terms a text may be used, and what they stop (R102, I16)."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sala.core.licences import DEFAULT, NO_DERIVATIVES, Licence
from sala.core.permissions import ALLOWED, Decision, denied
from sala.people.models import AgencySettings

__all__ = [
    "DEFAULT",
    "NO_DERIVATIVES",
    "Licence",
    "Terms",
    "may_adapt",
    "terms_of",
    "usual_licence",
]


DEED = "https://creativecommons.org/licenses/%s/4.0/deed.%s"


class Terms(NamedTuple):
    """A licence ready to print: its name, the sign that travels with exports, and the deed."""

    code: str
    label: str
    sign: str
    deed: str
    meaning: str


def usual_licence(agency_id: int) -> str:
    """What a new text begins with, as its agency has set it."""
    own = AgencySettings.objects.filter(agency=agency_id).values_list("default_licence", flat=True)
    return own.first() or DEFAULT


def terms_of(licence: str) -> Terms:
    """What is printed of a licence, in the present language. An unknown code reserves all."""
    kind = Licence(licence) if licence in Licence.values else Licence.RESERVED
    if kind in (Licence.AGENCY, Licence.RESERVED):
        return Terms(kind.value, str(kind.label), "", "", _meaning(kind))
    language = "en" if (get_language() or "th").startswith("en") else "th"
    sign = f"CC {kind.value.upper()} 4.0"
    return Terms(kind.value, str(kind.label), sign, DEED % (kind.value, language), _meaning(kind))


def _meaning(kind: Licence) -> str:
    if kind == Licence.AGENCY:
        return _("คนในหน่วยงานเดียวกันนำไปดัดแปลงใช้ได้ ถ้าบอกที่มา นอกหน่วยงานให้ขออนุญาตก่อน")
    if kind == Licence.RESERVED:
        return _("อ่าน ถาม ตอบ และอ้างอิงได้ จะนำข้อความไปใช้ต้องขออนุญาตผู้เขียน")
    if kind in NO_DERIVATIVES:
        return _("เผยแพร่ต่อทั้งชิ้นได้ ถ้าบอกที่มา แต่ห้ามนำข้อความไปดัดแปลงเป็นงานอื่น")
    return _("แก้และเผยแพร่ต่อได้ ถ้าบอกที่มา")


def may_adapt(licence: str, *, is_owner: bool, is_same_agency: bool) -> Decision:
    """May the text be copied into another item by this person?

    Nothing else is ever asked of a licence: questions, answers, try-outs, citations and new
    versions by the owners stay open whatever it says (I16).
    """
    if is_owner:
        return ALLOWED
    if licence in NO_DERIVATIVES:
        return denied(
            "right.no_derivatives",
            _("ผู้เขียนกำหนดแบบไม่ดัดแปลง จึงคัดข้อความไปทำชิ้นใหม่ไม่ได้ แต่อ้างอิง ถาม และเล่าผลที่ลองใช้ได้"),
        )
    if licence == Licence.AGENCY and is_same_agency:
        return ALLOWED
    if licence in (Licence.AGENCY, Licence.RESERVED) or licence not in Licence.values:
        return denied(
            "right.licence_reserved",
            _("ผู้เขียนสงวนสิทธิ์ไว้ ขออนุญาตผู้เขียนก่อนคัดข้อความไปทำเป็นชิ้นใหม่ แต่อ้างอิงได้"),
        )
    return ALLOWED
