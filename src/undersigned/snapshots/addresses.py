"""Where stories and comments have their pages, and what stands at such an address."""

import re
from dataclasses import dataclass
from uuid import UUID

_LIVE = re.compile(
    r"/api/v1/communities/([-\w]+)/stories/([\w.~-]+)/(conversation|conversation\.html|live)", re.ASCII
)
_PERMALINK = re.compile(r"/([-\w]+)/([\w.~-]+)/comments/([0-9a-fA-F-]{36})/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A story's place in the world.

    Shape  base_url: scheme and host, no slash at the end; community: slug; story: the newsroom's key
    """

    base_url: str
    community: str
    story: str

    @property
    def page(self) -> str:
        return f"{self.base_url}/{self.community}/{self.story}/"

    @property
    def community_page(self) -> str:
        return f"{self.base_url}/{self.community}/"

    def comment(self, comment_id: UUID) -> str:
        return f"{self.page}comments/{comment_id}/"


def conversation_at(path: str) -> tuple[str, str, str] | None:
    """Community, story and what is asked for: "conversation", "conversation.html" or "live"."""
    found = _LIVE.fullmatch(path)
    return (found[1], found[2], found[3]) if found else None


def comment_at(url: str, base_url: str) -> tuple[str, str, UUID] | None:
    """Community, story and comment of a permalink of this installation; None for any other address."""
    path = url.split("#", 1)[0].split("?", 1)[0].removeprefix(base_url)
    found = _PERMALINK.fullmatch(path) if url.startswith(f"{base_url}/") else None
    if found is None:
        return None
    try:
        return found[1], found[2], UUID(found[3])
    except ValueError:
        return None
