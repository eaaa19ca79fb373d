"""Words that invite: at most one a week over all communities, never against a no (R041)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.utils.timezone import now
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sala.communities.actions.membership import join
from sala.core.permissions import Refused
from sala.core.thai.calendar import BANGKOK
from sala.mail.models import Delivery
from sala.notices.models import Notice
from sala.talk.actions.nudges import choose_nudges, nudge, offer_nudge
from sala.talk.clock import invite_first_posts
from sala.talk.models import Comment, Nudge, NudgeOptOut
from sala.talk.queries import quiet_page
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.people import PersonFactory
from tests.factories.talk import PostFactory, ThreadFactory
from tests.talk.test_views import queries_of

MONDAY = datetime(2026, 11, 23, 10, tzinfo=BANGKOK)


@pytest.fixture
def silent(community):
    """A member of sixty days who never wrote."""
    person = PersonFactory(agency=community.agency, given_name="เงียบ", email="ngiap@example.go.th")
    MembershipFactory(community=community, person=person, joined_at=now() - timedelta(days=60))
    return person


@pytest.mark.req("R041")
def test_a_member_silent_for_thirty_days_appears_on_the_list(client, community, silent, anong):
    speaker = MembershipFactory(community=community, joined_at=now() - timedelta(days=90)).person
    thread = ThreadFactory(community=community)
    post = PostFactory(thread=thread, author=speaker, made_at=now() - timedelta(days=29))
    newcomer = MembershipFactory(community=community).person

    assert [row.person for row in quiet_page(community, anong).rows] == [silent]
    post.made_at = now() - timedelta(days=31)
    post.save()
    assert [row.person for row in quiet_page(community, anong).rows] == [silent, speaker]
    client.force_login(anong)
    page = client.get(f"/c/{community.number}/talk/quiet/").content.decode()
    assert silent.full_name in page
    assert newcomer.full_name not in page


@pytest.mark.req("R041")
def test_one_tap_and_at_most_one_a_week_over_all_communities(client, community, silent, anong):
    client.force_login(anong)
    url = f"/c/{community.number}/talk/quiet/"
    assert client.post(f"{url}{silent.pk}/").status_code == 302
    assert client.post(f"{url}{silent.pk}/").status_code == 409
    other = CommunityFactory(agency=community.agency)
    membership = MembershipFactory(community=other, person=silent)
    assert offer_nudge(membership, "first_post") is None

    assert Notice.objects.filter(person=silent, kind="talk.nudge").count() == 1
    assert "ได้รับคำชวนไปแล้ว" in client.get(url).content.decode()
    with time_machine.travel(now() + timedelta(days=7, minutes=1)):
        assert nudge(community, silent, by=anong).pk


@pytest.mark.req("R041")
def test_a_no_holds_and_stands_in_every_nudge(client, community, silent, anong):
    nudge(community, silent, by=anong)
    letter = Delivery.objects.get(person_id=silent.pk).text
    assert "/l/" in letter

    client.force_login(silent)
    told = client.get("/notices/").content.decode()
    assert "ไม่รับคำชวนแบบนี้อีก" in letter
    assert "ไม่รับคำชวนแบบนี้อีก" not in told  # a signed link is for the letter
    assert "/l/" not in told
    client.post("/nudges/")

    with time_machine.travel(now() + timedelta(days=20)):
        with pytest.raises(Refused) as refused:
            nudge(community, silent, by=anong)
        assert refused.value.decision.code == "state.nudges_off"
        assert Nudge.objects.count() == 1
    client.post("/nudges/", {"again": "1"})
    assert not NudgeOptOut.objects.exists()


@pytest.mark.req("R041")
def test_who_joins_is_welcomed_and_asked_for_a_first_word_some_days_later(community, chai):
    community.audience = f"agency:{community.agency_id}"
    community.save(update_fields=["audience"])
    with time_machine.travel(MONDAY, tick=False):
        join(community, by=chai, agreed=True)
    sorts = Notice.objects.filter(person=chai, kind="talk.nudge").order_by("pk")
    assert [row.data["sort"] for row in sorts] == ["welcome"]

    for days in range(1, 12):
        moment = MONDAY + timedelta(days=days)
        with time_machine.travel(moment, tick=False):
            invite_first_posts(moment)

    assert [row.data["sort"] for row in sorts.all()] == ["welcome", "first_post"]
    first, second = Nudge.objects.order_by("at")
    assert second.at - first.at >= timedelta(days=7)


@pytest.mark.req("R041")
def test_who_has_written_is_not_asked_to(community, chai):
    community.audience = f"agency:{community.agency_id}"
    community.save(update_fields=["audience"])
    with time_machine.travel(MONDAY, tick=False):
        join(community, by=chai, agreed=True)
        PostFactory(thread=ThreadFactory(community=community), author=chai)
    moment = MONDAY + timedelta(days=9)
    with time_machine.travel(moment, tick=False):
        invite_first_posts(moment)
    assert Nudge.objects.get().kind == "welcome"


@pytest.mark.req("R041")
def test_one_tap_in_the_mail_ends_them_and_opening_it_does_not(client, community, silent, anong):
    nudge(community, silent, by=anong)
    path = "/l/" + Delivery.objects.get().text.partition("/l/")[2].split()[0]
    client.get(path)
    assert not NudgeOptOut.objects.exists(), "reading changes nothing"

    assert client.post(path).status_code == 200
    assert NudgeOptOut.objects.get().person == silent
    assert not offer_nudge(silent.memberships.get(), "first_post")
    assert client.post(path[:-3] + "x/").status_code == 404


@pytest.mark.req("R041")
@pytest.mark.parametrize(("posted", "commented"), [(40, 5), (5, 40), (None, 5), (5, None)])
def test_a_comment_is_a_word_too(community, silent, anong, posted, commented):
    if posted:
        made_at = now() - timedelta(days=posted)
        PostFactory(thread=ThreadFactory(community=community), author=silent, made_at=made_at)
    if commented:
        Comment.objects.create(
            label="meetings.session",
            object_id=1,
            agency=community.agency,
            community=community,
            audience=community.key,
            author=silent,
            text="ดีมาก",
            made_at=now() - timedelta(days=commented),
        )
    assert quiet_page(community, anong).rows == []
    later = now() + timedelta(days=26)
    with time_machine.travel(later, tick=False):
        (row,) = [one for one in quiet_page(community, anong).rows if one.person == silent]
    assert later - row.spoke_at < timedelta(days=32), "the later of the two"


def test_a_member_sees_no_list_and_nudges_nobody(client, community, silent, boon):
    client.force_login(boon)
    assert client.get(f"/c/{community.number}/talk/quiet/").status_code == 403
    with pytest.raises(Refused):
        nudge(community, silent, by=boon)
    assert not Nudge.objects.exists()


def test_who_has_left_gets_no_word(community, silent, anong):
    silent.memberships.update(left_at=now())
    with pytest.raises(Refused) as refused:
        nudge(community, silent, by=anong)
    assert refused.value.decision.code == "state.left"


@pytest.mark.req("R041")
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["tap", "house", "off", "on"]))))
def test_no_week_holds_two_and_none_comes_after_a_no(community, silent, anong, acts):
    Nudge.objects.all().delete()
    choose_nudges(silent, wants=True)
    membership = silent.memberships.get()
    moment, is_off = MONDAY, False
    for hours, act in acts:
        moment += timedelta(hours=hours)
        before = Nudge.objects.count()
        with time_machine.travel(moment, tick=False):
            if act == "tap":
                with suppress(Refused):
                    nudge(community, silent, by=anong)
            elif act == "house":
                offer_nudge(membership, "first_post")
            else:
                is_off = act == "off"
                choose_nudges(silent, wants=not is_off)
        assert not is_off or Nudge.objects.count() == before

    times = list(Nudge.objects.order_by("at").values_list("at", flat=True))
    for earlier, later in pairwise(times):
        assert later - earlier >= timedelta(days=7)


def test_the_list_costs_the_same_for_one_and_for_forty(client, community, silent, anong):
    client.force_login(anong)
    url = f"/c/{community.number}/talk/quiet/"
    one = queries_of(client, url)
    for _ in range(40):
        MembershipFactory(community=community, joined_at=now() - timedelta(days=60))
    assert queries_of(client, url) == one
