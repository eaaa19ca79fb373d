"""Counts who comes to the house, once a day and without knowing who (R104)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sala.knowledge.reads import note_visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class VisitMiddleware:
    """Whole pages that were answered; parts, files and refusals are no visit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if request.method == "GET" and response.status_code == 200 and is_page:
            note_visit(request)
        return response
