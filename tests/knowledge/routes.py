"""stranger, outsider, foreigner, member, facilitator, km_team."""

from __future__ import annotations

from tests.knowledge import asset_routes, note_routes
from tests.project.routing import Route

ROUTES: dict[str, list[Route]] = {**asset_routes.ROUTES, **note_routes.ROUTES}
