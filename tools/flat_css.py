"""Nested rules and light-dark() written out, for the browsers that old office machines are left
with (Chrome 109 and Firefox 115 know neither). What the sheet says does not change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LIGHT_DARK = re.compile(r"light-dark\(([^,()]+), ([^,()]+)\)")
PLAIN = re.compile(r"^@(font-face|keyframes|page|property)\b")


@dataclass
class Block:
    """`head { body }`, or a declaration when there is no body."""

    head: str
    body: str | None


def flat(css: str) -> str:
    """The same rules without nesting, one after another in the same order."""
    return "".join(rules(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL), []))


def rules(css: str, parents: list[str]) -> Iterator[str]:
    """Declarations of `parents` first met, then what is nested in them, in source order."""
    held: list[str] = []
    for block in blocks(css):
        if block.body is None:
            held.append(block.head)
            continue
        yield from declared(parents, held)
        held = []
        if block.head.startswith("@"):
            is_plain = PLAIN.match(block.head)
            inner = block.body if is_plain else "".join(rules(block.body, parents))
            yield f"{block.head} {{\n{inner.strip()}\n}}\n"
        else:
            yield from rules(block.body, joined(parents, block.head))
    yield from declared(parents, held)


def declared(parents: list[str], held: list[str]) -> Iterator[str]:
    if not held:
        return
    if not parents:
        yield "".join(f"{one};\n" for one in held)
        return
    yield from themed(", ".join(parents), held)


def themed(selector: str, held: list[str]) -> Iterator[str]:
    """A declaration with light-dark() becomes three: light, dark asked for, dark by the system.

    Paper stays light: dark is for screens.
    """
    light = "; ".join(LIGHT_DARK.sub(r"\1", one) for one in held)
    dark = "; ".join(LIGHT_DARK.sub(r"\2", one) for one in held if "light-dark(" in one)
    yield f"{selector} {{ {light} }}\n"
    if dark:
        system = "@media screen and (prefers-color-scheme: dark)"
        yield f"@media screen {{\n{selector}[data-theme=dark] {{ {dark} }}\n}}\n"
        yield f"{system} {{\n{selector}:not([data-theme=light]) {{ {dark} }}\n}}\n"


def joined(parents: list[str], head: str) -> list[str]:
    own = selectors(head)
    if not parents:
        return own
    return [
        one.replace("&", parent) if "&" in one else f"{parent} {one}"
        for parent in parents
        for one in own
    ]


def selectors(head: str) -> list[str]:
    """Split at the commas that stand outside of brackets."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(head):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            parts.append(head[start:at])
            start = at + 1
    return [" ".join(part.split()) for part in (*parts, head[start:])]


def blocks(css: str) -> Iterator[Block]:
    """What stands at one level: declarations, rules and at-rules."""
    start = at = 0
    while at < len(css):
        letter = css[at]
        if letter in "\"'":
            at = css.index(letter, at + 1)
        elif letter == "(":
            at = closing(css, at, "()")
        elif letter == ";":
            if head := css[start:at].strip():
                yield Block(head, None)
            start = at + 1
        elif letter == "{":
            end = closing(css, at, "{}")
            yield Block(" ".join(css[start:at].split()), css[at + 1 : end])
            at, start = end, end + 1
        at += 1
    if head := css[start:].strip():
        yield Block(head, None)


def closing(css: str, at: int, pair: str) -> int:
    depth = 0
    for place in range(at, len(css)):
        depth += (css[place] == pair[0]) - (css[place] == pair[1])
        if not depth:
            return place
    raise ValueError(f"no {pair[1]} for the {pair[0]} at {at}")
