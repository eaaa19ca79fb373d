"""Who is told of a report, and of what became of it. The reporter is named to nobody."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sala.notices.actions import tell
from sala.people.models import Person
from sala.talk.models import Ruling
from sala.talk.telling_comments import km_team_of, moderators_of
from sala.talk.written import Written


def judges_of(written: Written) -> list[Person]:
    """The moderators, but for who wrote the words."""
    return [one for one in moderators_of(written) if one.pk != written.row.author_id]


def tell_reported(written: Written, *, by: Person, to_office: bool) -> None:
    """Who may decide, but for who reported."""
    judges = km_team_of(written.agency_id) if to_office else judges_of(written)
    people = [one for one in judges if one.pk not in {written.row.author_id, by.pk}]
    if people:
        tell(
            people,
            "talk.reported",
            written.row,
            url=reverse("talk:moderation"),
            audience="personal",
            title=written.title,
        )


def tell_ruled(written: Written, reporters: Sequence[Person], ruling: str, why: str) -> None:
    """Each reporter learns the ruling and its reason. The writer of words that were taken away
    was told by their removal."""
    if reporters:
        tell(
            reporters,
            "talk.report_decided",
            written.row,
            url=written.url,
            audience="personal",
            title=written.title,
            ruling=str(Ruling(ruling)),
            why=why,
        )
