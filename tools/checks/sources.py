"""Which files are ours."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NOT_OURS = (".venv", ".tools", "var", ".git", "__pycache__", "node_modules", "vendored")


@cache
def tracked(root: Path) -> tuple[Path, ...]:
    """Every file that is in the repository or about to be; without git, every file there is."""
    listing = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others"]
    found = subprocess.run([*listing, "--exclude-standard"], capture_output=True, check=False)
    if found.returncode == 0:
        names = found.stdout.decode("utf-8", "surrogateescape").split("\0")
        paths = (root / name for name in names if name)
    else:
        paths = (path for path in root.rglob("*"))
    return tuple(sorted(path for path in paths if path.is_file() and not path.is_symlink()))


def files(root: Path, *folders: str, suffix: str) -> Iterator[Path]:
    """Our own files below `folders` with this ending; nothing that others wrote."""
    for path in tracked(root):
        parts = path.relative_to(root).parts
        if path.suffix == suffix and parts[0] in folders and not set(parts) & set(NOT_OURS):
            yield path


def templates(root: Path) -> Iterator[Path]:
    for suffix in (".html", ".txt"):
        for path in files(root, "sala", suffix=suffix):
            if "templates" in path.parts:
                yield path
