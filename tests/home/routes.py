from __future__ import annotations

from tests.project.routing import Route

OPEN = "200 200 200 200 200 200"
HIDDEN = "404 404 404 404 404 404"

ROUTES = {
    "home:front": [Route("get", OPEN)],
    "home:rights": [Route("get", OPEN)],
    "home:outbox": [Route("get", HIDDEN)],
    "home:letter": [Route("get", HIDDEN, args=lambda world: {"name": "x.log-0"})],
}
