"""Items from notes, records, threads and other items; and where they stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now

from sala.core.permissions import Refused
from sala.cycles.models import Cycle
from sala.knowledge.actions.catalogues import add_category, change_category
from sala.knowledge.actions.loop import adopt
from sala.knowledge.actions.seeding import begin_from, compile_answers, seed_of
from sala.knowledge.actions.writing import arrange_asset
from sala.knowledge.evidence import assets as evidence_table
from sala.knowledge.models import Asset, Category
from sala.knowledge.panels import community_panel, practices, stewardship
from sala.knowledge.queries.keeping import coverage, quarter_of, queue
from sala.knowledge.queries.lineage import tree_of
from sala.knowledge.rules.assets import parts_of
from sala.knowledge.searchables import read_assets
from sala.knowledge.work import overdue, to_review
from sala.people.keys import keys_of
from sala.talk.actions.threads import Opening, start_thread
from tests.factories.assets import AssetFactory
from tests.factories.communities import CommunityFactory
from tests.factories.meetings import AttendanceFactory, RecordFactory, SessionFactory
from tests.factories.people import OfficeFactory, PersonFactory, PostingFactory, UnitFactory
from tests.factories.talk import PostFactory, ThreadFactory
from tests.knowledge.conftest import begin, fresh, publish, rewrite


def grow(label, thing, by):
    seed = seed_of(label, thing.pk, by)
    return begin_from(label, thing.pk, seed, by=by)


@pytest.fixture
def record(cycle, anong, participant, boon):
    session = SessionFactory(cycle=cycle, made_by=anong, starts_at=now() - timedelta(days=3))
    AttendanceFactory(session=session, person=boon, has_spoken=True)
    return RecordFactory(
        session=session, written_by=anong, tips="แฟ้มใสแยกวัน", sent_at=now(), approved_at=now()
    )


@pytest.mark.req("R066", part="record → draft → review → repository")
def test_an_approved_record_becomes_a_draft_with_its_people(record, boon, anong, participant):
    asset = grow("meetings.record", record, boon)

    assert "ใบส่งของที่ไม่ลงวันที่" in asset.manuscript.body_text
    assert "แฟ้มใสแยกวัน" in asset.manuscript.body_text
    assert set(parts_of(asset)) == {boon.pk, anong.pk}
    assert (asset.about_label, asset.about_id) == ("cycles.cycle", participant.cycle_id)
    [root] = tree_of(asset, keys_of(boon)).roots
    assert root.word == "มาจากบันทึกวง"


@pytest.mark.req("R066", part="a button on the approved record")
def test_the_approved_record_offers_it(record, boon, client):
    client.force_login(boon)
    path = f"/s/{record.session.number}/record/"
    assert f"/k/from/meetings.record/{record.pk}/" in client.get(path).content.decode()

    made = client.post(f"/k/from/meetings.record/{record.pk}/")

    code = Asset.objects.get().code
    assert made["Location"] == f"/k/{code}/writing/"
    assert code in client.get(path).content.decode()


def test_a_record_nobody_approved_becomes_nothing_yet(record, boon):
    type(record).objects.filter(pk=record.pk).update(approved_at=None)

    with pytest.raises(Refused):
        seed_of("meetings.record", record.pk, boon)


def test_a_record_of_others_is_nothing_to_begin_with(record, chai):
    assert seed_of("meetings.record", record.pk, chai) is None


def test_what_came_of_a_cycle_is_evidence(record, boon, cycle, community):
    asset = grow("meetings.record", record, boon)
    cycle = Cycle.objects.get(pk=cycle.pk)
    assert evidence_table(cycle)[2] == []
    judge = PersonFactory(agency=community.agency)
    OfficeFactory(person=judge, unit=community.agency)
    arrange_asset(asset, by=boon, categories=[], tags=[], opens_to=f"agency:{community.agency_id}")
    publish(fresh(asset), by=boon, judged_by=judge)

    [row] = evidence_table(cycle)[2]
    assert row[0] == asset.code


@pytest.mark.req("R066", part="a code of its own, and found by the search")
def test_what_was_published_is_found(asset, boon):
    [item] = read_assets([asset.pk])

    assert item.url == f"/k/{asset.code}/"
    assert asset.code in item.text


@pytest.mark.req("R096")
def test_answers_are_put_together_and_all_who_answered_are_credited(boon, anong, community, agency):
    authors = [anong, PersonFactory(agency=agency)]
    posts = []
    for author in authors:
        thread = ThreadFactory(community=community, title=f"ถามโดย {author.given_name}")
        posts.append(PostFactory(thread=thread, author=author, text="ดูวันที่รับของจริง"))

    asset = compile_answers(community, posts, title="ถามบ่อย", by=boon)

    contributors = {pk for pk, parts in parts_of(asset).items() if "contributor" in parts}
    assert contributors == {author.pk for author in authors}
    assert asset.type == "qa"
    assert asset.manuscript.body.count("<h2>") == 2
    assert asset.origins.count() == 2


@pytest.mark.req("R094")
def test_a_question_on_from_an_item_grows_into_another(asset, boon, anong, community):
    opening = Opening(
        "question", "ส่งหลายงวดทำอย่างไร", "มีสามงวด", "use", ("knowledge.asset", asset.pk)
    )
    Asset.objects.filter(pk=asset.pk).update(reviewed_at=now() - timedelta(days=200))
    thread = start_thread(community, opening, by=anong)
    assert asset.asks.get().reason == "questioned"

    derived = grow("talk.thread", thread, anong)
    publish(derived, by=anong, judged_by=_someone(community))
    grandchild = grow("knowledge.asset", fresh(derived), boon)

    titles = [(row.word, row.depth) for row in tree_of(grandchild, keys_of(boon)).roots]
    assert titles == [("ต่อยอดจากความรู้อื่น", 0), ("มาจากเรื่องที่คุย", 1)]
    assert tree_of(fresh(derived), keys_of(boon)).fruits == []


def _someone(community):
    from tests.factories.communities import RoleHoldingFactory  # noqa: PLC0415

    return RoleHoldingFactory(community=community).person


def test_who_was_interviewed_is_a_root(asset, boon):
    words = "ละไม ทุ่งรวง 3 พ.ย. 2569"
    for told in (words, words):
        arrange_asset(asset, by=boon, categories=[], tags=[], interview=told)

    [root] = tree_of(asset, keys_of(boon)).roots
    assert (root.title, root.url, root.word) == (words, "", "มาจากการสัมภาษณ์")


def test_a_root_that_is_hidden_is_not_in_the_tree(boon, chai, community, agency):
    hidden = AssetFactory(community=community, made_by=boon)
    derived = AssetFactory(community=community, made_by=boon, opens_to=f"agency:{agency.pk}")
    derived.origins.create(kind="asset", label="knowledge.asset", object_id=hidden.pk)

    assert tree_of(derived, keys_of(chai)).is_empty
    assert not tree_of(derived, keys_of(boon)).is_empty
    assert tree_of(hidden, keys_of(boon)).fruits[0].title == derived.title


@pytest.mark.req("R005")
def test_the_adopting_community_shows_where_it_came_from(boon, anong, community, agency):
    origin = CommunityFactory(agency=agency, name="คลังกลาง", audience=f"agency:{agency.pk}")
    owner = PersonFactory(agency=agency)
    asset = AssetFactory(community=origin, made_by=owner, opens_to=f"agency:{agency.pk}")
    adopt(asset, community, by=anong)

    panel = community_panel(boon, community)
    assert panel["taken"][0].asset == asset
    assert panel["taken"][0].origin == origin
    lead = practices(community, boon)
    assert lead.measure == "1"
    assert "คลังกลาง" in lead.rows[0].detail


@pytest.mark.req("R006", part="reviewed or raised this quarter")
def test_the_headline_counts_what_was_looked_after(asset, boon, community):
    assert stewardship(community, boon).measure == "1"

    Asset.objects.filter(pk=asset.pk).update(reviewed_at=now() - timedelta(days=200))
    assert stewardship(community, boon).measure == "0"


def test_an_outsider_learns_nothing_from_the_headlines(asset, chai, community):
    assert stewardship(community, chai) is None
    assert practices(community, chai) is None


@pytest.mark.req("R006")
def test_what_is_overdue_is_the_facilitators_to_do(asset, anong, boon):
    Asset.objects.filter(pk=asset.pk).update(review_on=localdate() - timedelta(days=1))

    assert asset.title in overdue(anong)[0].what
    assert overdue(boon) == []


def test_what_waits_is_the_reviewers_to_do(draft, boon, anong):
    from sala.knowledge.actions.reviewing import nominate  # noqa: PLC0415

    nominate(draft, by=boon)

    assert [row.url for row in to_review(anong)] == [f"/k/{draft.code}/review/"]
    assert to_review(boon) == []
    assert [row.is_mine for row in queue(anong, keys_of(anong))] == [True]
    assert [row.is_mine for row in queue(boon, keys_of(boon))] == [False]


@pytest.mark.req("R098")
def test_a_section_without_an_article_this_quarter_is_listed(boon, anong, community, agency):
    silent = UnitFactory(agency=agency, name="ส่วนที่ยังไม่ส่ง", level="section")
    busy = UnitFactory(agency=agency, name="ส่วนที่ส่งแล้ว", level="section")
    PostingFactory(person=boon, unit=busy)
    publish(begin(boon, community), by=boon, judged_by=anong)

    found = coverage(agency.pk)

    assert silent in [row.section for row in found.missing]
    assert [(row.section, row.published) for row in found.rows] == [(busy, 1)]


def test_quarters_follow_the_fiscal_year():
    from datetime import date  # noqa: PLC0415

    first = quarter_of(date(2026, 11, 20))
    last = quarter_of(date(2026, 9, 30))

    assert (first.year, first.number, first.starts_on) == (2570, 1, date(2026, 10, 1))
    assert first.ends_on == date(2026, 12, 31)
    assert (last.year, last.number, last.ends_on) == (2569, 4, date(2026, 9, 30))


@pytest.mark.req("R090", part="a tree of categories for each community")
def test_categories_are_a_tree_of_a_community(anong, boon, community, agency, asset):
    top = add_category("งานพัสดุ", agency=agency, community=community, by=anong)
    below = add_category("ตรวจรับ", agency=agency, parent=top, by=anong)
    assert below.community == community
    assert add_category("งานพัสดุ", agency=agency, community=community, by=anong) == top

    arrange_asset(asset, by=boon, categories=[below], tags=["ตรวจรับ", " ตรวจรับ "])
    from sala.knowledge.queries.register import branch  # noqa: PLC0415

    assert set(branch(top.pk)) == {top.pk, below.pk}
    assert asset.tags.count() == 1
    change_category(below, by=anong, name="ตรวจรับพัสดุ", is_active=False)
    assert Category.objects.get(pk=below.pk).name == "ตรวจรับพัสดุ"
    with pytest.raises(Refused):
        add_category("ของฉัน", agency=agency, community=community, by=boon)


def test_two_categories_of_one_place_never_bear_one_name(anong, community, agency):
    top = add_category("งานพัสดุ", agency=agency, community=community, by=anong)
    other = add_category("งานคลัง", agency=agency, community=community, by=anong)

    with pytest.raises(Refused, match="ใช้ชื่ออื่น"):
        change_category(other, by=anong, name="งานพัสดุ", is_active=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(agency=agency, community=community, name=top.name)


def test_a_manuscript_is_found_by_nobody(asset, boon):
    rewrite(asset, boon, body="<p>คำลับในต้นฉบับ</p>", note="แก้")

    [item] = read_assets([asset.pk])
    assert "คำลับ" not in item.text
    assert item.audience == frozenset({asset.audience})


def test_a_draft_is_not_in_the_index(draft):
    assert list(read_assets([draft.pk])) == []
