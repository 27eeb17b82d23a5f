"""Caches in front are told what is over, and keep the rest longer for it."""

import base64
import hashlib
import hmac
import json
import queue
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.error import HTTPError

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import story
from undersigned.communities.models import Community
from undersigned.kernel.ids import new_id
from undersigned.live.actions import publish
from undersigned.snapshots import purging
from undersigned.snapshots.purging import Purging, send
from undersigned.snapshots.sealing import EVERYTHING, surrogate_keys

SECRET = "whsec_" + base64.b64encode(b"a key of thirty-two bytes, no less").decode()
TOLD_SECONDS = 10.0


class Cache(HTTPServer):
    """A cache's own door. Shape  told: headers and body of every message; refuses: so many first"""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.told: queue.Queue[tuple[dict[str, str], bytes]] = queue.Queue()
        self.refuses = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/purge"


class Door(BaseHTTPRequestHandler):
    server: Cache

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.refuses -= 1
        is_refused = self.server.refuses >= 0
        if not is_refused:
            self.server.told.put(({name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(503 if is_refused else 204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Not to the terminal."""


@pytest.fixture
def cache() -> Iterator[Cache]:
    door = Cache()
    serving = Thread(target=door.serve_forever, args=(0.02,))
    serving.start()
    yield door
    door.shutdown()
    serving.join()
    door.server_close()


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "SETTLING_SECONDS", 0.05)
    monkeypatch.setattr(purging, "AGAIN_SECONDS", (0.01, 0.02))


def test_a_message_has_its_keys_in_a_header_and_is_signed(cache: Cache) -> None:
    send(cache.url, ["undersigned-1", "undersigned-2"], "Fastly-Key: a token", SECRET)
    headers, body = cache.told.get(timeout=TOLD_SECONDS)
    assert headers["surrogate-key"] == "undersigned-1 undersigned-2"
    assert headers["fastly-key"] == "a token"
    assert json.loads(body)["data"] == {"keys": ["undersigned-1", "undersigned-2"]}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


def test_without_a_secret_nothing_is_signed(cache: Cache) -> None:
    send(cache.url, [EVERYTHING], "", "")
    headers, _ = cache.told.get(timeout=TOLD_SECONDS)
    assert "webhook-signature" not in headers


def test_a_refusal_is_heard(cache: Cache) -> None:
    cache.refuses = 1
    with pytest.raises(HTTPError):
        send(cache.url, [EVERYTHING], "", "")


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_who_begins_purges_everything_and_then_what_moves_until_it_is_understood(cache: Cache) -> None:
    hook = Purging(cache.url)
    hook.start()
    try:
        headers, _ = cache.told.get(timeout=TOLD_SECONDS)
        assert headers["surrogate-key"] == EVERYTHING
        cache.refuses = 4  # more than are tried in a row
        one, other = new_id(), new_id()
        publish(one, "state")
        publish(other, "state")
        due: set[str] = set()
        while len(due) < 2:
            due |= set(cache.told.get(timeout=TOLD_SECONDS)[0]["surrogate-key"].split())
        assert due == {f"undersigned-{one.hex}", f"undersigned-{other.hex}"}
    finally:
        hook.stop()


def test_what_is_owed_at_the_end_is_sent_once_more(cache: Cache) -> None:
    hook = Purging(cache.url)
    hook.owe(frozenset([new_id()]))
    hook.sender.start()
    hook.hearing.stop = lambda: None  # type: ignore[method-assign] # never begun
    hook.stop()
    assert cache.told.qsize() == 1


@pytest.mark.parametrize("path", ["conversation", "conversation?after=", "feed.atom", "feed.json"])
def test_answers_may_be_kept_where_they_are_purged(
    client: Client, news: Community, settings: Settings, path: str
) -> None:
    about = story(news)
    address = f"/api/v1/communities/news/stories/{about.key}/{path}"
    assert "s-maxage=1," in client.get(address)["Cache-Control"]
    assert "Surrogate-Key" not in client.get(address)
    settings.PURGE_URL = "https://cache.example/purge"
    answer = client.get(address)
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=30, stale-while-revalidate=30"
    assert answer["Surrogate-Key"] == surrogate_keys([about.id, news.id])
