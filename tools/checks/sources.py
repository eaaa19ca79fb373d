"""Which files are ours."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

IGNORED = {".venv", ".tools", "var", ".git", "__pycache__", "node_modules", ".hypothesis"}
IGNORED |= {".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache"}
NOT_OURS = {*IGNORED, "vendored"}


@cache
def tracked(root: Path) -> tuple[Path, ...]:
    """Every file that is in the repository or about to be; without git, every file there is."""
    listing = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others"]
    found = subprocess.run([*listing, "--exclude-standard"], capture_output=True, check=False)
    if found.returncode == 0:
        names = found.stdout.decode("utf-8", "surrogateescape").split("\0")
        paths = (root / name for name in names if name)
    else:
        paths = walk(root)
    return tuple(sorted(path for path in paths if path.is_file() and not path.is_symlink()))


def walk(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in IGNORED]
        yield from (Path(folder, name) for name in names)


def files(root: Path, *folders: str, suffix: str) -> Iterator[Path]:
    """Our own files below `folders` with this ending; nothing that others wrote."""
    for path in tracked(root):
        parts = path.relative_to(root).parts
        if path.suffix == suffix and parts[0] in folders and not set(parts) & NOT_OURS:
            yield path


def templates(root: Path) -> Iterator[Path]:
    for suffix in (".html", ".txt"):
        for path in files(root, "sala", suffix=suffix):
            if "templates" in path.parts:
                yield path
