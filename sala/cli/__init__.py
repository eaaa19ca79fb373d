"""The one command line: `sala demo | serve | jobs | mail | search | manage …`.

Exit status: 0 done, 1 something refused or found, 2 wrong use.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from sala.cli.processes import Stop

DESCRIPTION = """\
ศาลา: ที่พบปะแลกเปลี่ยนเรียนรู้ของหน่วยงานราชการ
Sala: where public bodies run their communities of practice"""

EPILOG = """\
ตัวอย่าง · examples
  bin/sala demo                      ลองใช้กับข้อมูลสาธิต · try it with demonstration data
  PORT=8123 bin/sala demo            เลือกพอร์ต · on another port
  bin/sala manage migrate            ปรับฐานข้อมูลให้ตรงรุ่น · bring the database up to date
  bin/sala serve                     เปิดให้บริการจริง · serve a real site

ผลการทำงาน · exit status: 0 สำเร็จ · done, 1 ถูกปฏิเสธหรือพบปัญหา · refused, 2 สั่งผิดรูป · wrong use"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and answer with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        if given[:1] == ["manage"]:
            return manage(given[1:])
        if given[:2] == ["mail", "parse"]:
            from sala.mail.parse_command import main as parse_mail  # noqa: PLC0415 -- no settings

            return parse_mail(given[2:])
        if given[:1] == ["search"]:
            return manage(given)
        if given[:2] == ["mail", "audit"]:
            return audit(given[2:])
        if given[:2] == ["mail", "import"]:
            return bring_in(given[2:])
        return run(parser().parse_args(given))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="sala",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="คำสั่ง·command")
    demo = commands.add_parser("demo", help="ลองใช้กับข้อมูลสาธิต · a demonstration on this machine")
    demo.add_argument("--fresh", action="store_true", help="เริ่มใหม่ทั้งหมด · start over")
    demo.add_argument("--json", action="store_true", help="ผลเป็น JSON · what is printed, as JSON")
    add_address(demo)
    serve = commands.add_parser("serve", help="เปิดให้บริการหน้าเว็บ · serve the web pages")
    add_address(serve)
    serve.add_argument("--workers", type=int, default=os.environ.get("WORKERS", "2"))
    commands.add_parser("jobs", help="งานเบื้องหลังและนาฬิกา · background work and the clock")
    commands.add_parser(
        "mail", help="รับจดหมายเข้า; mail parse FILE…, mail audit · receive mail, read, prove"
    )
    commands.add_parser(
        "search", help="ดัชนีค้นหา: rebuild, check, mend · the search index", add_help=False
    )
    commands.add_parser("manage", help="คำสั่งของ Django · Django's own commands", add_help=False)
    return top


def add_address(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--port",
        type=int,
        default=os.environ.get("PORT", "8000"),
        help="พอร์ต (หรือตัวแปร PORT) · port, or the variable PORT",
    )
    command.add_argument(
        "--host",
        default=os.environ.get("HOST", "127.0.0.1"),
        help="ที่อยู่ที่รับฟัง · address to listen on",
    )


def run(options: argparse.Namespace) -> int:
    if options.command == "demo":
        from sala.cli.demo import demo  # noqa: PLC0415 -- settings must be named first

        return demo(options.host, options.port, fresh=options.fresh, as_json=options.json)
    from sala.cli import serve  # noqa: PLC0415 -- the same

    if options.command == "serve":
        return serve.web(options.host, options.port, options.workers)
    return serve.jobs() if options.command == "jobs" else serve.mail()


def audit(arguments: list[str]) -> int:
    import django  # noqa: PLC0415 -- settings must be named first

    django.setup()
    from sala.mail.audit_command import main as audit_mail  # noqa: PLC0415 -- the same

    return audit_mail(arguments)


def bring_in(arguments: list[str]) -> int:
    import django  # noqa: PLC0415 -- settings must be named first

    django.setup()
    from sala.talk.import_command import main as import_mail  # noqa: PLC0415 -- the same

    return import_mail(arguments)


def manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow to load

    execute_from_command_line(["sala manage", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
