"""Static files are gathered again only when one of them changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static() -> bool:
    """Gather them into STATIC_ROOT; False when what lies there is what would be gathered."""
    stamp = Path(settings.STATIC_ROOT) / ".gathered-from"
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    call_command("collectstatic", interactive=False, clear=stamp.exists(), verbosity=0)
    stamp.write_text(wanted)
    return True


def fingerprint() -> str:
    """Names, sizes and times of every static file of every app."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name}|{found.st_size}|{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
