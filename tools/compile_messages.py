"""Compile locale/*/LC_MESSAGES/*.po to .mo without the gettext programs."""

from __future__ import annotations

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_catalogues(locale: Path) -> list[Path]:
    """The catalogues written: those whose source is newer than what was compiled from it."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(target))
        written.append(target)
    return written


if __name__ == "__main__":
    compile_catalogues(ROOT / "locale")
