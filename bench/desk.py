"""What the desk costs with a full queue: `python -m bench.desk [PENDING]`, where the environment says.

Each figure is one request after the other in one process, as one moderator's browser makes them, but
without the network.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.test import Client

from bench.filling import BATCH, fresh_comment, people, sentence, vocabulary
from undersigned.cli.prepare import collect, migrate
from undersigned.communities.models import Community
from undersigned.communities.shapes import CommunityDraft
from undersigned.conversation.models import Comment, Revision
from undersigned.journeys.found_community import found_community
from undersigned.journeys.register_story import register_stories
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.moderation.filing import words_of
from undersigned.moderation.models import Case, Pending
from undersigned.people.models import Name, Person, Standing
from undersigned.stories.models import Story
from undersigned.stories.shapes import StoryDraft

PENDING = 100_000
STORIES = 20
TIMES = 40
SIGNED_IN_BY = "undersigned.web.accounts.backend.ConfirmedAddress"


def fill(pending: int, chance: random.Random, words: list[str]) -> Community:
    """A community before whose desk so many comments wait."""
    community = found_community(
        COMMAND, CommunityDraft("news", "Bench", "Bench", ("en", "fr"), mode="before")
    )
    drafts = [
        StoryDraft(f"s{n}", f"https://bench.example/{n}", f"Story {n}", now(), "en") for n in range(STORIES)
    ]
    register_stories(COMMAND, community.id, drafts)
    stories = list(Story.objects.all())
    authors = list(people(chance, 400, "author"))
    names = {row.person_id: f"{row.first} {row.last}" for row in Name.objects.all()}
    for start in range(0, pending, BATCH):
        rows = [
            _held(stories[n % STORIES], community, chance, authors, names, words, pending - n)
            for n in range(start, min(pending, start + BATCH))
        ]
        with transaction.atomic():
            for model, made in zip((Comment, Revision, Case, Pending), zip(*rows, strict=True), strict=True):
                model.objects.bulk_create(made)  # type: ignore[attr-defined] # each of its own kind
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return community


def _held(
    story: Story,
    community: Community,
    chance: random.Random,
    authors: list[Person],
    names: dict[Any, str],
    words: list[str],
    seconds_ago: int,
) -> tuple[Comment, Revision, Case, Pending]:
    at = now() - timedelta(seconds=seconds_ago)
    comment, revision = fresh_comment(story, community, chance.choice(authors), None, at)
    comment.state, comment.published_at, comment.present, comment.shown_id = (
        Comment.State.HELD,
        None,
        False,
        None,
    )
    comment.byline_name = names[comment.author_id]
    revision.text = sentence(chance, words)
    revision.html = f"<p>{revision.text}</p>"
    case = Case(
        community=community, comment=comment, kind="held", why=[{"code": "mode-before"}], opened_at=at, rank=4
    )
    pending = Pending(
        case=case, story_id=story.id, language="en", words=words_of(comment.byline_name, revision.text)
    )
    return comment, revision, case, pending


def measure(browser: Client, words: list[str]) -> None:
    """Say what each takes: the median, and nineteen in twenty."""

    def get(address: str) -> None:
        assert browser.get(address).status_code == 200

    def take() -> str:
        return str(browser.post("/desk/next/")["Location"])

    def decide(case: str) -> str:
        sent = {"verdict": "publish", "revision": "1", "onward": "on"}
        following = str(browser.post(f"{case}decide/", sent)["Location"])
        get(following)
        return following

    at = [take()]
    acts: dict[str, Callable[[], Any]] = {
        "the queue": lambda: get("/desk/"),
        "a word that many say": lambda: get(f"/desk/?words={words[40]}"),
        "a word that few say": lambda: get(f"/desk/?words={words[-20]}"),
        "a story": lambda: get("/desk/?community=news&story=s3"),
        "a case": lambda: get(at[0]),
        "from the key to the next case": lambda: at.append(decide(at.pop())),
    }
    for name, act in acts.items():
        act()
        _say(name, [_milliseconds(act) for _ in range(TIMES)])
    _say("the same, fetched ahead", [_shown_ahead(browser, at) for _ in range(TIMES)])


def _shown_ahead(browser: Client, at: list[str]) -> float:
    """Milliseconds from the key until the browser may show what it fetched while the case was read."""
    fetched = browser.get(f"{at[0]}ahead/").content.decode()
    address = fetched.partition('data-address="')[2].partition('"')[0]
    case_id = address.rstrip("/").rpartition("/")[2]
    sent = {"verdict": "publish", "revision": "1", "onward": "on", "ahead": case_id}
    began = time.perf_counter()
    assert browser.post(f"{at[0]}decide/", sent).status_code == 204
    taken = (time.perf_counter() - began) * 1000
    at[0] = address
    return taken


def _say(name: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    middle, late = statistics.median(ordered), ordered[int(TIMES * 0.95)]
    print(f"{name}: median {middle:.0f} ms, p95 {late:.0f} ms", flush=True)


def _milliseconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def main(pending: int) -> None:
    """Fill, sign a moderator in, and measure."""
    migrate()
    collect()
    chance = random.Random(1)
    words = vocabulary(chance)
    community = fill(pending, chance, words)
    (mona,) = people(chance, 1, "moderator")
    Standing.objects.create(person=mona, community=community, kind="moderator")
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(mona, backend=SIGNED_IN_BY)
    print(f"{pending:,} pending, {connection.vendor}:", flush=True)
    measure(browser, words)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else PENDING)
