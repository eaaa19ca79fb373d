"""What others wrote is here unchanged, with its name, version, licence and hash."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.checks.sources import tracked

LIST = "vendor.toml"
WANTED = ("name", "version", "licence", "sha256")
FOREIGN = {".woff2", ".woff", ".ttf"}


def problems(root: Path) -> Iterator[str]:
    """One list at the top: [[vendored]] with name, version, licence and the sha256 of each file."""
    listed: set[Path] = set()
    for row in rows_of(root):
        if missing := [field for field in WANTED if not row.get(field)]:
            yield f"{LIST}: {row.get('name', '?')} lacks {', '.join(missing)}"
        for name, sha256 in row.get("sha256", {}).items():
            path = root / name
            listed.add(path)
            if not path.exists():
                yield f"{LIST}: {name} is not there"
            elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                yield f"{name}: not the file that was taken in (sha256 differs)"
    for path in tracked(root):
        if is_foreign(path) and path not in listed:
            yield f"{path.relative_to(root)}: written by others, yet not in {LIST}"


def rows_of(root: Path) -> list[dict[str, Any]]:
    path = root / LIST
    if not path.exists():
        return []
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["vendored"]
    return rows


def is_foreign(path: Path) -> bool:
    return path.suffix in FOREIGN or path.name.endswith(".min.js") or "vendored" in path.parts
