"""Two pages a signed link may open: answering an invitation, and telling one's commitment."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from sala.core.registries import LinkPurpose, link_purposes
from sala.mail.links import spend
from sala.meetings.actions.presence import commit
from sala.meetings.actions.schedule import answer_invitation
from sala.meetings.models import Commitment, Rsvp, Session
from sala.people.keys import keys_of
from sala.people.models import Person


def _session(person: Person, target_id: int) -> Session:
    """The session, as long as the person may see it: who left finds nothing at the old link."""
    rows = Session.objects.visible_to(keys_of(person)).select_related("community", "cycle")
    return get_object_or_404(rows, pk=target_id)


def rsvp_page(request: HttpRequest, person: Person, target_id: int, token: str) -> HttpResponse:
    session = _session(person, target_id)
    context = {
        "session": session,
        "person": person,
        "token": token,
        "mine": Rsvp.objects.filter(session=session, person=person).first(),
        "is_over": session.ends_at < now() - timedelta(hours=1),
    }
    if request.method == "POST":
        is_coming = request.POST.get("is_coming") == "yes"
        answer_invitation(session, is_coming=is_coming, by=person, via="link")
        spend(token)
        title = _("ตอบแล้วว่าไปร่วม") if is_coming else _("ตอบแล้วว่าไปไม่ได้")
        done = {"title": title, "text": _("เปลี่ยนใจได้ที่ลิงก์เดิมจนกว่าวงจะเริ่ม")}
        return render(request, "mail/link_done.html", done)
    return render(request, "meetings/rsvp_link.html", context)


def commitment_page(
    request: HttpRequest, person: Person, target_id: int, token: str
) -> HttpResponse:
    session = _session(person, target_id)
    mine = Commitment.objects.filter(session=session, person=person).first()
    context = {"session": session, "person": person, "token": token, "mine": mine}
    if request.method == "POST":
        commit(session, text=request.POST.get("text", "")[:300], by=person, via="link")
        spend(token)
        done = {
            "title": _("เก็บไว้แล้ว"),
            "text": _("อีกระยะหนึ่งจะถามว่านำไปใช้แล้วเป็นอย่างไร โดยยกประโยคนี้มาตั้งต้นให้"),
        }
        return render(request, "mail/link_done.html", done)
    return render(request, "meetings/commitment_link.html", context)


link_purposes.add(
    LinkPurpose("rsvp", days=60, page=rsvp_page),
    LinkPurpose("commit", days=30, page=commitment_page),
)
