"""A newsroom registers its story, or brings it up to date."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from undersigned.kernel.actor import Actor
from undersigned.ledger import actions as ledger
from undersigned.live import actions as live
from undersigned.people import reads as people
from undersigned.stories import actions as stories
from undersigned.stories import reads as sources
from undersigned.stories.shapes import Hints, Registered, StoryDraft


def register_story(actor: Actor, community_id: UUID, draft: StoryDraft) -> Registered:
    """One story from a draft. The same draft again changes nothing and is not recorded again.

    Errors  NotSignedIn, NotAllowed: operators, commands and newsroom systems only; and those of
            `stories.actions.register`
    """
    return register_stories(actor, community_id, [draft])[0]


def register_ninjs(actor: Actor, community_id: UUID, raw: bytes, *, key: str, url: str = "") -> Registered:
    """One story from ninjs 3.1, under the key that the newsroom gives it.

    Errors  those of `register_story` and of `stories.reads.draft_of_ninjs`
    """
    people.require(actor, community_id, "operator")
    return register_story(actor, community_id, sources.draft_of_ninjs(raw, Hints(key=key, url=url)))


def register_source(actor: Actor, community_id: UUID, where: str, hints: Hints) -> list[Registered]:
    """Every story of a file or a public address: ninjs, a page or a feed. All of them, or none.

    The source is read before the transaction begins; nobody waits for its server.

    Errors  those of `register_story` and of `stories.reads.drafts_at`
    """
    people.require(actor, community_id, "operator")
    return register_stories(actor, community_id, sources.drafts_at(where, hints))


def register_stories(actor: Actor, community_id: UUID, drafts: Iterable[StoryDraft]) -> list[Registered]:
    """Several stories, all of them or none, answered in the order given. Errors  those of `register_story`"""
    given = list(drafts)
    # Locked in the order of their keys, or two commands with the same stories would wait for each other.
    in_key_order = sorted(range(len(given)), key=lambda number: given[number].key)
    with transaction.atomic():
        people.require(actor, community_id, "operator")
        registered = {number: stories.register(community_id, given[number]) for number in in_key_order}
        changed = [story for story in registered.values() if story.outcome != "unchanged"]
        for story in changed:
            if story.outcome == "updated":
                live.publish(story.story_id, "state")
        for story in changed:
            ledger.append(f"story:{story.outcome}", actor, story.story_id, community_id=community_id)
    return [registered[number] for number in range(len(given))]
