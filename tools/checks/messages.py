"""Every sentence a person reads, gathered without the gettext programs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.checks.sources import files, templates

# Name of the function: positions of context, singular, plural among its arguments.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
CALL = re.compile(r"(?<![\w.])(_|n?p?gettext)\(")
LITERAL = re.compile(r"\s*u?('(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")\s*(,|\))")


@dataclass(frozen=True)
class Message:
    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


def gathered(root: Path) -> dict[tuple[str, str], tuple[Message, list[str]]]:
    """Each message once, with the files it stands in."""
    found: dict[tuple[str, str], tuple[Message, list[str]]] = {}
    for path, message in every_message(root):
        name = path.relative_to(root).as_posix()
        kept, places = found.setdefault(message.key, (message, []))
        if message.plural and not kept.plural:
            found[message.key] = (message, places)
        if name not in places:
            places.append(name)
    return found


def every_message(root: Path) -> Iterator[tuple[Path, Message]]:
    for path in files(root, "sala", "config", suffix=".py"):
        for message in in_python(path.read_text(encoding="utf-8")):
            yield path, message
    for path in templates(root):
        for message in in_template(path.read_text(encoding="utf-8"), str(path)):
            yield path, message


def in_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := called(node)) in FUNCTIONS:
            words = [a.value if is_text(a) else None for a in node.args]  # type: ignore[attr-defined]
            if message := message_of(name, words):
                yield message


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def message_of(name: str, words: list[str | None]) -> Message | None:
    context, single, plural = FUNCTIONS[name]

    def at(position: int | None) -> str:
        if position is None or position >= len(words):
            return ""
        return words[position] or ""

    return Message(at(single), at(plural), at(context)) if at(single) else None


def in_template(source: str, origin: str = "") -> Iterator[Message]:
    """Django turns its tags into calls; they are read back here."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 -- slow to load

    calls = templatize(source, origin=origin)
    for call in CALL.finditer(calls):
        words: list[str | None] = []
        place = call.end()
        while literal := LITERAL.match(calls, place):
            words.append(ast.literal_eval(literal.group(1)))
            place = literal.end()
            if literal.group(2) == ")":
                break
        if message := message_of(call.group(1), words):
            yield message
