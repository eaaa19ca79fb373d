from __future__ import annotations

import pytest
from django.utils.translation import override

from sala.knowledge.licences import DEFAULT, Licence, may_adapt, terms_of

OTHERS = {"is_owner": False, "is_same_agency": False}


@pytest.mark.req("R102", part="the licences")
def test_six_licences_of_the_commons_two_of_our_own():
    signs = [terms_of(code).sign for code in Licence.values]
    assert len([sign for sign in signs if sign.startswith("CC BY")]) == 6
    assert signs.count("") == 2
    assert terms_of("by-nc-nd").label == "ครีเอทีฟคอมมอนส์ แสดงที่มา-ไม่ใช้เพื่อการค้า-ไม่ดัดแปลง"
    assert terms_of("by-nc-nd").deed == "https://creativecommons.org/licenses/by-nc-nd/4.0/deed.th"
    with override("en"):
        assert terms_of("by").deed.endswith("deed.en")


@pytest.mark.req("I16", part="the rule")
@pytest.mark.parametrize("code", ["by-nd", "by-nc-nd"])
def test_no_derivatives_stops_others_and_never_the_owner(code):
    refused = may_adapt(code, is_owner=False, is_same_agency=True)
    assert not refused
    assert refused.code == "right.no_derivatives"
    assert "ไม่ดัดแปลง" in refused.reason
    assert may_adapt(code, is_owner=True, is_same_agency=False)


@pytest.mark.parametrize("code", ["by", "by-sa", "by-nc", "by-nc-sa"])
def test_the_other_licences_of_the_commons_let_everybody_adapt(code):
    assert may_adapt(code, **OTHERS)


def test_the_default_lets_the_agency_adapt_and_nobody_else():
    assert may_adapt(DEFAULT, is_owner=False, is_same_agency=True)
    assert not may_adapt(DEFAULT, **OTHERS)


@pytest.mark.parametrize("code", ["reserved", "", "made-up"])
def test_reserved_and_unknown_let_nobody_adapt(code):
    assert not may_adapt(code, is_owner=False, is_same_agency=True)
    assert terms_of(code).code == "reserved"
