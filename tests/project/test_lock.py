"""The lock file installs on any machine: it names the public registries and no other host."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = {"pypi.org", "files.pythonhosted.org"}


def test_lock_names_only_the_public_hosts():
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")

    hosts = set(re.findall(r"\b[a-z][a-z0-9+.-]*://([^/\"\s]*)", text))

    assert hosts == PUBLIC


def test_every_locked_package_comes_from_the_registry_or_is_ours():
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]

    elsewhere = {
        package["name"]: package["source"]
        for package in packages
        if package["source"] != {"registry": "https://pypi.org/simple"}
    }

    assert elsewhere == {"sala": {"editable": "."}}


def test_no_python_is_pinned_that_a_machine_may_lack():
    assert not (ROOT / ".python-version").exists()
