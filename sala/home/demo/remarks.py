"""Comments under a session, votes, a file and a report in the demonstration."""

from __future__ import annotations

from sala.communities.models import Community
from sala.home.demo.stage import Agency, Stage
from sala.meetings.models import Session
from sala.talk.actions.comments import comment_on
from sala.talk.actions.posts import reply
from sala.talk.actions.reports import report
from sala.talk.actions.votes import turn_voting, vote
from sala.talk.models import Post, Thread
from sala.talk.written import written_of

STEPS = """ล้างคิวงานพิมพ์ที่ค้าง

1. ปิดเครื่องพิมพ์
2. กด Windows + R พิมพ์ services.msc
3. คลิกขวาที่ Print Spooler แล้วเลือก Stop
4. ลบไฟล์ทั้งหมดในโฟลเดอร์ C:\\Windows\\System32\\spool\\PRINTERS
5. คลิกขวาที่ Print Spooler แล้วเลือก Start
6. เปิดเครื่องพิมพ์ แล้วสั่งพิมพ์หนึ่งหน้า
"""


def remark(stage: Stage, agency: Agency) -> None:
    """After the conversations: what readers add to them."""
    _vote(stage, agency)
    _comment(stage, agency)


def _vote(stage: Stage, agency: Agency) -> None:
    people = agency.people
    helpers = Community.objects.get(agency=agency.unit, name="หมอคอมประจำอำเภอ")
    thread = Thread.objects.get(community=helpers, title__startswith="สั่งพิมพ์แล้วงานค้าง")
    answer = Post.objects.get(thread=thread, text__startswith="ปิดบริการชื่อ")
    with stage.at(-16, 9):
        turn_voting(helpers, is_on=True, by=people["wichai"])
        for handle in ("boonsong", "chutima", "krit"):
            vote(answer, is_useful=True, by=people[handle])
    with stage.at(-15, 10):
        reply(
            thread,
            text="สรุปเป็นขั้น ๆ ไว้ให้แล้ว พิมพ์ติดข้างเครื่องได้เลยครับ",
            by=people["krit"],
            files=[("ล้างคิวพิมพ์.txt", STEPS.encode())],
        )
    with stage.at(-1, 15):
        advert = reply(
            thread,
            text="ร้านเพื่อนผมขายหมึกเติมถูกกว่าร้านหน้าอำเภอ สนใจทักส่วนตัวได้",
            by=people["kriangkrai"],
        )
    with stage.at(-1, 16):
        words = written_of("post", [advert.pk])[advert.pk]
        report(words, harm="advert", why="ไม่เกี่ยวกับคำถาม", by=people["boonsong"])


def _comment(stage: Stage, agency: Agency) -> None:
    """Two who take part in the latest session held, and an answer."""
    rows = Session.objects.held().filter(agency=agency.unit, record__approved_at__isnull=False)
    session = rows.select_related("community").order_by("-starts_at").first()
    if session is None or session.community is None:
        return
    there = [row.person for row in session.attendances.select_related("person").order_by("pk")[:3]]
    if len(there) < 3:
        return
    first, second, third = there
    with stage.at(-2, 9):
        top = comment_on(
            session, text="เอาตารางตรวจเอกสารไปใช้แล้ว เจอใบส่งของไม่ลงวันที่สองใบในวันเดียว", by=first
        )
    with stage.at(-2, 11):
        comment_on(
            session, text="ที่สำนักงานใช้วิธีให้ผู้ขายลงวันที่ต่อหน้าก่อนรับของ", by=second, parent_id=top.pk
        )
    with stage.at(-1, 14):
        comment_on(session, text="ครั้งหน้าขอคุยเรื่องงานจ้างที่แบ่งงวดด้วยได้ไหม", by=third)
