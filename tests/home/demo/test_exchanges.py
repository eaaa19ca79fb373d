from __future__ import annotations

from sala.core.thai import is_working_day
from sala.talk.models import Advice, Gathered, Piece, Prompt, Thread


def test_advice_topics_and_daily_pieces_are_alive(demonstration):
    advice = Advice.objects.get()
    assert [one.answer is not None for one in advice.rounds.all()] == [True, True]
    topics = {prompt.thread.state: bool(prompt.summary) for prompt in Prompt.objects.all()}
    assert topics == {"closed": True, "open": False}
    assert Thread.objects.get(kind="prompt", state="open").reply_count == 1
    assert Gathered.objects.count() == 1
    assert Piece.objects.count() == 10
    sent = list(Piece.objects.sent().values_list("sent_on", flat=True))
    assert sent
    assert len(sent) < 10
    assert all(is_working_day(day) for day in sent)
