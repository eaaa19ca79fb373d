"""Keeping the words of a search: what means the same, and what was looked for in vain."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from sala.core.locking import require_version
from sala.core.permissions import denied, require
from sala.home.rules import can_keep_words
from sala.journal.actions import record
from sala.people.models import Person
from sala.search.models import MissedQuery, SynonymGroup


@transaction.atomic
def add_synonyms(words: Sequence[str], *, by: Person) -> SynonymGroup:
    require(can_keep_words(by))
    group = SynonymGroup.objects.create(agency=str(by.agency_id), words=_sound(words))
    _record("home.synonyms_set", group, by)
    return group


@transaction.atomic
def change_synonyms(
    group: SynonymGroup, words: Sequence[str], *, seen: int, by: Person
) -> SynonymGroup:
    """Word a group anew; a shared one is worded anew for the agency of who does it alone."""
    require(can_keep_words(by))
    group = _own(group, by)
    require_version(group, seen, {"words": "\n".join(words)})
    group.words, group.is_active = _sound(words), True
    group.version += 1
    group.save(update_fields=["words", "is_active", "version"])
    _record("home.synonyms_set", group, by)
    return group


@transaction.atomic
def drop_synonyms(group: SynonymGroup, *, by: Person) -> None:
    """The words mean the same no longer: a group of one's own goes, a shared one rests."""
    require(can_keep_words(by))
    if group.agency and group.replaces_id is None:
        _record("home.synonyms_dropped", group, by)
        group.delete()
        return
    own = _own(group, by)
    own.is_active = False
    own.version += 1
    own.save(update_fields=["is_active", "version"])
    _record("home.synonyms_dropped", own, by)


@transaction.atomic
def restore_synonyms(group: SynonymGroup, *, by: Person) -> None:
    """Back to the shared wording."""
    require(can_keep_words(by))
    if group.replaces_id is None:
        require(denied("state.shared_words", _("กลุ่มคำนี้ไม่มีคำเดิมให้กลับไปใช้")))
    _record("home.synonyms_restored", group, by)
    group.delete()


@transaction.atomic
def settle_missed(missed: MissedQuery, *, by: Person) -> None:
    """Seen to: it leaves the list until somebody looks for it in vain again."""
    require(can_keep_words(by))
    missed.delete()


def _own(group: SynonymGroup, by: Person) -> SynonymGroup:
    """The agency's own row, locked; made of the shared one when there is none yet."""
    agency = str(by.agency_id)
    if group.agency == agency:
        return SynonymGroup.objects.select_for_update().get(pk=group.pk)
    own, _new = SynonymGroup.objects.select_for_update().get_or_create(
        agency=agency,
        replaces=group,
        defaults={"words": group.words, "version": group.version},
    )
    return own


def _sound(words: Sequence[str]) -> list[str]:
    kept = list(dict.fromkeys(word for word in words if word))
    if len(kept) < 2:
        require(denied("value.synonyms", _("ใส่อย่างน้อยสองคำที่ความหมายเดียวกัน บรรทัดละคำ")))
    return kept


def _record(verb: str, group: SynonymGroup, by: Person) -> None:
    record(verb, group, place=by.agency, by=by, audience=f"agency:{by.agency_id}")
