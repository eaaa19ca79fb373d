from __future__ import annotations

from sala.core.permissions import ALLOWED, Refused


def decision_of(act):
    """What an action answered: ALLOWED when it went through, else its refusal."""
    try:
        act()
    except Refused as refusal:
        return refusal.decision
    return ALLOWED
