"""Who may do what in talk, and why not; one module for each noun."""

from sala.talk.rules.gathering import can_gather, can_gather_post
from sala.talk.rules.threads import (
    can_accept,
    can_ask_as,
    can_choose_answer,
    can_close_thread,
    can_edit_post,
    can_remove_post,
    can_reply,
    can_start_thread,
    can_tidy,
    is_going_on,
    is_guest,
)

__all__ = [
    "can_accept",
    "can_ask_as",
    "can_choose_answer",
    "can_close_thread",
    "can_edit_post",
    "can_gather",
    "can_gather_post",
    "can_remove_post",
    "can_reply",
    "can_start_thread",
    "can_tidy",
    "is_going_on",
    "is_guest",
]
