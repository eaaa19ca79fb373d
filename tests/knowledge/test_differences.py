"""What changed, word by word."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.core.rich import clean_html, from_plain, plain_of
from sala.knowledge.differences import blocks_of, difference

WORDS = st.lists(
    st.sampled_from(["ตรวจรับ", "ใบส่งของ", "ทุกวัน", "สามวัน", " ", "กรรมการ", "ลงนาม", "<b>"]),
    max_size=12,
).map("".join)
TEXTS = st.lists(WORDS, max_size=4).map("\n\n".join).map(from_plain)


@pytest.mark.req("R079", part="changed parts are shown word by word")
def test_a_changed_word_is_marked_alone():
    found = difference("<p>เดินไปตลาดทุกวัน</p>", "<p>เดินทางไปวัดและตลาดทุกวัน</p>")

    assert "<ins>" in found.html
    assert "ทุกวัน" in re.sub(r"<(ins|del)>.*?</\1>", "", found.html)
    assert found.added > 0


def test_a_paragraph_that_came_is_put_in_whole():
    found = difference("<p>ก่อน</p>", "<p>ก่อน</p><ul><li>ข้อใหม่</li></ul>")

    assert "<p>ก่อน</p>" in found.html
    assert "<ins>ข้อ" in found.html.replace("</ins><ins>", "")
    assert found.removed == 0


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_from_it(before, after):
    """Without what came it is the old text, without what went the new one."""
    html = difference(before, after).html

    old = re.sub(r"<ins>.*?</ins>", "", html, flags=re.DOTALL)
    new = re.sub(r"<del>.*?</del>", "", html, flags=re.DOTALL)

    assert bare(old) == bare(before)
    assert bare(new) == bare(after)


def bare(html):
    return re.sub(r"\s", "", plain_of(html))


@given(TEXTS)
def test_the_same_text_has_not_changed(text):
    assert difference(text, text).is_empty


@given(st.text(max_size=200), st.text(max_size=200))
def test_nothing_but_marks_and_paragraphs_comes_out(before, after):
    html = difference(clean_html(from_plain(before)), clean_html(from_plain(after))).html

    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= {"p", "h3", "ins", "del", "br"}


def test_headings_items_and_cells_are_blocks_of_their_own():
    html = "<h2>หัวข้อ</h2><p>หนึ่ง</p><ul><li>สอง</li><li><p>สาม</p></li></ul>"

    assert ["".join(row.words) for row in blocks_of(html)] == ["หัวข้อ", "หนึ่ง", "สอง", "สาม"]


def many(words, blocks):
    return "".join(f"<p>{words}{number % 3}</p>" for number in range(blocks))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<p>{'ก ' * 1900}</p>", f"<p>{'ก ข ' * 950}</p>"),
        (many("ก ข ค ง " * 170, 20), many("ข ก ง ค " * 170, 20)),
        (many("ก", 5000), many("ข", 5000)),
        (f"<p>{'1' * 60_000}</p>", f"<p>{'2' * 60_000}</p>"),
    ],
    ids=["one word", "twenty blocks", "many blocks", "digits"],
)
def test_two_wordings_made_to_be_dear_are_compared_at_once(before, after):
    """The page is open to everyone: such a pair kept a process busy for minutes."""
    began = time.process_time()
    html = difference(before, after).html

    assert time.process_time() - began < 5
    assert bare(re.sub(r"<ins>.*?</ins>", "", html, flags=re.DOTALL)) == bare(before)
    assert bare(re.sub(r"<del>.*?</del>", "", html, flags=re.DOTALL)) == bare(after)
