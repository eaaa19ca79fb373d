"""Why a message was held, refused or set aside. The values are a contract: tests, the audit and the
pages use them.
"""

from enum import StrEnum


class Reason(StrEnum):
    UNREADABLE_FILE = "unreadable-file"
    TOO_LARGE = "too-large"
    TOO_DEEP = "nested-too-deep"
    TOO_MANY_PARTS = "too-many-parts"
    TOO_MANY_HEADERS = "too-many-headers"
    TEXT_TOO_LONG = "text-too-long"
    NOT_A_MESSAGE = "not-a-message"
    BOMB = "archive-bomb"
    HEADER_INJECTION = "header-injection"
    ENCRYPTED = "encrypted"
    EMPTY = "no-new-text"
    INTERNAL = "could-not-be-read"
    CHARSET = "charset-unsettled"
    SENDER = "sender-unsettled"
    AUTO_HEADER = "automatic-by-header"
    AUTO_TEXT = "automatic-by-wording"
    RECEIPT = "receipt"
    REPORT = "feedback-report"
    BOUNCE = "undelivered"
    DELAYED = "delayed"
    OWN_MAIL = "our-own-mail"
    OTHER_LIST = "another-list"
    BULK = "bulk-mail"
    TOO_MANY_HOPS = "too-many-hops"
    COMMAND = "command"


class UnreadableError(Exception):
    """The message cannot be read within its bounds."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason
