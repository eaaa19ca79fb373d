from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.drafts import draft_of, drop_draft, keep_draft
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.core.thai.text import clean_line
from sala.people.http import Request
from sala.people.keys import keys_of
from sala.people.models import Person
from sala.people.queries import visible_people
from sala.talk.actions.advice import (
    Asking,
    accept_advice,
    ask_advice,
    ask_again,
    decline_advice,
    name_another,
)
from sala.talk.actions.posts import reply
from sala.talk.forms import LONGEST, AdviceForm, AnotherForm, AnswerForm, RefusalForm, ReplyForm
from sala.talk.models import Advice, Thread
from sala.talk.queries import advice_part, advice_threads, people_to_ask
from sala.talk.rules import can_advise, can_ask_advice, can_ask_again, can_name_another
from sala.talk.views.threads import inside, key, thread_response, visible_thread


def advice_thread(request: Request, number: int) -> Thread:
    thread: Thread = get_object_or_404(advice_threads(request.user), number=number)
    return thread


def advice_of(thread: Thread) -> Advice:
    advice = get_object_or_404(Advice.objects.select_related("adviser"), thread=thread)
    advice.thread = thread
    return advice


@require_http_methods(["GET", "POST"])
def new(request: Request, number: int) -> HttpResponse:
    """First whom, then what."""
    community = inside(request, number)
    require(can_ask_advice(request.user, community))
    draft_key = f"advice:{community.pk}"
    adviser = _adviser(request, community)
    form = AdviceForm(request.POST or None, initial={"to": adviser.pk if adviser else ""})
    context: dict[str, Any] = {"community": community, "adviser": adviser, "form": form}
    context["draft_key"] = draft_key
    if form.is_valid() and adviser:
        return redirect(once(request, lambda: _ask(request, community, form, adviser)))
    if request.method == "POST":
        _keep(request, community)
    elif adviser and (draft := draft_of(request.user.pk, draft_key)):
        context["draft"] = draft
        form.initial.update({name: text for name, text in draft.fields.items() if text})
    if adviser is None:
        context |= _choices(request, community)
    status = 422 if form.is_bound else 200
    return render_page(request, "talk/advice_new.html", context, status=status)


def _ask(request: Request, community: Community, form: AdviceForm, adviser: Person) -> str:
    data = form.cleaned_data
    asking = Asking(data["title"], data["text"])
    advice = ask_advice(community, asking, adviser, by=request.user)
    drop_draft(request.user.pk, f"advice:{community.pk}")
    messages.success(request, _("ส่งแล้ว เมื่อได้คำแนะนำจะแจ้งให้ทราบ"))
    return advice.thread.get_absolute_url()


def _adviser(request: Request, community: Community) -> Person | None:
    """The one named in the address or the form: of one's own agency, or inside the community."""
    number = request.POST.get("to", "") if request.method == "POST" else str(key(request, "to"))
    pk = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    found = visible_people(request.user).filter(pk=pk).first()
    return (
        found
        or Person.objects.filter(
            pk=pk, memberships__community=community, memberships__left_at__isnull=True
        ).first()
    )


def _choices(request: Request, community: Community) -> dict[str, object]:
    text = clean_line(request.GET.get("q", ""))[:80]
    return {"text": text, "people": people_to_ask(community, request.user, text)}


def _keep(request: Request, community: Community) -> None:
    fields = {name: request.POST.get(name, "")[:LONGEST] for name in ("title", "text")}
    keep_draft(request.user.pk, f"advice:{community.pk}", fields)


@require_POST
def draft(request: Request, number: int) -> HttpResponse:
    """Keeps what is being typed; answers with nothing."""
    community = inside(request, number)
    require(can_ask_advice(request.user, community))
    _keep(request, community)
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def advising(request: Request, number: int) -> HttpResponse:
    """The page of the one asked; who reads the whole thread is sent there."""
    thread = advice_thread(request, number)
    part = advice_part(thread, request.user)
    form = AnswerForm(request.POST or None)
    if request.method == "GET" and thread.audience in keys_of(request.user):
        return redirect(thread.get_absolute_url())
    if request.method == "POST":
        require(can_advise(request.user, advice_of(thread)))
    if form.is_valid():

        def answer() -> str:
            reply(thread, text=form.cleaned_data["text"], by=request.user)
            messages.success(request, _("ส่งคำแนะนำแล้ว ขอบคุณที่ช่วยกัน"))
            return reverse("talk:advising", args=[number])

        return redirect(once(request, answer))
    context = {"part": part, "form": form, "refusal": RefusalForm()}
    status = 422 if form.is_bound else 200
    return render_page(request, "talk/advising.html", context, status=status)


@require_POST
def acceptance(request: Request, number: int) -> HttpResponse:
    thread = advice_thread(request, number)
    accept_advice(advice_of(thread), by=request.user)
    messages.success(request, _("บอกผู้ขอแล้วว่าคุณยินดีช่วย"))
    return redirect("talk:advising", number)


@require_POST
def refusal(request: Request, number: int) -> HttpResponse:
    thread = advice_thread(request, number)
    form = RefusalForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    decline_advice(advice_of(thread), words=words, by=request.user)
    messages.success(request, _("บอกผู้ขอแล้ว ไม่ต้องกังวล"))
    return redirect("talk:advising", number)


@require_POST
def rounds(request: Request, number: int) -> HttpResponse:
    """ขอรอบสอง: the words of the reply box ask the adviser once more."""
    thread = visible_thread(request, number)
    advice = advice_of(thread)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        require(can_ask_again(request.user, advice))
        return thread_response(request, thread, form, status=422)

    def create() -> str:
        one = ask_again(advice, text=form.cleaned_data["text"], by=request.user)
        drop_draft(request.user.pk, f"reply:{thread.pk}")
        messages.success(request, _("ขอคำแนะนำรอบที่ %(n)s แล้ว") % {"n": one.number})
        return f"{thread.get_absolute_url()}#p{one.question_id}"

    return redirect(once(request, create))


@require_http_methods(["GET", "POST"])
def another(request: Request, number: int) -> HttpResponse:
    """After a no: somebody else is asked the same."""
    thread = visible_thread(request, number)
    advice = advice_of(thread)
    require(can_name_another(request.user, advice))
    form = AnotherForm(request.POST or None)
    adviser = _adviser(request, thread.community) if form.is_valid() else None
    if adviser:
        name_another(advice, adviser, by=request.user)
        messages.success(request, _("ส่งถึงผู้ให้คำปรึกษาคนใหม่แล้ว"))
        return redirect(thread.get_absolute_url())
    context = {"thread": thread, **_choices(request, thread.community)}
    status = 422 if form.is_bound else 200
    return render_page(request, "talk/advice_another.html", context, status=status)
