"""`python -m tests.browser.waiting COMMUNITY NUMBER`: so many people's comments wait before its desk."""

import random
import sys
from itertools import cycle, islice

from bench.filling import people, sentence, vocabulary  # sets Django up
from undersigned.communities import reads as communities
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.journeys.register_story import register_stories
from undersigned.kernel.actor import COMMAND, Actor
from undersigned.kernel.clock import now
from undersigned.stories import reads as stories
from undersigned.stories.shapes import StoryDraft

EACH = 3  # comments a person: who writes more within a minute is told to slow down
STORIES = 10


def fill(slug: str, number: int) -> None:
    """Stories, people, and what they send, submitted as anybody's are, to a community that looks first."""
    community = communities.by_slug(slug)
    drafts = [
        StoryDraft(f"pier-{n}", f"https://paper.example/pier-{n}", f"The pier, part {n}", now(), "en")
        for n in range(STORIES)
    ]
    register_stories(COMMAND, community.id, drafts)
    under = cycle([stories.id_at(slug, draft.key) for draft in drafts])
    chance = random.Random(1)  # noqa: S311 - it decides nothing
    words = vocabulary(chance)
    authors = list(people(chance, -(-number // EACH), "author"))
    for author in islice(cycle(authors), number):
        draft = Draft(sentence(chance, words), licence_version=1, guidelines_version=1, language="en")
        assert post_comment(Actor.person(author.id), next(under), draft).state == "held"


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
