"""Books are long work."""

from __future__ import annotations

from sala.core.registries import RunKind, run_kinds
from sala.publishing.actions.building import work_on_edition
from sala.publishing.queries.builder import KIND

run_kinds.add(RunKind(KIND, work_on_edition))
