"""Addresses of the libraries we build upon, and the gallery."""

from __future__ import annotations

from tests.project.routing import Route, World


def of_confirmation(world: World) -> dict[str, str]:
    return {"key": "no-such-key"}


def of_reset(world: World) -> dict[str, str]:
    return {"uidb36": "1", "key": "no-such-key"}


HERE_OR_HOME = "200 302 302 302 302 302"
SIGNED_IN = "302 200 200 200 200 200"

ROUTES = {
    "account_login": [Route("get", HERE_OR_HOME), Route("post", HERE_OR_HOME)],
    "account_logout": [Route("get", SIGNED_IN), Route("post", "302 302 302 302 302 302")],
    "account_signup": [Route("get", HERE_OR_HOME)],
    "account_reauthenticate": [Route("get", SIGNED_IN)],
    "account_email": [Route("get", SIGNED_IN)],
    "account_email_verification_sent": [Route("get", "200 200 200 200 200 200")],
    "account_confirm_email": [Route("get", "200 200 200 200 200 200", args=of_confirmation)],
    "account_change_password": [Route("get", SIGNED_IN)],
    "account_set_password": [Route("get", "302 302 302 302 302 302")],
    "account_confirm_login_code": [Route("get", "302 302 302 302 302 302")],
    "account_inactive": [Route("get", "200 200 200 200 200 200")],
    "account_reset_password": [Route("get", "200 200 200 200 200 200")],
    "account_reset_password_done": [Route("get", "200 200 200 200 200 200")],
    "account_reset_password_from_key": [Route("get", "200 200 200 200 200 200", args=of_reset)],
    "account_reset_password_from_key_done": [Route("get", "200 200 200 200 200 200")],
    "ui_gallery": [Route("get", "404 404 404 404 404 404")],
}
