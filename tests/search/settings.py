"""The search app alone: what it promises holds without any other app."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

VAR = Path(tempfile.mkdtemp(prefix="sala-search-test-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)

from config.env import database  # noqa: E402 -- after the folder is known

SECRET_KEY = "only-for-tests"
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
LANGUAGE_CODE = "th"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["sala.search"]
DATABASES = {"default": database(VAR)}
if not os.environ.get("DATABASE_URL"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
