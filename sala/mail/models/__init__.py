"""The rows of the post office."""

from sala.mail.models.letters import Delivery, UsedLink

__all__ = ["Delivery", "UsedLink"]
