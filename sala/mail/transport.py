"""The line to the mail server: one connection for many letters, three commands in one go."""

from __future__ import annotations

import smtplib
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from sala.mail.copies import Copy
from sala.mail.dkim import signed


class Unreachable(Exception):  # noqa: N818 -- a state of the world, not a fault of a letter
    """The mail server does not answer: every letter waits, and none is counted as tried."""


class Refused(Exception):  # noqa: N818 -- the word of the protocol
    """The server refused this letter; `code` is its answer."""

    def __init__(self, code: int, words: bytes | str, *, is_recipient: bool = False) -> None:
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        super().__init__(f"{code} {text}")
        self.code, self.is_recipient = code, is_recipient

    @property
    def is_permanent(self) -> bool:
        return 500 <= self.code < 600


class Transport:
    """Sends ready bytes through whatever mail backend the settings name."""

    def __init__(self) -> None:
        self.backend: Any = get_connection()
        self.is_smtp = isinstance(self.backend, SmtpBackend)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.backend.close()

    def send(self, copy: Copy) -> None:
        if not self.is_smtp:
            self.backend.send_messages([copy.message or _Ready(copy)])
            return
        self._open()
        try:
            self._talk(self.backend.connection, copy, signed(copy.raw))
        except (smtplib.SMTPServerDisconnected, OSError):
            self.hang_up()
            raise

    def _open(self) -> None:
        try:
            self.backend.open()
        except (smtplib.SMTPException, OSError) as problem:
            self.hang_up()
            raise Unreachable(str(problem)) from problem

    def hang_up(self) -> None:
        line, self.backend.connection = self.backend.connection, None
        if line is not None:
            line.close()

    def _talk(self, line: smtplib.SMTP, copy: Copy, raw: bytes) -> None:
        line.ehlo_or_helo_if_needed()
        first = (
            f"MAIL FROM:<{copy.sender}>\r\n",
            f"RCPT TO:<{copy.address}>\r\n",
            "DATA\r\n",
        )
        if line.has_extn("pipelining"):
            line.send("".join(first))
            answers = [line.getreply() for _ in first]
        else:
            answers = []
            for command in first:
                line.send(command)
                answers.append(line.getreply())
                if answers[-1][0] >= 400:
                    break
        self._check(line, answers)
        line.send(_dotted(raw))
        code, words = line.getreply()
        if code != 250:
            raise Refused(code, words)

    def _check(self, line: smtplib.SMTP, answers: list[tuple[int, bytes]]) -> None:
        """Who is refused gets nothing; the line is made ready for the next letter."""
        bad = next((at for at, (code, _) in enumerate(answers) if code >= 400), None)
        if bad is None:
            return
        if len(answers) == 3 and answers[2][0] == 354:  # it takes a letter for nobody
            line.send(b".\r\n")
            line.getreply()
        code, words = answers[bad]
        if code == 421:
            self.hang_up()
            raise Unreachable(f"{code} {words.decode('utf-8', 'replace')}")
        line.rset()
        raise Refused(code, words, is_recipient=bad == 1)


def _dotted(raw: bytes) -> bytes:
    body = raw.replace(b"\r\n.", b"\r\n..")
    if body.startswith(b"."):
        body = b"." + body
    return body + (b".\r\n" if body.endswith(b"\r\n") else b"\r\n.\r\n")


class _Ready(EmailMultiAlternatives):
    """Ready bytes for a backend that is not SMTP: a folder, memory, a provider's interface."""

    def __init__(self, copy: Copy) -> None:
        self.parsed = message_from_bytes(copy.raw, policy=policy.default)
        assert isinstance(self.parsed, Parsed)  # noqa: S101 -- what this policy makes
        body = self.parsed.get_body(("plain",))
        super().__init__(
            subject=str(self.parsed["Subject"]),
            body=str(body.get_content()).replace("\r\n", "\n") if body else "",
            from_email=copy.sender,
            to=[copy.address],
            headers={name: str(value) for name, value in self.parsed.items()},
        )
        self.raw = copy.raw
        page = self.parsed.get_body(("html",))
        if page is not None and page is not body:
            self.attach_alternative(str(page.get_content()), "text/html")

    def message(self) -> Any:
        return message_from_bytes(self.raw, policy=policy.SMTP.clone(linesep="\n"))


__all__ = ["Refused", "Transport", "Unreachable"]
