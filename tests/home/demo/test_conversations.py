from __future__ import annotations

from sala.core.models import Attachment
from sala.talk.models import Comment, Mention, Post, Report, Thread


def test_the_helping_community_has_one_solved_and_one_waiting(demonstration):
    states = {thread.title: thread for thread in Thread.objects.all()}
    solved = [thread for thread in states.values() if thread.state == "solved"]
    assert len(states) == 7
    assert [thread.reply_count for thread in solved] == [5]
    assert Thread.objects.unanswered().count() == 1
    assert Mention.objects.get().person.handle == "wichai"
    assert Comment.objects.live().exclude(label__startswith="knowledge.").count() == 3
    assert Post.objects.filter(vote_count=3).count() == 1
    files = Attachment.objects.filter(label="talk.post")
    assert [row.name for row in files] == ["ล้างคิวพิมพ์.txt"]
    assert Report.objects.open().count() == 1
