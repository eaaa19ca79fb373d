"""Bytes to text: the label is believed only where the bytes do not contradict it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.mail.reading.charsets import decode, is_wrecked

SENTENCE = "เรียน ทุกท่าน ขอเชิญประชุมวันที่ ๑๒ มีนาคม “ห้อง 2”"
LABELS = ["windows-874", "TIS-620", "iso-8859-11", "utf-8", "us-ascii", "iso-8859-1", "big5", None]

thai_words = st.lists(
    st.sampled_from(
        [
            "ประชุม",
            "ความรู้",
            "น้ำ",
            "ผู้ใหญ่",
            "เรื่อง",
            "ครับ",
            "ก็",
            "ใหญ่",
            "ฯลฯ",
            "ๆ",
            "2569",
            "ok",
            "(ร่าง)",
        ]
    ),
    min_size=2,
).map(" ".join)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("codec", ["cp874", "utf-8"])
def test_thai_survives_any_label(codec: str, label: str | None) -> None:
    assert decode(SENTENCE.encode(codec), label) == (SENTENCE, True)


@given(thai_words, st.sampled_from(["cp874", "utf-8"]), st.sampled_from(LABELS[:6]))
def test_thai_is_never_mangled(text: str, codec: str, label: str | None) -> None:
    found = decode(text.encode(codec), label)
    assert found.text == text or not found.sure


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ("这是一个没有标明编码的邮件".encode("gbk"), None),
        ("Привет всем".encode("koi8-r"), None),
        (b"25\xb0C caf\xe9", None),
        (bytes(range(128, 256)), "tis-620"),
        ("Le café à Genève".encode("latin-1"), "windows-874"),
    ],
)
def test_a_doubt_is_said(data: bytes, label: str | None) -> None:
    assert not decode(data, label).sure


def test_other_languages_keep_their_label() -> None:
    assert decode("ありがとう".encode("iso-2022-jp"), "iso-2022-jp") == ("ありがとう", True)
    assert decode("Привет всем".encode("koi8-r"), "koi8-r") == ("Привет всем", True)
    assert decode("café".encode("latin-1"), "iso-8859-1") == ("café", True)


def test_text_encoded_twice_is_undone() -> None:
    twice = SENTENCE.replace("“", "").replace("”", "").encode().decode("latin-1")
    assert decode(twice.encode(), "utf-8").text == SENTENCE.replace("“", "").replace("”", "")


def test_question_marks_are_no_letters() -> None:
    assert is_wrecked("???? ????????? ??????")
    assert not is_wrecked("จริงหรือ????????????")
    assert not is_wrecked("Really??? When???")
