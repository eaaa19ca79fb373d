from __future__ import annotations

from sala.core.models import Attachment
from sala.talk.actions.comments import comment_on, remove_comment
from sala.talk.actions.posts import edit_post, remove_post, reply
from sala.talk.actions.reports import report
from sala.talk.actions.votes import turn_voting, vote
from sala.talk.erasure import erase, export
from sala.talk.models import Comment, CommentMention, Mention, Post, Report, Wording
from sala.talk.written import written_of
from tests.core.test_hostile_files import PDF
from tests.factories.meetings import SessionFactory


def test_everything_written_is_exported(question, anong):
    post = reply(question, text="หนึ่ง", by=anong)
    edit_post(post, text="สอง", by=anong)

    row = export(anong)["posts"][0]

    assert (row["text"], row["earlier"]) == ("สอง", ["หนึ่ง"])


def test_comments_reports_votes_and_files_are_exported_and_cleared(cycle, question, boon, anong):
    session = SessionFactory(cycle=cycle, made_by=anong)
    kept = comment_on(session, text="ลองแล้วได้ผล", by=boon, files=[("ก.pdf", PDF)])
    gone = comment_on(session, text="เบอร์บ้าน", by=boon, files=[("ข.pdf", PDF)])
    remove_comment(gone, why="", by=boon)
    opening = question.posts.get(is_opening=True)
    answer = reply(question, text="ตอบ", by=anong)
    turn_voting(question.community, is_on=True, by=anong)
    vote(answer, is_useful=True, by=boon)
    report(written_of("post", [answer.pk])[answer.pk], harm="rude", why="เขาว่าฉัน", by=boon)
    comment_on(session, text="@บุญ ว่าไง", by=anong)

    found = export(boon)
    assert [row["text"] for row in found["comments"]] == ["ลองแล้วได้ผล", "เบอร์บ้าน"]
    assert [row["name"] for row in found["files"]] == ["ก.pdf", "ข.pdf"]
    assert (len(found["votes"]), found["reports"][0]["why"]) == (1, "เขาว่าฉัน")
    erase(boon)

    texts = dict(Comment.objects.values_list("pk", "text"))
    assert (texts[kept.pk], texts[gone.pk]) == ("ลองแล้วได้ผล", "")
    assert [row.name for row in Attachment.objects.all()] == ["ก.pdf"]
    assert Report.objects.get().why == ""
    assert not CommentMention.objects.exists()
    assert opening.author == boon


def test_names_go_and_answers_stay(question, boon, anong):
    kept = reply(question, text="ใช้แบบ พด.3", by=boon)
    gone = reply(question, text="เบอร์บ้าน", by=boon)
    edit_post(gone, text="เบอร์บ้าน 2", by=boon)
    remove_post(gone, why="", by=boon)
    reply(question, text=f"ขอบคุณ @{boon.handle}", by=anong)

    erase(boon)

    assert Post.objects.get(pk=kept.pk).text == "ใช้แบบ พด.3"
    assert Post.objects.get(pk=gone.pk).text == ""
    assert set(Wording.objects.values_list("text", flat=True)) == {""}
    assert not Mention.objects.exists()
