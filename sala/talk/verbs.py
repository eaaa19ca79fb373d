from __future__ import annotations

from django.utils.translation import gettext as _

from sala.core.registries import Verb, verbs

verbs.add(
    Verb("talk.question_asked", lambda: _("%(actor)s ถามเรื่อง %(subject)s")),
    Verb("talk.thread_started", lambda: _("%(actor)s ชวนคุยเรื่อง %(subject)s")),
    Verb("talk.replied", lambda: _("%(actor)s เขียนต่อในเรื่อง %(subject)s")),
    Verb("talk.answer_accepted", lambda: _("%(actor)s เลือกคำตอบของเรื่อง %(subject)s")),
    Verb("talk.answer_withdrawn", lambda: _("%(actor)s ยกเลิกคำตอบที่เลือกของเรื่อง %(subject)s")),
    Verb("talk.post_edited", lambda: _("%(actor)s แก้ข้อความในเรื่อง %(subject)s")),
    Verb("talk.post_removed", lambda: _("%(actor)s นำข้อความออกจากเรื่อง %(subject)s")),
    Verb("talk.thread_closed", lambda: _("%(actor)s ปิดเรื่อง %(subject)s")),
    Verb("talk.thread_reopened", lambda: _("%(actor)s เปิดเรื่อง %(subject)s อีกครั้ง")),
    Verb("talk.advice_asked", lambda: _("%(actor)s ขอคำปรึกษาเรื่อง %(subject)s")),
    Verb("talk.advice_asked_again", lambda: _("%(actor)s ขอคำปรึกษาอีกรอบเรื่อง %(subject)s")),
    Verb("talk.advice_accepted", lambda: _("%(actor)s รับให้คำปรึกษาเรื่อง %(subject)s")),
    Verb("talk.advice_declined", lambda: _("%(actor)s ยังไม่สะดวกให้คำปรึกษาเรื่อง %(subject)s")),
    Verb("talk.advice_passed_on", lambda: _("%(actor)s เปลี่ยนผู้ให้คำปรึกษาเรื่อง %(subject)s")),
    Verb("talk.prompt_set", lambda: _("%(actor)s ตั้งประเด็นชวนคิด %(subject)s")),
    Verb("talk.prompt_extended", lambda: _("%(actor)s เปลี่ยนวันปิดรับความเห็นของ %(subject)s")),
    Verb("talk.prompt_closed", lambda: _("ประเด็น %(subject)s ปิดรับความเห็นตามกำหนด")),
    Verb("talk.prompt_summarised", lambda: _("%(actor)s สรุปประเด็น %(subject)s")),
    Verb("talk.gathered", lambda: _("%(actor)s เก็บคำตอบในเรื่อง %(subject)s เป็นความรู้")),
    Verb("talk.ungathered", lambda: _("%(actor)s ถอนคำตอบในเรื่อง %(subject)s ออกจากที่เก็บเป็นความรู้")),
    Verb("talk.thread_pinned", lambda: _("%(actor)s ปักหมุดเรื่อง %(subject)s")),
    Verb("talk.reported", lambda: _("%(actor)s แจ้งข้อความใน %(subject)s ให้ผู้ดูแลตรวจ")),
    Verb("talk.report_decided", lambda: _("%(actor)s ตัดสินเรื่องข้อความที่มีผู้แจ้งใน %(subject)s")),
    Verb("talk.words_brought_back", lambda: _("%(actor)s นำข้อความที่ซ่อนไว้ใน %(subject)s กลับมา")),
    Verb("talk.voted", lambda: _("%(actor)s โหวตคำตอบใน %(subject)s")),
    Verb("talk.vote_withdrawn", lambda: _("%(actor)s ถอนโหวตใน %(subject)s")),
    Verb("talk.voting_turned_on", lambda: _("%(actor)s เปิดให้โหวตคำตอบใน %(subject)s")),
    Verb("talk.voting_turned_off", lambda: _("%(actor)s ปิดการโหวตคำตอบใน %(subject)s")),
    Verb("talk.commented", lambda: _("%(actor)s แสดงความเห็นใน %(subject)s")),
    Verb("talk.guest_commented", lambda: _("มีผู้เยี่ยมชมแสดงความเห็นใน %(subject)s")),
    Verb("talk.comment_shown", lambda: _("%(actor)s ให้แสดงความเห็นของผู้เยี่ยมชมใน %(subject)s")),
    Verb("talk.comment_edited", lambda: _("%(actor)s แก้ความเห็นใน %(subject)s")),
    Verb("talk.comment_removed", lambda: _("%(actor)s นำความเห็นออกจาก %(subject)s")),
    Verb("talk.thread_unpinned", lambda: _("%(actor)s ถอนหมุดเรื่อง %(subject)s")),
)
