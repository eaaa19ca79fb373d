from __future__ import annotations

from collections import Counter

from sala.mail.audit import audit
from sala.mail.models import IncomingMail


def test_the_facilitator_finds_mail_of_every_outcome(demonstration):
    states = Counter(IncomingMail.objects.values_list("state", flat=True))
    assert states == {"held": 2, "posted": 1, "ignored": 1, "rejected": 1}
    assert audit().is_clean
