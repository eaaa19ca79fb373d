from __future__ import annotations

import pytest

from sala.core.permissions import Refused
from sala.meetings.actions.presence import keep_note
from sala.meetings.actions.recording import write_record
from sala.meetings.models import PersonalNote
from tests.meetings.routes import record_data

PART = "kept for oneself, handed over, merged by the recorder"


@pytest.mark.req("R056", part=PART)
def test_a_note_is_ones_own_until_it_is_handed_over(client, past, boon, pim):
    keep_note(past, text="แฟ้มใสแยกวัน", hands_over=False, by=boon)
    client.force_login(pim)
    assert "แฟ้มใสแยกวัน" not in client.get(f"/s/{past.number}/record/writing/").content.decode()

    keep_note(past, text="แฟ้มใสแยกวัน", hands_over=True, by=boon)
    assert "แฟ้มใสแยกวัน" in client.get(f"/s/{past.number}/record/writing/").content.decode()


@pytest.mark.req("R056", part=PART)
def test_the_recorder_merges_a_note_with_its_writers_name_once(client, past, boon, pim):
    note = keep_note(past, text="แฟ้มใสแยกวัน", hands_over=True, by=boon)
    client.force_login(pim)
    data = {**record_data(None), "merge": str(note.pk)}

    client.post(f"/s/{past.number}/record/writing/", data)

    past.refresh_from_db()
    assert "แฟ้มใสแยกวัน (บุญ แก้วกล้า)" in past.record.learned
    again = write_record(
        past, values={"learned": "ใหม่"}, improvements=[], seen=1, by=pim, merges=[note.pk]
    )
    assert again.learned == "ใหม่"


def test_a_note_that_was_not_handed_over_cannot_be_merged(past, boon, pim):
    note = keep_note(past, text="ของฉันคนเดียว", hands_over=False, by=boon)

    row = write_record(
        past, values={"learned": "ได้รู้"}, improvements=[], seen=0, by=pim, merges=[note.pk]
    )

    assert "ของฉันคนเดียว" not in row.learned


def test_emptying_a_note_takes_it_away(past, boon):
    keep_note(past, text="จดไว้", hands_over=False, by=boon)
    keep_note(past, text="  ", hands_over=False, by=boon)

    assert not PersonalNote.objects.exists()


def test_an_outsider_has_no_note_here(past, chai):
    with pytest.raises(Refused):
        keep_note(past, text="แอบจด", hands_over=True, by=chai)
