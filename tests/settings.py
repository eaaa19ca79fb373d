"""The settings as tests run them: nothing slow, nothing outside a folder of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

VAR = Path(tempfile.mkdtemp(prefix="sala-test-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
os.environ["SALA_VAR"] = str(VAR)
for name in ("SALA_STATIC", "SALA_MEDIA", "SALA_OUTBOX", "SALA_DEMO", "DEBUG", "SITE_URL"):
    os.environ.pop(name, None)
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from config.settings import *  # noqa: E402, F403 -- after the folder is known
from config.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file and not memory: threads (a live server, two people at once) see the real locking.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    }

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_QUIET_HOURS = ""  # a test that is about them sets them
