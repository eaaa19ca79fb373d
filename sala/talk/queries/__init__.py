"""What pages of talk show, read before rendering; one module for each noun."""

from sala.talk.queries.about import thing_of, threads_about
from sala.talk.queries.advice import advice_part, advice_threads, people_to_ask
from sala.talk.queries.comments import (
    CommentRow,
    CommentsBlock,
    Spot,
    comment_counts,
    comments_of,
)
from sala.talk.queries.daily import archive_page, due_dailies, piece_row, queue_page
from sala.talk.queries.gathered import gathered_in, gathered_page
from sala.talk.queries.marks import mark_of
from sala.talk.queries.nudges import first_post_due, quiet_page
from sala.talk.queries.prompts import prompt_part, summaries_in
from sala.talk.queries.threads import (
    NEWEST,
    POSTS,
    THREADS,
    Headline,
    PostRow,
    ThreadList,
    ThreadPage,
    ThreadRow,
    filters,
    headline,
    newest_threads,
    thread_list,
    thread_page,
    thread_row,
)

__all__ = [
    "NEWEST",
    "POSTS",
    "THREADS",
    "CommentRow",
    "CommentsBlock",
    "Headline",
    "PostRow",
    "Spot",
    "ThreadList",
    "ThreadPage",
    "ThreadRow",
    "advice_part",
    "advice_threads",
    "archive_page",
    "comment_counts",
    "comments_of",
    "due_dailies",
    "filters",
    "first_post_due",
    "gathered_in",
    "gathered_page",
    "headline",
    "mark_of",
    "newest_threads",
    "people_to_ask",
    "piece_row",
    "prompt_part",
    "queue_page",
    "quiet_page",
    "summaries_in",
    "thing_of",
    "thread_list",
    "thread_page",
    "thread_row",
    "threads_about",
]
