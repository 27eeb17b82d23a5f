"""A small scorer on this machine, over real HTTP, that answers as a test has it."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Other:
    """Shape  answer: a JSON value, or text sent as it is; drip_seconds: between two bytes of the body"""

    def __init__(self) -> None:
        self.answer: Any = {"scores": {"toxicity": 0.9}}
        self.status = 200
        self.headers: dict[str, str] = {}
        self.waits_seconds = 0.0
        self.drip_seconds = 0.0
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.at = ""

    @property
    def last(self) -> Any:
        """The body it was sent last."""
        return self.asked[-1][2]


@contextmanager
def running() -> Iterator[Other]:
    other = Other()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            other.asked.append((self.path, dict(self.headers), body))
            time.sleep(other.waits_seconds)
            text = other.answer if isinstance(other.answer, str) else json.dumps(other.answer)
            self.send_response(other.status)
            for name, value in other.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for byte in text.encode() if other.drip_seconds else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(other.drip_seconds)
                self.wfile.write(b"" if other.drip_seconds else text.encode())
            except OSError:
                pass  # whoever asked has gone

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    other.at = f"http://127.0.0.1:{server.server_port}"
    try:
        yield other
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
