"""What is asked and told in the demonstration's communities."""

from __future__ import annotations

from typing import NamedTuple

from sala.communities.models import Community
from sala.home.demo.stage import Agency, Stage
from sala.talk.actions.posts import accept_answer, reply
from sala.talk.actions.threads import Opening, start_thread


class Line(NamedTuple):
    who: str
    day: int
    hour: int
    text: str
    is_chosen: bool = False


class Conversation(NamedTuple):
    community: str
    who: str
    day: int
    hour: int
    opening: Opening
    lines: tuple[Line, ...] = ()


CONVERSATIONS = (
    Conversation(
        "หมอคอมประจำอำเภอ",
        "chutima",
        -17,
        9,
        Opening(
            "question",
            "สั่งพิมพ์แล้วงานค้างในคิว ลบก็ไม่ออก",
            "เครื่องพิมพ์ห้องธุรการ สั่งพิมพ์แล้วขึ้นว่ากำลังลบอยู่อย่างนั้น ปิดเปิดเครื่องพิมพ์แล้วก็ยังค้าง"
            " งานของคนอื่นต่อคิวไม่ได้เลย",
            "use",
        ),
        (
            Line("boonsong", -17, 10, "เคยเจอเหมือนกัน ผมปิดเครื่องคอมแล้วเปิดใหม่ หายบ้างไม่หายบ้าง"),
            Line(
                "wichai",
                -17,
                11,
                "ปิดบริการชื่อ Print Spooler ก่อน แล้วลบไฟล์ในโฟลเดอร์ spool\\PRINTERS ให้หมด"
                " จากนั้นเปิดบริการอีกครั้ง คิวจะว่างทันที\n\n"
                "ทำตามภาพทีละขั้นได้ที่ https://kb.dls.example.go.th/print-queue ครับ",
                is_chosen=True,
            ),
            Line("chutima", -17, 13, "ทำตามแล้วหายค่ะ ใช้เวลาไม่ถึงห้านาที ขอบคุณมากค่ะ"),
        ),
    ),
    Conversation(
        "หมอคอมประจำอำเภอ",
        "boonsong",
        -2,
        14,
        Opening(
            "question",
            "ไฟล์สแกนใหญ่เกินกว่าจะแนบในระบบสารบรรณ",
            "สแกนสัญญา 30 หน้าได้ไฟล์ 48 เมกะไบต์ ระบบรับไม่เกิน 20 มีวิธีย่อโดยที่ลายเซ็นยังอ่านออกไหม"
            " @วิชัย เคยแนะนำอำเภออื่นไว้หรือเปล่า",
            "use",
        ),
    ),
    Conversation(
        "หมอคอมประจำอำเภอ",
        "wichai",
        -19,
        9,
        Opening(
            "talk",
            "แนะนำตัวกันหน่อย อำเภอไหนใช้เครื่องพิมพ์รุ่นอะไร",
            "ขอให้ทุกคนบอกชื่ออำเภอ รุ่นเครื่องพิมพ์ และอาการที่เจอบ่อยที่สุดหนึ่งอย่าง จะได้รู้ว่าใครน่าจะช่วยใครได้",
        ),
        (
            Line("krit", -19, 10, "ภูนกยูง ใช้เลเซอร์ขาวดำสามเครื่อง กระดาษติดตอนหน้าฝนเป็นประจำ"),
            Line("kriangkrai", -18, 9, "ท่าลาน เครื่องเดียวใช้ทั้งอำเภอ ปัญหาคือหมึกหมดแล้วไม่มีใครบอก"),
        ),
    ),
    Conversation(
        "ภาษาอังกฤษวันละประโยค",
        "somporn",
        -8,
        16,
        Opening(
            "talk",
            "ประโยคแรก: Could I have your name, please?",
            "เมื่อวานมีแขกมาติดต่อที่กอง ผมถามชื่อเขาด้วย What your name? แล้วรู้สึกห้วนไป"
            " ลองใช้ Could I have your name, please? ดูสุภาพกว่ามาก"
            " ใครมีประโยคที่ใช้บ่อยมาแลกกันครับ",
        ),
    ),
)


def talk(stage: Stage, agency: Agency) -> None:
    """Every conversation at its time, written by the people themselves."""
    for one in CONVERSATIONS:
        _hold(one, stage, agency)


def _hold(one: Conversation, stage: Stage, agency: Agency) -> None:
    community = Community.objects.get(agency=agency.unit, name=one.community)
    people = agency.people
    with stage.at(one.day, one.hour):
        thread = start_thread(community, one.opening, by=people[one.who])
    for line in one.lines:
        with stage.at(line.day, line.hour):
            post = reply(thread, text=line.text, by=people[line.who])
        if line.is_chosen:
            with stage.at(line.day, line.hour + 1):
                accept_answer(thread, post, by=people[one.who])
