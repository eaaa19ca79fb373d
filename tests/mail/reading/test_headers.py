"""Header fields: what Python's own parser leaves broken comes out right."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sala.mail.reading.headers import (
    addresses,
    decode_field,
    from_base64,
    one_line,
    parameters,
    split_fields,
)
from sala.mail.reading.reasons import UnreadableError

NAME = "สมชาย ใจดี"


@given(
    st.integers(1, 40),
    st.sampled_from(["utf-8", "windows-874"]),
    st.sampled_from(["", " ", "\r\n "]),
)
def test_characters_cut_between_words_heal(size: int, charset: str, gap: str) -> None:
    data = NAME.encode("cp874" if charset != "utf-8" else charset)
    words = [
        f"=?{charset}?B?{base64.b64encode(data[at : at + size]).decode()}?="
        for at in range(0, len(data), size)
    ]
    assert decode_field(gap.join(words).encode()) == (NAME, True)


@given(st.binary(max_size=200))
def test_base64_of_any_length_is_read(data: bytes) -> None:
    assert from_base64(base64.encodebytes(data)) == data
    assert from_base64(base64.b64encode(data).rstrip(b"=")) == data


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("a@x.example", "", "a@x.example"),
        ("<a@x.example>", "", "a@x.example"),
        ("สมชาย <a@x.example>", "สมชาย", "a@x.example"),
        ('"ใจดี, สมชาย" <a@x.example>', "ใจดี, สมชาย", "a@x.example"),
        ('"a \\"b\\" c" <a@x.example>', 'a "b" c', "a@x.example"),
        ("a@x.example (สมชาย)", "สมชาย", "a@x.example"),
        ("สมชาย (รพ.) <a@x.example>", "สมชาย (รพ.)", "a@x.example"),
        ("km-bounces+b=y.example@x.example", "", "km-bounces+b=y.example@x.example"),
        ("<mailto:a@x.example>", "", "a@x.example"),
    ],
)
def test_one_mailbox(value: str, name: str, address: str) -> None:
    for codec in ("utf-8", "cp874"):
        (found,) = addresses(value.encode(codec))
        assert (found.name, found.address, found.sure) == (name, address, True)


def test_several_mailboxes_and_none() -> None:
    assert [found.address for found in addresses(b"a@x.example, B <b@x.example>; c@x.example")] == [
        "a@x.example",
        "b@x.example",
        "c@x.example",
    ]
    assert addresses(b"undisclosed-recipients:;") == []
    assert addresses(b"") == []


def test_parameters_of_every_kind() -> None:
    value = b"Text/Plain; Charset=\"TIS-620\"; name*0*=utf-8''%E0%B8; name*1*=%81.pdf; x=a\\ b"
    kind, found = parameters(value)
    assert kind == "text/plain"
    assert (found["charset"], found["name"]) == ("TIS-620", "ก.pdf")


def test_a_decoded_line_break_that_begins_a_field_is_refused() -> None:
    assert one_line("ประชุม\r\n ครั้งที่ 4") == "ประชุม ครั้งที่ 4"
    with pytest.raises(UnreadableError):
        one_line("ประชุม\r\nBcc: x@y.example")


def test_fields_are_unfolded_and_strangers_left_out() -> None:
    found = split_fields(b"A: 1\r\n 2\r\nno field\r\nB:3\r\n")
    assert [key for key, _ in found.fields] == ["a", "b"]
    assert found.text("a") == "1 2"
