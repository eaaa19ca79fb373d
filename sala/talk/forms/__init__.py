"""Input to clean values, one module for each noun."""

from sala.talk.forms.threads import LONGEST, EditForm, RemovalForm, ReplyForm, ThreadForm

__all__ = ["LONGEST", "EditForm", "RemovalForm", "ReplyForm", "ThreadForm"]
