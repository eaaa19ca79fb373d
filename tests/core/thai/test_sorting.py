from __future__ import annotations

import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import collate

from sala.core.thai import SORT_KEY_LENGTH, sort_key

# As ICU 72 orders them under the locale th.
ICU_ORDER = """
กา ก่า ก้า ก๊า ก๋า กิ่งก้อย เก เก็ง เก่ง เก้ง เก๋ง แก แก้ว ไก ไก่ ขลึง ของเก่า ข้อเด่น ขะแจะ ขา ข้าวนาปี ข้าวเบือ
คนเจ็บ คนทีเขมา ความลาด คอร์ท คุ้ย โครกครอก งานจร จวนตาย จับหลัก จิตบำบัด แจ่มแจ้ง ฉลองได ช่วงตัว โชยงการ ซีร็อกซ์
เซาะ ดิบดี ตะกร้อ ตาทิพย์ ทิ้งทาน ที่ปรก ธำมรงค์ นา นำ น้ำ เน่ง แน่ว บดีวรดา บาศก์ โบ้ ปกเกศ ประกอบ ปิดตาย ปูด
เปน เป็น แปง แป้ง โป่งดิน โป๊ว ผลุนผลัน แผ่ออก มรกต มาโกโตะ ม้าย่อง มาลาตี แม่โพสพ โมห โมหจริต ยาหม่อง รอบด้าน
รุ่ง แรงลม ฤดู ลา ลำ ล้ำ วงเงิน วัตฟอร์ด วิปริต เวโรจน์ ส่งออก สแตนเลย์ สรร สระ สหชาต สะ สะบัด สัง สั่ง สังข์ เสียผี
หน้านวล หมากเก็บ หลาหละ เห็นตำตา อสีติ อาเซ็ม แอ๋ แอ็กติ้ง
""".split()  # noqa: SIM905 -- a paragraph of words is easier to read


def in_order(words):
    return sorted(words, key=sort_key)


def test_dictionary_order_as_icu_has_it():
    shuffled = random.Random(3).sample(ICU_ORDER, len(ICU_ORDER))
    assert in_order(shuffled) == ICU_ORDER


def test_agrees_with_pythainlp_where_that_looks_at_all_letters():
    words = ["ขา", "แก", "เก", "กา", "ไก่", "เกิด", "หมู", "วัว", "วันที่", "เป็ด"]
    assert in_order(words) == collate(words)


def test_names_sort_by_given_name_then_family_name():
    assert in_order(["กานดา ก", "กา หอม", "กา แก้ว"]) == ["กา แก้ว", "กา หอม", "กานดา ก"]


def test_numbers_sort_by_value_in_either_digits():
    assert in_order(["ครั้งที่ 10", "ครั้งที่ ๙", "ครั้งที่ 2"]) == ["ครั้งที่ 2", "ครั้งที่ ๙", "ครั้งที่ 10"]
    assert sort_key("ครั้งที่ ๐๙") == sort_key("ครั้งที่ 9")


def test_thai_before_latin_and_case_last():
    assert in_order(["b", "a", "A", "ฮา", "é", "e", "Z"]) == ["ฮา", "a", "A", "b", "e", "é", "Z"]


def test_invisible_differences_do_not_count():
    assert sort_key("นํ้า\u200b") == sort_key("น้ำ")


@given(st.text())
def test_only_hexadecimal_digits_and_bounded(text):
    key = sort_key(text)
    assert set(key) <= set("0123456789abcdef")
    assert len(key) <= SORT_KEY_LENGTH


@given(st.lists(st.sampled_from(ICU_ORDER), min_size=2, max_size=8))
def test_a_longer_word_follows_its_beginning(words):
    assert sort_key(words[0]) < sort_key("".join(words[:2]))


@pytest.mark.django_db
def test_the_database_orders_by_the_key_like_python():

    keys = [sort_key(word) for word in random.Random(5).sample(ICU_ORDER, len(ICU_ORDER))]
    rows = " UNION ALL ".join(["SELECT %s AS k"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT k FROM ({rows}) AS t ORDER BY k", keys)  # noqa: S608
        assert [row[0] for row in cursor.fetchall()] == sorted(keys)
