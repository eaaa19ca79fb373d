"""Build the demonstration's data when it is not there yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from sala.home.demo.build import build, is_built


class Command(BaseCommand):
    help = "Two fictional agencies with their communities; running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_built():
            self.stdout.write("The demonstration is already there.")
            return
        build()
        self.stdout.write("The demonstration is built.")
