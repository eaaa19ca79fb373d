"""Who types a question sees what was asked before, and asks all the same or reads instead."""

from __future__ import annotations

from playwright.sync_api import expect

from sala.search.rebuilding import mend
from sala.talk.models import Thread
from tests.factories.talk import ThreadFactory

BEFORE = "ใบส่งของไม่ลงวันที่ ตรวจรับได้ไหม"


def test_near_matters_come_while_typing_and_nothing_typed_is_lost(journey, boon, community):
    before = ThreadFactory(community=community, title=BEFORE)
    mend()
    asker = journey.phone("asker", boon)
    asker.open(f"/c/{community.number}/talk/new/")
    near = asker.page.locator("form [role=status] li")
    expect(near).to_have_count(0)

    title = asker.page.get_by_label("เรื่อง", exact=True)
    title.press_sequentially("ลาป่วยสามวันใช้อะไร", delay=5)
    asker.fill("รายละเอียด", "ของมาแล้วสองวัน")
    expect(near).to_have_count(0)
    title.fill("")
    title.press_sequentially("ใบส่งของที่ไม่ลงวันที่", delay=5)
    asker.see("มีคนถามหรือเขียนเรื่องใกล้เคียงไว้แล้ว")
    expect(near).to_have_count(1)
    asker.inspect(again=True)
    with asker.context.expect_page() as opened:
        near.get_by_role("link").click()
    expect(opened.value).to_have_url(f"{journey.base}{before.get_absolute_url()}")
    opened.value.close()
    expect(asker.page.locator("textarea[name=text]")).to_have_value("ของมาแล้วสองวัน")

    asker.tap("ส่งถึงกลุ่ม")
    asker.see("ส่งคำถามแล้ว")
    assert Thread.objects.count() == 2


def test_without_a_script_there_is_a_way_to_search_first(journey, boon, community):
    ThreadFactory(community=community, title=BEFORE)
    mend()
    asker = journey.desk("plain", boon, java_script_enabled=False)
    page = asker.page
    page.goto(f"{journey.base}/c/{community.number}/talk/new/")
    page.get_by_role("link", name="ค้นก่อน อาจมีคนถามหรือเขียนไว้แล้ว").click()
    page.locator("main input[name=q]").fill("ใบส่งของ")
    page.locator("main").get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_role("link", name=BEFORE)).to_be_visible()
