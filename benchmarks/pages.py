"""What each page of the demonstration costs: queries, bytes and CPU time.

    .venv/bin/python benchmarks/pages.py

Every page is opened five times by the person named; the table has the number of queries, the
bytes of HTML (plain and compressed) and the median CPU milliseconds; one line of JSON at the end.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.ground import own_database, say_table  # noqa: E402 -- after the path is known

RUNS = 5
PAGES = {
    "anong": [
        "/",
        "/communities/",
        "/c/31/",
        "/c/30/about/",
        "/cycles/2/",
        "/cycles/2/people/",
        "/cycles/2/plan/",
        "/cycles/2/evaluation/",
        "/cycles/2/evaluation/results/",
        "/cycles/2/use/",
        "/s/6/",
        "/s/6/record/",
        "/s/7/plan/",
        "/people/",
        "/notices/",
        "/handbook/",
        "/k/",
        "/k/KA-2570-0001/",
        "/k/KA-2570-0001/v/1/",
        "/notes/",
        "/n/1/",
        "/following/",
        "/shelf/",
        "/shelf/1/",
        "/search/?q=ตรวจรับ",
        "/search/?q=ลปรร",
    ],
    "malee": ["/cycles/1/", "/cycles/1/evaluation/results/", "/cycles/1/evidence/"],
    "siriporn": [
        "/manage/cycles/",
        "/manage/communities/",
        "/manage/areas/coverage/",
        "/k/reviews/",
        "/k/coverage/",
    ],
    "": ["/", "/communities/", "/help/rights/", "/notes/", "/shelf/", "/notes/atom.xml"],
}


def measure(client: object, path: str) -> dict[str, object]:
    from django.db import connection  # noqa: PLC0415 -- Django must be set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    times = []
    for _run in range(RUNS):
        start = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        times.append((time.process_time() - start) * 1000)
    body = response.content
    return {
        "status": response.status_code,
        "queries": len(queries),
        "html_kb": round(len(body) / 1024, 1),
        "wire_kb": round(len(gzip.compress(body, 6)) / 1024, 1),
        "cpu_ms": round(statistics.median(times), 1),
    }


def main() -> None:
    with own_database():
        from django.test import Client  # noqa: PLC0415 -- Django must be set up

        from sala.home.demo.build import build  # noqa: PLC0415
        from sala.people.models import Person  # noqa: PLC0415
        from sala.search.waiting import catch_up  # noqa: PLC0415

        build()
        catch_up()
        found = {}
        for handle, paths in PAGES.items():
            client = Client()
            if handle:
                client.force_login(
                    Person.objects.get(handle=handle), "django.contrib.auth.backends.ModelBackend"
                )
            for path in paths:
                found[f"{path} {handle or 'visitor'}"] = measure(client, path)
    say_table(found)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
