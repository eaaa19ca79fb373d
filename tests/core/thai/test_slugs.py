from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sala.core.thai import graphemes, slug


def test_thai_letters_and_marks_stay():
    assert slug("การจัดการน้ำ ครั้งที่ 2/2569!") == "การจัดการน้ำ-ครั้งที่-2-2569"
    assert slug("  KM & CoP: Café ") == "km-cop-café"
    assert slug("!!! ") == ""


@given(st.text())
def test_safe_in_a_path_and_stable(text):
    made = slug(text)
    assert slug(made) == made
    assert not set(made) & set("/?#%\\ .<>&\"'")
    assert not made.startswith("-")
    assert not made.endswith("-")


def test_cut_between_clusters():
    assert slug("น้ำ" * 80, 10) == "น้ำ" * 10
    assert len(graphemes(slug("ก" * 200))) == 60
