"""epubcheck: skipped where it is not installed, except in CI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

JAR = Path(os.environ.get("EPUBCHECK_JAR", "/usr/share/java/epubcheck.jar"))


def epubcheck(data: bytes, folder: Path) -> None:
    """No error, no warning; says which."""
    java = shutil.which("java")
    if java is None or not JAR.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("epubcheck is not installed")
        pytest.skip("epubcheck is not installed")
    path, told = folder / "book.epub", folder / "told.json"
    path.write_bytes(data)
    done = subprocess.run(
        [java, "-jar", str(JAR), "--json", str(told), str(path)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    found = json.loads(told.read_text(encoding="utf-8"))
    worst = [one for one in found["messages"] if one["severity"] not in ("USAGE", "INFO")]
    assert worst == [], json.dumps(worst, ensure_ascii=False, indent=1)[:3000]
    assert found["publication"]["nSpines"] > 0, "nothing was checked"
    assert done.returncode == 0, done.stdout + done.stderr


def pdf_words(data: bytes, folder: Path) -> str:
    """The text layer as poppler reads it."""
    tool = shutil.which("pdftotext")
    if tool is None:
        if os.environ.get("CI") == "true":
            pytest.fail("pdftotext is not installed")
        pytest.skip("pdftotext is not installed")
    path = folder / "book.pdf"
    path.write_bytes(data)
    done = subprocess.run(
        [tool, "-layout", str(path), "-"], capture_output=True, timeout=60, check=True
    )
    return done.stdout.decode()


def read(file) -> bytes:
    with file.open("rb") as stream:
        return stream.read()
