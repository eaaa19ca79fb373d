from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.core.thai import clean_line, clean_text, cut, first_letter, fold_key, graphemes, phrases
from sala.core.thai.text import _CANONICAL, _normalised

THAI = "กขคงจนมรลสหอะัาำิีุู็่้์ๆเแโใไ"
written = st.text(st.sampled_from(THAI + " \n\t\u200b\ufeff\u00a0ab1๒.👩‍"), max_size=40) | st.text()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("เเปลก", "แปลก"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("กำ\u200bลัง\ufeff", "กำลัง"),
        ("\u202eดี\u202c\u00ad", "ดี"),
        ("ห้อง\u00a0 ประชุม\t2", "ห้อง ประชุม 2"),
        ("ทีี่", "ที่"),
        ("\x00ดี\x07", "ดี"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)
def test_one_canonical_form(typed, stored):
    assert clean_line(typed) == stored
    assert clean_text(typed) == stored


@given(
    st.text(st.sampled_from("กขนรสอะัาำิีุู็่้์ฯๆเแโใไ ab.1๒–"), max_size=12)
    | st.lists(
        st.sampled_from(["น้ำ", "เกาะ", "ที่", "เด็ก", "a", " ", "สิทธิ์", "ๆ", "ำ", "ะ", "เ", "่"])
    ).map("".join)
)
def test_the_quick_way_only_passes_what_is_canonical(text):
    if _CANONICAL.fullmatch(text):
        assert _normalised(text) == text


def test_ordinary_thai_takes_the_quick_way():
    for text in ("นางสาวอนงค์ ใจดี", "สำนักงานปลัดกระทรวง (กลาง) 2569", "เกาะเต่า สิทธิ์ เด็ก ๆ"):
        assert _CANONICAL.fullmatch(text)


def test_lines_and_one_blank_line_survive():
    assert clean_text(" ก  ข \r\n\r\n\r\n\r\nค\u2028ง \n") == "ก ข\n\nค\nง"
    assert clean_line("ก\nข\r\n ค") == "ก ข ค"


@given(written)
def test_cleaning_twice_changes_nothing(text):
    for clean in (clean_line, clean_text, fold_key):
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert "\u200b" not in once


@pytest.mark.req("R071", part="which names count as the same")
def test_the_same_name_however_typed():
    assert fold_key("ต้มยำ") == fold_key(" ต้ม  ยํา ") == fold_key("ต้ม\u200bยำ")
    assert fold_key("กลุ่ม ๑ Green  Tea") == fold_key("กลุ่ม1 green tea")
    assert fold_key("green tea") != fold_key("greentea")
    assert fold_key("ต้มยำ") != fold_key("ต้มย่ำ")


def test_graphemes_are_what_a_reader_counts():
    assert graphemes("น้ำกี่") == ["น้ำ", "กี่"]
    assert graphemes("👨‍👩‍👧🇹🇭é") == ["👨‍👩‍👧", "🇹🇭", "é"]
    assert graphemes("") == []


def test_cut_keeps_clusters_and_leading_vowels_whole():
    assert cut("สำคัญมาก", 4) == "สำคัญ…"
    assert cut("น้ำดี", 2) == "น้ำดี"
    assert cut("น้ำใจไทย", 4) == "น้ำใจ…"
    assert cut("ดีเก่า", 3) == "ดี…"


@given(written, st.integers(1, 12))
def test_cut_never_exceeds_nor_splits(text, length):
    shown = cut(text, length)
    assert len(graphemes(shown)) <= length or shown == text
    kept = graphemes(shown.removesuffix("…"))
    assert kept == graphemes(text)[: len(kept)]


@pytest.mark.parametrize(
    ("name", "letter"),
    [("เอื้อ", "อ"), ("ไก่", "ก"), ("อนงค์", "อ"), ("somchai", "S"), ("(ใหญ่)", "ห"), ("", "?")],
)
def test_the_letter_of_a_badge_is_a_consonant(name, letter):
    assert first_letter(name) == letter


def test_phrases_end_where_the_writer_pauses():
    assert phrases("ประชุม (ครั้งแรก) ที่ขอนแก่น\nเช้า") == ["ประชุม", "ครั้งแรก", "ที่ขอนแก่น", "เช้า"]


HEAPS = ["\u0e48", "\u0e48\u0e49", "\u0e31\u0e34", "\u0e33", "ะา", "\u0e48\u200b", "กา", "ก\u0e48 "]


@pytest.mark.parametrize("heap", HEAPS)
def test_a_heap_of_signs_does_not_cost_its_square(heap):
    """Sixty thousand tone marks in one word took minutes."""
    began = time.process_time()
    cleaned = clean_line("น้ำ" + heap * (60_000 // len(heap)))

    assert time.process_time() - began < 5
    assert cleaned.startswith("น")
    assert clean_line(cleaned) == cleaned
