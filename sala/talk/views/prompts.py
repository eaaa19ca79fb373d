from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sala.communities.models import Community
from sala.core.drafts import draft_of, drop_draft, keep_draft
from sala.core.locking import Stale
from sala.core.once import once
from sala.core.permissions import require
from sala.core.responses import render_page
from sala.people.http import Request
from sala.talk.actions.prompts import extend_prompt, set_prompt, summarise
from sala.talk.forms import LONGEST, ExtendForm, PromptForm, SummaryForm
from sala.talk.models import Prompt, Thread
from sala.talk.rules import can_extend_prompt, can_set_any_prompt, can_summarise
from sala.talk.views.threads import inside, visible_thread

DRAFTED = ("title", "text", "closes_on", "purpose")


@require_http_methods(["GET", "POST"])
def new(request: Request, number: int) -> HttpResponse:
    community = inside(request, number)
    require(can_set_any_prompt(request.user, community))
    key = f"prompt:{community.pk}"
    posted = request.POST if request.method == "POST" else None
    form = PromptForm(posted, person=request.user, community=community)
    context = {"community": community, "form": form, "draft_key": key}
    if form.is_valid():
        return redirect(once(request, lambda: _set(request, community, form)))
    if request.method == "POST":
        _keep(request, key, DRAFTED)
    elif draft := draft_of(request.user.pk, key):
        context["draft"] = draft
        form.initial.update({name: text for name, text in draft.fields.items() if text})
    status = 422 if form.is_bound else 200
    return render_page(request, "talk/prompt_new.html", context, status=status)


def _set(request: Request, community: Community, form: PromptForm) -> str:
    thread = set_prompt(community, form.topic(), by=request.user)
    drop_draft(request.user.pk, f"prompt:{community.pk}")
    messages.success(request, _("ตั้งประเด็นแล้ว สมาชิกทุกคนได้รับแจ้ง"))
    return thread.get_absolute_url()


def _keep(request: Request, key: str, names: tuple[str, ...]) -> None:
    fields = {name: request.POST.get(name, "")[:LONGEST] for name in names}
    keep_draft(request.user.pk, key, fields)


@require_POST
def draft(request: Request, number: int) -> HttpResponse:
    """Keeps what is being typed; answers with nothing."""
    community = inside(request, number)
    require(can_set_any_prompt(request.user, community))
    _keep(request, f"prompt:{community.pk}", DRAFTED)
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def closing_day(request: Request, number: int) -> HttpResponse:
    """Another last day; a closed topic opens again."""
    thread = visible_thread(request, number)
    require(can_extend_prompt(request.user, thread))
    form = ExtendForm(request.POST or None, initial={"closes_on": thread.closes_at})
    if form.is_valid():
        extend_prompt(thread, form.cleaned_data["closes_on"], by=request.user)
        messages.success(request, _("เปลี่ยนวันปิดรับความเห็นแล้ว"))
        return redirect(thread.get_absolute_url())
    status = 422 if form.is_bound else 200
    context = {"thread": thread, "form": form}
    return render_page(request, "talk/prompt_day.html", context, status=status)


@require_http_methods(["GET", "POST"])
def summary(request: Request, number: int) -> HttpResponse:
    """What the answers come to. Who saved first is shown beside what the other typed."""
    thread = visible_thread(request, number)
    prompt = get_object_or_404(Prompt, thread=thread)
    require(can_summarise(request.user, thread))
    key = f"summary:{thread.pk}"
    draft = draft_of(request.user.pk, key) if request.method == "GET" else None
    words = draft.fields.get("summary", "") if draft else prompt.summary
    initial = {"version": prompt.version, "summary": words}
    form = SummaryForm(request.POST or None, initial=initial)
    context = {"thread": thread, "form": form, "draft": draft, "draft_key": key}
    if form.is_valid():
        return _summarised(request, thread, form, context)
    if form.is_bound:
        _keep(request, key, ("summary",))
    status = 422 if form.is_bound else 200
    return render_page(request, "talk/summary.html", context, status=status)


def _summarised(
    request: Request, thread: Thread, form: SummaryForm, context: dict[str, object]
) -> HttpResponse:
    data = form.cleaned_data
    try:
        summarise(thread, text=data["summary"], seen=data["version"], by=request.user)
    except Stale as stale:
        typed = request.POST.copy()
        typed["version"] = str(getattr(stale.current, "version", 0))
        context |= {"form": SummaryForm(typed), "other": stale.current}
        return render_page(request, "talk/summary.html", context, status=409)
    drop_draft(request.user.pk, f"summary:{thread.pk}")
    messages.success(request, _("บันทึกสรุปแล้ว คนที่ร่วมตอบได้รับแจ้ง"))
    return redirect(thread.get_absolute_url())


@require_POST
def summary_draft(request: Request, number: int) -> HttpResponse:
    """Keeps what is being typed; answers with nothing."""
    thread = visible_thread(request, number)
    require(can_summarise(request.user, thread))
    _keep(request, f"summary:{thread.pk}", ("summary",))
    return HttpResponse(status=204)
