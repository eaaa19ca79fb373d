"""The rows of the post office."""

from sala.mail.models.bounces import BounceScore, PausedAddress
from sala.mail.models.incoming import IncomingMail, MailState, Raw
from sala.mail.models.letters import Delivery, Mailing, UsedLink

__all__ = [
    "BounceScore",
    "Delivery",
    "IncomingMail",
    "MailState",
    "Mailing",
    "PausedAddress",
    "Raw",
    "UsedLink",
]
