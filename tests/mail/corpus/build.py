"""Write the built part of the corpus: `python -m tests.mail.corpus.build`. The files are checked
in; tests read those.
"""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.mail.corpus import faults, letters, machines_mail, replies
from tests.mail.corpus.writing import Made

HERE = Path(__file__).parent / "built"


def everything() -> Iterator[Made]:
    yield from chain(
        replies.made(),
        replies.inline(),
        faults.charsets(),
        faults.headers(),
        faults.attachments(),
        faults.disguises(),
        faults.structures(),
        machines_mail.automatic(),
        machines_mail.commands(),
        machines_mail.bounces(),
        machines_mail.loops(),
        letters.forwards(),
        letters.letters(),
    )


def write(folder: Path) -> int:
    """Make every message anew; two of one name would hide each other."""
    folder.mkdir(exist_ok=True)
    names: set[str] = set()
    for made in everything():
        if made.name in names:
            message = f"two messages are called {made.name}"
            raise ValueError(message)
        names.add(made.name)
        (folder / f"{made.name}.eml").write_bytes(made.raw)
        wanted = json.dumps(made.expected, ensure_ascii=False, indent=1)
        (folder / f"{made.name}.json").write_text(wanted + "\n", encoding="utf-8")
    return len(names)


if __name__ == "__main__":
    write(HERE)
