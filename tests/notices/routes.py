from tests.project.routing import Route, World


def of_dead_link(world: World) -> dict[str, str]:
    return {"token": "no-such-link"}


SIGNED_IN = "302 200 200 200 200 200"
DONE = "302 302 302 302 302 302"
DEAD = "404 404 404 404 404 404"

RHYTHM = {"digest_days": ["1"], "digest_hour": "9", "quiet_from": "20", "quiet_until": "7"}

ROUTES = {
    "notices:notices": [Route("get", SIGNED_IN)],
    "notices:reading": [Route("post", DONE)],
    "notices:preferences": [
        Route("get", SIGNED_IN),
        Route("post", DONE, data=lambda world: {"mail-talk.mentioned": "digest"}),
    ],
    "notices:rhythm": [
        Route("get", SIGNED_IN),
        Route(
            "post", DONE, data=lambda world: RHYTHM, accepts=frozenset({"is_quiet", "on_days_off"})
        ),
    ],
    "notices:line": [  # LINE is off
        Route("get", "302 404 404 404 404 404"),
        Route("post", "302 404 404 404 404 404", data=lambda world: {"line_id": "", "unlink": ""}),
    ],
    "notices:address": [Route("post", DONE)],
    "notices:one_click": [Route("get", DEAD, args=of_dead_link)],
    "notices:link": [Route("get", DEAD, args=of_dead_link)],
    "notices:disowning": [Route("post", DEAD, args=of_dead_link)],
}
