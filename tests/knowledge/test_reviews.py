"""Who judges, and that nobody judges one's own (I12)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sala.core.models import Attachment
from sala.core.permissions import Refused
from sala.knowledge.actions.asking import MOST_A_WEEK, answer_ask, ask_overdue, ask_review
from sala.knowledge.actions.pictures import with_picture
from sala.knowledge.actions.reviewing import (
    appoint_reviewer,
    end_reviewer,
    give_opinion,
    nominate,
    take_back,
)
from sala.knowledge.actions.writing import arrange_asset, credit_person
from sala.knowledge.criteria import criteria_of
from sala.knowledge.models import Asset, ReviewAsk, Reviewer, Version
from sala.knowledge.queries.keeping import queue
from sala.knowledge.rules.reviews import can_review, judged_by, reviewers_of
from sala.knowledge.work import to_review
from sala.notices.models import Notice
from sala.people.keys import keys_of
from tests.cycles.pictures import picture
from tests.factories.assets import AssetFactory
from tests.factories.people import OfficeFactory, PersonFactory
from tests.knowledge.conftest import BODY, begin, fresh, judge, publish, rewrite


@pytest.fixture
def team(agency):
    """A member of the KM team."""
    return OfficeFactory(person=PersonFactory(agency=agency), unit=agency).person


@pytest.mark.req("R086")
@pytest.mark.req("I12")
def test_who_wrote_it_does_not_judge_it_even_as_facilitator(anong, community):
    draft = begin(anong, community)
    nomination = nominate(draft, by=anong)

    with pytest.raises(Refused) as refused:
        judge(draft, anong)
    assert refused.value.decision.code == "right.own_work"
    assert not nomination.opinions.exists()


@pytest.mark.req("I12")
@pytest.mark.django_db
@given(part=st.sampled_from(["owner", "author", "contributor"]), appointed=st.booleans())
@hypothesis_settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_nobody_who_stands_with_it_judges_it(part, appointed, boon, anong, community, agency):
    """Credited as anything, appointed to the committee or not."""
    draft = begin(boon, community)
    someone = PersonFactory(agency=agency)
    credit_person(draft, someone, part, by=boon)
    if appointed:
        appoint_reviewer(someone, agency=agency, community=community, by=anong)
    nominate(fresh(draft), by=boon)

    with pytest.raises(Refused):
        judge(fresh(draft), someone)
    assert someone.pk not in reviewers_of(fresh(draft))
    assert fresh(draft).state == "nominated"


@pytest.mark.req("I12", part="held in the database")
def test_the_database_refuses_a_version_reviewed_by_its_writer(draft, boon):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(asset=draft, number=9, title="ก", written_by=boon, reviewed_by=boon)


def test_a_member_without_a_seat_does_not_judge(draft, boon, colleagues):
    nomination = nominate(draft, by=boon)

    assert can_review(colleagues[0], nomination).code == "right.reviewer"


def test_a_committee_member_does(draft, boon, anong, colleagues, agency, community):
    appoint_reviewer(colleagues[0], agency=agency, community=community, by=anong)
    nominate(draft, by=boon)

    judge(draft, colleagues[0])

    assert fresh(draft).is_published


def test_a_seat_that_ended_judges_no_more(draft, boon, anong, colleagues, agency, community):
    seat = appoint_reviewer(colleagues[0], agency=agency, community=community, by=anong)
    end_reviewer(seat, by=anong)

    assert colleagues[0].pk not in reviewers_of(draft)


def test_the_km_team_judges_only_what_leaves_the_community(boon, community, agency, team):
    inside = begin(boon, community)
    outside = begin(boon, community, opens_to=f"agency:{agency.pk}")

    assert team.pk not in reviewers_of(inside)
    assert team.pk in reviewers_of(outside)


@pytest.mark.req("R086", part="criteria and a committee of two for a best practice")
def test_a_best_practice_needs_two(boon, anong, community, colleagues, agency):
    appoint_reviewer(colleagues[0], agency=agency, community=community, by=anong)
    draft = begin(boon, community, type="practice")
    nominate(draft, by=boon)

    judge(draft, anong)
    assert fresh(draft).state == "nominated"

    judge(draft, colleagues[0])
    assert fresh(draft).is_published


def test_one_return_sends_it_back_with_advice(draft, boon, anong):
    nominate(draft, by=boon)
    judge(draft, anong, recommends=False, words="เพิ่มตัวอย่าง")

    assert fresh(draft).state == "draft"
    assert Notice.objects.filter(person=boon, kind="knowledge.returned").exists()
    rewrite(draft, boon, body="<p>มีตัวอย่างแล้ว</p>")


@pytest.mark.req("R086", part="what was read is what is published")
def test_a_word_on_another_text_publishes_nothing(client, draft, boon, anong):
    """Taken back, rewritten and laid down again while a reviewer still reads the first text."""
    first = nominate(draft, by=boon)
    client.force_login(anong)
    page = client.get(f"/k/{draft.code}/review/")
    posted = {
        "recommends": "yes",
        "met": [row.name for row in criteria_of("note")],
        "seen": page.context["form"]["seen"].value(),
    }
    take_back(first, by=boon)
    nominate(rewrite(draft, boon, body="<p>ซื้อจากร้านนี้เท่านั้น</p>"), by=boon)

    answer = client.post(f"/k/{draft.code}/review/", posted)

    assert answer.status_code == 409
    assert fresh(draft).state == "nominated"
    posted["seen"] = client.get(f"/k/{draft.code}/review/").context["form"]["seen"].value()
    client.post(f"/k/{draft.code}/review/", posted)
    assert fresh(draft).current.body == "<p>ซื้อจากร้านนี้เท่านั้น</p>"


def test_wider_readers_than_the_reviewer_read_of_are_not_let_in(draft, boon, anong):
    nomination = nominate(draft, by=boon)
    seen = nomination.laid
    values = {"categories": [], "tags": [], "by": boon}
    arrange_asset(fresh(draft), opens_to="public", **values)

    with pytest.raises(Refused) as refused:
        give_opinion(nomination, by=anong, recommends=True, met=[], seen=seen)

    assert refused.value.decision.code == "state.changed"
    assert fresh(draft).audience == f"person:{boon.pk}"


@pytest.mark.req("R006", part="a review date a year on")
def test_publishing_sets_the_next_review(asset):
    assert asset.review_on > localdate() + timedelta(days=300)


def test_an_overdue_item_is_asked_about_once(asset, boon):
    Asset.objects.filter(pk=asset.pk).update(review_on=localdate() - timedelta(days=1))

    ask_overdue()
    ask_overdue()

    assert ReviewAsk.objects.filter(asset=asset).count() == 1
    assert Notice.objects.filter(person=boon, kind="knowledge.review_asked").count() == 1


@pytest.mark.req("R086", part="what reviewers read")
def test_reviewers_see_the_pictures_of_what_they_judge(client, draft, boon, anong, colleagues):
    """As long as they judge it; no other member before it is published."""
    upload = SimpleUploadedFile("form.png", picture(), content_type="image/png")
    rewrite(draft, boon, body=with_picture(BODY, upload, alt="แบบฟอร์มที่กรอกแล้ว", by=boon))
    url = Attachment.objects.get(object_id=draft.pk).url

    def answers(person):
        client.force_login(person)
        answer = client.get(url)
        assert answer.status_code == 404 or b"".join(answer.streaming_content)
        return answer.status_code

    assert (answers(boon), answers(anong)) == (200, 404)
    nomination = nominate(fresh(draft), by=boon)
    assert (answers(anong), answers(colleagues[0])) == (200, 404)
    take_back(nomination, by=boon)
    assert answers(anong) == 404
    publish(draft, by=boon, judged_by=anong)
    assert answers(colleagues[0]) == 200


def test_an_owner_is_asked_seldom(boon, community):
    """More questions wait their turn; after a week there is room again."""
    assets = [AssetFactory(community=community, made_by=boon) for _ in range(MOST_A_WEEK + 2)]
    for row in assets:
        ask_review(row, "flagged")
    shown = ReviewAsk.objects.filter(shown_at__isnull=False)
    assert shown.count() == MOST_A_WEEK

    shown.update(shown_at=now() - timedelta(days=8))
    assert ask_overdue() == 2


def test_it_still_holds_moves_the_date(asset, boon):
    Asset.objects.filter(pk=asset.pk).update(review_on=localdate() - timedelta(days=1))
    ask = ask_review(fresh(asset), "calendar")

    answer_ask(asset, ask, by=boon, still_holds=True)

    assert not Asset.objects.overdue().exists()


def test_a_new_version_answers_the_question(asset, boon, anong):
    ask_review(asset, "calendar")

    publish(rewrite(asset, boon, body="<p>ใหม่</p>", note="ปรับ"), by=boon, judged_by=anong)

    assert not asset.asks.filter(answered_at__isnull=True).exists()


def test_a_person_sits_in_a_committee_once(agency, anong, colleagues):
    seats = {"agency": agency, "community": None, "person": colleagues[0], "appointed_by": anong}
    Reviewer.objects.create(**seats)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reviewer.objects.create(**seats)


@pytest.mark.req("I12")
def test_a_recommendation_of_who_is_credited_since_counts_no_more(
    boon, anong, team, community, agency
):
    """A good practice needs two. Whoever joins it after the first word is no second judge."""
    third = PersonFactory(agency=agency)
    practice = begin(boon, community, type="practice", opens_to=f"agency:{agency.pk}")
    appoint_reviewer(third, agency=agency, community=None, by=team)
    nominate(practice, by=boon)
    judge(fresh(practice), anong)
    credit_person(fresh(practice), anong, "contributor", by=boon)

    judge(fresh(practice), third)
    assert fresh(practice).state == "nominated"
    judge(fresh(practice), team)
    assert fresh(practice).is_published


def test_a_new_version_that_is_being_read_is_told_to_nobody_else(
    asset, boon, anong, agency, client
):
    """Everyone who reads the item saw the title of its manuscript in the queue."""
    reader = PersonFactory(agency=agency)
    asset.audience = f"agency:{agency.pk}"
    asset.save(update_fields=["audience"])
    rewrite(asset, boon, title="ชื่อที่ยังไม่เผยแพร่", note="แก้ชื่อ")
    nominate(fresh(asset), by=boon)

    for person, sees in ((boon, True), (anong, True), (reader, False)):
        client.force_login(person)
        shown = client.get("/k/reviews/").content.decode()
        assert ("ชื่อที่ยังไม่เผยแพร่" in shown) is sees, person


def test_who_only_contributed_does_not_read_the_manuscript(asset, boon, chai, agency, client):
    asset.audience = f"agency:{agency.pk}"
    asset.save(update_fields=["audience"])
    credit_person(asset, chai, "contributor", by=boon)
    client.force_login(chai)

    assert client.get(asset.get_absolute_url()).status_code == 200
    assert client.get(f"{asset.get_absolute_url()}manuscript/").status_code == 404


def test_who_left_the_committee_has_no_key_to_what_waits(draft, boon, team, agency, client):
    reader = PersonFactory(agency=agency)
    appointed = appoint_reviewer(reader, agency=agency, community=None, by=team)
    nominate(draft, by=boon)
    client.force_login(reader)
    assert client.get(f"{draft.get_absolute_url()}review/").status_code == 200

    end_reviewer(appointed, by=team)

    assert not Asset.objects.visible_to({f"person:{reader.pk}"}).exists()
    assert client.get(f"{draft.get_absolute_url()}review/").status_code == 404


def test_who_may_judge_an_item_and_what_a_person_may_judge_are_one_rule(
    agency, community, anong, boon, chai, team, colleagues
):
    wide = OfficeFactory(person=PersonFactory(), unit=agency).person  # of another agency
    appoint_reviewer(colleagues[0], agency=agency, community=community, by=anong)
    Reviewer.objects.create(agency=agency, person=chai, appointed_by=team)
    Reviewer.objects.create(agency=agency, person=boon, appointed_by=team, ended_at=now())
    begin(boon, community, "ของกลุ่ม", opens_to=community.key)
    begin(boon, community, "ของกรม", opens_to=f"agency:{agency.pk}")
    begin(anong, None, "ของคนดูแล", opens_to=f"agency:{agency.pk}")
    everyone = [anong, boon, chai, team, wide, *colleagues]

    for person in everyone:
        found = set(Asset.objects.filter(judged_by(person)))
        assert found == {row for row in Asset.objects.all() if person.pk in reviewers_of(row)}


def test_many_texts_that_wait_cost_no_more_queries(community, anong, boon):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert to_review(anong)
            assert queue(anong, keys_of(anong))
        return len(queries)

    nominate(begin(boon, community, "เรื่องที่หนึ่ง"), by=boon)
    keys_of(anong)  # kept on the person
    one = cost()
    for title in ("เรื่องที่สอง", "เรื่องที่สาม"):
        nominate(begin(boon, community, title), by=boon)
    assert cost() == one
