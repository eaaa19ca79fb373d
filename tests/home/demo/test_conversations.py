from __future__ import annotations

from sala.home.demo.build import build
from sala.talk.models import Mention, Thread


def test_the_helping_community_has_one_solved_and_one_waiting(db):
    build()

    states = {thread.title: thread for thread in Thread.objects.all()}
    solved = [thread for thread in states.values() if thread.state == "solved"]
    assert len(states) == 7
    assert [thread.reply_count for thread in solved] == [3]
    assert Thread.objects.unanswered().count() == 1
    assert Mention.objects.get().person.handle == "wichai"
