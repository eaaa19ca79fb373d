from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.timezone import now

from sala.people.clock import clear_previews


def test_a_preview_never_confirmed_is_gone_after_a_day(db):
    kept = default_storage.save("previews/list", ContentFile(b"names"))

    clear_previews(now())
    assert default_storage.exists(kept)

    clear_previews(now() + timedelta(days=1, minutes=1))
    assert not default_storage.exists(kept)
