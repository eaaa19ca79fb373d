from __future__ import annotations

import pytest

from sala.core.permissions import ALLOWED, Refused, denied, first_refusal, require


@pytest.mark.parametrize(
    ("code", "status"), [("right.member", 403), ("state.closed", 409), ("value.empty", 422)]
)
def test_the_kind_of_a_refusal_decides_its_status(code, status):
    assert denied(code, "เหตุผล").status == status


def test_the_first_refusal_in_the_order_asked_is_the_one_told():
    first, second = denied("right.a", "ก"), denied("right.b", "ข")

    assert first_refusal(ALLOWED, first, second) is first
    assert first_refusal(ALLOWED, ALLOWED)


def test_require_raises_with_the_sentence():
    with pytest.raises(Refused, match="เหตุผล"):
        require(denied("right.member", "เหตุผล"))
