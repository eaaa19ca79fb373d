from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from sala.core.licences import USUAL
from sala.knowledge.actions.books import BookText, main_book, make_book
from sala.knowledge.actions.notes import NoteText, edit_note, write_note
from sala.knowledge.actions.writing import Beginning, begin_asset
from sala.knowledge.licences import DEFAULT, Licence, may_adapt, terms_of
from sala.publishing.actions.collections import CollectionText, begin_collection
from tests.people.routes import agency_data

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


@pytest.mark.req("R102")
def test_new_texts_begin_with_the_licence_the_agency_has_set(
    client, community, boon, anong, duangjai, km_team
):
    before = write_note(main_book(boon), NoteText("ก่อน", "<p>ก</p>"), by=boon)
    client.force_login(km_team)
    answer = client.post(reverse("people:agency"), agency_data(None) | {"default_licence": "by-sa"})
    assert answer.status_code == 302

    after = write_note(main_book(boon), NoteText("หลัง", "<p>ก</p>"), by=boon)
    item = begin_asset(Beginning("note", "เรื่องใหม่", community), by=boon)
    own = make_book(BookText("สมุดของฉัน", licence="by-nc"), by=boon)
    chosen = write_note(own, NoteText("ในสมุด", "<p>ก</p>"), by=boon)
    made = begin_collection(CollectionText("เล่มใหม่", "community"), by=anong, community=community)
    elsewhere = write_note(main_book(duangjai), NoteText("ที่อื่น", "<p>ก</p>"), by=duangjai)

    rows = (before, after, item, chosen, made, elsewhere)
    assert [row.licence for row in rows] == ["agency", "by-sa", "by-sa", "by-nc", "by-sa", "agency"]
    client.force_login(boon)
    form = client.get("/notes/new/").content.decode()
    assert '<option value="by-sa" selected>' in form
    edit_note(before, NoteText("ก่อน", "<p>ข</p>"), seen=1, by=boon)
    before.refresh_from_db()
    assert before.licence == "agency"


@pytest.mark.req("R102", part="the default lets colleagues adapt")
def test_an_agency_begins_its_texts_with_none_that_stops_colleagues(client, km_team):
    assert all(may_adapt(kind, is_owner=False, is_same_agency=True) for kind in USUAL)
    client.force_login(km_team)
    for stopping in sorted(set(Licence) - set(USUAL)):
        data = agency_data(None) | {"default_licence": stopping}
        assert client.post(reverse("people:agency"), data).status_code == 422, stopping
