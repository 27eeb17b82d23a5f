"""A mail server for tests, on this machine only: it says yes (or what it is told) and counts."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


class Sink(socketserver.ThreadingTCPServer):
    """Shape  taken: the messages accepted, in order; answers: what to reply by verb, if not the usual"""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, bytes] = {}
        self.when_taken: Callable[[], None] = lambda: None

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: Sink
    usual = {"DATA": b"354 go on", "QUIT": b"221 bye"}

    def handle(self) -> None:
        self._say(b"220 sink")
        for line in self.rfile:
            verb = line[:4].decode("ascii", "replace").upper()
            self._say(self.server.answers.get(verb, self.usual.get(verb, b"250 yes")))
            if verb == "QUIT":
                return
            if verb == "DATA" and "DATA" not in self.server.answers:
                self._take()

    def _take(self) -> None:
        lines = iter(self.rfile.readline, b".\r\n")
        source = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
        self.server.taken.append(message_from_bytes(source, policy=default))
        self.server.when_taken()
        self._say(self.server.answers.get(".", b"250 taken"))

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


@contextmanager
def sink() -> Iterator[Sink]:
    """A mail server that listens until the block is left."""
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
