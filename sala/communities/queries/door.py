"""What stands at the door of a community: for invited people and holders of a link."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse

from sala.communities.mail import Way, ways_of_mail
from sala.communities.models import Community, Invitation
from sala.communities.queries.page import agreement_of
from sala.communities.rules import can_join, is_member
from sala.core.permissions import Decision


class Door(NamedTuple):
    community: Community
    agreement: str
    may_join: Decision
    is_inside: bool
    is_known: bool
    token: str
    answer_url: str
    ways: list[Way]

    @property
    def sign_in_url(self) -> str:
        back = reverse("communities:link_door", args=[self.token]) if self.token else "/"
        return f"{reverse('account_login')}?next={back}"


def door_page(
    community: Community, viewer: Any, *, token: str = "", invitation: Invitation | None = None
) -> Door:
    return Door(
        community=community,
        agreement=agreement_of(community),
        may_join=can_join(viewer, community, holds_link=True),
        is_inside=bool(is_member(viewer, community.pk)),
        is_known=bool(getattr(viewer, "is_authenticated", False)),
        token=token,
        answer_url=_answer_url(community, invitation),
        ways=ways_of_mail(),
    )


def _answer_url(community: Community, invitation: Invitation | None) -> str:
    number = community.number
    if invitation is None:
        return reverse("communities:membership", args=[number])
    return reverse("communities:invitation_answer", args=[number, invitation.pk])
