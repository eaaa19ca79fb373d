"""What is written during a session survives a lost signal, on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from sala.meetings.models import PersonalNote
from tests.factories.meetings import SessionFactory

WORDS = "ที่หนองบัวในใช้แฟ้มใสแยกตามวัน หาเจอทันที"


@pytest.mark.req("R056")
def test_a_note_typed_without_signal_is_there_when_it_comes_back(
    journey, cycle, participant, anong, boon
):
    session = SessionFactory(cycle=cycle, made_by=anong, starts_at=now() - timedelta(minutes=20))
    phone = journey.phone("member", boon)
    phone.open(f"/s/{session.number}/")

    phone.page.context.set_offline(True)
    phone.page.locator("#note-text").fill(WORDS)
    expect(phone.page.locator("#note [data-draft]")).to_contain_text("เก็บร่างแล้ว")
    phone.page.context.set_offline(False)
    phone.page.reload()

    expect(phone.page.locator("#note-text")).to_have_value(WORDS)
    phone.tap("ส่งให้ผู้บันทึก")
    phone.see("ส่งให้ผู้บันทึกแล้ว")
    assert PersonalNote.objects.get().text == WORDS
