"""Checks of the requirements made whole, on the pages of those who make them."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.utils.html import strip_tags
from django.utils.timezone import localdate
from PIL import Image

from sala.communities.actions import accept_role, offer_role, save_charter
from sala.communities.models import Community
from sala.knowledge.criteria import criteria_of
from sala.knowledge.models import Asset, Note
from sala.search.rebuilding import mend
from tests.communities.routes import FOUND, NEED
from tests.factories.assets import AssetFactory
from tests.factories.communities import CommunityFactory, MembershipFactory, RoleHoldingFactory
from tests.factories.cycles import AreaFactory, CycleFactory
from tests.factories.people import PersonFactory, UnitFactory
from tests.factories.talk import PostFactory, ThreadFactory
from tests.knowledge.uploads import photo

NO_DERIVATIVES = "ไม่ดัดแปลง"


def read(client, path, person=None):
    if person is not None:
        client.force_login(person)
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return strip_tags(answer.content.decode())


def told(person, community):
    """Try-out, as its form asks for it."""
    place = {"unit_name": "ที่ว่าการอำเภอดงตะวัน", "province": "", "happened_on": "1 ต.ค. 2569"}
    return {"result": "worked", "conditions": "สองงวด", "outcome": "เร็วขึ้น", **place}


@pytest.mark.req("R005")
def test_a_practice_adopted_says_so_on_both_sides(client, boon, anong, chai, community, agency):
    Community.objects.filter(pk=community.pk).update(audience=f"agency:{agency.pk}")
    theirs = CommunityFactory(
        agency=agency, name="ธุรการอำเภอ", audience=f"agency:{agency.pk}", type="best_practice"
    )
    RoleHoldingFactory(community=theirs, person=chai, role="facilitator")
    MembershipFactory(community=theirs, person=chai)
    asset = AssetFactory(
        community=community, made_by=boon, type="practice", opens_to=f"agency:{agency.pk}"
    )
    assert "รับไปใช้" not in read(client, f"/c/{community.number}/", boon)

    client.force_login(chai)
    client.post(f"/k/{asset.code}/adoptions/", {"community": theirs.pk, "words": ""})

    here = read(client, f"/c/{theirs.number}/", chai)
    assert asset.title in here
    assert f"รับมาจาก {community.name}" in here
    assert re.search(r"1\s+แนวปฏิบัติที่รับมาใช้ในกลุ่มนี้", here), "the headline counts it"
    assert "รับไปใช้ 1 กลุ่ม" in read(client, f"/c/{community.number}/", boon)
    assert "รับไปใช้ 1 กลุ่ม" in read(client, "/k/", boon)
    assert theirs.name in read(client, f"/k/{asset.code}/", boon)


@pytest.mark.req("R006")
def test_a_seven_step_community_stewards_and_its_overdue_items_are_to_do(
    client, chai, boon, agency
):
    client.force_login(chai)
    words = {**FOUND, **NEED, "name": "พัสดุทันใจ"}
    form = client.get("/communities/new/seven/")
    chosen = form.context["form"]["type"].value()
    client.post("/communities/new/seven/", {**words, "type": chosen})
    community = Community.objects.get(name="พัสดุทันใจ")
    assert community.type == "stewarding"

    asset = AssetFactory(community=community, made_by=boon, title="แบบตรวจรับปีก่อน")
    assert asset.title not in read(client, "/")
    Asset.objects.update(review_on=localdate() - timedelta(days=1))
    assert f"เลยวันทบทวน: {asset.title}" in read(client, "/")
    assert asset.title in read(client, f"/c/{community.number}/")
    assert "เลยวันทบทวน" not in read(client, "/", boon), "no member is asked to look after it"


@pytest.mark.req("R016")
def test_an_informal_community_becomes_a_seven_step_one_with_all_it_has(client, chai, boon, agency):
    client.force_login(chai)
    client.post("/communities/new/", FOUND)
    community = Community.objects.get(name=FOUND["name"])
    path = f"/c/{community.number}/"
    MembershipFactory(community=community, person=boon)
    client.post(f"{path}talk/new/", {"kind": "talk", "title": "กู้ไฟล์วันแรก", "text": "เริ่มกัน"})
    client.force_login(boon)
    book = re.search(r"/books/(\d+)/", client.post(f"{path}books/main/").url)[1]
    note = {
        "title": "สามไฟล์ที่กู้ได้",
        "body": "<p>ใช้สำเนาเมื่อวาน</p>",
        "book": book,
        "reach": "community",
        "licence": "agency",
        "comment_policy": "members",
    }
    assert client.post("/notes/new/", note).status_code == 302
    number = Note.objects.get().number
    accept_role(offer_role(community, boon, "recorder", by=chai), by=boon)
    community.refresh_from_db()
    blocks = {"domain": "ไฟล์", "people_words": "คนทำเอกสาร", "practice": "สำเนาทุกวัน"}
    save_charter(community, by=chai, seen=community.version, **blocks)

    client.force_login(chai)
    client.post(f"{path}preparation/")

    community.refresh_from_db()
    assert (community.is_informal, community.state) == (False, "active")
    for person in (chai, boon):
        page = read(client, path, person)
        assert "สามไฟล์ที่กู้ได้" in page
        assert "กู้ไฟล์วันแรก" in read(client, f"{path}talk/")
        assert "ใช้สำเนาเมื่อวาน" in read(client, f"/n/{number}/")
    people = read(client, f"{path}people/")
    assert all(person.full_name in people for person in (chai, boon))


@pytest.mark.req("R084")
def test_a_word_inside_a_word_is_found_and_narrowed_by_type_group_and_area(
    client, boon, community, agency
):
    wide = f"agency:{agency.pk}"
    other = CommunityFactory(agency=agency, audience=wide, name="วงอื่น")
    made = []
    for home, name in ((community, "ทักษะการคิด"), (other, "ภาษา")):
        area, cycle = AreaFactory(agency=agency, name=name), CycleFactory(community=home)
        cycle.areas.add(area)
        body = "<p>เราเล่าให้ชุมชนนักปฏิบัติฟังทุกเดือน</p>"
        about = {"about_label": "cycles.cycle", "about_id": cycle.pk, "opens_to": wide}
        made.append((AssetFactory(community=home, title="เล่าทุกเดือน", text=body, **about), area))
    (mine, area), (theirs, _other_area) = made
    ThreadFactory(community=community, title="ชุมชนนักปฏิบัติเริ่มอย่างไร")
    mend()
    client.force_login(boon)

    def found(query):
        return client.get(f"/search/?q=นักปฏิบัติ{query}").content.decode()

    page = found("")
    for asset in (mine, theirs):
        assert f'href="/k/{asset.code}/"' in page
    assert "<mark>นักปฏิบัติ</mark>" in page
    facets = set(re.findall(r'name="(type|community|area)" value="', page))
    assert facets == {"type", "community", "area"}
    assert "ทักษะการคิด" in strip_tags(page)
    for query in (f"&area={area.pk}", f"&community={community.pk}", "&type=asset"):
        narrowed = found(query)
        assert f'href="/k/{mine.code}/"' in narrowed, query
        assert (f'href="/k/{theirs.code}/"' in narrowed) == (query == "&type=asset")
    assert f'href="/k/{mine.code}/"' not in found("&type=question")
    assert f'href="/k/{mine.code}/"' not in found(f"&area={area.pk + 99}")


@pytest.mark.req("R093")
def test_the_guide_to_writing_notes_is_one_click_from_every_editor(client, boon, community):
    client.force_login(boon)
    story = {"title": "ก", "happened": "ข", "book": "0", "reach": "agency"}
    client.post("/notes/story/", story)
    own = Note.objects.get()
    for path in ("/notes/new/", "/notes/story/", f"/n/{own.number}/editing/"):
        page = client.get(path).content.decode()
        link = re.search(r'<a [^>]*href="([^"]+)"[^>]*>(?:(?!</a>).)*คู่มือการเขียนบันทึก', page)
        assert link, path
        assert "คู่มือการเขียนบันทึก" in read(client, link[1])


@pytest.mark.req("R093", part="a manual names who it is written for")
def test_a_manual_names_its_reader(client, boon, anong, community):
    client.force_login(boon)
    begun = {"type": "manual", "title": "ทำสมุดบันทึก", "community": community.pk, "once": ""}
    writing = client.post("/k/new/", begun).url
    text = {"title": "ทำสมุดบันทึก", "body": "<p>กดเล่าให้ฟัง</p>", "version": "1", "summary": ""}
    assert client.post(writing, text).status_code == 422
    client.post(writing, {**text, "reader": "คุณวิศาสตร์"})

    assert "คุณวิศาสตร์" in read(client, writing.replace("writing/", "manuscript/"))


@pytest.mark.req("R102")
def test_no_derivatives_refuses_copying_with_the_reason_and_leaves_the_rest_open(
    client, boon, anong, community, agency
):
    asset = AssetFactory(community=community, made_by=boon, licence="by-nc-nd")
    reader = MembershipFactory(community=community, person=PersonFactory(agency=agency)).person
    client.force_login(reader)
    page = client.get(f"/k/{asset.code}/").content.decode()
    assert NO_DERIVATIVES in strip_tags(page)
    assert f'action="/k/from/knowledge.asset/{asset.pk}/"' not in page
    refused = client.post(f"/k/from/knowledge.asset/{asset.pk}/")
    assert refused.status_code == 403
    assert "ผู้เขียนกำหนดแบบไม่ดัดแปลง" in strip_tags(refused.content.decode())
    assert Asset.objects.count() == 1

    assert client.post(f"/k/{asset.code}/tries/", told(reader, community)).status_code == 302
    assert client.post(f"/k/{asset.code}/uses/", {"how": ""}).status_code == 302
    question = {
        "kind": "question",
        "title": "สามงวดทำอย่างไร",
        "text": "มีสามงวด",
        "purpose": "use",
        "about": f"knowledge.asset:{asset.pk}",
    }
    assert client.post(f"/c/{community.number}/talk/new/", question).status_code == 302
    own = AssetFactory(community=community, made_by=reader)
    cited = {"code": asset.code, "accessed_on": "1 พ.ย. 2569"}
    assert client.post(f"/k/{own.code}/references/", cited).status_code == 302
    asset.refresh_from_db()
    assert (asset.try_count, asset.use_count) == (1, 1)
    shown = read(client, f"/k/{asset.code}/")
    assert "สามงวดทำอย่างไร" in shown
    assert own.title in shown

    client.force_login(boon)
    mine = client.post(f"/k/from/knowledge.asset/{asset.pk}/")
    assert mine.status_code == 302, "its owner goes on"


@pytest.mark.req("R112")
def test_an_uploaded_photograph_comes_down_without_its_place(client, boon, chai):
    client.force_login(boon)
    story = {
        "title": "ภาพข้างล่าง",
        "happened": "น้ำท่วมลานวัด",
        "book": "0",
        "reach": "agency",
        "picture": photo(gps=True),
        "picture_alt": "ลานวัดหลังน้ำลด",
    }
    assert client.post("/notes/story/", story).status_code == 302
    note = Note.objects.get()
    client.force_login(chai)
    page = client.get(f"/n/{note.number}/").content.decode()
    tag = re.search(r'<img [^>]*src="(/files/[^"]+)"[^>]*>', page)
    assert 'alt="ลานวัดหลังน้ำลด"' in tag[0]

    down = b"".join(client.get(tag[1]).streaming_content)
    with Image.open(io.BytesIO(down)) as picture:
        assert picture.size == (64, 48)
        assert not picture.getexif()
    assert b"GPS" not in down
    without = {**story, "picture": photo(), "picture_alt": "", "title": "ไม่มีคำบรรยาย"}
    client.force_login(boon)
    assert client.post("/notes/story/", without).status_code == 422


@pytest.mark.req("R153")
def test_two_people_tap_and_two_have_used_it(client, asset, boon, anong, colleagues):
    assert "ใช้แล้ว 2 คน" not in read(client, "/k/", boon)
    for person, how in ((colleagues[0], ""), (colleagues[1], ""), (colleagues[1], "กับงานจ้างซ่อม")):
        client.force_login(person)
        client.post(f"/k/{asset.code}/uses/", {"how": how})

    page = read(client, f"/k/{asset.code}/", colleagues[0])
    assert "คุณใช้แล้ว" in page
    assert "2 คน" in page
    assert "กับงานจ้างซ่อม" in page
    assert colleagues[1].full_name in page
    assert "ใช้แล้ว 2 คน" in read(client, "/k/", boon)
    client.post(f"/k/{asset.code}/uses/", {"how": ""})
    assert "ใช้แล้ว 3 คน" in read(client, "/k/", boon)


@pytest.mark.parametrize("licence", ["by", "by-nc-nd", "reserved", "agency"])
def test_a_visitor_reads_a_public_item_and_is_offered_nothing_to_do(
    client, boon, community, licence
):
    asset = AssetFactory(community=community, made_by=boon, opens_to="public", licence=licence)

    page = client.get(f"/k/{asset.code}/")
    assert page.status_code == 200
    assert "/k/from/" not in page.content.decode()
    assert f"/k/{asset.code}/" in client.get("/k/").content.decode()


@pytest.mark.req("R086")
def test_an_author_s_own_word_is_refused_on_the_page_and_another_s_publishes(
    client, anong, boon, community, agency
):
    """Anong facilitates, and so reviews; of her own text she may not."""
    judges = [
        MembershipFactory(community=community, person=PersonFactory(agency=agency)).person
        for _ in range(2)
    ]
    for judge in judges:
        community.reviewers.create(agency=agency, person=judge, appointed_by=boon)
    client.force_login(anong)
    begun = {"type": "practice", "title": "แผ่นเดียวจบ", "community": community.pk, "once": ""}
    writing = client.post("/k/new/", begun).url
    page = writing.removesuffix("writing/")
    text = {"title": "แผ่นเดียวจบ", "summary": "", "body": "<p>ลงนามในแผ่นเดียว</p>", "version": "1"}
    client.post(writing, text)
    client.post(f"{page}nomination/")
    nomination = Asset.objects.get().nominations.get()
    word = {
        "met": [row.name for row in criteria_of("practice")],
        "recommends": "yes",
        "seen": nomination.laid,
    }
    refused = client.post(f"{page}review/", word)
    assert refused.status_code == 403
    assert "ทบทวนเรื่องที่ตนเองเขียน" in strip_tags(refused.content.decode())

    assert "แผ่นเดียวจบ" not in read(client, "/k/?type=practice", boon)
    for judge in judges:
        client.force_login(judge)
        assert client.post(f"{page}review/", word).status_code == 302
    assert "แผ่นเดียวจบ" in read(client, "/k/?type=practice", boon)


@pytest.mark.req("R092")
def test_volumes_of_a_series_stand_by_number_in_the_register(client, boon, community):
    client.force_login(boon)
    codes = {}
    for volume in ("เล่มที่ 10", "เล่มที่ ๒", "เล่มที่ 1"):
        asset = AssetFactory(community=community, made_by=boon, title=f"ว่าด้วย{volume}")
        shelf = client.get(f"/k/{asset.code}/shelf/").context["form"]
        kept = {name: shelf[name].value() or "" for name in ("opens_to", "licence", "interview")}
        own = {"series": "เทคนิคการใช้ IT", "volume": volume, "tags": "", "categories": []}
        assert client.post(f"/k/{asset.code}/shelf/", {**kept, **own}).status_code == 302
        codes[volume] = asset.code
    outside = AssetFactory(community=community, made_by=boon)

    page = client.get(f"/k/{asset.code}/").content.decode()
    link = re.search(r'href="(/k/[^"]*series=[^"]*)"', page)[1]
    found = read(client, link)
    assert outside.code not in found
    first, second, tenth = (
        found.index(codes[volume]) for volume in ("เล่มที่ 1", "เล่มที่ ๒", "เล่มที่ 10")
    )
    assert first < second < tenth


@pytest.mark.req("R096")
def test_an_article_of_answers_names_everybody_who_answered(client, boon, anong, community, agency):
    writers = [anong, PersonFactory(agency=agency), PersonFactory(agency=agency)]
    posts = []
    for place, writer in enumerate(writers):
        thread = ThreadFactory(community=community, made_by=boon, title=f"คำถามที่ {place}")
        post = PostFactory(thread=thread, author=writer, text=f"คำตอบที่ {place}")
        client.force_login(anong)
        client.post(f"/t/{thread.number}/posts/{post.pk}/gathering/")
        posts.append(post)
    client.force_login(boon)
    chosen = {"title": "ถามบ่อยเรื่องตรวจรับ", "posts": [post.pk for post in posts], "once": ""}
    made = client.post(f"/c/{community.number}/knowledge/compiling/", chosen)
    assert made.status_code == 302

    page = read(client, made.url.replace("writing/", ""))
    for place, writer in enumerate(writers):
        assert f"คำตอบที่ {place}" in page
        assert writer.full_name in page
    assert page.count("ผู้มีส่วนร่วม") >= len(writers)


@pytest.mark.req("R098")
def test_the_office_reads_which_section_sent_nothing(client, boon, community, agency, km_team):
    for name in ("ส่วนที่ยังไม่ส่ง", "ส่วนที่ส่งแล้ว"):
        unit = UnitFactory(agency=agency, name=name, level="section")
    AssetFactory(community=community, made_by=boon, section=unit)

    page = read(client, "/k/coverage/", km_team)
    missing = page[page.index("ยังไม่") :]
    assert "ส่วนที่ยังไม่ส่ง" in missing
    client.force_login(boon)
    assert client.get("/k/coverage/").status_code == 403
