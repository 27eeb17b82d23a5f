"""Registering stories."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from undersigned.communities import reads as communities
from undersigned.kernel.clock import now
from undersigned.kernel.errors import Invalid
from undersigned.stories.errors import AddressTaken, Embargoed, KeyTaken
from undersigned.stories.models import Medium, Story
from undersigned.stories.reads import draft_of
from undersigned.stories.shapes import MediumDraft, Registered, StoryDraft
from undersigned.stories.sources.addresses import KEY, RESERVED_KEYS, web_address
from undersigned.stories.sources.found import language_of

OWN_FIELDS = ("language", "section", "headline", "deck", "standfirst", "published_at")
STORY_LIMITS = {"section": 80, "headline": 500}
MEDIUM_LIMITS = {"title": 500, "credit": 500, "url": 1000}
MEDIUM_FIELDS = ("kind", "title", "description", "duration_seconds", "caption", "credit", "url", "place")


def register(community_id: UUID, draft: StoryDraft) -> Registered:
    """A draft → the story under its key: a new one, or the one that is there, brought up to date.

    An update keeps the story's id, its address, its opening rules and everything said under it.

    Errors  Invalid(fields); Embargoed; KeyTaken: the key belongs to a story at another address;
            AddressTaken: the address belongs to a story under another key
    """
    draft = _settled(community_id, draft)
    story = _same(community_id, draft)
    if story is None:
        try:
            with transaction.atomic():
                return _registered(_insert(community_id, draft), "registered")
        except IntegrityError:  # someone else registered it in between
            story = _same(community_id, draft)
            if story is None:
                raise
    if draft_of(story) == draft:
        return _registered(story, "unchanged")
    _update(story, draft)
    return _registered(story, "updated")


def _settled(community_id: UUID, draft: StoryDraft) -> StoryDraft:
    """The draft with its language chosen, once it may be registered at all."""
    if draft.embargoed_until is not None and draft.embargoed_until > now():
        raise Embargoed(until=draft.embargoed_until.isoformat())
    doubts = _doubts(draft)
    if doubts:
        raise Invalid(doubts)
    language = draft.language or communities.by_id(community_id).languages[0]
    return replace(draft, language=language, embargoed_until=None)


def _doubts(draft: StoryDraft) -> dict[str, list[str]]:
    """What cannot be stored as it is: nothing is ever cut."""
    doubts: dict[str, list[str]] = {}
    if not KEY.fullmatch(draft.key):
        doubts["key"] = [_("Use up to 200 letters, digits, dots, hyphens, underscores and tildes.")]
    elif draft.key.lower() in RESERVED_KEYS:
        doubts["key"] = [_("This word belongs to the product’s own addresses; choose another.")]
    if web_address(draft.url) != draft.url:
        doubts["url"] = [_("Give a web address of at most 1,000 signs, beginning with http:// or https://.")]
    if not draft.headline:
        doubts["headline"] = [_("Give it a headline.")]
    if draft.language and language_of(draft.language) != draft.language:
        doubts["language"] = [_("Give the code of a language, such as en or fr.")]
    doubts |= _too_long(draft, STORY_LIMITS, "")
    for number, medium in enumerate(draft.media):
        doubts |= _too_long(medium, MEDIUM_LIMITS, f"media[{number}].")
    return doubts


def _too_long(draft: StoryDraft | MediumDraft, limits: dict[str, int], where: str) -> dict[str, list[str]]:
    return {
        f"{where}{name}": [_("Use %(limit)d signs or fewer.") % {"limit": limit}]
        for name, limit in limits.items()
        if len(getattr(draft, name)) > limit
    }


def _same(community_id: UUID, draft: StoryDraft) -> Story | None:
    """The story that the draft is of, locked; None when there is none. Errors  KeyTaken, AddressTaken

    Key and address are looked for in one statement: between two, someone else may register it.
    """
    either = Q(key=draft.key) | Q(url=draft.url)
    stories = Story.objects.select_for_update(of=("self",)).filter(either, community_id=community_id)
    found = {story.key: story for story in stories.order_by("id")}
    story = found.get(draft.key)
    if story is not None and story.url != draft.url:
        raise KeyTaken(key=draft.key, url=story.url)
    if story is None and found:
        raise AddressTaken(url=draft.url, key=next(iter(found)))
    return story


def _insert(community_id: UUID, draft: StoryDraft) -> Story:
    at = now()
    story = Story(community_id=community_id, key=draft.key, url=draft.url, registered_at=at, updated_at=at)
    _fill(story, draft)
    story.save(force_insert=True)
    _add_media(story, draft)
    return story


def _update(story: Story, draft: StoryDraft) -> None:
    story.updated_at = now()
    _fill(story, draft)
    story.save(update_fields=[*OWN_FIELDS, "body", "source_names", "updated_at"])
    story.media.all().delete()
    _add_media(story, draft)


def _fill(story: Story, draft: StoryDraft) -> None:
    for name in OWN_FIELDS:
        setattr(story, name, getattr(draft, name))
    story.body = [{"kind": part.kind, "text": part.text} for part in draft.body]
    story.source_names = list(draft.source_names)


def _add_media(story: Story, draft: StoryDraft) -> None:
    Medium.objects.bulk_create(
        Medium(
            story=story,
            position=position,
            credits=list(medium.credits),
            published_at=medium.published_at,
            **{name: getattr(medium, name) for name in MEDIUM_FIELDS},
        )
        for position, medium in enumerate(draft.media)
    )


def _registered(story: Story, outcome: Any) -> Registered:
    return Registered(story_id=story.id, key=story.key, headline=story.headline, outcome=outcome)
