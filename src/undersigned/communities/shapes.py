"""What a community shows of its rules, and the drafts they are founded and published from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from undersigned.communities.rules import Clauses


@dataclass(frozen=True, slots=True)
class ClauseShape:
    """One numbered rule, in one language."""

    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class GuidelinesShape:
    """One version of the guidelines, in one language.

    Shape  id: of the version, the same in every language; clauses in reading order
    """

    id: UUID
    version: int
    language: str
    clauses: tuple[ClauseShape, ...]


@dataclass(frozen=True, slots=True)
class LicenceShape:
    """One version of the licence, in one language.

    Shape  id: of the version, the same in every language; text: paragraphs, an empty line between
    """

    id: UUID
    version: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class InForce:
    """Which licence and guidelines a submission made now has to accept."""

    licence_id: UUID
    licence_version: int
    guidelines_id: UUID
    guidelines_version: int


Taking = Literal["allow", "hold", "refuse"]


@dataclass(frozen=True, slots=True)
class ControlsShape:
    """How a community keeps its conversations in order. Shape  as `models.Controls`, without the words"""

    id: UUID | None = None
    slow_seconds: int = 0
    most_per_author: int | None = None
    first_held: int = 0
    record_held: int = 0
    links: Taking = "hold"
    repeats: Taking = "allow"
    other_languages: Taking = "allow"


@dataclass(frozen=True, slots=True)
class Words:
    """Which words hold a comment, and which are refused. Shape  as they were listed"""

    suspect: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MachineRefusal:
    """That a machine may refuse by itself, under one clause. Units  above: per cent, whole"""

    clause: str
    attribute: str
    above: int


@dataclass(frozen=True, slots=True)
class TriageShape:
    """What a score alone does to a comment. Without a row of its own: nobody's comment is published unseen or
    refused by a machine.

    Shape  as `models.TriagePolicy`
    """

    id: UUID | None = None
    unseen_below: int = 0
    hold_above: int = 70
    promise_per_mille: int = 10
    refusals: tuple[MachineRefusal, ...] = ()
    looked_at: int | None = None
    found_wrong: int | None = None
    scale: str = ""
    by_id: UUID | None = None
    at: datetime | None = None

    @property
    def is_step_back(self) -> bool:
        """Whether the house made it by itself, because the policy before did not keep its promise."""
        return self.looked_at is not None


@dataclass(frozen=True, slots=True)
class CommunityDraft:
    """A community to be founded.

    Shape  languages: codes, the community's own first; names full | youth;
           mode before | after | reactive; origins: whose pages may write here
    """

    slug: str
    name: str
    publisher: str
    languages: tuple[str, ...]
    names: str = "full"
    mode: str = "before"
    origins: tuple[str, ...] = ()
    closes_after_days: int | None = None
    closes_at_comments: int | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything a community has in writing, by language."""

    licence: Mapping[str, str]
    guidelines: Mapping[str, Clauses]
    notices: Mapping[str, Mapping[str, str]]


class CommunityFacts(Protocol):
    """What the document needs of a community; the row has it."""

    slug: str
    name: str
    publisher: str
    languages: Any
    names: Any
    mode: Any


def document(
    community: CommunityFacts, notices: dict[str, str], guidelines: GuidelinesShape, licence: LicenceShape
) -> dict[str, Any]:
    """A community as the public API shows it: JSON values, in one language."""
    return {
        "slug": community.slug,
        "name": community.name,
        "publisher": community.publisher,
        "languages": list(community.languages),
        "names": str(community.names),
        "mode": str(community.mode),
        "notices": notices,
        "guidelines": {
            "version": guidelines.version,
            "language": guidelines.language,
            "clauses": [
                {"number": clause.number, "title": clause.title, "text": clause.text}
                for clause in guidelines.clauses
            ],
        },
        "licence": {"version": licence.version, "language": licence.language, "text": licence.text},
    }
