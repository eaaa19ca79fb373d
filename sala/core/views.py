"""Pages that belong to no app: errors."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sala.core.context import prepare_shell


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    prepare_shell(request)
    return render(request, "core/404.html", status=404)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    prepare_shell(request)
    return render(request, "core/400.html", status=400)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "core/500.html", status=500)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "core/csrf.html", status=403)
