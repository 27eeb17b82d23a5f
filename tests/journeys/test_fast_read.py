"""The fast read: what is committed is in the served bytes within a second, and in every open page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from django.db import connections

from tests.cast import acting, story
from tests.journeys.acts import post
from undersigned.communities.models import Community
from undersigned.journeys.close import close
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.actor import COMMAND
from undersigned.people.models import Person
from undersigned.snapshots import streaming
from undersigned.snapshots.reads import sealed_conversation
from undersigned.snapshots.serve import FastRead, Memory

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
WITHIN_SECONDS = 10.0  # on a busy machine; how fast it is, the bench says


class Answer:
    """What came back. Shape  status 0: it was let through"""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""
        self.gone = asyncio.Event()

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.body += message["body"]

    async def receive(self) -> Any:
        await self.gone.wait()
        return {"type": "http.disconnect"}


class Site:
    """A process that serves. Whatever it lets through is answered by nobody."""

    def __init__(self) -> None:
        async def nobody(scope: Any, receive: Any, send: Any) -> None: ...

        self.door = FastRead(nobody, {"conversation": sealed_conversation}, lambda header: header[:2])

    @property
    def memory(self) -> Memory:
        assert self.door.memory is not None
        return self.door.memory

    def call(self, answer: Answer, address: str, method: str = "GET", **headers: str) -> Awaitable[None]:
        path, _, query = address.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()],
        }
        return self.door(scope, answer.receive, answer.send)

    async def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        answer = Answer()
        await self.call(answer, address, method, **headers)
        return answer


def serving(play: Callable[[Site], Awaitable[None]]) -> None:
    async def played() -> None:
        site = Site()
        try:
            await play(site)
        finally:
            await asyncio.to_thread(site.memory.stop)

    asyncio.run(played())


async def act(journey: Callable[[], Any]) -> Any:
    """Carry out a journey as another process would: in a thread of its own."""

    def acted() -> Any:
        try:
            return journey()
        finally:
            connections.close_all()

    return await asyncio.to_thread(acted)


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(WITHIN_SECONDS):
        while not await true():  # noqa: ASYNC110 - asks another thread's database
            await asyncio.sleep(0.02)


def texts(answer: Answer) -> list[str]:
    return [comment["text"] for comment in json.loads(answer.body)["comments"]]


def told(answer: Answer) -> list[tuple[str, Any]]:
    """The events of a stream so far."""
    found = []
    for block in answer.body.decode().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_what_is_published_revised_or_closed_is_in_the_served_bytes(news: Community, ada: Person) -> None:
    here = story(news)
    address = f"/api/v1/communities/news/stories/{here.key}/conversation"

    async def play(site: Site) -> None:
        first = await site.get(address)
        assert (first.status, texts(first)) == (200, [])
        posted = await act(partial(post, ada, here, "They start on Monday."))
        await until(lambda: _has(site, address, ["They start on Monday."]))
        await act(partial(withdraw, acting(ada), posted.comment_id))
        await until(lambda: _has(site, address, []))
        await act(partial(close, COMMAND, here.id, "It got late."))

        async def is_closed() -> bool:
            return bool(json.loads((await site.get(address)).body)["state"]["reason"] == "It got late.")

        await until(is_closed)

    serving(play)


async def _has(site: Site, address: str, expected: list[str]) -> bool:
    return texts(await site.get(address)) == expected


def test_who_has_it_is_told_so_and_head_has_no_body(news: Community, ada: Person) -> None:
    here = story(news)
    post(ada, here)
    address = f"/api/v1/communities/news/stories/{here.key}/conversation"

    async def play(site: Site) -> None:
        first = await site.get(address)
        again = await site.get(address, if_none_match=first.headers["etag"])
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
        head = await site.get(address, "HEAD")
        assert (head.status, head.body, head.headers) == (200, b"", first.headers)
        packed = await site.get(address, accept_encoding="gzip, br")
        assert packed.headers["content-encoding"] == "br"
        assert len(packed.body) < len(first.body)

    serving(play)


def test_the_language_asked_for_is_served_where_it_is_offered(news: Community) -> None:
    address = f"/api/v1/communities/news/stories/{story(news).key}/conversation"

    async def play(site: Site) -> None:
        french, german = await site.get(address, accept_language="fr-CA"), await site.get(address)
        assert (french.headers["content-language"], german.headers["content-language"]) == ("fr", "en")
        assert json.loads(french.body)["notices"] != json.loads(german.body)["notices"]

    serving(play)


@pytest.mark.parametrize(
    "rest",
    [
        "no-such-story/conversation",
        "a-story/conversation?after=x",
        "a-story/conversation?sort=best",
        "a-story",
    ],
)
def test_what_is_not_a_first_page_is_let_through(news: Community, rest: str) -> None:
    story(news)

    async def play(site: Site) -> None:
        assert (await site.get(f"/api/v1/communities/news/stories/{rest}")).status == 0
        assert (await site.get("/api/v1/counts?story=" + "&story=".join(["news/x"] * 101))).status == 0
        assert (await site.get("/")).status == 0

    serving(play)


def test_counts_come_from_memory_and_follow(news: Community, ada: Person) -> None:
    here = story(news)
    address = f"/api/v1/counts?story=news/{here.key}&story=news/none"

    async def play(site: Site) -> None:
        assert json.loads((await site.get(address)).body) == {"counts": {f"news/{here.key}": 0}}
        await act(partial(post, ada, here))

        async def is_one() -> bool:
            return bool(json.loads((await site.get(address)).body)["counts"][f"news/{here.key}"] == 1)

        await until(is_one)

    serving(play)


def test_an_open_page_is_told_and_resumes_where_it_was(news: Community, ada: Person) -> None:
    here = story(news)
    address = f"/api/v1/communities/news/stories/{here.key}/live"

    async def play(site: Site) -> None:
        stream = Answer()
        listening = asyncio.ensure_future(site.call(stream, f"{address}?after=0"))
        posted = await act(partial(post, ada, here, "They start on Monday."))
        await until(lambda: _heard(stream, "published"))
        await act(partial(withdraw, acting(ada), posted.comment_id))
        await until(lambda: _heard(stream, "removed"))
        stream.gone.set()
        async with asyncio.timeout(WITHIN_SECONDS):
            await listening
        events = told(stream)
        published = next(data for kind, data in events if kind == "published")
        assert published["comment"]["text"] == "They start on Monday."
        assert events[-2:] == [
            ("removed", {"version": 2, "id": str(posted.comment_id), "comment": None}),
            ("counts", {"version": 2, "counts": {"comments": 0}, "comments": {}}),
        ]
        assert not site.memory.streams.channels

        resumed = Answer()
        listening = asyncio.ensure_future(site.call(resumed, f"{address}?after=0", last_event_id="1"))
        await until(lambda: _heard(resumed, "removed"))
        assert [kind for kind, _ in told(resumed)] == ["removed", "counts"]
        resumed.gone.set()
        async with asyncio.timeout(WITHIN_SECONDS):
            await listening

    serving(play)


async def _heard(answer: Answer, kind: str) -> bool:
    return any(told_kind == kind for told_kind, _ in told(answer))


def test_who_was_away_for_too_long_begins_anew(news: Community) -> None:
    address = f"/api/v1/communities/news/stories/{story(news).key}/live?after=99"

    async def play(site: Site) -> None:
        stream = Answer()
        listening = asyncio.ensure_future(site.call(stream, address))
        await until(lambda: _heard(stream, "reset"))
        stream.gone.set()
        async with asyncio.timeout(WITHIN_SECONDS):
            await listening

    serving(play)


def test_who_falls_behind_is_let_go(news: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "LAG", 3)
    address = f"/api/v1/communities/news/stories/{story(news).key}/live"

    async def play(site: Site) -> None:
        slow = SlowAnswer()
        listening = asyncio.ensure_future(site.call(slow, address))
        await asyncio.wait_for(slow.is_stuck.wait(), WITHIN_SECONDS)
        (channel,) = site.memory.streams.channels.values()
        for _ in range(10):
            channel.append(streaming.BEAT)
        slow.may_go_on.set()
        async with asyncio.timeout(WITHIN_SECONDS):
            await listening
        assert slow.body.count(streaming.BEAT) <= 1

    serving(play)


class SlowAnswer(Answer):
    """Takes the first bytes, and then a long time."""

    def __init__(self) -> None:
        super().__init__()
        self.is_stuck, self.may_go_on = asyncio.Event(), asyncio.Event()

    async def send(self, message: Any) -> None:
        await super().send(message)
        if message.get("body"):
            self.is_stuck.set()
            await self.may_go_on.wait()
