from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sala.core.locking import Stale
from sala.core.posted import text_in
from sala.core.registries import panels_of
from sala.core.responses import back_to, render_page
from sala.core.thai.text import clean_text
from sala.meetings.actions.presence import (
    commit,
    keep_note,
    sign_in,
    tell_learning,
    tick_improvement,
)
from sala.meetings.actions.schedule import answer_invitation
from sala.meetings.invitation import calendar_file
from sala.meetings.models import Improvement, Session
from sala.meetings.queries import session_page
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.talk.queries import comments_of


def visible_session(request: Request, number: int) -> Session:
    rows = Session.objects.visible_to(keys_of(request.user))
    return get_object_or_404(rows.select_related("community", "cycle"), number=number)


def with_version(request: Request, stale: Stale) -> QueryDict:
    """What was posted, now resting on the version that stands: the next save goes through."""
    data = request.POST.copy()
    data["version"] = str(getattr(stale.current, "version", 0))
    return data


@require_GET
def session(request: Request, number: int) -> HttpResponse:
    context = session_page(visible_session(request, number), viewer=request.user)
    context["panels"] = panels_of("session", request.user, context["session"])
    context["comments"] = comments_of(request.user, context["session"])
    return render_page(request, "meetings/session.html", context)


@require_GET
def calendar(request: Request, number: int) -> HttpResponse:
    content = calendar_file(visible_session(request, number))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="session-{number}.ics"'
    return response


@require_POST
def coming(request: Request, number: int) -> HttpResponse:
    session = visible_session(request, number)
    answer_invitation(session, is_coming=True, by=request.user)
    messages.success(request, _("ตอบแล้วว่าไป"))
    return back_to(request, session.get_absolute_url())


@require_POST
def not_coming(request: Request, number: int) -> HttpResponse:
    session = visible_session(request, number)
    answer_invitation(session, is_coming=False, by=request.user)
    messages.success(request, _("ตอบแล้วว่าไปไม่ได้"))
    return back_to(request, session.get_absolute_url())


@require_POST
def attendance(request: Request, number: int) -> HttpResponse:
    sign_in(visible_session(request, number), by=request.user)
    messages.success(request, _("ลงชื่อแล้ว"))
    return redirect("meetings:session", number)


@require_POST
def commitment(request: Request, number: int) -> HttpResponse:
    commit(
        visible_session(request, number), text=request.POST.get("text", "")[:300], by=request.user
    )
    messages.success(request, _("เก็บไว้แล้ว จะใช้เป็นข้อแรกของแบบติดตาม"))
    return redirect("meetings:session", number)


@require_POST
def note(request: Request, number: int) -> HttpResponse:
    session = visible_session(request, number)
    text = clean_text(request.POST.get("text", ""))[:5000]
    hands_over = "hand" in request.POST
    keep_note(session, text=text, hands_over=hands_over, by=request.user)
    done = _("ส่งให้ผู้บันทึกแล้ว") if hands_over else _("เก็บไว้แล้ว เห็นเฉพาะคุณ")
    messages.success(request, done if text else _("ลบที่จดไว้แล้ว"))
    return redirect("meetings:session", number)


@require_POST
def learning(request: Request, number: int) -> HttpResponse:
    tell_learning(visible_session(request, number), text=text_in(request, "text"), by=request.user)
    messages.success(request, _("บันทึกสิ่งที่ได้เรียนรู้แล้ว"))
    return redirect("meetings:session", number)


@require_POST
def improvement(request: Request, number: int, improvement_id: int) -> HttpResponse:
    session = visible_session(request, number)
    row = get_object_or_404(Improvement, pk=improvement_id, carried_to=session)
    tick_improvement(row, by=request.user, is_done=request.POST.get("is_done") == "yes")
    return redirect("meetings:session", number)
