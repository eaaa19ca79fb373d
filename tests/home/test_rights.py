from __future__ import annotations

import pytest

from sala.communities.roles import ABILITIES as ROLE_ABILITIES
from sala.communities.roles import MEMBER
from sala.core import terms
from sala.home.rights import WORDS, office_table, role_table
from sala.people.offices import ABILITIES as OFFICE_ABILITIES


@pytest.mark.req("R127")
def test_every_ability_of_the_two_tables_is_printed():
    abilities = MEMBER.union(*ROLE_ABILITIES.values(), *OFFICE_ABILITIES.values())

    assert abilities == set(WORDS)


@pytest.mark.req("R127")
def test_no_office_opens_the_content_of_a_community():
    inside = MEMBER.union(*ROLE_ABILITIES.values()) - {"commend"}

    for abilities in OFFICE_ABILITIES.values():
        assert not abilities & inside


@pytest.mark.req("R123")
def test_the_sponsor_neither_edits_nor_sees_answers():
    assert ROLE_ABILITIES["sponsor"] == {"commend"}


@pytest.mark.req("R158", part="words of the agency")
def test_the_table_speaks_the_agencys_words():
    with terms.using({"th": {"facilitator": "ผู้เอื้ออำนวย"}}):
        assert "ผู้เอื้ออำนวย" in role_table().columns
    assert len(office_table().columns) == len(OFFICE_ABILITIES)


def test_anyone_may_read_the_page(client, db):
    page = client.get("/help/rights/").content.decode()

    assert "ปิดรอบ" in page
    assert "คุณอำนวย" in page
