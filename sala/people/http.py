"""What a view receives once someone is let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from sala.people.models import Person

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    user: Person
    htmx: HtmxDetails
