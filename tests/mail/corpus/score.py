"""How well the corpus is read: kinds, exact texts, words lost and left over. `python -m
tests.mail.corpus.score`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sala.mail.reading.message import read
from tests.mail.corpus.material import LIST

HERE = Path(__file__).parent
FOLDERS = sorted({path.parent.name for path in HERE.glob("*/*.eml")})


class Case(NamedTuple):
    name: str
    expected: dict[str, Any]
    found: dict[str, Any]


class Score(NamedTuple):
    """Shares from 0 to 1; words are counted as they stand between spaces, with their number."""

    messages: int
    kind: float
    exact: float
    lost: float
    left: float
    fields: float


def cases(*folders: str) -> Iterator[Case]:
    for folder in folders:
        for path in sorted((HERE / folder).glob("*.eml")):
            expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            found = read(path.read_bytes(), [LIST]).as_json(path.name)
            yield Case(f"{folder}/{path.stem}", expected, found)


def plain(text: str | None) -> str:
    """A text without its blank lines and doubled spaces: what is compared."""
    lines = (" ".join(line.split()) for line in (text or "").split("\n"))
    return "\n".join(line for line in lines if line)


def units(text: str) -> Counter[str]:
    """Thai is not spaced: runs of three characters stand for words."""
    letters = "".join(text.split())
    return Counter(letters[i : i + 3] for i in range(max(1, len(letters) - 2)) if letters)


def faults(case: Case) -> list[str]:
    """The keys that differ from what was expected."""
    wrong = []
    for key, value in case.expected.items():
        got = case.found[key]
        if (plain(got) != plain(value)) if key == "text" else got != value:
            wrong.append(key)
    return wrong


def score(found: list[Case]) -> Score:
    texts = [case for case in found if case.expected.get("text")]
    wanted: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for case in texts:
        want, got = units(plain(case.expected["text"])), units(plain(case.found["text"]))
        wanted += want
        lost += want - got
        left += got - want
    kinds = sum("kind" not in faults(case) for case in found)
    exact = sum("text" not in faults(case) for case in texts)
    rest = sum(not set(faults(case)) - {"text", "kind"} for case in found)
    total = max(1, wanted.total())
    return Score(
        len(found),
        kinds / len(found),
        exact / max(1, len(texts)),
        lost.total() / total,
        left.total() / total,
        rest / len(found),
    )


def main(folders: list[str]) -> None:
    for folder in folders or FOLDERS:
        found = list(cases(folder))
        for case in found:
            for key in faults(case):
                wanted, got = case.expected[key], case.found[key]
                sys.stdout.write(
                    f"{case.name} {key}\n  wanted {wanted!r:.400}\n  got    {got!r:.400}\n"
                )
        if found:
            sys.stdout.write(f"{folder}: {json.dumps(score(found)._asdict())}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
