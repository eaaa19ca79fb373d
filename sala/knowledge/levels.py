"""The level of an item rises by a stated rule. This table is what the page shows and what the
arithmetic uses; nobody sets a level by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sala.knowledge.kinds import Result


class Level(NamedTuple):
    number: int
    name: str | Promise
    rule: str | Promise


LEVELS = (
    Level(0, _("ร่าง"), _("ยังไม่เผยแพร่")),
    Level(1, _("บอกต่อ"), _("มีคนอื่นทบทวนและเผยแพร่แล้ว")),
    Level(2, _("ลองแล้ว"), _("มีคนอื่นลองใช้แล้วได้ผลหรือได้บางส่วนอย่างน้อยหนึ่งครั้ง")),
    Level(
        3,
        _("ใช้ได้หลายที่"),
        _("ได้ผลในสองจังหวัดหรือสองหน่วยงานขึ้นไป และได้ผลไม่น้อยกว่าครึ่งของที่ลอง"),
    ),
    Level(
        4,
        _("ยกระดับจากการใช้"),
        _("ถึงระดับ 3 แล้ว และฉบับล่าสุดแก้จากผลลองใช้อย่างน้อยสองครั้ง โดยผู้อื่นทบทวน"),
    ),
)
TRIES_NAMED, PLACES = 2, 2


class Trial(NamedTuple):
    """One try-out as far as the level looks at it."""

    result: str
    place: str
    is_by_others: bool


def level_of(*, is_published: bool, trials: Iterable[Trial], tries_named: int) -> int:
    """`tries_named`: try-outs that the newest published version says it came from."""
    if not is_published:
        return 0
    by_others = [trial for trial in trials if trial.is_by_others]
    worked = [trial for trial in by_others if trial.result == Result.WORKED]
    if not any(trial.result != Result.FAILED for trial in by_others):
        return 1
    places = {trial.place for trial in worked if trial.place}
    if len(places) < PLACES or 2 * len(worked) < len(by_others):
        return 2
    return 4 if tries_named >= TRIES_NAMED else 3
