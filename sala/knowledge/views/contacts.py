"""The contact form and what came through it. No address stands on any page."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sala.core.once import OnceMixin, once
from sala.core.permissions import Refused
from sala.core.posted import number_in
from sala.core.responses import render_page
from sala.core.thai.fields import CleanTextField
from sala.knowledge.actions.contacts import block, send_message, unblock
from sala.knowledge.models import Block, Message, Note
from sala.knowledge.rules.follows import can_contact
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.people.models import Person


class MessageForm(OnceMixin, forms.Form):
    text = CleanTextField(
        label=gettext_lazy("ข้อความ"), max_length=3000, widget=forms.Textarea(attrs={"rows": 5})
    )


def _met(request: Request, handle: str) -> Person:
    person = get_object_or_404(Person, handle=handle)
    if not can_contact(request.user, person):
        raise Http404
    return person


@require_http_methods(["GET", "POST"])
def contact(request: Request, handle: str) -> HttpResponse:
    person = _met(request, handle)
    notes = Note.objects.visible_to(keys_of(request.user)).published()
    about = notes.filter(author=person, number=number_in(request.GET.get("about", "")) or 0).first()
    posted = request.method == "POST"
    form = MessageForm(request.POST if posted else None)
    status = 422 if posted else 200
    if posted and form.is_valid():
        try:
            return redirect(once(request, lambda: _send(request, person, form, about)))
        except Refused as refused:
            form.add_error("text", refused.decision.reason)
            status = refused.decision.status
    context = {"form": form, "person": person, "about": about}
    return render_page(request, "knowledge/contact.html", context, status=status)


def _send(request: Request, person: Person, form: MessageForm, about: Note | None) -> str:
    send_message(person, text=form.cleaned_data["text"], by=request.user, about=about)
    messages.success(request, _("ส่งข้อความแล้ว ผู้รับตอบได้โดยไม่เห็นอีเมลของคุณ"))
    return about.get_absolute_url() if about else "/messages/"


@require_GET
def inbox(request: Request) -> HttpResponse:
    """Messages to the person and from the person, newest first."""
    rows = Message.objects.filter(recipient=request.user) | Message.objects.filter(
        sender=request.user
    )
    page = Paginator(
        rows.select_related("sender", "recipient", "about").order_by("-at", "-pk"), 20
    ).get_page(request.GET.get("page"))
    blocked = set(Block.objects.filter(person=request.user).values_list("blocked_id", flat=True))
    context = {"rows": list(page.object_list), "page": page, "blocked": blocked}
    return render_page(request, "knowledge/messages.html", context)


@require_POST
def blocking(request: Request, handle: str) -> HttpResponse:
    block(_met(request, handle), by=request.user)
    messages.success(request, _("จะไม่รับข้อความจากคนนี้อีก"))
    return redirect("knowledge:messages")


@require_POST
def unblocking(request: Request, handle: str) -> HttpResponse:
    unblock(_met(request, handle), by=request.user)
    messages.success(request, _("รับข้อความจากคนนี้ได้อีกแล้ว"))
    return redirect("knowledge:messages")
