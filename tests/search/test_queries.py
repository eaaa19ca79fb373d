from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sala.search.actions import remove
from sala.search.analysis import current
from sala.search.plan import ask
from sala.search.queries import search, suggest
from tests.search.conftest import ids, put, thing
from tests.search.texts import EVERYDAY_WORDS, PARAGRAPHS


@pytest.mark.req("R084", part="search")
@pytest.mark.parametrize("word", EVERYDAY_WORDS)
def test_everyday_words_are_found_wherever_they_stand(word):
    put(*(thing(n, text) for n, text in enumerate(PARAGRAPHS)))

    holding = {str(n) for n, text in enumerate(PARAGRAPHS) if word in text}

    assert holding
    assert holding <= set(ids(word))


@pytest.mark.req("R084", part="search")
def test_a_word_is_found_inside_an_unspaced_run():
    put(thing(1, "รายชื่อชุมชนนักปฏิบัติของหน่วยงาน"), thing(2, "การจัดซื้อครุภัณฑ์"))

    assert ids("นักปฏิบัติ") == ["1"]


@pytest.mark.req("R113")
def test_abbreviation_finds_the_full_words_and_the_other_way_round():
    put(
        thing(1, "เวทีแลกเปลี่ยนเรียนรู้ของจังหวัด"),
        thing(2, "บันทึกการลปรร. ครั้งที่ 3"),
        thing(3, "ระเบียบงานพัสดุ"),
    )

    assert set(ids("ลปรร")) == set(ids("ลปรร.")) == {"1", "2"}
    assert set(ids("แลกเปลี่ยนเรียนรู้")) == {"1", "2"}


@pytest.mark.req("R113")
@pytest.mark.parametrize("query", ["CoP", "cops", "ชุมชนนักปฏิบัติ", "ชุมนุมนักปฏิบัติ", "ชุมชนแนวปฏิบัติ"])
def test_every_name_of_a_community_of_practice_finds_the_others(query):
    put(
        thing(1, "การจัดตั้งชุมชนนักปฏิบัติ"),
        thing(2, "ชุมนุมนักปฏิบัติงานพัสดุ"),
        thing(3, "รู้จัก CoPs ใน 5 นาที"),
        thing(4, "ชุมชนแนวปฏิบัติของ สคร"),
        thing(5, "copy ไฟล์ไปยังเครื่องอื่น"),
    )

    assert set(ids(query)) == {"1", "2", "3", "4"}


def test_spelling_of_marks_digits_and_hidden_letters_does_not_matter():
    put(thing(1, "แผนรับมือน้ำท่วม ปี ๒๕๖๗"), thing(2, "แผนรับมือภัยแล้ง"))

    for query in ["น้ำท่วม 2567", "นํ้าท่วม 2567", "น้ํา\u200bท่วม ๒๕๖๗", "นำท่วม"]:
        assert ids(query)[0] == "1"
    assert ids("เเผนรับมือ") == ["2", "1"]


@pytest.mark.parametrize(
    "query", ["", "   ", "...", "\u200b", "ก", "ๆ", '"', "a" * 5000, "' OR 1=1 --"]
)
def test_strange_queries_answer_without_fault(query):
    put(thing(1, "แผนรับมือน้ำท่วม"))

    assert search(query, keys={"public"}).total <= 1


def test_short_words_are_found_inside_others():
    put(
        thing(1, "การเลี้ยงกบในบ่อ"),
        thing(2, "ทะเลสาบและภูเขา"),
        thing(3, "คลังน้ำดิบ"),
        thing(4, "KM วันละนิด"),
    )

    assert ids("กบ") == ["1"]
    assert ids("น้ำ") == ["3"]
    assert ids("km") == ["4"]


def test_title_outranks_text():
    put(
        thing(1, "เล่าเรื่องทั่วไปและกล่าวถึงงานพัสดุไว้ตอนท้าย", title="บันทึกประจำเดือน"),
        thing(2, "เล่าเรื่องทั่วไปและกล่าวถึงระเบียบไว้ตอนท้าย", title="งานพัสดุ"),
    )

    assert ids("งานพัสดุ") == ["2", "1"]


def test_filters_facets_sort_and_pages():
    put(
        *(
            thing(
                n,
                "บทเรียนงานสารบรรณ",
                type="note" if n % 2 else "asset",
                facets={"fiscal_year": [2568 + n % 3], "area": [1, 2]},
                happened_at=datetime(2026, 1, 1 + n, tzinfo=UTC),
            )
            for n in range(25)
        )
    )

    first = search("สารบรรณ", keys={"public"}, sort="date")
    assert (first.total, first.page_count, len(first.hits)) == (25, 3, 10)
    assert [hit.object_id for hit in first.hits[:3]] == ["24", "23", "22"]
    assert {row.value: row.count for row in first.facets["type"]} == {"asset": 13, "note": 12}
    assert {row.value: row.count for row in first.facets["area"]} == {"1": 25, "2": 25}
    notes = search("สารบรรณ", keys={"public"}, filters={"type": ["note"], "fiscal_year": [2568]})
    assert notes.total == sum(1 for n in range(25) if n % 2 and n % 3 == 0)
    assert search("สารบรรณ", keys={"public"}, page=99).page == 3


def test_what_is_removed_or_changed_is_no_longer_found():
    put(thing(1, "คู่มืองานทะเบียน"), thing(2, "คู่มืองานทะเบียน"))
    remove("test.thing", 1)
    put(thing(2, "คู่มืองานการเงิน"))

    assert ids("ทะเบียน") == []
    assert ids("การเงิน") == ["2"]


def test_several_audiences_show_a_thing_once():
    put(thing(1, "สรุปเวทีเสวนา", audience=("community:1", "community:2")))

    assert ids("เสวนา", keys={"community:1", "community:2"}) == ["1"]
    assert ids("เสวนา", keys={"community:2"}) == ["1"]
    assert ids("เสวนา", keys={"community:3"}) == []


def test_suggestions_are_titles_that_hold_what_was_typed():
    put(
        thing(1, "", title="คู่มืองานพัสดุ"),
        thing(2, "", title="งานพัสดุเบื้องต้น"),
        thing(3, "", title="งานพัสดุลับ", audience=("community:1",)),
    )

    assert suggest("งานพัส", keys={"public"}) == ["งานพัสดุเบื้องต้น", "คู่มืองานพัสดุ"]
    assert suggest("งา", keys={"public"}) == ["งานพัสดุเบื้องต้น", "คู่มืองานพัสดุ"]
    assert suggest("", keys={"public"}) == []


WORDS = ["พัสดุ", "น้ำท่วม", "งบประมาณ", "สารบรรณ", "ชุมชนนักปฏิบัติ", "ลปรร", "ครู", "ภัยแล้ง", "KM", "2567"]
KEYS = ["public", "agency:1", "community:1", "community:2", "person:9"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join)
THINGS = st.lists(
    st.tuples(TEXTS, TEXTS, st.frozensets(st.sampled_from(KEYS), min_size=1, max_size=3)),
    min_size=1,
    max_size=12,
)


@pytest.mark.req("I08", part="search")
class LeakTest(TestCase):
    """What a person is told is the same whether or not hidden things exist."""

    @given(
        THINGS, st.frozensets(st.sampled_from(KEYS)), TEXTS, st.sampled_from(["relevance", "date"])
    )
    def test_hidden_things_change_nothing(self, rows, keys, query, sort):
        things = [thing(n, x, title=t, audience=who) for n, (t, x, who) in enumerate(rows)]
        seen = [one for one in things if one.audience & keys]
        put(*seen)
        alone = self._answers(query, keys, sort)
        put(*things)
        among = self._answers(query, keys, sort)

        assert among == alone
        assert set(among[1]) <= {str(one.object_id) for one in seen}

    def _answers(self, query, keys, sort):
        results = search(query, keys=keys, sort=sort, page_size=100)
        found = [hit.object_id for hit in results.hits]
        told = results.total, results.facets, results.did_you_mean, results.hits
        return told, found, suggest(query[:4], keys=keys)


def test_highlights_are_in_the_original_spelling():
    put(thing(1, "สรุปเหตุการณ์นํ้าท่วม ปี ๒๕๖๗ ในพื้นที่"))

    hit = search("น้ำท่วม 2567", keys={"public"}).hits[0]

    assert [piece.text for piece in hit.snippet if piece.is_hit] == ["นํ้าท่วม", "๒๕๖๗"]
    assert (
        re.sub("^…|…$", "", "".join(p.text for p in hit.snippet)) == "สรุปเหตุการณ์นํ้าท่วม ปี ๒๕๖๗ ในพื้นที่"
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("กนมธนารักษ์", "กรมธนารักษ์"),
        ("กรมธนารักษ", ""),
        ("กมรธนารักษ์ แถลง", "กรมธนารักษ์ แถลง"),
        ("กรมธนารักษ์", ""),
        ("กรมธนารัก", ""),
    ],
)
def test_did_you_mean_offers_what_stands_in_visible_texts(typed, meant):
    put(
        thing(1, "กรมธนารักษ์แถลงผลการสำรวจที่ราชพัสดุ"),
        thing(2, "คู่มือการเช่าที่ราชพัสดุของกรมธนารักษ์"),
        thing(3, "กนมธนารักษา", audience=("community:1",)),
    )

    results = search(typed, keys={"public"})

    assert results.did_you_mean == meant
    assert {"1", "2"} == {hit.object_id for hit in results.hits}


def test_words_that_ask_make_no_trigrams():
    asked = ask("ราคาของที่ดินคือเท่าไหร่", current())
    told = ask("ราคาของที่ดิน", current())

    assert not any("ไหร" in gram or "คือ" in gram for gram in asked.grams)
    assert "องท" in told.grams  # what is no question is taken as it was typed
    assert ask("คืออะไร", current()).grams
