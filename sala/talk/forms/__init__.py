"""Input to clean values, one module for each noun."""

from sala.talk.forms.advice import AdviceForm, AnotherForm, AnswerForm, RefusalForm
from sala.talk.forms.daily import PieceForm, TimingForm
from sala.talk.forms.prompts import ExtendForm, PromptForm, SummaryForm
from sala.talk.forms.threads import LONGEST, EditForm, RemovalForm, ReplyForm, ThreadForm

__all__ = [
    "LONGEST",
    "AdviceForm",
    "AnotherForm",
    "AnswerForm",
    "EditForm",
    "ExtendForm",
    "PieceForm",
    "PromptForm",
    "RefusalForm",
    "RemovalForm",
    "ReplyForm",
    "SummaryForm",
    "ThreadForm",
    "TimingForm",
]
