"""Links in letters: they open what their reader may see now, not what could be seen then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from sala.mail.links import token_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("purpose", ["rsvp", "commit"])
@pytest.mark.req("R020", part="who left finds nothing at an old link")
def test_who_left_finds_nothing_at_an_old_link(client, session, boon, community, purpose):
    address = f"/l/{token_for(purpose, boon.pk, session.pk)}/"
    assert session.title in client.get(address).content.decode()

    boon.memberships.update(left_at=now())
    boon.enrolments.all().delete()

    answer = client.get(address)
    assert answer.status_code == 404
    assert session.title not in answer.content.decode()


def test_a_guest_whose_last_day_is_over_finds_nothing(client, session, boon, community):
    boon.is_guest, boon.guest_until = True, localdate()
    boon.save()
    client.force_login(boon)
    assert client.get(f"/s/{session.number}/").status_code == 200

    boon.guest_until = localdate() - timedelta(days=1)
    boon.save()

    assert client.get(f"/s/{session.number}/").status_code == 404
    assert client.get(f"/c/{community.number}/people/").status_code == 404
    assert client.get(f"/l/{token_for('rsvp', boon.pk, session.pk)}/").status_code == 404
