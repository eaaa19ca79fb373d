"""A guest is in the house for a community and a time; the staff list is not a guest's to read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests.factories.people import PersonFactory, PostingFactory, UnitFactory


@pytest.mark.req("I08", part="the staff list and guests")
@pytest.mark.parametrize("days", [2, -2])
def test_a_guest_reads_no_staff_list(client, agency, anong, days):
    unit = UnitFactory(agency=agency)
    PostingFactory(person=anong, unit=unit)
    guest = PersonFactory(
        agency=agency, is_guest=True, guest_until=localdate() + timedelta(days=days)
    )
    client.force_login(guest)
    for address in ("/people/", "/people/?q=อนงค์", "/p/anong/", f"/units/{unit.pk}/"):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert anong.family_name not in answer.content.decode()
    assert client.get(f"/p/{guest.handle}/").status_code == 200
    assert 'href="/people/"' not in client.get("/").content.decode()
