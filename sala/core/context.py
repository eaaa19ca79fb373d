"""What every template may use without asking."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from sala.core import terms


def words(request: HttpRequest) -> dict[str, Any]:
    return {"terms": terms.words(), "shell": getattr(request, "shell", {})}
