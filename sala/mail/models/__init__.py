"""The rows of the post office."""

from sala.mail.models.incoming import IncomingMail, MailState, Raw
from sala.mail.models.letters import Delivery, UsedLink

__all__ = ["Delivery", "IncomingMail", "MailState", "Raw", "UsedLink"]
