"""Language, words and digits of the person who asks."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from sala.core import terms
from sala.people.models import AgencySettings


class PersonMiddleware:
    """Activate the person's language and the agency's own words for this request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get("language", "th")
        settings = None
        if request.user.is_authenticated:
            language = request.user.language
            settings = (
                AgencySettings.objects.select_related("agency")
                .filter(agency_id=request.user.agency_id)
                .first()
            )
        request.agency_settings = settings  # type: ignore[attr-defined]
        request.agency = settings.agency if settings else None  # type: ignore[attr-defined]
        language = language if language in {"th", "en"} else "th"
        with translation.override(language), terms.using(settings.terms if settings else None):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
