"""Who reads the mail that came in for a community, and who lets a held message through."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.communities.rules import can_act, may
from sala.core.permissions import ALLOWED, Decision, denied, first_refusal
from sala.mail.models import IncomingMail, MailState
from sala.people.rules import has_ability


def can_read_letters(person: Any, community: Community) -> Decision:
    """The facilitator; also when the community is closed."""
    return may(person, "manage_community", community.pk)


def can_settle_letter(person: Any, mail: IncomingMail, community: Community) -> Decision:
    """Let a held message through, or turn it away."""
    return first_refusal(can_act(person, "manage_community", community), is_held(mail))


def can_import_letters(person: Any, community: Community) -> Decision:
    return can_act(person, "manage_community", community)


def can_confirm_letter(person: Any, mail: IncomingMail) -> Decision:
    """Only who was asked, and only while the message is held."""
    if mail.asked_id != person.pk:
        return denied("right.asked", _("เฉพาะเจ้าของที่อยู่ที่ระบบถามเท่านั้นที่ยืนยันได้"))
    return is_held(mail)


def is_held(mail: IncomingMail) -> Decision:
    if mail.state == MailState.HELD:
        return ALLOWED
    return denied("state.letter_settled", _("จดหมายฉบับนี้จัดการไปแล้ว"))


def can_read_post_office(person: Any) -> Decision:
    """Headers of mail that belongs to no community; never its words."""
    return has_ability(person, "see_mail_headers", person.agency_id)
