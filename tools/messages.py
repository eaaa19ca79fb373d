"""Bring the English catalogue up to date with the sources; translations are kept."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import polib  # noqa: E402

from tools.checks.messages import gathered  # noqa: E402
from tools.checks.translations import CATALOGUE, load, problems  # noqa: E402

HEAD = {
    "Project-Id-Version": "sala",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def renewed(root: Path) -> polib.POFile:
    """Every message of the sources in order of its text, with what was translated before."""
    before = {(entry.msgctxt or "", entry.msgid): entry for entry in load(root)}
    catalogue = polib.POFile(wrapwidth=99)
    catalogue.metadata = HEAD
    for key, (message, places) in sorted(gathered(root).items()):
        old = before.get(key)
        entry = polib.POEntry(
            msgid=message.text,
            msgctxt=message.context or None,
            comment=old.comment if old else "",
            occurrences=[(place, "") for place in sorted(places)],
            flags=["python-format"] if "%(" in message.text else [],
        )
        if message.plural:
            entry.msgid_plural = message.plural
            kept = old.msgstr_plural if old and old.msgstr_plural else {}
            entry.msgstr_plural = {form: kept.get(form, "") for form in (0, 1)}
        else:
            entry.msgstr = old.msgstr if old else ""
        catalogue.append(entry)
    return catalogue


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write the catalogue")
    if options.parse_args().write:
        path = ROOT / CATALOGUE
        path.parent.mkdir(parents=True, exist_ok=True)
        renewed(ROOT).save(str(path))
    found = list(problems(ROOT))
    print("\n".join(found) or "complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
