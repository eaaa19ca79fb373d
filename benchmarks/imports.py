"""How long a list of 20,000 people takes to come in, and to come in again.

    .venv/bin/python benchmarks/imports.py [--rows 20000]

A table, and one line of JSON at the end: seconds of wall and CPU, peak memory in MB.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.ground import own_database, say_table  # noqa: E402 -- after the path is known

HEADERS = ["รหัสพนักงาน", "คำนำหน้า", "ชื่อ", "นามสกุล", "หน่วยงาน", "ตำแหน่ง", "อีเมล"]


def rows(count: int) -> list[list[str]]:
    return [
        [
            f"S{number:06d}",
            "นาย",
            f"สมชาย{number}",
            "ใจดีมีสุข",
            f"ที่ว่าการอำเภอที่ {number % 300}",
            "เจ้าพนักงานธุรการปฏิบัติงาน",
            f"s{number}@example.go.th",
        ]
        for number in range(count)
    ]


def bring_in(data: bytes, agency: object, person: object) -> dict[str, float]:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    from sala.core.clock import work_on_runs  # noqa: PLC0415 -- Django must be set up
    from sala.people.actions.imports import ask_for_import  # noqa: PLC0415

    wall, cpu = time.perf_counter(), time.process_time()
    file = SimpleUploadedFile("staff.xlsx", data)
    run = ask_for_import(file, kind="staff", agency=agency, makes_units=True, by=person)
    work_on_runs()
    run.refresh_from_db()
    return {
        "new": run.counts["new"],
        "same": run.counts["same"],
        "wall_s": round(time.perf_counter() - wall, 1),
        "cpu_s": round(time.process_time() - cpu, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    count = parser.parse_args().rows
    with own_database():
        from sala.documents.sheets import Sheet, xlsx_bytes  # noqa: PLC0415
        from tests.factories.people import AgencyFactory, OfficeFactory, PersonFactory  # noqa: PLC0415

        agency = AgencyFactory()
        person = PersonFactory(agency=agency)
        OfficeFactory(person=person, kind="km_team", unit=agency)
        data = xlsx_bytes(Sheet("บุคลากร", HEADERS, rows(count)))
        found = {
            "first": bring_in(data, agency, person),
            "again": bring_in(data, agency, person),
        }
    say_table(found)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
