"""A story on its way in (drafts) and as it is shown (shapes)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a story's body, or the heading of a section."""

    kind: Literal["paragraph", "heading"]
    text: str


@dataclass(frozen=True, slots=True)
class MediumDraft:
    """A picture or video as its source describes it.

    Shape  credits: names in order, of which `credit` is the line as printed; place: how many body
           parts stand before it; url: of the picture or film itself, empty when not told
    """

    kind: Literal["picture", "video"]
    title: str = ""
    description: str = ""
    duration_seconds: int | None = None
    caption: str = ""
    credit: str = ""
    credits: tuple[str, ...] = ()
    url: str = ""
    published_at: datetime | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """A story as its source gives it, complete enough to be registered.

    Shape  key: ASCII letters and digits, `. _ ~ -`; language: a code without region, empty for the
           community's own; text is plain, NFC; times aware UTC
    """

    key: str
    url: str
    headline: str
    published_at: datetime
    language: str = ""
    section: str = ""
    deck: str = ""
    standfirst: str = ""
    body: tuple[Part, ...] = ()
    media: tuple[MediumDraft, ...] = ()
    source_names: tuple[str, ...] = ()
    embargoed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What the newsroom says beside a source; each wins over what the source says of itself."""

    key: str = ""
    url: str = ""
    language: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of a registration. `outcome` is "unchanged" when the story was there, word for word."""

    story_id: UUID
    key: str
    headline: str
    outcome: Literal["registered", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class MediumShape:
    """A picture or video as shown.

    Shape  duration_label "1:10"; duration_iso "PT1M10S"; both empty when the length is not known
    """

    kind: str
    title: str
    description: str
    duration_seconds: int | None
    duration_label: str
    duration_iso: str
    caption: str
    credit: str
    credits: tuple[str, ...]
    url: str
    published_at: datetime | None
    place: int


@dataclass(frozen=True, slots=True)
class StoryShape:
    """A story as shown, whole.

    Shape  flow: body parts and media in reading order, told apart by `kind`
    """

    id: UUID
    community_id: UUID
    key: str
    url: str
    language: str
    section: str
    headline: str
    deck: str
    standfirst: str
    source_names: tuple[str, ...]
    published_at: datetime
    updated_at: datetime
    media: tuple[MediumShape, ...]
    flow: tuple[Part | MediumShape, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Some stories of a community, newest first; `next` asks for those after them, None at the end."""

    stories: tuple[StoryShape, ...]
    next: str | None
