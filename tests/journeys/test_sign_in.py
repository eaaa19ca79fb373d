"""Signing in: the first page of most people, on a phone and at a desk."""

from __future__ import annotations

import pytest

from tests.factories.people import PersonFactory


@pytest.fixture
def napha(transactional_db):
    person = PersonFactory(handle="napha", given_name="นภา", email="napha@example.go.th")
    person.set_password("ศาลากลางน้ำ-2569")
    person.save()
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_a_person_signs_in_with_address_and_password(journey, napha, screen):
    visitor = getattr(journey, screen)("member")
    visitor.open("/account/login/")

    visitor.fill("อีเมล", napha.email)
    visitor.fill("รหัสผ่าน", "ผิดแน่นอน-2569")
    visitor.tap("เข้าสู่ระบบ", within="main")
    visitor.see("ไม่ถูกต้อง")

    visitor.fill("รหัสผ่าน", "ศาลากลางน้ำ-2569")
    visitor.tap("เข้าสู่ระบบ", within="main")

    assert visitor.path == "/"
