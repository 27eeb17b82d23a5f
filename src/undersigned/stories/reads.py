"""Stories as they were registered, and the drafts in what a newsroom sends. Nothing here writes."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from undersigned.kernel.errors import Invalid, NotFound
from undersigned.prepared import Rows
from undersigned.stories.closing import history as history
from undersigned.stories.closing import states as states
from undersigned.stories.lengths import duration_iso, duration_label
from undersigned.stories.models import Medium, Story
from undersigned.stories.shapes import (
    Hints,
    MediumDraft,
    MediumShape,
    Part,
    StoryDraft,
    StoryPage,
    StoryShape,
)
from undersigned.stories.sources import intake, ninjs
from undersigned.stories.sources.addresses import web_address
from undersigned.stories.words import reason as reason

PAGE_SIZE = 20

_id_at = Rows(
    lambda slug, key: Story.objects.filter(community__slug=slug, key=key).values_list("id", flat=True)
)


def by_key(community_id: UUID, key: str) -> Story:
    """The story under a key, with its community. Errors  NotFound"""
    return _one(Q(community_id=community_id, key=key))


def headlines(story_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Key and headline of each story, in one query."""
    rows = Story.objects.filter(id__in=list(story_ids)).values_list("id", "key", "headline")
    return {id_: (key, headline) for id_, key, headline in rows}


def id_at(slug: str, key: str) -> UUID:
    """Which story is under a key in the community of that slug, in one query. Errors  NotFound"""
    found = _id_at.first(slug=slug, key=key)
    if found is None:
        raise NotFound(what="story")
    return found


def by_url(community_id: UUID, url: str) -> Story:
    """The story registered for an address, with its community; a fragment does not count. Errors  NotFound"""
    return _one(Q(community_id=community_id, url=web_address(url)))


def by_id(story_id: UUID) -> Story:
    """A story with its community. Errors  NotFound"""
    return _one(Q(id=story_id))


def ids_by_name(names: Iterable[str]) -> dict[str, UUID]:
    """Stories by `community/key`, in one query; what names none is absent."""
    wanted = {name: name.partition("/") for name in names}
    rows = Story.objects.filter(
        community__slug__in={slug for slug, _, _ in wanted.values()},
        key__in={key for _, _, key in wanted.values()},
    )
    found = {f"{slug}/{key}": id_ for slug, key, id_ in rows.values_list("community__slug", "key", "id")}
    return {name: found[name] for name in wanted if name in found}


def page(community_id: UUID, after: str | None = None, limit: int = PAGE_SIZE) -> StoryPage:
    """Stories of a community, newest first, whole; those after the mark of an earlier page.

    Units   two queries, however many stories
    Errors  Invalid for a mark that is none
    """
    stories = Story.objects.filter(community_id=community_id).order_by("-published_at", "-id")
    if after:
        published_at, story_id = _place(after)
        stories = stories.filter(
            Q(published_at__lt=published_at) | Q(published_at=published_at, id__lt=story_id)
        )
    rows = list(stories.prefetch_related("media")[: limit + 1])
    following = _mark(rows[limit - 1]) if len(rows) > limit else None
    return StoryPage(tuple(whole(row) for row in rows[:limit]), following)


def whole(story: Story) -> StoryShape:
    """A story as shown: media in their places, lengths as a clock shows them."""
    media = tuple(_medium(row) for row in story.media.all())
    body = [Part(part["kind"], part["text"]) for part in story.body]
    flow: list[Part | MediumShape] = []
    for place in range(len(body) + 1):
        flow += [medium for medium in media if min(medium.place, len(body)) == place]
        flow += body[place : place + 1]
    return StoryShape(
        id=story.id,
        community_id=story.community_id,
        key=story.key,
        url=story.url,
        language=story.language,
        section=story.section,
        headline=story.headline,
        deck=story.deck,
        standfirst=story.standfirst,
        source_names=tuple(story.source_names),
        published_at=story.published_at,
        updated_at=story.updated_at,
        media=media,
        flow=tuple(flow),
    )


def draft_of(story: Story) -> StoryDraft:
    """The draft that would make the story as it stands."""
    return StoryDraft(
        key=story.key,
        url=story.url,
        headline=story.headline,
        published_at=story.published_at,
        language=story.language,
        section=story.section,
        deck=story.deck,
        standfirst=story.standfirst,
        body=tuple(Part(part["kind"], part["text"]) for part in story.body),
        media=tuple(_medium_draft(row) for row in story.media.all()),
        source_names=tuple(story.source_names),
    )


def drafts_at(where: str, hints: Hints) -> tuple[StoryDraft, ...]:
    """The stories in a file or at a public http(s) address: ninjs, a page, or a feed.

    Errors  one of this room's for everything that keeps a source from being read
    """
    return intake.drafts(where, hints)


def draft_of_ninjs(raw: bytes, hints: Hints) -> StoryDraft:
    """The story that a ninjs 3.1 document is.

    Errors  NotJson, SourceBadlyEncoded, NotNinjs, NoHeadline, NoAddress, NoKey, NoMoment, Withheld
    """
    return ninjs.draft(raw, hints)


def _one(condition: Q) -> Story:
    story = Story.objects.select_related("community").filter(condition).first()
    if story is None:
        raise NotFound(what="story")
    return story


def _mark(story: Story) -> str:
    return urlsafe_b64encode(f"{story.published_at.isoformat()} {story.id.hex}".encode()).decode().rstrip("=")


def _place(mark: str) -> tuple[datetime, UUID]:
    try:
        moment, story_id = urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode().split(" ")
        return datetime.fromisoformat(moment).astimezone(UTC), UUID(story_id)
    except (ValueError, OverflowError):
        raise Invalid({"after": [_("This is no mark of an earlier page.")]}) from None


def _medium(row: Medium) -> MediumShape:
    seconds = row.duration_seconds
    return MediumShape(
        kind=row.kind,
        title=row.title,
        description=row.description,
        duration_seconds=seconds,
        duration_label=duration_label(seconds) if seconds else "",
        duration_iso=duration_iso(seconds) if seconds else "",
        caption=row.caption,
        credit=row.credit,
        credits=tuple(row.credits),
        url=row.url,
        published_at=row.published_at,
        place=row.place,
    )


def _medium_draft(row: Medium) -> MediumDraft:
    return MediumDraft(
        "video" if row.kind == "video" else "picture",
        title=row.title,
        description=row.description,
        duration_seconds=row.duration_seconds,
        caption=row.caption,
        credit=row.credit,
        credits=tuple(row.credits),
        url=row.url,
        published_at=row.published_at,
        place=row.place,
    )
