"""Old snapshot + live events = new snapshot, for any sequence of acts: the server's own events, put
together by the embed's own code.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, get_args
from uuid import UUID

import pytest
import time_machine

from tests.cast import acting, story
from tests.journeys.acts import HELD, PLAIN, post, ruled
from undersigned.communities.models import Community
from undersigned.conversation.models import Comment
from undersigned.conversation.shapes import Sort
from undersigned.journeys.appeal import appeal
from undersigned.journeys.call_in import call_in
from undersigned.journeys.close import close
from undersigned.journeys.decide import decide
from undersigned.journeys.pick import pick, unpick
from undersigned.journeys.recommend import recommend, unrecommend
from undersigned.journeys.reopen import reopen
from undersigned.journeys.reprint import reprint
from undersigned.journeys.revise import revise
from undersigned.journeys.set_opening import OpeningDraft, set_opening
from undersigned.journeys.withdraw import withdraw
from undersigned.kernel.errors import Refused
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Decision
from undersigned.people.models import Person
from undersigned.snapshots import reads
from undersigned.snapshots.build import Document
from undersigned.stories.models import Story

ROOT = Path(__file__).parents[2]
APPLY = ROOT / "embed" / "dist-test" / "apply.js"
SORTS: tuple[Sort, ...] = get_args(Sort)
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
BETWEEN = timedelta(seconds=40)  # nobody is held to a slower pace
BEFORE, AFTER = 8, 6  # acts that the reader finds, and acts that they hear of


class Embed:
    """The embed's `apply`, asked line by line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def apply(self, document: Document, events: list[Document], sort: Sort) -> Document:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        asked = {"document": document, "events": events, "sort": sort}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        known: Document = json.loads(self.process.stdout.readline())
        return known


@contextmanager
def running() -> Iterator[Embed]:
    command = [str(ROOT / "tools" / "with_node"), "node", str(APPLY)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Embed(process)


@pytest.fixture(scope="module")
def embed() -> Iterator[Embed]:
    if not APPLY.exists():
        pytest.skip("the embed is not built for tests: `make test` does it, or `npm --prefix embed test`")
    with running() as process:
        yield process


@dataclass
class Conversation:
    """One conversation, its people, and what they do by chance. Shape  done: for whoever reads a failure"""

    story: Story
    random: Random
    authors: list[Person]
    moderators: list[Person]
    editor: Person
    clock: Any
    done: list[str] = field(default_factory=list)

    def go_on(self, acts: int) -> None:
        """So many acts that are not refused; what was to be seen after each is the caller's to remember."""
        while acts:
            self.clock.shift(BETWEEN)
            act = self.random.choice(ACTS)
            with suppress(Refused, Impossible):
                act(self)
                self.done.append(act.__name__)
                acts -= 1

    def anyone(self) -> Person:
        return self.random.choice(self.authors)

    def comment(self, **having: Any) -> Comment:
        """Any comment that fits. Errors  Impossible"""
        found = list(Comment.objects.filter(story=self.story, **having).order_by("id"))
        if not found:
            raise Impossible
        return self.random.choice(found)

    def text(self) -> str:
        return self.random.choice([PLAIN, PLAIN, f"{PLAIN} Quite.", HELD])


class Impossible(Exception):
    """There is nothing to do it to."""


def begin(here: Conversation) -> None:
    post(here.anyone(), here.story, here.text())


def answer(here: Conversation) -> None:
    post(here.anyone(), here.story, here.text(), in_reply_to=here.comment(state="published").id)


def mend(here: Conversation) -> None:
    comment = here.comment()
    versions: dict[str, Any] = {"licence_version": 1, "guidelines_version": 1, "language": "en"}
    revise(acting(comment.author_id), comment.id, here.text(), **versions)


def take_back(here: Conversation) -> None:
    comment = here.comment()
    withdraw(acting(comment.author_id), comment.id)


def rule(here: Conversation) -> None:
    """Whoever waits or was called in is published, refused or removed, also again and the other way."""
    comment, moderator = here.comment(), here.random.choice(here.moderators)
    case = cases.case(call_in(acting(moderator), comment.id))
    verdict = here.random.choice(["publish", "refuse", "remove"])
    why: dict[str, Any] = {} if verdict == "publish" else {"clauses": ["2"], "note": "Mind the tone."}
    decide(acting(moderator), case.id, verdict=verdict, revision=case.revision, **why)


def publish_what_waits(here: Conversation) -> None:
    comment, moderator = here.comment(state="held"), here.random.choice(here.moderators)
    case = cases.case(call_in(acting(moderator), comment.id))
    decide(acting(moderator), case.id, verdict="publish", revision=case.revision)


def publish_again(here: Conversation) -> None:
    """What was taken away comes back, by appeal."""
    comment = here.comment(state__in=["removed", "refused"])
    against = Decision.objects.filter(comment=comment).latest("at")
    appeal(acting(comment.author_id), against.id, "It is what the auditor called them.")
    other = next(moderator for moderator in here.moderators if moderator.id != against.by_id)
    case = cases.case(call_in(acting(other), comment.id))
    decide(acting(other), case.id, verdict="publish", revision=case.revision, note="The auditor did say so.")


def mark(here: Conversation) -> None:
    pick(acting(here.editor), here.comment(picked=False).id)


def unmark(here: Conversation) -> None:
    unpick(acting(here.editor), here.comment(picked=True).id)


def print_it(here: Conversation) -> None:
    reprint(acting(here.editor), here.comment(state="published").id, use="print")


def applaud(here: Conversation) -> None:
    recommend(acting(here.anyone()), here.comment(state="published").id)


def think_better_of_it(here: Conversation) -> None:
    comment = here.comment(state="published", recommendation_count__gt=0)
    by: UUID = here.random.choice(list(comment.recommendations.values_list("person_id", flat=True)))
    unrecommend(acting(by), comment.id)


def shut(here: Conversation) -> None:
    close(acting(here.editor), here.story.id, f"Closed for the {len(here.done)}th time.")


def open_again(here: Conversation) -> None:
    reopen(acting(here.editor), here.story.id)


def limit(here: Conversation) -> None:
    most = here.random.choice([None, len(here.done) // 2 + 1])
    set_opening(acting(here.editor), here.story.id, OpeningDraft(closes_at_comments=most))


OFTEN: list[Callable[[Conversation], None]] = [begin, answer, answer, answer, applaud, rule, open_again]
ACTS = [*OFTEN, *OFTEN, mend, take_back, publish_what_waits, publish_again, mark, unmark, print_it]
ACTS += [think_better_of_it, shut, limit]


@pytest.fixture
def make(
    news: Community, ada: Person, benoit: Person, ivo: Person, mona: Person, marc: Person, edith: Person
) -> Iterator[Callable[[int], Conversation]]:
    """Call it with a seed for a conversation that takes its course by it."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield lambda seed: Conversation(
            story(news),
            Random(seed),  # noqa: S311 - the same course for the same seed
            [ada, benoit, ivo],
            [mona, marc],
            edith,
            clock,
        )


def snapshots(here: Conversation) -> dict[Sort, Document]:
    community = here.story.community
    row = Story.objects.get(id=here.story.id)
    found = {sort: reads.conversation(community, row, sort, None, "en") for sort in SORTS}
    assert all(document["next"] is None for document in found.values()), "too much for one page"
    return json.loads(json.dumps(found))  # type: ignore[no-any-return] # as it is sent


def events_since(here: Conversation, seen: int) -> list[Document]:
    """What a live reader hears, as the embed's `Reading.listen` takes it."""
    _, frame = reads.frame(here.story.id, seen, "en")
    found = []
    for block in filter(None, frame.decode().split("\n\n")):
        lines = dict(line.split(": ", 1) for line in block.split("\n"))
        assert lines["event"] != "reset"
        found.append({"type": lines["event"], **json.loads(lines["data"])})
    return found


def whole(document: Document) -> Document:
    """With all the replies to which `replies_next` leads: how many are there at first is not the point."""

    def opened(comment: Document) -> Document:
        below = list(comment["replies"])
        if comment["replies_next"] is not None:
            below += reads.replies(UUID(comment["id"]), comment["replies_next"])["comments"]
        return {**comment, "replies": [opened(reply) for reply in below], "replies_next": None}

    return {**document, "comments": [opened(comment) for comment in document["comments"]]}


def hears(here: Conversation, embed: Embed, *seen: dict[Sort, Document]) -> None:
    """Whoever has read one of these and hears the rest knows what is so now; twice changes nothing."""
    new = {sort: whole(document) for sort, document in snapshots(here).items()}
    for old in seen:
        events = events_since(here, old["newest"]["version"])
        for sort in SORTS:
            known = embed.apply(old[sort], events, sort)
            assert whole(known) == new[sort], (sort, here.done)
            assert embed.apply(known, events, sort) == known, (sort, here.done)


@pytest.mark.parametrize("seed", range(20))
def test_old_snapshot_and_events_are_the_new_snapshot(
    make: Callable[[int], Conversation], embed: Embed, seed: int
) -> None:
    here = make(seed)
    here.go_on(BEFORE)
    old = snapshots(here)
    here.go_on(AFTER)
    hears(here, embed, old)


@pytest.mark.parametrize("seed", range(100, 102))
def test_whoever_was_away_since_any_version_ends_at_the_same(
    make: Callable[[int], Conversation], embed: Embed, seed: int
) -> None:
    here = make(seed)
    seen = [snapshots(here)]
    for _ in range(AFTER):
        here.go_on(1)
        seen.append(snapshots(here))
    hears(here, embed, *seen)


def test_a_reply_that_waited_brings_back_the_place_of_what_it_answers(
    make: Callable[[int], Conversation], embed: Embed
) -> None:
    here = make(0)
    ada, benoit, _ = here.authors
    begun = post(ada, here.story)
    below = post(ada, here.story, in_reply_to=begun.comment_id)
    waiting = post(benoit, here.story, HELD, in_reply_to=below.comment_id)
    for posted in (below, begun):
        withdraw(acting(ada), posted.comment_id)
    old = snapshots(here)
    assert old["newest"]["comments"] == []
    ruled(here.moderators[0], waiting.comment_id, "publish")
    assert snapshots(here)["newest"]["comments"] != []
    hears(here, embed, old)


def test_what_was_taken_away_keeps_its_place_among_the_recommended(
    make: Callable[[int], Conversation], embed: Embed
) -> None:
    here = make(0)
    ada, benoit, ivo = here.authors
    one, other = post(ada, here.story), post(benoit, here.story)
    post(ada, here.story, in_reply_to=one.comment_id)
    recommend(acting(ivo), one.comment_id)
    withdraw(acting(ada), one.comment_id)
    old = snapshots(here)
    for person in (ada, ivo):
        recommend(acting(person), other.comment_id)
    hears(here, embed, old)
