"""What a fetch may reach and for how long, and a connection that keeps to it."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .reach import IPAddress, is_public

LIMIT_MEGABYTES = 20
MOST_TRIED = 4

Answer = tuple[Any, ...]  # one line of getaddrinfo


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be reached and for how long; the strict one unless a test says otherwise."""

    admits: Callable[[IPAddress], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443})
    resolve: Callable[..., list[Answer]] = socket.getaddrinfo
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    limit_bytes: int = LIMIT_MEGABYTES * 1_000_000
    step_seconds: float = 6.0
    whole_seconds: float = 20.0


class Pinned(http.client.HTTPConnection):
    """A connection to addresses already checked, named as the host they were found under.

    It ends when its time is over: a server that sends a byte now and then keeps every single read
    within its limit, so a timer shuts the socket when the whole takes too long.
    """

    def __init__(
        self, host: str, port: int, is_secure: bool, answers: list[Answer], guard: Guard, ends_at: float
    ) -> None:
        super().__init__(host, port)
        self.default_port = 443 if is_secure else 80
        self._is_secure, self._answers, self._guard, self._ends_at = is_secure, answers, guard, ends_at
        self._timer: threading.Timer | None = None

    def connect(self) -> None:
        self.sock = self._connected()
        if self._is_secure:
            self.sock = self._guard.tls().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
        # The response may outlive `self.sock`, so the timer holds the socket itself.
        self._timer = threading.Timer(max(0.0, self._ends_at - time.monotonic()), _shut, [self.sock])
        self._timer.daemon = True
        self._timer.start()
        if isinstance(self.sock, ssl.SSLSocket):
            self.sock.do_handshake()

    def release(self) -> None:
        """Ends the connection and its timer."""
        if self._timer is not None:
            self._timer.cancel()
        self.close()

    def _connected(self) -> socket.socket:
        """A socket to the first address that answers."""
        failure: OSError = TimeoutError()
        for family, kind, protocol, _name, sockaddr in self._answers[:MOST_TRIED]:
            left = self._ends_at - time.monotonic()
            if left <= 0:
                break
            plain = socket.socket(family, kind, protocol)
            try:
                plain.settimeout(min(left, self._guard.step_seconds))
                plain.connect(sockaddr)
            except OSError as error:
                plain.close()
                failure = error
            else:
                return plain
        raise failure


def _shut(held: socket.socket) -> None:
    """Ends every read that waits on the socket; on one that has ended by itself nothing happens."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(held, socket.SHUT_RDWR)  # under TLS too, without a farewell
