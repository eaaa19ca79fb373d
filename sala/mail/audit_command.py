"""`sala mail audit`: one JSON object; exit status 0 when every accepted message became exactly one
thing, 1 when one did not or still waits."""

from __future__ import annotations

import argparse
import json
import sys

from sala.mail.audit import audit


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="sala mail audit",
        description="Prove that every message accepted became exactly one thing.",
    )
    parser.add_argument(
        "--waiting-ok", action="store_true", help="what waits to be read is no fault"
    )
    options = parser.parse_args(argv)
    found = audit()
    print(json.dumps(found.as_json(), ensure_ascii=False))  # noqa: T201 -- a command's answer
    is_fine = not found.problems and (options.waiting_ok or not found.waiting)
    if found.waiting and not options.waiting_ok:
        print(f"{found.waiting} wait to be read", file=sys.stderr)  # noqa: T201 -- the same
    return 0 if is_fine else 1
