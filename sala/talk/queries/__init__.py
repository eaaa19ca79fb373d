"""What pages of talk show, read before rendering; one module for each noun."""

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
    mark_of,
    newest_threads,
    thread_list,
    thread_page,
    thread_row,
)

__all__ = [
    "NEWEST",
    "POSTS",
    "THREADS",
    "Headline",
    "PostRow",
    "ThreadList",
    "ThreadPage",
    "ThreadRow",
    "filters",
    "headline",
    "mark_of",
    "newest_threads",
    "thread_list",
    "thread_page",
    "thread_row",
]
