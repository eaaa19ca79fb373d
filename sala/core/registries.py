"""What lower floors offer to higher ones: lists of frozen rows, filled in `apps.ready()`.

Each list is read once per page or job, with lists in and lists out, never per row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.http import HttpRequest, HttpResponse

R = TypeVar("R")


class Registry(Generic[R]):
    """Rows in the order asked for by `order`; a row is added once under its name."""

    def __init__(self) -> None:
        self._rows: dict[str, R] = {}

    def add(self, *rows: R) -> None:
        for row in rows:
            name = row.name  # type: ignore[attr-defined]
            if self._rows.get(name, row) is not row:
                raise ValueError(f"{name!r} is registered twice")
            self._rows[name] = row

    def __iter__(self) -> Iterator[R]:
        return iter(sorted(self._rows.values(), key=lambda row: getattr(row, "order", 0)))

    def get(self, name: str) -> R | None:
        return self._rows.get(name)

    def names(self) -> list[str]:
        return list(self._rows)


@dataclass(frozen=True)
class Panel:
    """A part of a page that another app fills. `prepare(person, thing)` returns its context,
    or None when there is nothing to show; at most two queries."""

    name: str
    place: str  # community, about (of a community), person, unit, cycle, session, record
    slot: str  # main, aside; of a community and a session also lead, now
    order: int
    template: str
    prepare: Callable[[Any, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class ShellEntry:
    """An entry of the navigation. `visible` and `count` are asked once per page.

    `under` names other paths that light the entry up ("/c/", "/cycles/"). The names `search`,
    `notices` and `me` have their own spot in the roof.
    """

    name: str
    order: int
    label: Callable[[], str]
    url: Callable[[], str]
    icon: str
    slot: str = "places"  # places, foot, manage, me
    visible: Callable[[Any], bool] = lambda person: True
    count: Callable[[Any], int] = lambda person: 0
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """One line of งานของฉัน: what, why, by when, and how it is done in place."""

    what: str
    url: str
    icon: str = "list-checks"
    detail: str = ""
    due: datetime | None = None
    minutes: int = 0
    action: str = ""  # the word on the button
    post_url: str = ""  # done in place with one tap, when given
    refuse: str = ""  # a second, quiet answer
    refuse_url: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class WorkSource:
    name: str
    order: int
    lines: Callable[[Any], Sequence[Work]]


@dataclass(frozen=True)
class LinkPurpose:
    """A purpose of a signed link: the page it opens and the one act it allows.

    `page(request, person, target_id, token)` answers GET and POST; it must change
    nothing on GET. `is_one_click`: it stands in List-Unsubscribe too, under `/u/`, where a mail
    client posts without cookie or form (RFC 8058).
    """

    name: str
    days: int
    page: Callable[[HttpRequest, Any, int, str], HttpResponse]
    is_one_click: bool = False


@dataclass(frozen=True)
class NoticeKind:
    """What a person may be told. Texts are functions, so that they follow the language."""

    name: str
    label: Callable[[], str]
    subject: Callable[[dict[str, Any]], str]
    body: Callable[[dict[str, Any]], str]
    is_mail_default: bool = True
    is_same_day: bool = False  # wins over quiet hours
    in_letter: Callable[[dict[str, Any]], str] = lambda data: ""  # said by mail alone
    reply: str = ""  # purpose of an address for answers to the subject, in a digest


@dataclass(frozen=True)
class Verb:
    """A verb of the journal and its sentence; `%(actor)s` and `%(subject)s` are filled in."""

    name: str
    sentence: Callable[[], str]


@dataclass(frozen=True)
class KeySource:
    """Audience keys a person holds because of what an app knows, and who holds a key.

    `holders(key)` returns ids of people, or None when the key is not of this app.
    """

    name: str
    keys: Callable[[Any], Iterable[str]]
    holders: Callable[[str], set[int] | None] = lambda key: None


@dataclass(frozen=True)
class StepGap:
    """What a step of a cycle still lacks. `waits`: nothing to mend now, only its day to come."""

    label: str
    url: str
    detail: str = ""
    waits: bool = False


@dataclass(frozen=True)
class StepCheck:
    """What an app knows about one of the seven steps, of many cycles at once.

    `read(cycles)` is asked once, also when several checks share it; `gaps(cycles, found)` lists
    what is missing and `progress(cycles, found)` is 0–1, or None when nothing has begun.
    `page(cycle)` is where the step is done, when that is no page of cycles itself."""

    name: str
    step: int
    order: int
    gaps: Callable[..., dict[int, list[StepGap]]]
    progress: Callable[..., dict[int, float | None]]
    page: Callable[[Any], str] | None = None
    read: Callable[[Sequence[Any]], Any] = lambda cycles: None


@dataclass(frozen=True)
class ClockTask:
    """Work of the clock: `slot(now)` names the time it belongs to, or None when it is not due.
    `run(now)` may run twice for one slot only if the first was killed half-way."""

    name: str
    slot: Callable[[datetime], str | None]
    run: Callable[[datetime], None]


@dataclass(frozen=True)
class TickTask:
    """Work done at every tick of the clock (about once a second): cheap when nothing waits."""

    name: str
    run: Callable[[datetime], None]


@dataclass(frozen=True)
class RunKind:
    """Long work that a `core.Run` row asks for. `work(run)` calls one-row actions in chunks,
    writes how far it is, and stops when `cancelled_at` is set."""

    name: str
    work: Callable[[Any], None]


@dataclass(frozen=True)
class Erasure:
    """What of a person an app exports, erases, or keeps and why."""

    name: str
    order: int
    export: Callable[[Any], dict[str, Any]]
    erase: Callable[[Any], None]
    kept: Callable[[], str]


@dataclass(frozen=True)
class Linked:
    """A cell of the evidence file that leads to the page it comes from."""

    text: str
    url: str


@dataclass(frozen=True)
class EvidencePart:
    """One table of the evidence file of a cycle: headers, rows and which of five parts.

    A cell is text, a number or `Linked`; `url(cycle)` is the page whose rows it shows.
    `names_people`: read anew each time and never frozen, so that erasing a person reaches it.
    """

    name: str
    part: int
    order: int
    table: Callable[[Any], tuple[str, Sequence[str], Sequence[Sequence[Any]]]]
    url: Callable[[Any], str] = lambda cycle: ""
    names_people: bool = False


@dataclass(frozen=True)
class Closing:
    """`run(cycle, by)` belongs to the closing of a cycle: in its transaction, after the gate."""

    name: str
    run: Callable[[Any, Any], object]


@dataclass(frozen=True)
class Joining:
    """`run(membership)` belongs to a person's coming into a community, in its transaction."""

    name: str
    run: Callable[[Any], object]


@dataclass(frozen=True)
class ClosingCheck:
    """What must be ended in a community before it may close; each gap is a link."""

    name: str
    gaps: Callable[[Any], Sequence[StepGap]]


def _makers(thing: Any) -> list[int]:
    names = ("made_by_id", "author_id", "written_by_id")
    return [pk for name in names if (pk := getattr(thing, name, None))][:1]


@dataclass(frozen=True)
class Commentable:
    """A kind of thing people comment on, under the label of its model ("meetings.session").

    `find(ids)` answers the things by id; `policy(thing)` one of all, members, community, closed;
    `community_id(thing)` the community it belongs to; `makers(thing)` ids of the people who are
    told of a comment. The thing has `audience`, `agency_id` and `get_absolute_url()`.
    """

    name: str
    find: Callable[[Sequence[int]], dict[int, Any]]
    policy: Callable[[Any], str]
    community_id: Callable[[Any], int | None] = lambda thing: getattr(thing, "community_id", None)
    makers: Callable[[Any], Sequence[int]] = _makers


@dataclass(frozen=True)
class Searchable:
    """A kind of thing that is found; what waits to be indexed is read anew from its tables.

    `name` is its type in results and facets, `model` the label of its rows. `read(ids)` answers
    a `sala.search.incoming.Item` for each thing that may be found now; what it leaves out is
    found no more. Journal lines about `model` itself always count; `listens` names other labels
    of subjects, or verbs, and answers which ids of `model` their subjects concern. What people ask
    or write under a title is a `writing`: shown to who begins another about the same.
    """

    name: str
    order: int
    label: Callable[[], str]
    icon: str
    model: str
    read: Callable[[Sequence[Any]], Iterable[Any]]
    listens: Mapping[str, Callable[[Sequence[int]], Iterable[Any]]] = field(default_factory=dict)
    is_writing: bool = False


@dataclass(frozen=True)
class JournalListener:
    """Told of every journal line (verb, label and id of the subject) in its transaction, and of
    files that follow the audience of their thing."""

    name: str
    hear: Callable[[str, str, Any], None]


panels: Registry[Panel] = Registry()
shell_entries: Registry[ShellEntry] = Registry()
work_sources: Registry[WorkSource] = Registry()
link_purposes: Registry[LinkPurpose] = Registry()
notice_kinds: Registry[NoticeKind] = Registry()
verbs: Registry[Verb] = Registry()
key_sources: Registry[KeySource] = Registry()
step_checks: Registry[StepCheck] = Registry()
closing_checks: Registry[ClosingCheck] = Registry()
clock_tasks: Registry[ClockTask] = Registry()
tick_tasks: Registry[TickTask] = Registry()
run_kinds: Registry[RunKind] = Registry()
erasures: Registry[Erasure] = Registry()
evidence_parts: Registry[EvidencePart] = Registry()
closing_hooks: Registry[Closing] = Registry()
joining_hooks: Registry[Joining] = Registry()
commentables: Registry[Commentable] = Registry()
searchables: Registry[Searchable] = Registry()
journal_listeners: Registry[JournalListener] = Registry()

FILES = (
    "panels",
    "shell",
    "work",
    "links",
    "channels",
    "verbs",
    "keys",
    "steps",
    "closing",
    "joining",
    "clock",
    "erasure",
    "evidence",
    "inbound",
    "comments",
    "searchables",
    "lineage",
    "digest",
)


def load() -> None:
    """Import the one file of each kind from every app of the house; called once, last."""
    for config in apps.get_app_configs():
        if config.name.startswith("sala.") and config.name != "sala.core":
            for name in FILES:
                if find_spec(f"{config.name}.{name}"):
                    import_module(f"{config.name}.{name}")


def panels_of(place: str, person: Any, thing: Any) -> dict[str, list[dict[str, Any]]]:
    """Every filled panel of a page by slot: `{"main": [{"name", "template", "data"}], …}`."""
    filled: dict[str, list[dict[str, Any]]] = {}
    for panel in panels:
        if panel.place == place and (data := panel.prepare(person, thing)) is not None:
            row = {"name": panel.name, "template": panel.template, "data": data}
            filled.setdefault(panel.slot, []).append(row)
    return filled
