"""A note is raised to knowledge that others try, and that somebody else judges."""

from __future__ import annotations

import pytest

from sala.core.clock import work_on_runs
from sala.knowledge.models import Asset
from sala.publishing.models import Collection
from tests.factories.communities import MembershipFactory
from tests.factories.notes import BookFactory, NoteFactory
from tests.factories.people import PersonFactory, PostingFactory, UnitFactory
from tests.publishing.checking import epubcheck, pdf_words, read


@pytest.fixture
def neighbours(agency, community):
    """Two members, each of a district of another province."""
    found = []
    for province, district in (("ศรีนคราพัฒน์", "ดงตะวัน"), ("ภูผาม่าน", "บ้านธาร")):
        person = PersonFactory(agency=agency)
        MembershipFactory(community=community, person=person)
        unit = UnitFactory(agency=agency, name=f"ที่ว่าการอำเภอ{district}", province=province)
        PostingFactory(person=person, unit=unit)
        found.append(person)
    return found


@pytest.mark.req("R084", part="a note becomes an item with its lineage")
@pytest.mark.req("R079")
@pytest.mark.req("R091")
@pytest.mark.req("R088")
def test_a_note_is_raised_by_two_provinces(
    journey, community, boon, anong, neighbours, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "media"
    book = BookFactory(owner=None, community=community, made_by=boon, reach="community")
    note = NoteFactory(book=book, author=boon, title="ปฏิทินตรวจรับ")
    writer, judge = journey.phone("writer", boon), journey.desk("reviewer", anong)

    writer.open(f"/n/{note.number}/")
    writer.tap("ทำเป็นความรู้ในคลัง")
    writer.tap("เก็บต้นฉบับ")
    writer.tap("เสนอให้คนอื่นทบทวน")
    writer.see("รอทบทวน")
    asset = Asset.objects.get()
    recommend(judge, asset)

    for person, result in zip(neighbours, ("ได้ผล", "ไม่ได้ผล"), strict=True):
        visitor = journey.phone("neighbour", person)
        visitor.open(f"/k/{asset.code}/")
        visitor.tap("ใช้แล้ว", exact=True)
        visitor.open(f"/k/{asset.code}/tries/")
        visitor.mark(result, exact=True)
        visitor.fill("ใช้กับงานแบบใด", "ส่งมอบหลายงวด")
        visitor.fill("เกิดอะไรขึ้น", f"ลองแล้ว{result}")
        visitor.tap("ส่งผลลองใช้")
        visitor.see(f"ลองแล้ว{result}")

    writer.open(f"/k/{asset.code}/writing/")
    for place in ("ศรีนคราพัฒน์", "ภูผาม่าน"):
        writer.mark(place)
    writer.fill("ฉบับนี้แก้อะไร", "แยกแผ่นตามงวด")
    writer.tap("เก็บต้นฉบับ")
    writer.tap("เสนอให้คนอื่นทบทวน")
    recommend(judge, asset)

    reader = journey.phone("reader", neighbours[0])
    reader.open(f"/k/{asset.code}/v/1/")
    reader.see("มีฉบับใหม่")
    reader.tap("อ่านฉบับล่าสุด")
    reader.see("ฉบับนี้แก้จากผลลองใช้ที่")
    reader.see("ภูผาม่าน")
    reader.open(f"/k/{asset.code}/compare/1/2/")
    reader.see("แยกแผ่นตามงวด")

    asset.refresh_from_db()
    assert asset.use_count == 2
    assert asset.current.number == 2
    assert asset.current.reviewed_by == anong
    assert {row.province for row in asset.current.tries.all()} == {"ศรีนคราพัฒน์", "ภูผาม่าน"}
    assert asset.origins.get().label == "knowledge.note"
    book_of(journey, judge, neighbours[0], asset, tmp_path)


def book_of(journey, editor, reader, asset, folder):
    """The facilitator puts it into a book; a member takes the files along, and they open."""
    editor.open("/shelf/sets/")
    editor.tap("เล่มของ")
    editor.fill("ชื่อหนังสือ", "ปฏิทินที่ลองแล้วสองจังหวัด")
    editor.tap("บันทึก", exact=True)
    editor.mark(asset.title)
    editor.tap("เพิ่มเรื่องที่เลือก")
    editor.tap("จัดทำและขึ้นชั้น")
    editor.see("ออกจากหน้านี้ได้")
    assert work_on_runs() == 1
    editor.see("ขึ้นชั้นแล้ว")

    phone = journey.phone("reader", reader)
    phone.open("/shelf/")
    phone.tap("ปฏิทินที่ลองแล้วสองจังหวัด")
    phone.see("สารบัญ")
    phone.see(asset.title)
    edition = Collection.objects.get().current
    data = read(edition.epub)
    epubcheck(data, folder)
    words = pdf_words(read(edition.pdf), folder)
    assert asset.code in words
    assert "ปฏิทิน" in words


def recommend(judge, asset):
    judge.open(f"/k/{asset.code}/review/")
    for words in ("ถูกต้อง", "คนที่ไม่อยู่ในเรื่อง", "ไม่มีข้อมูลส่วนบุคคล"):
        judge.mark(words)
    judge.mark("เห็นชอบให้เผยแพร่")
    judge.tap("ส่งความเห็น")
    judge.see("บันทึกความเห็นแล้ว")
