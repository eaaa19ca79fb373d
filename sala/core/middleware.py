"""Three small doors every request passes."""

from __future__ import annotations

import uuid
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sala.core.context import prepare_shell
from sala.core.permissions import Decision, Refused, denied
from sala.core.posted import NUL, has_nul
from sala.core.responses import wants_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    Next = Callable[[HttpRequest], HttpResponse]

request_id: ContextVar[str] = ContextVar("request_id", default="")


class RequestIdMiddleware:
    """One id per request, written into every journal line it causes."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class PrivateAnswersMiddleware:
    """What a signed-in person sees is kept in no cache."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class RefusalMiddleware:
    """Turn a refused action into a page, or a part of one, that says why."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """No text with a NUL reaches a view: PostgreSQL cannot even look for it."""
        if any(NUL in str(value) for value in kwargs.values()):
            raise Http404
        if has_nul(request):
            reason = _("ข้อความมีอักขระที่มองไม่เห็นซึ่งระบบเก็บไม่ได้ ลองลบแล้วพิมพ์ใหม่")
            return _refusal(request, denied("value.characters", reason))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return _refusal(request, exception.decision) if isinstance(exception, Refused) else None


def _refusal(request: HttpRequest, decision: Decision) -> HttpResponse:
    template = "core/refused.html#reason" if wants_part(request) else "core/refused.html"
    context = {"decision": decision, "back": _back(request), "typed": _typed(request)}
    prepare_shell(request)
    return render(request, template, context, status=decision.status)


def _back(request: HttpRequest) -> str:
    """The page that asked, when it is one of ours: nobody is led to another house."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()})
    return page if is_ours else ""


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Long texts of the post, given back so that nothing a person wrote is lost."""
    return [
        (name, value)
        for name, value in request.POST.items()
        if isinstance(value, str) and len(value) > 40
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
