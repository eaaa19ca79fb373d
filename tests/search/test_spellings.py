"""What is typed with a slip, cut short or spelled with other marks is found as if it were not."""

from __future__ import annotations

import pytest

from sala.search.analysis import current, joined, set_apart
from sala.search.queries import search
from tests.search.conftest import ids, put, thing


def test_a_word_by_itself_outranks_the_same_letters_inside_others():
    put(
        thing(1, "งานสารบรรณและงานพัสดุ เล่าเรื่องตากลมของลุงคำ"),
        thing(2, "การตรวจนับครุภัณฑ์ประจำปีของสำนักงาน"),
        thing(3, "วันหยุดราชการประจำปีของสำนักงาน มีตารางเวร"),
        thing(4, "ระเบียบการลาของข้าราชการ วันลาพักผ่อน การลา การลา"),
    )

    assert ids("การลา")[0] == "4"


@pytest.mark.parametrize("text", ["", " ", "แผน รับมือ น้ำท่วม 2567 (ร่าง)", "ๆ...", "a b  c", "น้ำน้ำน้ำ"])
def test_words_set_apart_join_to_the_text_again(text):
    words = list(current().words(text))
    apart = set_apart(text, words)

    assert joined(apart) == text
    assert all(f"\x1f{word}\x1f" in apart for word in words)


def test_a_text_that_holds_the_border_itself_is_indexed_without_it():
    put(thing(1, "แผน\x1fรับมือ\x1fน้ำท่วม"))

    assert ids("น้ำท่วม") == ["1"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ผู้ว่าราชการจังหวัด", "1"),
        ("ผูวาราชการจังหวัด", "1"),  # no tone marks
        ("ผู้ว่าราชกรจังหวัด", "1"),  # a letter left out
        ("ผู้ว่าราชการจังห", "1"),  # not typed to its end
        ("ประชุมผู้ว่าราชการ", "1"),
        ("อบจ.", "2"),
    ],
)
def test_slips_and_beginnings_find_the_same_thing_first(typed, meant):
    put(
        thing(1, "ที่ประชุมมีผู้ว่าราชการจังหวัดเป็นประธาน"),
        thing(2, "นายก อบจ. เปิดงานประเพณีประจำปีของจังหวัด"),
        thing(3, "ราชการส่วนภูมิภาคและการจัดสรรงบประมาณ"),
    )

    assert ids(typed)[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ตรวจรบ", "ตรวจรับ"),  # the last letter but one was lost
        ("ปฏิทน", "ปฏิทิน"),
        ("เครื่องพมิพ์", "เครื่องพิมพ์"),  # another word with the same beginning stands before it
        ("ตรวจรอ", ""),  # perhaps another word
        ("ตรวจรับ", ""),
    ],
)
def test_the_spelling_that_was_meant_is_told(typed, meant):
    put(
        thing(1, "เครื่องเขียน เครื่องใช้ เครื่องพิมพ์ ของสำนักงาน"),
        thing(2, "ปฏิทินตรวจรับพัสดุหนึ่งแผ่น"),
        *(thing(n, f"งานเครื่องเสียงประจำปีครั้งที่ {n}") for n in range(3, 20)),
    )

    assert search(typed, keys={"public"}).did_you_mean == meant


@pytest.mark.parametrize("typed", ["wifi", "Wi-Fi", "ไวไฟ"])
def test_a_word_of_two_scripts_is_found_in_either(typed):
    put(thing(1, "ใช้ Wi-Fi ในสำนักงานให้ปลอดภัย"), thing(2, "สัญญาจ้างเหมาบริการ"))

    assert ids(typed) == ["1"]


def test_a_slip_is_set_right_by_visible_texts_alone():
    put(thing(1, "กรมธนารักษ์แถลงผล", audience=("community:1",)), thing(2, "ประกาศผลการสำรวจ"))

    assert search("กมรธนารักษ์", keys={"public"}).did_you_mean == ""
    assert search("กมรธนารักษ์", keys={"community:1"}).did_you_mean == "กรมธนารักษ์"
