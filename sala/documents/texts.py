"""The words in a file, so that it can be found by them."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from typing import IO

from sala.core.file_words import OFFICE, OPEN
from sala.core.files.judging import judged
from sala.core.thai import clean_text

READER = Path(__file__).with_name("text_reader.py")
ENDINGS = {
    "application/pdf": ".pdf",
    f"{OFFICE}wordprocessingml.document": ".docx",
    f"{OFFICE}presentationml.presentation": ".pptx",
    f"{OFFICE}spreadsheetml.sheet": ".xlsx",
    f"{OPEN}text": ".odt",
    f"{OPEN}spreadsheet": ".ods",
    f"{OPEN}presentation": ".odp",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
READABLE = frozenset(ENDINGS)
MOST_LETTERS, PATIENCE = 400_000, 40
log = logging.getLogger(__name__)


def text_of(media_type: str, file: IO[bytes]) -> str:
    """What can be read of it, at most 400,000 letters; "" for a picture, a film, a broken file.

    Slow: call it in a job. The file is judged once more (its kind, packed bombs), then read by a
    process of its own with a bound on memory and time; what it read before it was stopped stands.
    """
    if media_type not in READABLE:
        return ""
    try:
        if judged(file, f"file{ENDINGS[media_type]}") != media_type:
            return ""
    except Exception as unfit:  # noqa: BLE001 -- a file may break its reader in any way at all
        log.info("a file is not read: %s", type(unfit).__name__)
        return ""
    file.seek(0)
    return clean_text(_read(media_type, file.read()).replace("\x00", ""))[:MOST_LETTERS]


def _read(media_type: str, data: bytes) -> str:
    command = [sys.executable, "-I", str(READER), media_type]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program
            command, input=data, capture_output=True, timeout=PATIENCE, check=False
        )
        found, code = done.stdout, done.returncode
    except subprocess.TimeoutExpired as late:
        found, code = late.stdout or b"", -1
    if code:
        log.info("a file of %s bytes was read in part: %s", len(data), code)
    return found.decode("utf-8", "replace")
