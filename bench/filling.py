"""Fills a database for the bench: `python -m bench.filling WRITERS TOKENS SIZE …`, as the environment says.

Rows go in directly, in the shape that the journeys leave behind; only what a reader is served matters here.
"""

import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "undersigned.settings")
django.setup()

# ruff: noqa: E402 - what follows needs what was set up above
from allauth.account.models import EmailAddress
from django.db import connection, transaction

from undersigned.cli.prepare import collect, migrate
from undersigned.communities.models import Community
from undersigned.communities.shapes import CommunityDraft
from undersigned.conversation.models import Comment, Revision, Tally
from undersigned.conversation.rendering import render
from undersigned.journeys.found_community import found_community
from undersigned.journeys.register_story import register_stories
from undersigned.kernel.actor import COMMAND
from undersigned.kernel.clock import now
from undersigned.kernel.ids import new_id
from undersigned.people.models import Name, Person
from undersigned.people.tokens import issue_token
from undersigned.stories.models import Story
from undersigned.stories.shapes import StoryDraft

AUTHORS = 400
TEXTS = 1_500
BATCH = 5_000
SHARE_OF_REPLIES = 0.55
DEEPEST = 3
EVERY = timedelta(seconds=1)
FIRST = ("Ann", "Bo", "Cléo", "Dai", "Eva", "Finn", "Gus", "Hana", "Ida", "Jon", "Kim", "Léa", "Max", "Nia")
LAST = ("Abbey", "Birch", "Crane", "Dell", "Elm", "Fjord", "Gale", "Heath", "Isle", "Jarvis", "Knoll", "Loch")
SOUNDS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "l",
    "m",
    "n",
    "p",
    "qu",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "th",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oo", "ou")
ENDS = ("", "", "l", "n", "nd", "r", "rd", "s", "st", "t")
WORDS = 6_000


@dataclass(frozen=True)
class Thread:
    """Shape  size: comments in all, replies included"""

    story: Story
    size: int


def fill(writers: int, tokens: Path, sizes: list[int]) -> None:
    """A community with a story for each size, its comments, and writers whose tokens go to a file."""
    migrate()
    collect()
    draft = CommunityDraft("news", "Bench News", "Bench", ("en", "fr"), mode="reactive")
    community = found_community(COMMAND, draft)
    drafts = [
        StoryDraft(f"thread-{size}", f"https://bench.example/{size}", f"A thread of {size}", now(), "en")
        for size in [*sizes, 0]
    ]
    register_stories(COMMAND, community.id, drafts)
    chance = random.Random(1)
    authors = list(people(chance, AUTHORS, "author"))
    words = vocabulary(chance)
    texts = [sentence(chance, words) for _ in range(TEXTS)]
    rendered = [(text, render(text)) for text in texts]
    for size in sizes:
        thread = Thread(Story.objects.get(key=f"thread-{size}"), size)
        talk(thread, community, authors, rendered, chance)
    with transaction.atomic(), tokens.open("w") as written:
        for person in people(chance, writers, "writer"):
            written.write(issue_token(person.id) + "\n")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def people(chance: random.Random, number: int, kind: str) -> Iterator[Person]:
    """People with a confirmed name and address."""
    made = [Person(email=f"{kind}-{n}@bench.example", language="en") for n in range(number)]
    Person.objects.bulk_create(made, batch_size=BATCH)
    Name.objects.bulk_create(
        (
            Name(person=each, first=chance.choice(FIRST), last=chance.choice(LAST), state="confirmed")
            for each in made
        ),
        batch_size=BATCH,
    )
    EmailAddress.objects.bulk_create(
        (EmailAddress(user=each, email=each.email, verified=True, primary=True) for each in made),
        batch_size=BATCH,
    )
    yield from made


def vocabulary(chance: random.Random) -> list[str]:
    """Words that nobody has ever said, as long as real ones: packed, they take about as much room."""
    syllables = [chance.choice(SOUNDS) + chance.choice(VOWELS) + chance.choice(ENDS) for _ in range(WORDS)]
    return [
        "".join(chance.choices(syllables, k=chance.choices((1, 2, 3), (3, 4, 1))[0])) for _ in range(WORDS)
    ]


def sentence(chance: random.Random, words: list[str]) -> str:
    """About as long as a comment under a story is: 20 to 120 words, some of them common."""
    length = int(chance.triangular(20, 120, 45))
    return " ".join(words[int(WORDS * chance.random() ** 3)] for _ in range(length)).capitalize() + "."


def talk(
    thread: Thread,
    community: Community,
    authors: list[Person],
    texts: list[tuple[str, str]],
    chance: random.Random,
) -> None:
    """The comments of one story, an even second apart, the last one just now."""
    names = {row.person_id: f"{row.first} {row.last}" for row in Name.objects.filter(person__in=authors)}
    began = now() - thread.size * EVERY
    comments: list[Comment] = []
    revisions: list[Revision] = []
    for number in range(thread.size):
        parent = _parent(comments, chance)
        comment, revision = fresh_comment(
            thread.story, community, chance.choice(authors), parent, began + number * EVERY
        )
        revision.text, revision.html = chance.choice(texts)
        comment.byline_name = names[comment.author_id]
        comment.recommendation_count = int(chance.expovariate(0.2))
        comments.append(comment)
        revisions.append(revision)
    with transaction.atomic():
        Comment.objects.bulk_create(comments, batch_size=BATCH)
        Revision.objects.bulk_create(revisions, batch_size=BATCH)
        Tally.objects.create(story=thread.story, published=thread.size, accepted=thread.size)


def _parent(comments: list[Comment], chance: random.Random) -> Comment | None:
    """One of the last hundred, as people answer what they have just read."""
    if not comments or chance.random() > SHARE_OF_REPLIES:
        return None
    parent = comments[-chance.randint(1, min(len(comments), 100))]
    return parent if parent.depth < DEEPEST else None


def fresh_comment(
    story: Story, community: Community, author: Person, parent: Comment | None, at: datetime
) -> tuple[Comment, Revision]:
    """One comment as if it had been published then, not written yet."""
    comment = Comment(
        id=new_id(),
        community=community,
        story=story,
        author=author,
        in_reply_to=parent,
        depth=0 if parent is None else parent.depth + 1,
        language="en",
        state="published",
        submitted_at=at,
        published_at=at,
        present=True,
    )
    revision = Revision(id=new_id(), comment=comment, number=1, at=at)
    comment.shown_id = revision.id
    if parent is not None:
        parent.reply_count += 1
    return comment, revision


if __name__ == "__main__":
    fill(int(sys.argv[1]), Path(sys.argv[2]), [int(size) for size in sys.argv[3:]])
