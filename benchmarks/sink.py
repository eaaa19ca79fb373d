"""A mail server on loopback that keeps what it is given. It runs alone too, for the measurements
and the kill tests: `python sink.py FILE` prints its port and writes a line for each letter."""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path
from typing import NamedTuple


class Given(NamedTuple):
    sender: str
    address: str
    raw: bytes


class Sink:
    """Answers as a server with PIPELINING does. `refuse(address)` may answer instead of 250."""

    def __init__(self, *, keep=True, file=None, extensions=("PIPELINING", "8BITMIME")):
        self.given: list[Given] = []
        self.keep, self.file, self.extensions = keep, file, extensions
        self.refuse = lambda address: None
        self.connections = 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=50)
        self.port = self.listener.getsockname()[1]
        self.lock = threading.Lock()
        self.thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *problem):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join(5)

    def serve_forever(self):
        self._accept()

    def _accept(self):
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line):
        with line, line.makefile("rb") as reader:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                line.sendall(b"220 sink\r\n")
                self._session(line, reader)
            except OSError:
                return

    def _session(self, line, reader):
        sender = address = ""
        while command := reader.readline():
            word = command[:4].upper()
            if word == b"EHLO":
                rows = ["sink", *self.extensions]
                marks = ["-"] * (len(rows) - 1) + [" "]
                answer = "".join(f"250{m}{r}\r\n" for m, r in zip(marks, rows, strict=True))
            elif word == b"MAIL":
                sender, address, answer = _path(command), "", "250 ok\r\n"
            elif word == b"RCPT":
                wanted = _path(command)
                refused = self.refuse(wanted)
                address = "" if refused else wanted
                answer = f"{refused or '250 ok'}\r\n"
            elif word == b"DATA":
                answer = "354 go on\r\n" if address else "503 nobody\r\n"
                if address:
                    line.sendall(answer.encode())
                    self._take(sender, address, reader)
                    answer = "250 taken\r\n"
            elif word == b"QUIT":
                line.sendall(b"221 bye\r\n")
                return
            else:
                answer = "250 ok\r\n"
            line.sendall(answer.encode())

    def _take(self, sender, address, reader):
        rows = []
        while (row := reader.readline()) not in (b".\r\n", b""):
            rows.append(row[1:] if row.startswith(b".") else row)
        with self.lock:
            if self.keep:
                self.given.append(Given(sender, address, b"".join(rows)))
            if self.file is not None:
                self.file.write(f"{address}\n")
                self.file.flush()


def _path(command):
    return command.decode().partition("<")[2].partition(">")[0]


if __name__ == "__main__":
    with Path(sys.argv[1]).open("a") as file:
        sink = Sink(keep=False, file=file)
        print(sink.port, flush=True)
        sink.serve_forever()
