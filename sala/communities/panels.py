"""How a member takes the mail of each community, on the page of notices."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse

from sala.communities.models import Membership
from sala.core.registries import Panel, panels


class MailRow(NamedTuple):
    name: str
    way: str
    url: str


def mail_panel(person: Any, thing: Any) -> dict[str, Any] | None:
    rows = Membership.objects.filter(person=person, left_at__isnull=True)
    found = [
        MailRow(
            row.community.name,
            row.get_mail_display(),
            reverse("communities:own_membership", args=[row.community.number]),
        )
        for row in rows.select_related("community").order_by("community__sort_key", "pk")
    ]
    return {"rows": found} if found else None


panels.add(
    Panel("communities.mail", "notices", "aside", 10, "communities/mail_panel.html", mail_panel)
)
