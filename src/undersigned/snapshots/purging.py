"""Telling the caches of others what they must no longer answer.

Source  Standard Webhooks 1.0.0, for how a message is signed
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import threading
import time
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import Request, urlopen

from undersigned.kernel import clock
from undersigned.kernel.ids import new_id
from undersigned.live.hearing import Hearing

from .sealing import EVERYTHING, surrogate_key

if TYPE_CHECKING:
    from uuid import UUID

log = logging.getLogger(__name__)

# By then every web process has heard as well, and serves nothing older any more: what a cache
# fetches anew is new. With the tenth of a second in which it is heard, it stays below one second.
SETTLING_SECONDS = 0.75
TIMEOUT_SECONDS = 5
AGAIN_SECONDS = (1, 2, 5, 10, 30)
MOST_KEYS = 200


class Purging:
    """Tells one address, as long as it has not understood; what moves meanwhile goes along.

    Nothing is written down for it: a process that begins has everything purged.

    Shape  header: one of the caller's own, "Name: value", such as a cache's token; secret: `whsec_…`
    """

    def __init__(self, url: str, header: str = "", secret: str = "") -> None:
        self.url, self.header, self.secret = url, header, secret
        self.owed: set[str] = set()
        self.lock = threading.Condition()
        self.stopping = False
        self.hearing = Hearing(self.owe)
        self.sender = threading.Thread(target=self._send_on, name="purging", daemon=True)

    def start(self) -> None:
        """Hear and send, in threads of their own."""
        self.sender.start()
        self.hearing.start()

    def stop(self) -> None:
        """Send what is owed once more, and end."""
        self.hearing.stop()
        with self.lock:
            self.stopping = True
            self.lock.notify()
        self.sender.join()

    def owe(self, topics: frozenset[UUID] | None) -> None:
        """These have moved; None: any may have."""
        with self.lock:
            self.owed |= {EVERYTHING} if topics is None else set(map(surrogate_key, topics))
            self.lock.notify()

    def _send_on(self) -> None:
        while True:
            with self.lock:
                self.lock.wait_for(lambda: self.owed or self.stopping)
                if not self.owed:
                    return
            time.sleep(SETTLING_SECONDS)
            with self.lock:
                due, self.owed = self.owed, set()
            self._insist({EVERYTHING} if len(due) > MOST_KEYS or EVERYTHING in due else due)

    def _insist(self, due: set[str]) -> None:
        """Until it is understood; whoever stops does not wait."""
        for tries in range(len(AGAIN_SECONDS) + 1):
            try:
                send(self.url, sorted(due), self.header, self.secret)
            except (URLError, OSError) as error:
                log.warning("caches were not told", extra={"error": type(error).__name__, "tries": tries + 1})
            else:
                return
            with self.lock:
                if tries == len(AGAIN_SECONDS) or self.lock.wait_for(
                    lambda: self.stopping, AGAIN_SECONDS[tries]
                ):
                    self.owed |= set() if self.stopping else due
                    return


def send(url: str, due: list[str], header: str, secret: str) -> None:
    """One message: the keys in a header, as caches read them, and in its signed body.

    Errors  URLError and OSError: not there, or an answer of 400 and more
    """
    moment = clock.now()
    told = {"type": "purge", "timestamp": moment.isoformat(), "data": {"keys": due}}
    body = json.dumps(told, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json", "Surrogate-Key": " ".join(due)}
    headers |= signature(secret, str(new_id()), int(moment.timestamp()), body) if secret else {}
    if header:
        name, _, value = header.partition(":")
        headers[name.strip()] = value.strip()
    asked = Request(url, body, headers, method="POST")  # noqa: S310 - https or http: the environment sees to it
    with urlopen(asked, timeout=TIMEOUT_SECONDS):  # noqa: S310 - the same
        pass


def signature(secret: str, message_id: str, moment: int, body: bytes) -> dict[str, str]:
    """The three headers of Standard Webhooks. Shape  secret: "whsec_" and Base64; moment: Unix seconds"""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(key, f"{message_id}.{moment}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{base64.b64encode(signed).decode()}",
    }
