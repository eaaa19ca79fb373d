"""The picture in the README: a fresh demonstration, one person signed in, one page.

tools/screenshot.py [--role คุณอำนวย] [--path /] [--out docs/screenshot.png]
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.browser import DESK, PHONE, find_browser, launch  # noqa: E402


@contextmanager
def demonstration() -> Iterator[dict[str, Any]]:
    """A demonstration of its own, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as var, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
        probe.close()
        process = subprocess.Popen(
            [str(ROOT / "bin/sala"), "demo", "--json"],
            env={**os.environ, "SALA_VAR": var, "PORT": port},
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            line = process.stdout.readline() if process.stdout else b""
            if not line:
                sys.exit(1)
            yield json.loads(line)
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=15)


def sign_in(page: Page, url: str, accounts: list[dict[str, str]], role: str) -> None:
    account = next((one for one in accounts if role in one["role"]), None)
    if account is None:
        roles = ", ".join(one["role"] for one in accounts)
        sys.exit(f"no account with the role {role}; there are: {roles}")
    page.goto(url + "account/login/")
    page.fill("[name=login]", account["email"])
    page.fill("[name=password]", account["password"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def take(role: str, path: str, out: Path, *, is_phone: bool) -> None:
    found = find_browser()
    if found is None:
        sys.exit("no browser: install chromium")
    with demonstration() as demo, sync_playwright() as playwright:
        browser = launch(playwright, found)
        context = browser.new_context(
            viewport=PHONE if is_phone else DESK, locale="th-TH", timezone_id="Asia/Bangkok"
        )
        page = context.new_page()
        if role:
            sign_in(page, demo["url"], demo["accounts"], role)
        page.goto(demo["url"] + path.lstrip("/"), wait_until="networkidle")
        out.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=out)
        browser.close()
    smaller(out)


def smaller(path: Path) -> None:
    """A third of the bytes, and nothing an eye would miss."""
    from PIL import Image  # noqa: PLC0415 -- slow to load

    with Image.open(path) as picture:
        picture.convert("RGB").quantize(128).save(path, optimize=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--role", default="", help="part of an account's role; empty: signed out")
    options.add_argument("--path", default="/")
    options.add_argument("--out", type=Path, default=ROOT / "docs/screenshot.png")
    options.add_argument("--phone", action="store_true", help="360 px instead of 1280")
    chosen = options.parse_args()
    take(chosen.role, chosen.path, chosen.out.absolute(), is_phone=chosen.phone)
    print(f"{chosen.out}: {chosen.out.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
