from __future__ import annotations

from sala.talk.actions.posts import edit_post, remove_post, reply
from sala.talk.erasure import erase, export
from sala.talk.models import Mention, Post, Wording


def test_everything_written_is_exported(question, anong):
    post = reply(question, text="หนึ่ง", by=anong)
    edit_post(post, text="สอง", by=anong)

    row = export(anong)["posts"][0]

    assert (row["text"], row["earlier"]) == ("สอง", ["หนึ่ง"])


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
