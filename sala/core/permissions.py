"""The answer to "may this person do this?", and the one way to insist on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """One thing that is lacking: what, where it is mended, and whom it concerns."""

    label: str
    url: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Decision:
    """Allowed, or refused with a stable code, a sentence for the person and what is missing.

    Codes begin with `right.` (403), `state.` (409) or `value.` (422).
    """

    allowed: bool
    code: str = ""
    reason: str = ""
    missing: tuple[Missing, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def status(self) -> int:
        kinds = {"state": 409, "value": 422}
        return kinds.get(self.code.partition(".")[0], 403)


ALLOWED = Decision(allowed=True)


class Refused(Exception):  # noqa: N818 -- a sentence to a person, not a fault
    """Raised inside an action; one middleware shows its reason on the page or the htmx part."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision


def denied(code: str, reason: str, missing: tuple[Missing, ...] = ()) -> Decision:
    return Decision(allowed=False, code=code, reason=reason, missing=missing)


def first_refusal(*decisions: Decision) -> Decision:
    """The first refusal in the order asked, or ALLOWED: how small rules make larger ones."""
    return next((decision for decision in decisions if not decision), ALLOWED)


def require(decision: Decision) -> None:
    if not decision:
        raise Refused(decision)
