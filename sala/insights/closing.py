"""When a cycle closes, its figures are kept as they stand."""

from __future__ import annotations

from sala.core.registries import Closing, closing_hooks
from sala.insights.actions import freeze_figures

closing_hooks.add(Closing("insights.book", lambda cycle, by: freeze_figures(cycle, by=by)))
