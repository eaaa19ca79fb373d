"""What happened, read from the journal: sentences with the names of those who acted."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from sala.core.registries import verbs
from sala.journal.models import Line
from sala.people.keys import keys_of
from sala.people.models import Person


class Happening(NamedTuple):
    at: datetime
    sentence: str
    via: str


def happenings(person: Any, place: Model, *, limit: int = 12) -> list[Happening]:
    """The newest lines about a place which the person may see; three queries at the most."""
    rows = Line.objects.visible_to(keys_of(person)).about(place).select_related("actor")
    lines = list(rows[:limit])
    names = _subject_names(lines)
    return [
        Happening(line.at, _sentence(line, names), _via(line.via))
        for line in lines
        if verbs.get(line.verb) is not None
    ]


def _sentence(line: Line, names: dict[tuple[str, int], str]) -> str:
    verb = verbs.get(line.verb)
    actor = line.actor.polite_name if isinstance(line.actor, Person) else _("ระบบ")
    subject = names.get((line.subject_label, line.subject_id), "")
    return verb.sentence() % {"actor": actor, "subject": subject} if verb else ""


def _subject_names(lines: list[Line]) -> dict[tuple[str, int], str]:
    """The names of things that have one: one query a kind of thing."""
    wanted: dict[str, set[int]] = {}
    for line in lines:
        wanted.setdefault(line.subject_label, set()).add(line.subject_id)
    names: dict[tuple[str, int], str] = {}
    for label, ids in wanted.items():
        model = apps.get_model(label)
        parents = [name for name in ("person", "session", "cycle") if _has(model, name)]
        rows = model._default_manager.filter(pk__in=ids).select_related(*parents)
        names |= {(label, row.pk): _name(row) for row in rows}
    return names


def _has(model: type[Model], name: str) -> bool:
    return any(field.name == name and field.many_to_one for field in model._meta.concrete_fields)


def _name(thing: Any) -> str:
    for name in ("title", "name"):
        if isinstance(getattr(thing, name, None), str):
            return str(getattr(thing, name))
    person = getattr(thing, "person", None)
    return person.full_name if person is not None else str(thing)


def _via(via: str) -> str:
    words = {
        "link": _("ทางลิงก์ในจดหมาย"),
        "mail": _("ทางจดหมาย"),
        "paper": _("จากกระดาษ"),
        "interview": _("จากการสัมภาษณ์"),
        "import": _("จากการนำเข้า"),
    }
    return words.get(via, "")
