"""I05 and I08 over real models: whatever people try, in whatever order."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sala.communities import actions
from sala.communities.models import Community, Membership
from sala.communities.queries.directory import directory
from sala.communities.queries.overview import public_overview
from sala.communities.queries.page import community_page
from sala.communities.queries.related import may_take_in, related_to
from sala.communities.rules import forget_roles
from sala.core.permissions import Refused
from sala.people.keys import keys_of
from tests.factories.communities import (
    CommunityFactory,
    GroupFactory,
    MembershipFactory,
    RoleHoldingFactory,
)
from tests.factories.people import AgencyFactory, OfficeFactory, PersonFactory

examples = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

WHO = st.integers(0, 4)  # facilitator, member, outsider, of another agency, KM team
ACTS = ["invite", "accept", "decline", "join", "request", "answer", "offer", "take", "leave", "end"]
WHOM = st.sampled_from([2, 2, 2, 3, 3, 0, 1, 4])  # mostly those who are outside
STEP = st.tuples(st.sampled_from(ACTS), WHO, WHOM, st.booleans())


class Village:
    """One community and five people who try things; it remembers who said yes themselves.

    Two outsiders are invited and one is asked to record, so that there is something to misuse.
    """

    def __init__(self) -> None:
        agency = AgencyFactory()
        far = AgencyFactory()
        homes = (agency, agency, agency, far, agency)
        self.people = [PersonFactory(agency=home) for home in homes]
        OfficeFactory(person=self.people[4], kind="km_team", unit=agency)
        self.community = CommunityFactory(agency=agency, founded_by=self.people[0])
        for person in self.people[:2]:
            MembershipFactory(community=self.community, person=person)
        RoleHoldingFactory(community=self.community, person=self.people[0])
        self.yes = {self.people[0].pk, self.people[1].pk}
        actions.invite(self.community, self.people[2:4], by=self.people[0])
        actions.offer_role(self.community, self.people[2], "recorder", by=self.people[0])

    def members(self) -> set[int]:
        rows = Membership.objects.filter(community=self.community, left_at__isnull=True)
        return set(rows.values_list("person_id", flat=True))

    def attempt(self, act: str, who: int, whom: int, flag: bool) -> None:
        """`who` tries an act upon `whom`; a refusal changes nothing."""
        by, other = self.people[who], self.people[whom]
        for person in self.people:
            forget_roles(person)
        before = self.members()
        try:
            with transaction.atomic():
                getattr(self, act)(by, other, flag)
        except Refused:
            assert self.members() == before
        self.yes &= self.members() | self.pending()

    def pending(self) -> set[int]:
        """A yes that waits for an answer is still a yes."""
        asked = self.community.invitations.filter(is_request=True, answered_at__isnull=True)
        return set(asked.values_list("person_id", flat=True))

    def says_yes(self, person, agreed: bool) -> None:
        if agreed:
            self.yes.add(person.pk)

    def invite(self, by, other, flag) -> None:
        actions.invite(self.community, [other], by=by)

    def accept(self, by, other, flag) -> None:
        invitation = self.community.invitations.filter(person=other, is_request=False).last()
        if invitation:
            actions.accept_invitation(invitation, by=by, agreed=flag)
            self.says_yes(by, by == other)

    def decline(self, by, other, flag) -> None:
        invitation = self.community.invitations.filter(person=other, is_request=False).last()
        if invitation:
            actions.decline_invitation(invitation, by=by)

    def join(self, by, other, flag) -> None:
        Community.objects.filter(pk=self.community.pk).update(joins_by_request=flag)
        actions.join(self.community, by=by, agreed=not flag or other == by)
        self.says_yes(by, agreed=True)

    def request(self, by, other, flag) -> None:
        actions.request_membership(self.community, by=by, agreed=flag)
        self.says_yes(by, flag)

    def answer(self, by, other, flag) -> None:
        asked = self.community.invitations.filter(person=other, is_request=True).last()
        if asked:
            actions.answer_request(asked, by=by, accept=flag)

    def offer(self, by, other, flag) -> None:
        role = "facilitator" if flag else "recorder"
        actions.offer_role(self.community, other, role, by=by, hands_over=flag)

    def take(self, by, other, flag) -> None:
        holding = self.community.role_holdings.filter(person=other, ended_at=None).last()
        if holding:
            actions.accept_role(holding, by=by, agreed=flag)
            self.says_yes(by, by == other)

    def leave(self, by, other, flag) -> None:
        with suppress(Refused):
            actions.leave(self.community, by=by, hands_to_office=True)
            assert by.pk not in self.members(), "leaving is immediate"

    def end(self, by, other, flag) -> None:
        membership = self.community.memberships.filter(person=other, left_at=None).first()
        if membership:
            actions.end_membership(membership, by=by, reason="ตามที่คุยกัน")


@pytest.mark.req("I05")
@pytest.mark.django_db
@examples
@given(st.lists(STEP, min_size=4, max_size=16))
def test_nobody_is_a_member_without_an_own_yes(steps):
    with transaction.atomic():
        village = Village()
        for step in steps:
            village.attempt(*step)
            assert village.members() <= village.yes
            village.community.refresh_from_db()
        transaction.set_rollback(True)


@pytest.mark.req("I05", part="leaving is immediate, whoever one is")
@pytest.mark.django_db
@examples
@given(st.lists(STEP, max_size=8), WHO)
def test_every_member_can_leave_at_once(steps, who):
    with transaction.atomic():
        village = Village()
        for step in steps:
            village.attempt(*step)
        person = village.people[who]
        forget_roles(person)
        if person.pk in village.members():
            actions.leave(village.community, by=person, hands_to_office=True)
            assert not village.community.role_holdings.filter(person=person, ended_at=None).exists()
        assert person.pk not in village.members()
        transaction.set_rollback(True)


SEEN = st.sampled_from(["public", "own", "other", "community"])
ROW = st.tuples(SEEN, st.booleans(), st.booleans(), st.sampled_from(["", "parent", "clone"]))


def world_of(rows):
    """Two agencies, their communities of every kind of audience, and three viewers."""
    own, other = AgencyFactory(), AgencyFactory()
    group = GroupFactory(agency=own)
    viewers = [AnonymousUser(), PersonFactory(agency=own), PersonFactory(agency=other)]
    made: list[Community] = []
    for number, (seen, is_own, is_member, kin) in enumerate(rows):
        agency = own if is_own else other
        audiences = {"public": "public", "own": f"agency:{own.pk}", "other": f"agency:{other.pk}"}
        community = CommunityFactory(
            agency=agency,
            name=f"วงที่{number}ลับ",
            audience=audiences.get(seen, "pending"),
            parent=made[-1] if made and kin == "parent" else None,
            cloned_from=made[-1] if made and kin == "clone" else None,
        )
        community.groups.set([group])
        if is_member:
            MembershipFactory(community=community, person=viewers[1])
        made.append(community)
    return made, viewers


@pytest.mark.req("I08", part="community pages, lists and counts")
@pytest.mark.req("R025", part="absent from pages, lists and counts")
@pytest.mark.django_db
@examples
@given(st.lists(ROW, min_size=1, max_size=5))
def test_no_path_shows_more_than_may_be_seen(rows):
    with transaction.atomic():
        made, viewers = world_of(rows)
        for viewer in viewers:
            seen = set(Community.objects.visible_to(keys_of(viewer)))
            found = directory(viewer, {})
            assert {card.community for card in found.cards} == seen
            assert found.total == len(seen)
            assert all(row.total <= len(seen) for row in found.groups)
            for facet in found.facets:
                assert all(option.total <= len(seen) for option in facet.options)
            for community in made:
                assert_kin_is_seen(community, viewer, seen)
            assert_pages_answer(made, viewer, seen)
        shown = public_overview()
        public = {community for community in made if community.audience == "public"}
        assert {card.community for card in shown.newest} == public
        assert shown.communities == len(public)
        transaction.set_rollback(True)


def assert_kin_is_seen(community, viewer, seen) -> None:
    related = related_to(community, viewer)
    near = {related.parent, related.cloned_from, *related.children, *related.clones} - {None}
    near |= {kin.community for kin in (*related.earlier, *related.later)}
    assert near | set(related.in_group) <= seen
    if viewer.is_authenticated:
        assert set(may_take_in(community, viewer)) <= seen
    if community in seen:
        page = community_page(community, viewer)
        assert {row.title for row in page.lead.rows if row.url} <= {one.name for one in seen}


def assert_pages_answer(made, viewer, seen) -> None:
    """Over HTTP: 404 for what is hidden, and its name on no page that answers."""
    client = Client()
    if viewer.is_authenticated:
        client.force_login(viewer)
    hidden = [community.name for community in made if community not in seen]
    texts = [client.get("/communities/").content.decode()]
    for community in made:
        answer = client.get(f"/c/{community.number}/", follow=True)
        assert answer.status_code == (200 if community in seen else 404)
        texts.append(answer.content.decode())
    assert not [name for name in hidden for text in texts if name in text]
