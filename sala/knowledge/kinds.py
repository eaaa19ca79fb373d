"""What kinds of knowledge a register holds, and the course of their life."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssetType(models.TextChoices):
    NOTE = "note", _("บันทึกความรู้")
    PRACTICE = "practice", _("แนวปฏิบัติที่ดี")
    HOWTO = "howto", _("วิธีแก้ปัญหา")
    MANUAL = "manual", _("คู่มือ")
    QA = "qa", _("ถามและตอบ")
    LESSON = "lesson", _("บทเรียน")
    STORY = "story", _("เรื่องเล่า")
    VIDEO = "video", _("วิดีโอ")
    EBOOK = "ebook", _("หนังสืออิเล็กทรอนิกส์")


class State(models.TextChoices):
    """Of a manuscript: what is being written beside what readers see."""

    DRAFT = "draft", _("ร่าง")
    NOMINATED = "nominated", _("เสนอแล้ว รอทบทวน")
    PUBLISHED = "published", _("เผยแพร่แล้ว")
    WITHDRAWN = "withdrawn", _("ถอนแล้ว")


class Part(models.TextChoices):
    """Why a person stands with an item. None of them may review it (I12)."""

    OWNER = "owner", _("เจ้าของ")
    AUTHOR = "author", _("ผู้เขียน")
    CONTRIBUTOR = "contributor", _("ผู้มีส่วนร่วม")


class Result(models.TextChoices):
    WORKED = "worked", _("ได้ผล")
    PARTLY = "partly", _("ได้บางส่วน")
    FAILED = "failed", _("ไม่ได้ผล")


RESULT_MARKS = {Result.WORKED: "done", Result.PARTLY: "now", Result.FAILED: "stop"}


class Ask(models.TextChoices):
    """Why an owner is asked whether an item still holds."""

    FLAGGED = "flagged", _("มีผู้อ่านบอกว่าควรปรับปรุง")
    QUESTIONED = "questioned", _("มีคำถามต่อยอดจากเรื่องนี้")
    CITED = "cited", _("มีความรู้เรื่องอื่นอ้างอิงเรื่องนี้")
    EXPORTED = "exported", _("มีผู้นำเรื่องนี้ไปทำหนังสือหรือเก็บเป็นไฟล์")
    SOURCE = "source", _("กฎหมายหรือแหล่งที่อ้างอิงถูกแทนที่")
    FAILED = "failed", _("มีผู้ลองใช้แล้วไม่ได้ผล")
    CALENDAR = "calendar", _("ถึงวันทบทวน")


class SourceKind(models.TextChoices):
    WEB = "web", _("เว็บไซต์")
    LAW = "law", _("กฎหมาย")
    CIRCULAR = "circular", _("หนังสือเวียนหรือคำสั่ง")
    BOOK = "book", _("หนังสือหรือเอกสาร")
    PERSON = "person", _("บุคคล")


class Descent(models.TextChoices):
    """How an item came from another thing."""

    NOTE = "note", _("มาจากบันทึก")
    RECORD = "record", _("มาจากบันทึกวง")
    THREAD = "thread", _("มาจากเรื่องที่คุย")
    ANSWERS = "answers", _("รวบรวมจากถามและตอบ")
    INTERVIEW = "interview", _("มาจากการสัมภาษณ์")
    ASSET = "asset", _("ต่อยอดจากความรู้อื่น")


WRITING = (Part.OWNER, Part.AUTHOR)
