"""What others wrote is here unchanged, with its name, version, licence and hash."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tools.checks.sources import tracked

LIST = "vendored.toml"
WANTED = ("name", "version", "licence", "sha256", "path")
FOREIGN = {".woff2", ".woff", ".ttf"}


def problems(root: Path) -> Iterator[str]:
    """One list at the top of the repository: [[file]] with path, name, version, licence, sha256."""
    listed: set[Path] = set()
    rows = rows_of(root)
    for row in rows:
        if missing := [field for field in WANTED if not row.get(field)]:
            yield f"{LIST}: {row.get('path', '?')} lacks {', '.join(missing)}"
            continue
        path = root / row["path"]
        listed.add(path)
        if not path.exists():
            yield f"{LIST}: {row['path']} is not there"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            yield f"{row['path']}: not the file that was taken in (sha256 differs)"
    for path in tracked(root):
        if is_foreign(path) and path not in listed:
            yield f"{path.relative_to(root)}: written by others, yet not in {LIST}"


def rows_of(root: Path) -> list[dict[str, str]]:
    path = root / LIST
    if not path.exists():
        return []
    rows: list[dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8")).get("file", [])
    return rows


def is_foreign(path: Path) -> bool:
    return path.suffix in FOREIGN or path.name.endswith(".min.js") or "vendored" in path.parts
