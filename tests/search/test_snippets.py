from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.search.analysis import content, current
from sala.search.normalise import clusters, fold, may_cut, normalise
from sala.search.snippets import Map, highlighted, snippet

LETTERS = st.text(
    st.sampled_from("กนปฏบัติน้ำํ้าเเแโใไ็่๊๋์ิีุูะาฯๆ ๑๒๓ABcé\u0301\u200b\u200dﬁ👩🏽🇹🇭\n.,"), max_size=400
)
THAI_PAIRS = ("\u0e48", "\u0e34", "\u0e33", "\u0e32", "\u0e31")


@given(LETTERS, LETTERS.map(lambda text: text[:8]))
def test_pieces_join_to_the_text_and_tear_no_cluster(text, query):
    words = content(current().words(normalise(query)))
    pieces = snippet(text, [(word, 1.0) for word in words], current())
    joined = "".join(piece.text for piece in pieces if piece.text != "…")
    start = text.find(joined)
    assert start >= 0
    at = start
    for piece in pieces:
        if piece.text == "…":
            continue
        assert may_cut(text, at)
        at += len(piece.text)
        assert may_cut(text, at)
    assert "".join(piece.text for piece in highlighted(text, words)) == text


@given(LETTERS)
def test_the_way_back_from_normalised_text_covers_it(text):
    mapped = Map(text)
    begins = [mapped.begin(at) for at in range(len(mapped.text))]
    ends = [mapped.end(at) for at in range(len(mapped.text))]
    assert all(0 <= a < b <= len(text) for a, b in zip(begins, ends, strict=True))
    assert begins == sorted(begins)
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize("text", ["น้ำ", "เกาะ", "ปฏิบัติ", "ไป", "e\u0301", "👩🏽", "🇹🇭"])
def test_nothing_is_cut_inside_one_place(text):
    inner = [at for at in range(1, len(text)) if may_cut(text, at)]
    assert all(not unicodedata.category(text[at]).startswith("M") for at in inner)
    assert text not in {"ไป", "น้ำ", "👩🏽", "🇹🇭", "e\u0301"} or inner == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("เเม่", "แม่"),
        ("ที่ี", "ที่"),
        ("ท่ี", "ที่"),
        ("กก่่", "กก่"),
        ("๒๕๖๗", "2567"),
        ("Ａ\u200bb", "ab"),
    ],
)
def test_normalise_gives_one_spelling(typed, meant):
    assert normalise(typed) == meant
    assert normalise(meant) == meant


@given(LETTERS)
def test_normalise_is_stable(text):
    once = normalise(text)
    assert normalise(once) == once
    assert fold(fold(once)) == fold(once)


@pytest.mark.parametrize(
    "heap", ["\u0e4d", "\u0e31\u0e4d", "\u0e48", "\u0e31\u0e34", "\u0e48\u0e49"]
)
def test_a_heap_of_marks_does_not_cost_its_square(heap):
    """A query or a text of nothing but marks kept a process busy for hours."""
    began = time.process_time()
    normalise("น" + heap * (60_000 // len(heap)) + "ก")

    assert time.process_time() - began < 3
