"""A word of welcome belongs to coming in."""

from __future__ import annotations

from sala.core.registries import Joining, joining_hooks
from sala.talk.actions.nudges import welcome

joining_hooks.add(Joining("talk.welcome", welcome))
