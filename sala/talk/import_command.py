"""`sala mail import --community HANDLE --by EMAIL FILE`: an archive of old group mail, in the
facilitator's name; the clock does the work."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.core.files import File

from sala.communities.models import Community
from sala.core.permissions import Refused
from sala.people.models import Person
from sala.talk.actions.archive import ask_for_archive


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="sala mail import", description=__doc__)
    parser.add_argument("--community", required=True, help="the handle of the community")
    parser.add_argument("--by", required=True, help="e-mail of its facilitator")
    parser.add_argument("file", type=Path)
    asked = parser.parse_args(argv)
    community = Community.objects.filter(handle=asked.community).first()
    by = Person.objects.filter(email__iexact=asked.by, is_active=True).first()
    if community is None or by is None or not asked.file.is_file():
        print("no such community, person or file", file=sys.stderr)  # noqa: T201 -- a command
        return 2
    try:
        with asked.file.open("rb") as file:
            run = ask_for_archive(community, File(file, name=asked.file.name), by=by)
    except Refused as refused:
        print(refused, file=sys.stderr)  # noqa: T201 -- the same
        return 1
    print(f"/c/{community.number}/mail/archive/{run.pk}/")  # noqa: T201 -- the same
    return 0
