"""A plain LMTP client: says what it is told to and reads every reply, one for each recipient."""

from __future__ import annotations

import socket
from collections.abc import Sequence


class Client:
    """One connection. `address` is `unix:/path` or `host:port`."""

    def __init__(self, address: str, timeout: float = 30) -> None:
        if address.startswith("unix:"):
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(timeout)
            self.socket.connect(address[5:])
        else:
            host, _colon, port = address.rpartition(":")
            self.socket = socket.create_connection((host, int(port)), timeout)
        self.reader = self.socket.makefile("rb")
        greeting = self.reply()
        if not greeting.startswith("220"):
            self.close()
            raise ConnectionError(greeting)
        self.said("LHLO client.test")

    def reply(self) -> str:
        """One reply; the lines of a long one joined."""
        lines = []
        while True:
            line = self.reader.readline()
            if not line:
                raise ConnectionError("the server hung up")
            lines.append(line.decode().rstrip())
            if line[3:4] != b"-":
                return "\n".join(lines)

    def said(self, command: str) -> str:
        self.socket.sendall(command.encode() + b"\r\n")
        return self.reply()

    def send(self, sender: str, recipients: Sequence[str], content: bytes) -> list[str]:
        """The reply for each recipient: of RCPT where it was refused, else of the data."""
        replies = [self.said(f"MAIL FROM:<{sender}>")]
        if not replies[0].startswith("250"):
            return replies * len(recipients)
        replies = [self.said(f"RCPT TO:<{recipient}>") for recipient in recipients]
        taken = [number for number, reply in enumerate(replies) if reply.startswith("250")]
        if not taken:
            self.said("RSET")
            return replies
        self.said("DATA")
        lines = content.replace(b"\r\n", b"\n").split(b"\n")
        body = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)
        self.socket.sendall(body + b"\r\n.\r\n")
        for number in taken:
            replies[number] = self.reply()
        return replies

    def quit(self) -> None:
        """Leave politely, and stay until the server has let go."""
        self.said("QUIT")
        self.reader.read()
        self.close()

    def close(self) -> None:
        self.reader.close()
        self.socket.close()
