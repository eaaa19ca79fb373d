"""Long work of this app."""

from __future__ import annotations

from sala.core.registries import RunKind, run_kinds
from sala.people.actions.imports import KIND, work_on_import

run_kinds.add(RunKind(KIND, work_on_import))
