"""What the figures cost after a million decisions: `python -m bench.figures [DECISIONS]`.

One request after the other in one process, as an editor's browser makes them, but without the network.
"""

import random
import statistics
import sys
import time
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.test import Client

from bench.desk import SIGNED_IN_BY
from bench.filling import BATCH, fresh_comment, people
from undersigned.cli.prepare import collect, migrate
from undersigned.communities import reads as communities
from undersigned.communities.models import Community
from undersigned.communities.shapes import CommunityDraft
from undersigned.conversation.models import Comment, Revision
from undersigned.journeys.found_community import found_community
from undersigned.journeys.register_story import register_stories
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.moderation.models import Case, Decision
from undersigned.people.models import Person, Standing
from undersigned.stories.models import Story
from undersigned.stories.shapes import StoryDraft

DECISIONS = 1_000_000
SPREAD = timedelta(days=365)
STORIES = 2_000
MODERATORS = 20
BY_A_PERSON = 0.35
AGAINST = 0.2
TIMES = 10
PAGES = ("?period=7", "?period=30", "?period=90")

Row = tuple[Comment, Revision, Case | None, Decision]


def fill(decisions: int, chance: random.Random) -> None:
    """A year of one community: so many decisions, a third of them by people."""
    draft = CommunityDraft("news", "Bench", "Bench", ("en", "fr"), mode="reactive")
    community = found_community(COMMAND, draft)
    drafts = [
        StoryDraft(f"s{n}", f"https://bench.example/{n}", f"Story {n}", now(), "en") for n in range(STORIES)
    ]
    register_stories(COMMAND, community.id, drafts)
    stories = list(Story.objects.all())
    authors = list(people(chance, 400, "author"))
    moderators = list(people(chance, MODERATORS, "moderator"))
    guidelines = communities.guidelines(community.id, "en").id
    began = now() - SPREAD
    for start in range(0, decisions, BATCH):
        rows = [
            _decided(
                community, chance, stories, authors, moderators, guidelines, began + SPREAD * n / decisions
            )
            for n in range(start, min(decisions, start + BATCH))
        ]
        with transaction.atomic():
            _write(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write(rows: list[Row]) -> None:
    comments, revisions, cases, decisions = zip(*rows, strict=True)
    shown = [comment.shown_id for comment in comments]
    for comment in comments:
        comment.shown_id = None
    Comment.objects.bulk_create(comments)
    Revision.objects.bulk_create(revisions)
    for comment, revision_id in zip(comments, shown, strict=True):
        comment.shown_id = revision_id
    Case.objects.bulk_create([case for case in cases if case is not None])
    Decision.objects.bulk_create(decisions)


def _decided(
    community: Community,
    chance: random.Random,
    stories: list[Story],
    authors: list[Person],
    moderators: list[Person],
    guidelines: UUID,
    at: datetime,
) -> Row:
    story = stories[min(int(chance.expovariate(1 / 150)), STORIES - 1)]
    comment, revision = fresh_comment(story, community, chance.choice(authors), None, at)
    revision.text = revision.html = "."
    comment.state, comment.published_at, comment.present, comment.shown_id = "refused", None, False, None
    case, by, decided_at = None, None, at
    if chance.random() < BY_A_PERSON:
        decided_at = at + timedelta(seconds=chance.lognormvariate(7, 1.5))
        case = Case(
            community=community,
            comment=comment,
            kind="held",
            why=[{"code": "mode-before"}],
            opened_at=at,
            closed_at=decided_at,
            rank=4,
        )
        by = chance.choice(moderators)
    is_against = by is not None and chance.random() < AGAINST
    decision = Decision(
        community=community,
        comment=comment,
        revision=revision,
        case=case,
        verdict="refuse" if is_against else "publish",
        guidelines_id=guidelines,
        clauses=[str(chance.randint(1, 9))] if is_against else [],
        by=by,
        at=decided_at,
        waited_seconds=None if case is None else int((decided_at - at).total_seconds()),
    )
    return comment, revision, case, decision


def measure(browser: Client) -> None:
    """Say what each page takes: the median, and the longest."""
    for page in PAGES:
        taken = sorted(_milliseconds(browser, f"/desk/figures/{page}") for _ in range(TIMES))
        print(f"{page}: median {statistics.median(taken):.0f} ms, longest {taken[-1]:.0f} ms", flush=True)


def _milliseconds(browser: Client, address: str) -> float:
    began = time.perf_counter()
    assert browser.get(address).status_code == 200
    return (time.perf_counter() - began) * 1000


def main(decisions: int) -> None:
    """Fill, sign an editor in, and measure."""
    migrate()
    collect()
    chance = random.Random(1)
    if not Decision.objects.exists():
        fill(decisions, chance)
    (edith,) = people(chance, 1, f"editor-{time.time_ns()}")
    Standing.objects.create(person=edith, kind="editor")
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(edith, backend=SIGNED_IN_BY)
    print(f"{decisions:,} decisions, {connection.vendor}:", flush=True)
    measure(browser)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else DECISIONS)
