"""`sala search rebuild` and `sala search check`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from sala.search.rebuilding import check, mend, rebuild


class Command(BaseCommand):
    help = "สร้างดัชนีค้นหาใหม่ หรือตรวจดัชนีกับข้อมูล · rebuild the search index, or check it"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["rebuild", "check", "mend"])
        parser.add_argument("--json", action="store_true", help="ผลเป็น JSON · the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        result = ACTS[options["act"]](self)
        lines = (
            [json.dumps(result)] if options["json"] else [f"{k}: {v}" for k, v in result.items()]
        )
        self.stdout.write("\n".join(lines))
        if result.get("is_sound") is False:
            raise SystemExit(1)

    def tell(self, done: int, count: int) -> None:
        self.stderr.write(f"{done}/{count}")


def _check(command: Command) -> dict[str, Any]:
    health = check()
    return {**asdict(health), "is_sound": health.is_sound}


ACTS = {
    "rebuild": lambda command: {"documents": rebuild(command.tell)},
    "mend": lambda command: {"documents": mend()},
    "check": _check,
}
