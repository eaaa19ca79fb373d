"""What changed, word by word (wording.py, the page of versions)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.cycles.wording import word_changes
from tests.factories.cycles import PlanVersionFactory

THAI = st.text("กขคงจฉชนมรสอาิีุูเแไ่้ 123\n", max_size=40)


@given(before=THAI, after=THAI)
def test_changes_join_to_both_texts(before, after):
    changes = word_changes(before, after)
    assert "".join(one.text for one in changes if one.kind != "new") == before
    assert "".join(one.text for one in changes if one.kind != "gone") == after


def test_thai_is_cut_at_words_and_not_at_letters():
    changes = word_changes("พบกันเดือนละครั้งที่อำเภอ", "พบกันเดือนละสองครั้งที่จังหวัด")
    kinds = [(one.kind, one.text) for one in changes]
    assert ("new", "สอง") in kinds
    assert ("gone", "อำเภอ") in kinds
    assert ("new", "จังหวัด") in kinds


@pytest.mark.req("R049", part="version history")
def test_page_of_versions_marks_what_is_gone_and_new(client, cycle, boon):
    first = PlanVersionFactory(cycle=cycle)
    PlanVersionFactory(
        cycle=cycle, number=2, parts=first.parts | {"content": "เรื่องใบส่งของ"}, note="แก้เนื้อหา"
    )
    client.force_login(boon)
    page = client.get(f"/cycles/{cycle.number}/plan/versions/").content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    assert page.count("ไม่เปลี่ยน") == 7
    odd = client.get(f"/cycles/{cycle.number}/plan/versions/?before=9&after=x")
    assert odd.status_code == 200
