from tests.project.routing import Route, World


def of_dead_link(world: World) -> dict[str, str]:
    return {"token": "no-such-link"}


SIGNED_IN = "302 200 200 200 200 200"
DONE = "302 302 302 302 302 302"
DEAD = "404 404 404 404 404 404"

ROUTES = {
    "notices:notices": [Route("get", SIGNED_IN)],
    "notices:reading": [Route("post", DONE)],
    "notices:preferences": [Route("post", DONE, data=lambda world: {"by_mail": []})],
    "notices:link": [Route("get", DEAD, args=of_dead_link)],
    "notices:disowning": [Route("post", DEAD, args=of_dead_link)],
}
