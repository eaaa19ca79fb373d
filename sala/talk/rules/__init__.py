"""Who may do what in talk, and why not; one module for each noun."""

from sala.talk.rules.advice import (
    can_advise,
    can_ask_advice,
    can_ask_again,
    can_be_asked,
    can_decline_advice,
    can_name_another,
)
from sala.talk.rules.daily import can_change_piece, can_queue_text, can_set_daily
from sala.talk.rules.gathering import can_gather, can_gather_post
from sala.talk.rules.nudges import can_nudge, can_see_quiet, nudgeable
from sala.talk.rules.prompts import (
    can_close_on,
    can_extend_prompt,
    can_set_any_prompt,
    can_set_prompt,
    can_summarise,
)
from sala.talk.rules.threads import (
    can_accept,
    can_ask_as,
    can_choose_answer,
    can_close_thread,
    can_edit_post,
    can_remove_post,
    can_reopen_thread,
    can_reply,
    can_start_thread,
    can_tidy,
    is_adviser,
    is_going_on,
    is_guest,
)

__all__ = [
    "can_accept",
    "can_advise",
    "can_ask_advice",
    "can_ask_again",
    "can_ask_as",
    "can_be_asked",
    "can_change_piece",
    "can_choose_answer",
    "can_close_on",
    "can_close_thread",
    "can_decline_advice",
    "can_edit_post",
    "can_extend_prompt",
    "can_gather",
    "can_gather_post",
    "can_name_another",
    "can_nudge",
    "can_queue_text",
    "can_remove_post",
    "can_reopen_thread",
    "can_reply",
    "can_see_quiet",
    "can_set_any_prompt",
    "can_set_daily",
    "can_set_prompt",
    "can_start_thread",
    "can_summarise",
    "can_tidy",
    "is_adviser",
    "is_going_on",
    "is_guest",
    "nudgeable",
]
