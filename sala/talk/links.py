"""What a mail allows without signing in: saying that a held message is one's own, answering a
round of advice, and having no more words that invite."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sala.communities.models import Community
from sala.core.registries import LinkPurpose, link_purposes
from sala.mail.links import spend
from sala.mail.models import IncomingMail
from sala.people.models import Person
from sala.talk.actions.letters import CONFIRM, confirm_letter, disclaim_letter
from sala.talk.actions.nudges import choose_nudges
from sala.talk.queries.letters import letter_page
from sala.talk.telling import ADVICE, NO_NUDGES
from sala.talk.views.advice_link import advice_page


def letter_link(request: HttpRequest, person: Person, target_id: int, token: str) -> HttpResponse:
    """Is it yours? One tap posts it; nothing happens before."""
    rows = IncomingMail.objects.select_related("raw")
    mail = get_object_or_404(rows, pk=target_id, asked_id=person.pk)
    community = get_object_or_404(Community, pk=mail.community_id)
    if request.method == "POST":
        if "not_mine" in request.POST:
            disclaim_letter(mail, by=person)
            done = {"title": _("ไม่นำขึ้นหน้าเว็บ"), "text": _("ขอบคุณที่บอก ไม่มีอะไรขึ้นในชื่อของคุณ")}
        else:
            confirm_letter(mail, by=person)
            done = {"title": _("โพสต์แล้ว"), "text": community.name}
        spend(token)
        return render(request, "mail/link_done.html", done)
    context = {
        "letter": letter_page(mail),
        "community": community,
        "person": person,
        "token": token,
    }
    return render(request, "talk/link_letter.html", context)


def nudges_link(request: HttpRequest, person: Person, target_id: int, token: str) -> HttpResponse:
    """One tap: no more of them, from any community. Opening the page changes nothing."""
    if request.method == "POST":
        choose_nudges(person, wants=False)
        text = _("รับอีกครั้งได้ที่หน้า “คำชวนจากกลุ่ม”")
        return render(request, "mail/link_done.html", {"title": _("ไม่รับคำชวนแล้ว"), "text": text})
    return render(request, "talk/link_nudges.html", {"person": person, "token": token})


link_purposes.add(
    LinkPurpose(CONFIRM, days=14, page=letter_link),
    LinkPurpose(ADVICE, days=60, page=advice_page),
    LinkPurpose(NO_NUDGES, days=400, page=nudges_link, is_one_click=True),
)
