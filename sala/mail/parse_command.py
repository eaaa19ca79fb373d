"""`sala mail parse [--list ADDRESS] FILE…`: one JSON object per file, in the order given; changes
nothing.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from sala.mail.reading.message import Reading, read
from sala.mail.reading.mime import MAX_BYTES
from sala.mail.reading.reasons import Reason


def main(argv: list[str]) -> int:
    """Exit code 0 when every file has its line, 2 for wrong use."""
    parser = argparse.ArgumentParser(
        prog="sala mail parse", description="Print what each mail file holds, as JSON."
    )
    parser.add_argument(
        "--list",
        action="append",
        default=[],
        metavar="ADDRESS",
        dest="own",
        help="address of our list",
    )
    parser.add_argument("files", nargs="+", metavar="FILE")
    try:
        options = parser.parse_args(argv)
    except SystemExit as stopped:
        return 0 if not stopped.code else 2
    for file in options.files:
        line = json.dumps(parse_file(file, options.own), ensure_ascii=False)
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
    return 0


def parse_file(file: str, own: list[str]) -> dict[str, Any]:
    """What is in one file; a file that cannot be read is a rejection, not a failure."""
    try:
        with Path(file).open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError:
        return Reading("reject", reason=Reason.UNREADABLE_FILE).as_json(file)
    return read(raw, own).as_json(file)
