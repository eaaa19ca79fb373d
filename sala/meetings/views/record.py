from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.drafts import draft_of, drop_draft, keep_draft
from sala.core.locking import Stale
from sala.core.once import once
from sala.core.permissions import require
from sala.core.posted import numbers_in
from sala.core.registries import panels_of
from sala.core.responses import render_page
from sala.documents.qr import qr_svg
from sala.meetings.actions.presence import mark_attendance, sign_in
from sala.meetings.actions.recording import (
    amend_record,
    approve_record,
    send_record,
    write_record,
)
from sala.meetings.forms import AmendmentForm, RecordForm
from sala.meetings.models import Session
from sala.meetings.queries import handed_notes, may_join_here, present_rows, record_of
from sala.meetings.rules import (
    can_amend_record,
    can_approve_record,
    can_write_record,
    is_unapproved,
)
from sala.meetings.views.page import visible_session, with_version
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.talk.queries import comments_of


@require_GET
def record(request: Request, number: int) -> HttpResponse:
    """The record to read, with its amendments below."""
    session = visible_session(request, number)
    row = record_of(session)
    context = {
        "session": session,
        "panels": panels_of("session", request.user, session),
        "beside": panels_of("record", request.user, session).get("aside", []),
        "record": row,
        "improvements": list(session.improvements.order_by("pk")),
        "form": AmendmentForm(),
        "may_write": can_write_record(request.user, session),
        "comments": comments_of(request.user, session),
    }
    if row is not None:
        row.session = session
        context["may_approve"] = can_approve_record(request.user, row)
        context["may_amend"] = can_amend_record(request.user, row)
    return render_page(request, "meetings/record.html", context)


@require_http_methods(["GET", "POST"])
def writing(request: Request, number: int) -> HttpResponse:
    """Five questions; what is typed is kept as a draft until it is sent."""
    session = visible_session(request, number)
    row = record_of(session)
    require(can_write_record(request.user, session))
    require(is_unapproved(row))
    lines = [improvement.text for improvement in session.improvements.order_by("pk")]
    form = RecordForm(request.POST) if request.method == "POST" else RecordForm.of(row, lines)
    key = f"record:{session.pk}"
    context: dict[str, Any] = {"session": session, "form": form, "draft_key": key}
    if request.method == "POST":
        if form.is_valid():
            try:
                return _save(request, session, form, key)
            except Stale as stale:
                context["current"] = stale.current
                form.data = with_version(request, stale)
        keep_draft(request.user.pk, key, {name: request.POST.get(name, "") for name in form.fields})
    elif draft := draft_of(request.user.pk, key):
        context["draft"] = draft
        form.initial.update({k: v for k, v in draft.fields.items() if k != "version" and v})
    context["notes"] = handed_notes(session)
    context["rows"] = _chosen(request, present_rows(session))
    status = 200 if request.method == "GET" else 409 if context.get("current") else 422
    return render_page(request, "meetings/writing.html", context, status=status)


@transaction.atomic
def _save(request: Request, session: Session, form: RecordForm, key: str) -> HttpResponse:
    values = {k: v for k, v in form.cleaned_data.items() if k not in {"version", "improvements"}}
    write_record(
        session,
        values=values,
        improvements=form.cleaned_data["improvements"].splitlines(),
        seen=form.cleaned_data["version"] or 0,
        by=request.user,
        merges=_ids(request, "merge"),
    )
    mark_attendance(
        session,
        present=_ids(request, "present"),
        spoke=_ids(request, "spoke"),
        online=_ids(request, "online"),
        joined=_ids(request, "joined"),
        by=request.user,
    )
    drop_draft(request.user.pk, key)
    if "send" in request.POST:
        send_record(session, by=request.user)
        messages.success(request, _("ส่งบันทึกแล้ว ขอบคุณที่จดไว้ให้ทุกคน"))
    else:
        messages.success(request, _("เก็บบันทึกแล้ว ยังแก้ต่อได้"))
    return redirect("meetings:session", session.number)


def _ids(request: Request, name: str) -> set[int]:
    return set(numbers_in(request.POST.getlist(name)))


def _chosen(request: Request, rows: list[Any]) -> list[Any]:
    """After a refusal the ticks stand as the person left them."""
    if request.method != "POST":
        return rows
    present, spoke, online = (_ids(request, name) for name in ("present", "spoke", "online"))
    return [
        row._replace(
            is_present=row.person.pk in present,
            has_spoken=row.person.pk in spoke,
            is_online=row.person.pk in online,
        )
        for row in rows
    ]


@require_POST
def draft(request: Request, number: int) -> HttpResponse:
    """Keeps what is being typed (JSON-free form post); answers with nothing."""
    session = visible_session(request, number)
    require(can_write_record(request.user, session))
    fields = {name: request.POST.get(name, "")[:20000] for name in RecordForm.base_fields}
    keep_draft(request.user.pk, f"record:{session.pk}", fields)
    return HttpResponse(status=204)


@require_POST
def sending(request: Request, number: int) -> HttpResponse:
    send_record(visible_session(request, number), by=request.user)
    messages.success(request, _("ส่งบันทึกแล้ว ขอบคุณที่จดไว้ให้ทุกคน"))
    return redirect("meetings:record", number)


@require_POST
def approval(request: Request, number: int) -> HttpResponse:
    session = visible_session(request, number)
    get_object_or_404(session.__class__.objects.filter(record__isnull=False), pk=session.pk)
    approve_record(session, by=request.user)
    messages.success(request, _("รับรองบันทึกแล้ว"))
    return redirect("meetings:record", number)


@require_POST
def amendments(request: Request, number: int) -> HttpResponse:
    session = visible_session(request, number)
    get_object_or_404(session.__class__.objects.filter(record__isnull=False), pk=session.pk)
    form = AmendmentForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data

        def create() -> str:
            amend_record(
                session,
                field=data["field"],
                text=data["text"],
                reason=data["reason"],
                by=request.user,
            )
            return f"/s/{number}/record/#amendments"

        return redirect(once(request, create))
    row = record_of(session)
    context: dict[str, Any] = {"session": session, "record": row, "form": form}
    context["comments"] = comments_of(request.user, session)
    if row is not None:
        row.session = session
        context["may_amend"] = can_amend_record(request.user, row)
    return render_page(request, "meetings/record.html", context, status=422)


@require_http_methods(["GET", "POST"])
def here(request: Request, code: str) -> HttpResponse:
    """Where the QR on the wall leads: one tap signs the person in. The recorder can show it."""
    rows = Session.objects.visible_to(keys_of(request.user)).select_related("community", "cycle")
    session = get_object_or_404(rows, sign_in_code=code)
    if request.method == "POST":
        sign_in(
            session,
            by=request.user,
            is_online=request.POST.get("is_online") == "yes",
            joins=request.POST.get("joins") == "yes",
        )
        messages.success(request, _("ลงชื่อแล้ว ขอให้ได้ความรู้กลับไป"))
        return redirect("meetings:session", session.number)
    context: dict[str, Any] = {
        "session": session,
        "mine": session.attendances.filter(person=request.user).first(),
        "may_join": may_join_here(request.user, session),
    }
    if can_write_record(request.user, session):
        address = request.build_absolute_uri()
        context["picture"] = qr_svg(address, _("QR สำหรับลงชื่อเข้าวง"))
    return render_page(request, "meetings/here.html", context)
